//! A gutter for every label before any figure stands.

use super::figures::{GutterId, Row, middle};
use super::label::RowLabel;
use crate::model::Aspect;
use kurbo::Point;

/// Labels of zones whose middle is lower than this part of the foot's length
/// stand below a side view.
pub(super) const GROUND_ZONES: f64 = 0.17;
/// That part on a wall chart, where more labels stand above the instep.
pub(super) const GROUND_ZONES_ATLAS: f64 = 0.118;
/// Width of the hallux and what is beside it, as a part of the foot's length.
const HALLUX: f64 = 0.135;
/// Zones whose middle is within this part of the foot's width from its inner edge
/// are named in the strip between two feet.
const INNER_PART: f64 = 0.36;
/// Zones of the hallux above this part of the foot's length are named above the
/// toes of a wall chart.
const OVER_TOES: f64 = 0.885;
/// Zones of its inner half above this part are named above the toes too.
const OVER_EDGE: f64 = 0.945;

impl Row<'_> {
    /// Chooses a gutter for every label, for a first stand of the figures.
    pub(super) fn guess_gutters(&self) -> Vec<GutterId> {
        let count = self.figures.len();
        let mut load = vec![0.0_f64; count + 1];
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        let middles: Vec<Point> = self.labels.iter().map(middle).collect();
        order.sort_by(|&a, &b| middles[a].y.total_cmp(&middles[b].y));
        let mut gutters = vec![GutterId::Column(0); self.labels.len()];
        for i in order {
            let label = &self.labels[i];
            let choice = self.choose(label, middles[i], &load);
            if let GutterId::Column(g) = choice {
                load[g] += if label.place.is_some() { 2.0 } else { 1.3 };
            }
            gutters[i] = choice;
        }
        gutters
    }

    /// Chooses the gutter for one label, given how full the others are.
    fn choose(&self, label: &RowLabel, middle: Point, load: &[f64]) -> GutterId {
        let first = &label.targets[0];
        let at = self.position(first.figure);
        let figure = &self.figures[at];
        if label.aspect.is_profile() {
            let low = if self.page.sizes.is_atlas { GROUND_ZONES_ATLAS } else { GROUND_ZONES };
            if -middle.y < low * figure.length || !self.page.sizes.attempt.air {
                return GutterId::Below(at);
            }
            if self.is_pair() {
                return self.outer(label, load);
            }
            // towards the toes there is open air above the instep
            let toes_left = figure.silhouette.bounds().is_some_and(|b| b.x0.abs() > b.x1.abs());
            return GutterId::Column(if toes_left { at } else { at + 1 });
        }
        let is_hallux = label.targets.len() > 1 && -middle.y > OVER_TOES * figure.length;
        if self.page.sizes.is_atlas && label.aspect == Aspect::Plantar && is_hallux && self.is_pair() {
            let toes = figure.silhouette.chords(middle.y);
            let inside = toes.last().map_or(0.0, |c| c.1) - middle.x;
            // what lies on the inner edge is named between the feet, unless it is the tip
            let is_edge = inside < 0.3 * HALLUX * figure.length && -middle.y < OVER_EDGE * figure.length;
            if inside < HALLUX * figure.length && !is_edge {
                return GutterId::Above(at);
            }
        }
        if let (Some(other), false) = (self.partner(at), self.is_pair()) {
            let (left, right) = (at.min(other), at.max(other) + 1);
            let only = (label.targets.len() == 1).then_some(if at < other { left } else { right });
            return GutterId::Column(only.unwrap_or(if load[left] <= load[right] { left } else { right }));
        }
        let inner_left = at > 0 && self.figures[at - 1].view.aspect == label.aspect;
        let inner_right = self.figures.get(at + 1).is_some_and(|f| f.view.aspect == label.aspect);
        let chord = figure.silhouette.chords(middle.y);
        let (left, right) = (chord.first().map_or(0.0, |c| c.0), chord.last().map_or(0.0, |c| c.1));
        let nearer_left = middle.x - left < right - middle.x;
        if self.has_lens() {
            // nothing stands between a foot and its lens
            let lens_is_right = self.figures.iter().position(|f| f.is_lens) > Some(0);
            return GutterId::Column(if lens_is_right == figure.is_lens { at + 1 } else { at });
        }
        if self.is_pair() {
            let inside = if inner_left { middle.x - left } else { right - middle.x };
            // the figure of the body may stand where they would be named
            let shared = label.targets.len() > 1 || self.page.sizes.is_atlas;
            let inner = shared
                && (self.plan.body.is_none() || self.plan.is_body_aside)
                && (inner_left || inner_right)
                && inside < INNER_PART * (right - left);
            return if inner { GutterId::Column(1) } else { self.outer(label, load) };
        }
        // a lone foot: the nearer side, unless it is much fuller
        let (near, far) = if nearer_left { (at, at + 1) } else { (at + 1, at) };
        GutterId::Column(if load[near] > load[far] + 6.0 { far } else { near })
    }
}
