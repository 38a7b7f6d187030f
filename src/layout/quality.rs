//! How good a finished layout is: the metrics that `chart layout` prints.

use super::check::Rule;
use super::json::round;
use super::limits::{Limit, Reach};
use super::placed::{Layout, Leader};
use crate::labeling::{LabelDrawing, Metrics, metrics, units};
use crate::resolve::ResolvedView;
use kurbo::Rect;
use serde_json::{Value, json};

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
        let leaders: Vec<&Leader> = self.callouts.iter().flat_map(|c| &c.leaders).collect();
        let shapes = self.shapes(views);
        let reaches: Vec<Reach> = (0..self.callouts.len()).flat_map(|c| self.reaches(c, &shapes)).collect();
        let most = |f: fn(&Reach) -> f64| reaches.iter().map(f).fold(0.0, f64::max);
        let foreign: f64 = reaches.iter().map(|r| r.over * self.width).sum();
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
            "hard": self.hard(&m, &reaches, views),
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
            "foreign-zones-per-leader": round(part(foreign, number(m.leaders))),
            "foreign-zones-most": most(|r| r.over),
            "port-offset-most-sizes": round(most(|r| r.off)),
            "slant-most": round(most(|r| r.slant)),
            "leaders-over-highlighted": reaches.iter().filter(|r| r.is_over_lit).count(),
            "bare-paper": round(self.bare_paper(views)),
            "type-least": finite(self.all_text().map(|t| t.style.size).fold(f64::INFINITY, f64::min)),
            "left": left,
            "right": self.callouts.len() - left,
            "solved": self.solved.iter().map(|s| s.to_json()).collect::<Vec<_>>(),
        })
    }

    /// Counts what must be 0.
    fn hard(&self, m: &Metrics, reaches: &[Reach], views: &[ResolvedView]) -> Value {
        let problems = self.broken(views);
        let count = |rule: Rule| problems.iter().filter(|p| p.0 == rule).count();
        let beyond = |limit: Limit| reaches.iter().filter(|r| r.broken().any(|l| l == limit)).count();
        json!({
                "overlaps": m.overlaps + count(Rule::Overlap),
                "crossings": m.crossings + count(Rule::Crossing),
                "leaders-through-text": m.through + count(Rule::ThroughText),
                "leaders-through-marks": m.blocked,
                "off-page": m.off_page + count(Rule::OffPage),
                "text-over-drawings": count(Rule::OverDrawing),
                "drawings-over-drawings": count(Rule::Drawings),
                "anchors-outside": count(Rule::AnchorOutside),
                "leaders-too-steep": beyond(Limit::Slant),
                "ports-too-far": beyond(Limit::Off),
                "leaders-over-zones": beyond(Limit::Zones),
                "leaders-at-dots": beyond(Limit::Dot),
                "ports-off-lines": beyond(Limit::Port),
                "leaders-over-drawings": beyond(Limit::Drawing),
                "not-finite": count(Rule::NotFinite),
        })
    }
}
