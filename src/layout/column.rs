//! Labels in a column beside or between figures, with their leaders.
//!
//! A leader runs level from its anchor to a bend line just outside the foot
//! and from there straight to the label's port. Ports have the order of the
//! anchors, so no two leaders of a column can meet (Bekos et al., Boundary
//! labeling, 2007: the "os" leader); where the port can stand at the anchor's
//! height the leader is one level line.

use super::callout::{build, level_anchor};
use super::check::conflicts;
use super::label::{Target, Typeset};
use super::row::{Gutter, Row};
use super::solve::{Item, anchors, stack};
use super::{Callout, Leader};
use crate::error::Error;
use crate::geom::Region;
use crate::style::Align;
use kurbo::{Point, Rect};

/// Gap between labels of a column, in sizes of their type.
const GAP: f64 = 0.62;
/// The same on a wall chart.
const GAP_ATLAS: f64 = 0.5;
/// Gap between text and leader, in sizes of type.
const TEXT_GAP: f64 = 0.33;
/// Distance kept between text and drawings, in sizes of type: level, upright.
const CLEAR: (f64, f64) = (0.3, 0.75);
/// Least distance of two anchors, in units of the page.
const APART: f64 = 0.004;
/// Part of a zone's height at either end in which no dot stands.
const RIM: f64 = 0.18;
/// Farthest that a column stands from its figure, in units of the page.
const FARTHEST: f64 = 0.11;
/// Columns of more labels than this are set towards the figure.
const FEW: usize = 6;

/// A label of the column being placed.
struct Entry<'a> {
    /// Its index in the row.
    label: usize,
    /// Its text.
    set: Typeset,
    /// The feet that it points into from here, as (figure of the row, target).
    feet: Vec<(usize, &'a Target)>,
    /// Where its port makes a straight leader.
    interval: (f64, f64),
    /// The best height.
    best: f64,
}

/// Places the labels of one column; returns them with their indices.
/// `reserved` is kept free at its top, for the name of a view.
pub(super) fn column(row: &Row<'_>, gutter: usize, reserved: f64) -> Result<Vec<(usize, Callout)>, Error> {
    let mut entries = entries(row, gutter)?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    entries.sort_by(|a, b| a.best.total_cmp(&b.best));
    let mut out = place(row, gutter, reserved, &entries)?;
    // bent leaders cannot meet; of slanted ones, two that do exchange places,
    // which makes both shorter
    let slanted = row.figures.iter().any(|f| f.view.aspect.is_profile());
    let count = |out: &[(usize, Callout)]| conflicts(&out.iter().map(|(_, c)| c.clone()).collect::<Vec<_>>());
    let mut met = if slanted { count(&out) } else { Vec::new() };
    for _ in 0..2 * entries.len() {
        let Some(&(a, b)) = met.first() else { break };
        entries.swap(a, b);
        let Ok(other) = place(row, gutter, reserved, &entries) else { break };
        met = count(&other);
        out = other;
    }
    Ok(out)
}

