//! Guides over the soles, their names in the air beside and above the feet.

use super::figures::Row;
use super::standing::Standing;
use crate::error::Error;
use crate::geom::{Region, SWAP, sample_edges, segment_meets, segments_meet};
use crate::layout::overlap::meets;
use crate::layout::placed::{Callout, GuideLine, Layout, Leader, TextLine, TextRole};
use crate::layout::sizes::{ASCENT, DESCENT, MIDDLE};
use crate::layout::texts::line;
use crate::model::{Emphasis, Guide};
use crate::resolve::ResolvedView;
use crate::text::width;
use kurbo::{Affine, Point, Rect};

/// From a foot's edge to the name of a guide, in units.
const OUT: f64 = 0.036;
/// Farthest that a highlighted zone is from a guide that bounds it, in foot lengths.
const BOUNDS: f64 = 0.03;
/// Farthest that two highlighted zones are from a guide between them, in foot lengths.
const PARTS: f64 = 0.12;
/// Least height between the name of a guide and a label, in sizes of the label's type: nearer it would
/// read as one more line of it.
const APART: f64 = 1.2;
/// From a toe up to the baseline of its zone's number, in sizes of type.
const OVER_TOES: f64 = 0.45;

/// Places the guides of a row, as far as there is room.
pub(in crate::layout) fn guides(
    row: &Row<'_>,
    standing: &Standing,
    views: &[ResolvedView],
    so_far: &Layout,
) -> Result<Vec<GuideLine>, Error> {
    let mut out: Vec<GuideLine> = Vec::new();
    if !row.is_upright() {
        return Ok(out);
    }
    let guided = GuidedRow { row, standing, views, so_far };
    for &guide in &row.chart.guides {
        if let Some(line) = guided.guide_line(guide, &out)? {
            out.push(line);
        }
    }
    if row.chart.longitudinal {
        out.extend(guided.longitudinal()?);
    }
    Ok(out)
}

/// A row that guides are drawn over, and what stands about it.
struct GuidedRow<'a> {
    /// The row.
    row: &'a Row<'a>,
    /// How it stands.
    standing: &'a Standing,
    /// The resolved views of the page's figures.
    views: &'a [ResolvedView],
    /// What is on the page already.
    so_far: &'a Layout,
}

impl GuidedRow<'_> {
    /// Returns what a dotted line must not run over: the highlighted zones of a
    /// figure.
    fn lit(&self, at: usize) -> (Affine, Vec<Region>) {
        let f = &self.row.figures[at];
        let to_page = Affine::translate(self.standing.offset(self.row, at)) * self.row.page.figures[f.figure].shape;
        let gap = 0.004 * self.row.page.sizes.unit / f.length;
        let zones = self.views[f.figure].zones.iter().filter(|z| z.emphasis != Emphasis::Context);
        (to_page, zones.map(|z| z.region.offset(gap).transform(to_page)).collect())
    }

    /// Draws a guide across all feet of a row, its name beside the outermost foot
    /// on the right, or on the left where a label is in the way; `None` where it
    /// has no place or the outlines have no such guide.
    fn guide_line(&self, guide: Guide, guides: &[GuideLine]) -> Result<Option<GuideLine>, Error> {
        let m = &self.row.page.sizes;
        let style = m.guide();
        let Some(text) = self.row.chart.words.guides.get(&guide) else { return Ok(None) };
        let mut lines = Vec::new();
        for (at, f) in self.row.figures.iter().enumerate().filter(|(_, f)| !f.is_lens) {
            let (to_page, lit) = self.lit(at);
            let Some(line) = self.views[f.figure].guides.get(&guide) else { continue };
            if !self.row.chart.guides_asked && !helps(line, &self.views[f.figure]) {
                continue;
            }
            let mut points: Vec<Point> = line.iter().map(|p| to_page * *p).collect();
            points.sort_by(|a, b| a.x.total_cmp(&b.x));
            lines.extend(outside(&points, &lit));
        }
        let w = width(text, &style)?;
        let (out, gap) = (m.px(OUT), 0.35 * style.size);
        let free = |tail: &[Point], name: &TextLine| {
            let clear = |c: &Callout| {
                let apart = APART * c.lines.first().map_or(style.size, |l| l.style.size);
                let near = name.bounds().inflate(0.6 * style.size, apart);
                let is_under = c.bounds().overlaps(near);
                let leaders = c.leaders.iter().flat_map(|l| l.points.windows(2));
                !is_under && !leaders.into_iter().any(|s| segments_meet(s[0], s[1], tail[0], tail[1]))
            };
            self.so_far.callouts.iter().all(clear)
        };
        for right in [true, false] {
            let end = if right { lines.last().and_then(|l| l.last()) } else { lines.first().and_then(|l| l.first()) };
            let Some(&end) = end else { return Ok(None) };
            let x = if right { end.x + out } else { end.x - out - w };
            let name = line(text.clone(), TextRole::Guide, x, end.y + MIDDLE * style.size, style.clone())?;
            let drawing = |at: usize| meets(&self.standing.silhouette(self.row, at), name.bounds());
            let is_over = (0..self.row.figures.len()).any(drawing);
            let tail =
                if right { vec![end, Point::new(x - gap, end.y)] } else { vec![Point::new(x + w + gap, end.y), end] };
            if is_over
                || !free(&tail, &name)
                || clashes(airy(&name), self.so_far, guides)
                || x < m.left
                || x + w > m.right()
            {
                continue;
            }
            lines.push(tail);
            return Ok(Some(GuideLine { guide: Some(guide), lines, names: vec![name] }));
        }
        Ok(None)
    }

    /// Draws the borders of the five longitudinal zones, their numbers above the
    /// toes.
    fn longitudinal(&self) -> Result<Option<GuideLine>, Error> {
        let style = self.row.page.sizes.guide();
        let (mut lines, mut names) = (Vec::new(), Vec::new());
        for (at, f) in self.row.figures.iter().enumerate().filter(|(_, f)| !f.is_lens) {
            let view = &self.views[f.figure];
            if view.borders.is_empty() {
                continue;
            }
            let (to_page, lit) = self.lit(at);
            let silhouette = self.standing.silhouette(self.row, at);
            let Some(b) = silhouette.bounds() else { continue };
            let borders: Vec<Vec<Point>> =
                view.borders.iter().map(|line| line.iter().map(|p| to_page * *p).collect()).collect();
            for points in &borders {
                lines.extend(outside(points, &lit));
            }
            // the toe end of each border; the feet's own edges close the first and the last zone
            let top = |line: &Vec<Point>| line.iter().copied().min_by(|a, b| a.y.total_cmp(&b.y)).unwrap_or_default().x;
            let mut xs: Vec<f64> = borders.iter().map(top).collect();
            let medial_is_right = xs.first() > xs.last();
            xs.insert(0, if medial_is_right { b.x1 } else { b.x0 });
            xs.push(if medial_is_right { b.x0 } else { b.x1 });
            for (number, pair) in (1..).zip(xs.windows(2)) {
                let x = f64::midpoint(pair[0], pair[1]);
                let strip = silhouette.transform(SWAP);
                let Some(y) = strip.chords(x).first().map(|c| c.0) else { continue };
                let text = number.to_string();
                let w = width(&text, &style)?;
                let name = line(text, TextRole::Guide, x - w / 2.0, y - OVER_TOES * style.size, style.clone())?;
                let drawing = |at: usize| meets(&self.standing.silhouette(self.row, at), name.bounds());
                if !clashes(name.bounds(), self.so_far, &[]) && !(0..self.row.figures.len()).any(drawing) {
                    names.push(name);
                }
            }
            // said once, beyond the little toe of the last foot
            if let (true, Some(last)) = (at + 1 == self.row.figures.len(), names.last().cloned()) {
                let text = self.row.chart.words.longitudinal.clone();
                let w = width(&text, &style)?;
                let x = if medial_is_right { last.x - style.size - w } else { last.x + last.width + style.size };
                let name = line(text, TextRole::Guide, x, last.baseline, style.clone())?;
                let m = &self.row.page.sizes;
                if !clashes(airy(&name), self.so_far, &[]) && x >= m.left && x + w <= m.right() {
                    names.push(name);
                }
            }
        }
        Ok((!lines.is_empty()).then_some(GuideLine { guide: None, lines, names }))
    }
}

