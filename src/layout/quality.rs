//! How good a finished layout is: the metrics that `chart layout` prints.

use super::check::Rule;
use super::json::round;
use super::placed::{Layout, Leader};
use crate::geom::Region;
use crate::labeling::{LabelDrawing, metrics, units};
use crate::model::Emphasis;
use crate::resolve::ResolvedView;
use kurbo::{Point, Rect};
use serde_json::{Value, json};

/// Distance of the points at which a leader is looked up in zones, px.
const STEP: f64 = 1.0;

/// What leaders of a layout run over.
#[derive(Clone, Copy, Debug, Default)]
struct Overrun {
    /// Length over zones other than their own, px.
    length: f64,
    /// Number of leaders that run over another highlighted zone.
    lit: usize,
}

impl Layout {
    /// Returns boxes and leaders of all labels in hundredths of a px, for the
    /// exact check of [`crate::labeling`].
    pub fn drawn(&self) -> LabelDrawing {
        let rect = |r: Rect| [units(r.x0), units(r.y0), units(r.x1), units(r.y1)];
        let outside = self.callouts.iter().filter(|c| c.marks.iter().all(|m| m.zone.is_none()));
        let spots = |l: &Leader| l.points.iter().map(|p| (units(p.x), units(p.y))).collect();
        LabelDrawing {
            page: rect(Rect::new(0.0, 0.0, self.width, self.height)),
            boxes: outside.clone().map(|c| rect(c.bounds())).collect(),
            leaders: outside.enumerate().flat_map(|(i, c)| c.leaders.iter().map(move |l| (i, spots(l)))).collect(),
            blocks: self
                .callouts
                .iter()
                .flat_map(|c| &c.marks)
                .filter(|m| m.zone.is_some())
                .map(|m| rect(m.core()))
                .collect(),
        }
    }

    /// Measures a layout: first what must be 0, then what should be small.
    /// Lengths are px, angles degrees.
    pub fn metrics(&self, views: &[ResolvedView]) -> Value {
        let m = metrics(&self.drawn());
        let problems = self.broken(views);
        let count = |rule: Rule| problems.iter().filter(|p| p.0 == rule).count();
        let leaders: Vec<&Leader> = self.callouts.iter().flat_map(|c| &c.leaders).collect();
        let foreign = leaders
            .iter()
            .map(|l| self.overrun(l, views))
            .fold(Overrun::default(), |a, b| Overrun { length: a.length + b.length, lit: a.lit + b.lit });
        let straight: f64 = leaders.iter().filter_map(|l| Some(l.points.first()?.distance(*l.points.last()?))).sum();
        let offset = |l: &&&Leader| match l.points.as_slice() {
            [a, _, c] => (c.y - a.y).abs(),
            _ => 0.0,
        };
        let offsets: Vec<f64> = leaders.iter().map(|l| offset(&l)).collect();
        let middle = self.width / 2.0;
        let left = self.callouts.iter().filter(|c| c.bounds().center().x < middle).count();
        let part = |x: f64, of: f64| if of > 0.0 { x / of } else { 0.0 };
        let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let finite = |x: f64| if x.is_finite() { json!(round(x)) } else { Value::Null };
        json!({
            "hard": {
                "overlaps": m.overlaps + count(Rule::Overlap),
                "crossings": m.crossings + count(Rule::Crossing),
                "leaders-through-text": m.through + count(Rule::ThroughText),
                "leaders-through-marks": m.blocked,
                "off-page": m.off_page + count(Rule::OffPage),
                "text-over-drawings": count(Rule::OverDrawing),
                "drawings-over-drawings": count(Rule::Drawings),
                "anchors-outside": count(Rule::AnchorOutside),
                "not-finite": count(Rule::NotFinite),
            },
            "labels": self.callouts.len(),
            "unplaced": self.unplaced.len(),
            "marks": self.callouts.iter().filter(|c| !c.marks.is_empty()).count(),
            "leaders": m.leaders,
            "bent": m.bent,
            "bent-part": round(part(number(m.bent), number(m.leaders))),
            "length": round(m.length),
            "length-over-straight": round(part(m.length, straight)),
            "port-offset-sum": round(offsets.iter().sum()),
            "port-offset-most": round(offsets.iter().copied().fold(0.0, f64::max)),
            "steepest": round(self.steepest()),
            "nearest-leaders": finite(m.nearest),
            "nearest-foreign-anchor": finite(m.nearest_anchor),
            "foreign-zones-per-leader": round(part(foreign.length, number(m.leaders))),
            "leaders-over-highlighted": foreign.lit,
            "left": left,
            "right": self.callouts.len() - left,
            "solved": self.solved.iter().map(|s| s.to_json()).collect::<Vec<_>>(),
        })
    }

    /// Measures what a leader runs over in its figure.
    fn overrun(&self, leader: &Leader, views: &[ResolvedView]) -> Overrun {
        let mut out = Overrun::default();
        let Some(view) = views.get(leader.figure) else { return out };
        let own: Vec<usize> = self
            .callouts
            .iter()
            .filter(|c| c.zones.contains(&leader.zone))
            .flat_map(|c| c.zones.iter().copied())
            .collect();
        let to_page = self.figures[leader.figure].transform;
        let mut is_over_lit = false;
        for zone in view.zones.iter().filter(|z| !own.contains(&z.zone)) {
            let region = zone.region.transform(to_page);
            let Some(bounds) = region.bounds() else { continue };
            let length: f64 = leader.points.windows(2).map(|s| length_inside(s[0], s[1], &region, bounds)).sum();
            out.length += length;
            is_over_lit |= length > 2.0 * STEP && zone.emphasis != Emphasis::Context;
        }
        out.lit = usize::from(is_over_lit);
        out
    }
}

/// Measures the length of a segment inside a region, to a step.
fn length_inside(a: Point, b: Point, region: &Region, bounds: Rect) -> f64 {
    if !Rect::from_points(a, b).inflate(0.1, 0.1).overlaps(bounds) {
        return 0.0;
    }
    let length = a.distance(b);
    let mut inside = 0.0;
    let mut at = STEP / 2.0;
    while at < length {
        let p = a.lerp(b, at / length);
        if bounds.contains(p) && region.contains(p) {
            inside += STEP;
        }
        at += STEP;
    }
    inside
}