/// Places labels in the order given.
fn place(row: &Row<'_>, gutter: usize, reserved: f64, entries: &[Entry<'_>]) -> Result<Vec<(usize, Callout)>, Error> {
    let widest = entries.iter().map(|e| e.set.width).fold(0.0, f64::max);
    let size = entries[0].set.size;
    let (x0, x1) = span(row, gutter, widest);
    let inner = gutter > 0 && gutter < row.figures.len();
    let center = entries.iter().map(|e| e.best).sum::<f64>() / f64::from(u32::try_from(entries.len()).unwrap_or(1));
    let (top, bottom) = free(row, (x0, x1), size, inner, reserved, center);
    let port = |e: &Entry<'_>| if inner { e.set.middle() } else { e.set.first_middle() };
    let items: Vec<Item> = entries
        .iter()
        .map(|e| Item { height: e.set.height, port: port(e), lo: e.interval.0, hi: e.interval.1, best: e.best })
        .collect();
    let gap = if row.page.metrics.is_atlas { GAP_ATLAS } else { GAP };
    let tops =
        stack(&items, gap * size, top, bottom).ok_or_else(|| super::no_room(items.len(), "beside the figure"))?;
    let ports: Vec<f64> = entries.iter().zip(&tops).map(|(e, t)| t + port(e)).collect();
    let intervals: Vec<(f64, f64)> = entries.iter().map(|e| e.interval).collect();
    // slanted leaders to a side view need no order
    let slanted = entries.iter().all(|e| e.feet.iter().all(|f| row.figures[f.0].view.aspect.is_profile()));
    let heights = if slanted {
        // level where it can be, else from the zone's middle
        let height = |(e, (p, i)): (&Entry<'_>, (&f64, &(f64, f64)))| {
            let clamped = p.clamp(i.0, i.1);
            if (clamped - p).abs() < 0.05 { clamped } else { e.best }
        };
        entries.iter().zip(ports.iter().zip(&intervals)).map(height).collect()
    } else {
        anchors(&ports, &intervals, APART * row.page.metrics.unit)
    };
    let all = |side: fn(usize, usize) -> bool| entries.iter().all(|e| e.feet.iter().all(|f| side(f.0, gutter)));
    let align = if inner && row.page.metrics.is_atlas && all(|at, gutter| at == gutter) {
        // an inner column that serves one side stands against it
        Align::End
    } else if inner && row.page.metrics.is_atlas && all(|at, gutter| at + 1 == gutter) {
        Align::Start
    } else if inner {
        Align::Middle
    } else if gutter == 0 && (entries.len() > FEW || row.page.metrics.is_atlas) {
        Align::End
    } else {
        Align::Start
    };
    let reach = ports.iter().chain(&heights).copied().fold((f64::MAX, f64::MIN), |(l, h), y| (l.min(y), h.max(y)));
    let mut out = Vec::new();
    for ((entry, &top), (&port, &height)) in entries.iter().zip(&tops).zip(ports.iter().zip(&heights)) {
        let straight = (port - height).abs() < 0.05;
        // each box is as wide as its own text; in a column set outwards they share an edge
        let left = match align {
            Align::Start => x0,
            Align::Middle => f64::midpoint(x0, x1) - entry.set.width / 2.0,
            Align::End => x1 - entry.set.width,
        };
        let mut leaders = Vec::new();
        for &(at, target) in &entry.feet {
            let to_left = at + 1 == gutter;
            let anchor = level_anchor(target, row.offset(at), height, !to_left);
            let gap = TEXT_GAP * size;
            let first = entry.set.first_line(left, align);
            let (near_left, near_right) =
                if straight && align != Align::Middle { first } else { (left, left + entry.set.width) };
            let end = Point::new(if to_left { near_left - gap } else { near_right + gap }, port);
            let mut points = vec![anchor, end];
            // towards a side view the way is open: one slant, no bend
            if !straight && !row.figures[at].view.aspect.is_profile() {
                points.insert(1, Point::new(bend(row, at, to_left, reach, end.x, size), height));
            }
            leaders.push(Leader { figure: target.figure, zone: target.zone, points });
        }
        out.push((entry.label, build(&row.labels[entry.label], &entry.set, left, top, align, leaders)?));
    }
    Ok(out)
}