/// Returns whether a guide of a view says something about what is highlighted there: it bounds a zone,
/// or runs between two that are near.
fn helps(line: &[Point], view: &ResolvedView) -> bool {
    let lit = view.zones.iter().filter(|z| z.emphasis != Emphasis::Context);
    let (mut above, mut below) = (false, false);
    for zone in lit {
        let Some(b) = zone.region.bounds() else { continue };
        // only the part of the guide at the zone's own width counts
        let beside: Vec<f64> = line.iter().filter(|p| p.x >= b.x0 && p.x <= b.x1).map(|p| p.y).collect();
        let nearest = |p: &&Point| (p.x - b.center().x).abs();
        let at = match beside.as_slice() {
            [] => line.iter().min_by(|p, q| nearest(p).total_cmp(&nearest(q))).map_or(0.0, |p| p.y),
            all => all[all.len() / 2],
        };
        if (b.y0 - at).abs() <= BOUNDS || (b.y1 - at).abs() <= BOUNDS {
            return true;
        }
        above |= b.y1 <= at && b.y1 > at - PARTS;
        below |= b.y0 >= at && b.y0 < at + PARTS;
    }
    above && below
}

/// Returns the parts of a polyline outside some regions.
fn outside(points: &[Point], regions: &[Region]) -> Vec<Vec<Point>> {
    let mut out: Vec<Vec<Point>> = vec![Vec::new()];
    for p in sample_edges(points, 2.0, false) {
        if regions.iter().any(|r| r.contains(p)) {
            out.push(Vec::new());
        } else if let Some(run) = out.last_mut() {
            run.push(p);
        }
    }
    out.retain(|run| run.len() > 1);
    out
}

/// Returns whether a text would stand on a label, a leader or another name.
fn clashes(bounds: Rect, so_far: &Layout, guides: &[GuideLine]) -> bool {
    let leader = |l: &Leader| l.points.windows(2).any(|s| segment_meets(s[0], s[1], bounds));
    so_far.callouts.iter().any(|c| c.bounds().overlaps(bounds) || c.leaders.iter().any(leader))
        || guides.iter().flat_map(|g| &g.names).any(|t| t.bounds().overlaps(bounds))
        || so_far.texts.iter().any(|t| t.bounds().overlaps(bounds))
        || so_far.body.iter().any(|b| b.name.bounds().overlaps(bounds) || meets(&b.silhouette, bounds))
}

/// Returns the box of a line of text, with some air.
fn airy(t: &TextLine) -> Rect {
    let size = t.style.size;
    let b = Rect::new(t.x, t.baseline - ASCENT * size, t.x + t.width, t.baseline + DESCENT * size);
    b.inflate(0.6 * size, 0.4 * size)
}
