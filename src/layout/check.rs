//! What every layout must keep, checked on the layout itself.

use super::overlap::{enters, meets};
use super::placed::{Callout, Layout, NumberMark, TextLine};
use crate::geom::Region;
use crate::geom::{segment_meets, segments_meet};
use crate::resolve::ResolvedView;
use kurbo::{Point, Rect};

/// Least that texts must stay apart or inside the page, px.
const SLACK: f64 = 0.01;
/// Farthest that the disc of a stroke is from its zone, in radii.
const AT_ZONE: f64 = 1.9;

/// What every layout keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    /// All places are finite.
    NotFinite,
    /// No text leaves the page.
    OffPage,
    /// No text overlaps another.
    Overlap,
    /// No text but number marks lies over a drawing.
    OverDrawing,
    /// No drawing lies over another.
    Drawings,
    /// No two leaders meet.
    Crossing,
    /// No leader meets a foreign text or the figure of the body.
    ThroughText,
    /// Every anchor and every mark is in its zone.
    AnchorOutside,
    /// Every leader keeps its [limits](super::limits).
    Limit,
}

impl Layout {
    /// Returns what is wrong with this layout, in words; empty for a sound one.
    ///
    /// `views` are the resolved views of the figures. Checked: every number is
    /// finite; no text leaves the page; no text overlaps another or a drawing;
    /// no two leaders meet; no leader runs through a text; every anchor lies in
    /// its zone; every leader keeps the hard limits of slant, port, zones and dots.
    pub fn problems(&self, views: &[ResolvedView]) -> Vec<String> {
        self.broken(views).into_iter().map(|p| p.1).collect()
    }

    /// Returns the rules that this layout breaks, each with words.
    pub(super) fn broken(&self, views: &[ResolvedView]) -> Vec<(Rule, String)> {
        let mut out = Vec::new();
        let boxes: Vec<(String, Rect)> = self.boxes();
        let page = Rect::new(0.0, 0.0, self.width, self.height);
        for (i, (name, b)) in boxes.iter().enumerate() {
            if ![b.x0, b.y0, b.x1, b.y1].iter().all(|x| x.is_finite()) {
                out.push((Rule::NotFinite, format!("“{name}” has no finite place")));
            }
            if page.union(*b) != page {
                out.push((Rule::OffPage, format!("“{name}” leaves the page")));
            }
            for (other, o) in &boxes[i + 1..] {
                if b.inset(-SLACK).overlaps(*o) {
                    out.push((Rule::Overlap, format!("“{name}” overlaps “{other}”")));
                }
            }
        }
        for (figure, view) in self.figures.iter().zip(views) {
            let silhouette = view.silhouette.transform(figure.transform);
            for (name, b) in &boxes {
                if meets(&silhouette, *b) {
                    out.push((Rule::OverDrawing, format!("“{name}” lies over the drawing {}", figure.view)));
                }
            }
        }
        self.drawings(views, &mut out);
        if let Some(body) = &self.body {
            for (name, b) in boxes.iter().filter(|(_, b)| meets(&body.silhouette, *b)) {
                out.push((
                    Rule::OverDrawing,
                    format!("“{name}” lies over the figure of the body at {:.0},{:.0}", b.x0, b.y0),
                ));
            }
            for c in &self.callouts {
                let line =
                    c.leaders.iter().flat_map(|l| l.points.windows(2)).any(|s| enters(&body.silhouette, s[0], s[1]));
                if line {
                    let text = c.lines.first().map_or("", |l| l.text.as_str());
                    out.push((Rule::ThroughText, format!("the leader of “{text}” runs over the figure of the body")));
                }
            }
        }
        let name = |c: usize| self.callouts[c].name.as_str();
        out.extend(
            crossings(&self.callouts)
                .into_iter()
                .map(|(a, b)| (Rule::Crossing, format!("the leaders of “{}” and “{}” cross", name(a), name(b)))),
        );
        self.leaders(views, &mut out);
        self.limits(views, &mut out);
        self.discs(views, &mut out);
        out
    }

    /// Checks that leaders keep their limits.
    fn limits(&self, views: &[ResolvedView], out: &mut Vec<(Rule, String)>) {
        let shapes = self.shapes(views);
        for (i, c) in self.callouts.iter().enumerate() {
            let broken = self.reaches(i, &shapes).into_iter().flat_map(|r| r.broken().collect::<Vec<_>>());
            out.extend(broken.map(|limit| (Rule::Limit, format!("the leader of “{}” {}", c.name, limit.words()))));
        }
    }

    /// Checks that figures, the lens among them, keep apart.
    fn drawings(&self, views: &[ResolvedView], out: &mut Vec<(Rule, String)>) {
        let drawn = self.figures.iter().zip(views).map(|(figure, view)| match self.lens.filter(|_| figure.is_lens) {
            Some(lens) => Region::from_path(&crate::geom::circle(lens.lens.0, lens.lens.1), 0.5),
            None => view.silhouette.transform(figure.transform),
        });
        let drawn: Vec<Region> = drawn.collect();
        if let Some(body) = &self.body {
            for (figure, _) in self.figures.iter().zip(&drawn).filter(|(_, d)| overlap(&body.silhouette, d)) {
                out.push((Rule::Drawings, format!("the figure of the body and the drawing {} overlap", figure.view)));
            }
        }
        for (i, a) in drawn.iter().enumerate() {
            for (k, b) in drawn.iter().enumerate().skip(i + 1) {
                if overlap(a, b) {
                    let name = |f: usize| self.figures[f].view;
                    out.push((Rule::Drawings, format!("the drawings {} and {} overlap", name(i), name(k))));
                }
            }
        }
    }