/// The labels of a gutter with what they point at.
fn entries<'a>(row: &'a Row<'_>, gutter: usize) -> Result<Vec<Entry<'a>>, Error> {
    let mut out = Vec::new();
    for (i, label) in row.labels.iter().enumerate() {
        if row.gutters[i] != Gutter::Column(gutter) {
            continue;
        }
        let beside = |t: &&Target| {
            let at = row.position(t.figure);
            at == gutter || at + 1 == gutter
        };
        let feet: Vec<(usize, &Target)> =
            label.targets.iter().filter(beside).map(|t| (row.position(t.figure), t)).collect();
        let mut interval: Option<(f64, f64)> = None;
        for (at, target) in &feet {
            let Some(b) = target.piece(*at >= gutter).and_then(Region::bounds) else { continue };
            // the middle part: a dot at the rim may seem to belong to a neighbour
            let rim = RIM * b.height();
            let here = (b.y0 + rim + row.plan.base, b.y1 - rim + row.plan.base);
            interval = match interval {
                None => Some(here),
                // both feet by one level line, where their zones overlap in height
                Some(both) if both.0.max(here.0) < both.1.min(here.1) => Some((both.0.max(here.0), both.1.min(here.1))),
                both => both,
            };
        }
        let Some(interval) = interval else { continue };
        let best = (row.height(i) + row.plan.base).clamp(interval.0, interval.1);
        out.push(Entry { label: i, set: row.set(i)?, feet, interval, best });
    }
    Ok(out)
}

/// Left and right end of a column's text.
fn span(row: &Row<'_>, gutter: usize, widest: f64) -> (f64, f64) {
    let m = &row.page.metrics;
    let edge = |at: usize, right: bool| row.silhouette(at).bounds().map_or(0.0, |b| if right { b.x1 } else { b.x0 });
    let count = row.figures.len();
    let far = m.px(FARTHEST);
    if gutter == 0 {
        let profile = row.figures[0].view.aspect.is_profile();
        let x1 = if profile { m.margin + widest } else { (m.margin + widest).max(edge(0, false) - far) };
        (x1 - widest, x1)
    } else if gutter == count {
        let profile = row.figures[count - 1].view.aspect.is_profile();
        let outermost = m.width - m.margin - widest;
        let x0 = if profile { outermost } else { outermost.min(edge(count - 1, true) + far) };
        (x0, x0 + widest)
    } else {
        let axis = if row.is_pair() {
            f64::midpoint(row.figures[0].x, row.figures[1].x)
        } else {
            f64::midpoint(edge(gutter - 1, true), edge(gutter, false))
        };
        (axis - widest / 2.0, axis + widest / 2.0)
    }
}

/// Heights about `center` at which a column of text meets no drawing.
fn free(row: &Row<'_>, (x0, x1): (f64, f64), size: f64, inner: bool, reserved: f64, center: f64) -> (f64, f64) {
    let m = &row.page.metrics;
    let (beside, clear) = (CLEAR.0 * size, CLEAR.1 * size);
    let (mut top, mut bottom) = (row.plan.top + reserved, row.plan.base.max(row.plan.bottom - m.px(0.02)));
    if inner && row.is_pair() {
        // the feet were parted to make room for each label at its height
        return (top, bottom);
    }
    let strip = Region::from_rect(Rect::new(x0 - beside, 0.0, x1 + beside, m.height));
    for at in 0..row.figures.len() {
        let Some(b) = row.silhouette(at).intersect(&strip).bounds() else { continue };
        // toes reach over a column from above it, an instep from below
        if b.center().y < center && !row.figures[at].view.aspect.is_profile() {
            top = top.max(b.y1 + clear);
        } else {
            bottom = bottom.min(b.y0 - clear);
        }
    }
    (top, bottom)
}

/// Where leaders of a column bend: just outside the foot at the heights that
/// the column reaches over, but not behind the port.
fn bend(row: &Row<'_>, at: usize, label_is_right: bool, reach: (f64, f64), port: f64, size: f64) -> f64 {
    let band = Region::from_rect(Rect::new(-1e5, reach.0 - size, 1e5, reach.1 + size));
    let bounds = row.silhouette(at).intersect(&band).bounds().unwrap_or_default();
    let pad = 0.35 * size;
    if label_is_right { (bounds.x1 + pad).min(port - 0.5 * size) } else { (bounds.x0 - pad).max(port + 0.5 * size) }
}