    /// Checks that discs on zones keep apart, and that those of arrows are at
    /// their zones.
    fn discs(&self, views: &[ResolvedView], out: &mut Vec<(Rule, String)>) {
        let marks =
            self.callouts.iter().flat_map(|c| &c.marks).chain(self.arrows.iter().filter_map(|a| a.disc.as_ref()));
        let marks: Vec<&NumberMark> = marks.collect();
        let text = |m: &NumberMark| m.number.as_ref().map_or(String::new(), |n| n.text.clone());
        for (i, a) in marks.iter().enumerate() {
            for b in marks[i + 1..].iter().filter(|b| a.center.distance(b.center) < a.radius + b.radius) {
                out.push((Rule::Overlap, format!("the numbers {} and {} overlap", text(a), text(b))));
            }
        }
        for arrow in &self.arrows {
            let (Some(disc), Some(view)) = (&arrow.disc, views.get(arrow.figure)) else { continue };
            let to_page = self.figures[arrow.figure].transform;
            let mut zones = view.zones.iter().filter(|z| arrow.zones.contains(&z.zone));
            let near = |r: &Region| r.transform(to_page).signed_distance(disc.center) > -AT_ZONE * disc.radius;
            if !zones.any(|z| near(&z.region)) {
                out.push((Rule::AnchorOutside, format!("the number {} is not at its stroke", text(disc))));
            }
        }
    }

    /// Returns the boxes that must keep apart, with their texts.
    pub(super) fn boxes(&self) -> Vec<(String, Rect)> {
        let mut out: Vec<(String, Rect)> = Vec::new();
        let mut add = |text: &str, b: Rect| out.push((text.to_owned(), b));
        for t in &self.texts {
            add(&t.text, t.bounds());
        }
        for f in &self.figures {
            for t in &f.name {
                add(&t.text, t.bounds());
            }
            if let Some(badge) = &f.badge {
                add(&badge.letter.text, badge.bounds());
            }
        }
        for c in &self.callouts {
            for mark in c.marks.iter().filter(|m| m.zone.is_none()) {
                add(&c.name, mark.bounds());
            }
            for t in &c.lines {
                // lines of one label are set close; their boxes touch
                add(&t.text, t.bounds().inset((0.0, -0.06 * t.style.size)));
            }
        }
        for e in &self.list {
            add(&e.name.text, e.number.bounds().union(e.name.bounds()));
        }
        for n in &self.notes {
            let text = n.title.first().map_or("", |t| t.text.as_str());
            add(text, n.bounds());
        }
        for l in &self.legend {
            add(&l.text.text, l.text.bounds().union(l.rect));
        }
        if let Some(b) = &self.body {
            add(&b.name.text, b.name.bounds());
        }
        for g in &self.guides {
            for t in &g.names {
                add(&t.text, t.bounds());
            }
        }
        out
    }

    /// Checks that leaders keep clear of foreign texts and that anchors lie in
    /// their zones.
    fn leaders(&self, views: &[ResolvedView], out: &mut Vec<(Rule, String)>) {
        for (i, c) in self.callouts.iter().enumerate() {
            let name = c.name.as_str();
            for mark in &c.marks {
                let Some((figure, zone)) = mark.zone else { continue };
                let center = self.figures[figure].transform.inverse() * mark.center;
                let radius = mark.radius / self.figures[figure].length;
                let region = views.get(figure).and_then(|v| v.zones.iter().find(|z| z.zone == zone));
                if !region.is_some_and(|z| z.region.signed_distance(center) > -radius) {
                    out.push((Rule::AnchorOutside, format!("the number of “{name}” lies outside its zone")));
                }
            }
            for leader in &c.leaders {
                for (k, other) in self.callouts.iter().enumerate().filter(|(k, _)| *k != i) {
                    let texts = other.lines.iter().map(TextLine::bounds);
                    let hit = texts
                        .chain(other.marks.iter().map(NumberMark::core))
                        .any(|b| leader.points.windows(2).any(|s| segment_meets(s[0], s[1], b.inset(-1.0))));
                    if hit {
                        out.push((Rule::ThroughText, format!("the leader of “{name}” runs through label {k}")));
                    }
                }
                let figure = &self.figures[leader.figure];
                let anchor = figure.transform.inverse() * leader.points[0];
                let zone = views.get(leader.figure).and_then(|v| v.zones.iter().find(|z| z.zone == leader.zone));
                if !zone.is_some_and(|z| z.region.contains(anchor)) {
                    out.push((Rule::AnchorOutside, format!("the anchor of “{name}” lies outside its zone")));
                }
            }
        }
    }
}

/// Returns whether two drawings share more than a px of area.
fn overlap(a: &Region, b: &Region) -> bool {
    let near = a.bounds().zip(b.bounds()).is_some_and(|(p, q)| p.overlaps(q));
    near && a.intersect(b).area() > 1.0
}

/// Finds the pairs of callouts whose leaders share a point.
pub(super) fn crossings(callouts: &[Callout]) -> Vec<(usize, usize)> {
    let all: Vec<(usize, &[Point])> = callouts
        .iter()
        .enumerate()
        .flat_map(|(i, c)| c.leaders.iter().map(move |l| (i, l.points.as_slice())))
        .collect();
    let mut out = Vec::new();
    for (n, (i, a)) in all.iter().enumerate() {
        for (k, b) in &all[n + 1..] {
            if a.windows(2).any(|s| b.windows(2).any(|t| segments_meet(s[0], s[1], t[0], t[1]))) {
                out.push((*i, *k));
            }
        }
    }
    out
}
