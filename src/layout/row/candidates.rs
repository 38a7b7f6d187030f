//! Which gutters a label may stand in.

use super::figures::{GutterId, Row, middle};
use super::first_guess::{GROUND_ZONES, GROUND_ZONES_ATLAS};
use super::standing::Standing;
use crate::model::Aspect;

/// How far a highlight tends to its side of the page, in units.
const LEAN: f64 = 0.012;
/// What a label costs below the second foot of a pair that has it below the
/// first too, in units.
const SECOND_FOOT: f64 = 0.2;
/// What a low zone of a side view costs above the instep, or a high one below
/// the ground, in units.
const WRONG_WAY: f64 = 0.15;
/// What a label costs in the strip between two feet, which it parts, in units;
/// and one that is on one foot only.
const STRIP: (f64, f64) = (0.05, 0.09);
/// What the label of another foot costs over the toes of a side view, in units.
const FOREIGN_AIR: f64 = 0.07;
/// What a label above toes costs, in units.
const OVER: f64 = 0.01;
/// Zones farther from the inner edge than this part of the foot's width are not
/// named between two feet.
const NOT_INNER: f64 = 0.55;
/// Zones farther than this from the side with a side view are named at the other.
const OUTER_HALF: f64 = 0.45;
/// Zones above this part of the foot's length may be named above the toes.
const TOP: f64 = 0.9;
/// Labels below a pair of side views that are wider than this part of the page
/// stand below both feet.
const BOTH_FEET: f64 = 0.55;
/// Height above the ground, as a part of the row's, down to which labels may
/// stand over the toes of a side view.
const TUCKED: f64 = 0.36;
/// From a label over the toes to the next, in sizes of its type.
const TUCK_GAP: f64 = 0.9;
/// From a label over the toes to the leg, in units.
const TUCK_AIR: f64 = 0.05;

/// A gutter that labels may choose.
pub(super) struct Candidate {
    /// The id of the gutter.
    pub gutter: GutterId,
    /// Positions in the row of the figures that leaders go to from there.
    pub feet: Vec<usize>,
    /// What it costs beyond its leaders, in units of the page.
    pub bias: f64,
}

impl Row<'_> {
    /// Returns the gutters that each label may stand in.
    pub(super) fn candidates(&self, standing: &Standing) -> Vec<Vec<Candidate>> {
        // columns that stand over the toes of a side view
        let over: Vec<bool> = (0..=self.figures.len()).map(|gutter| self.tucked(standing, gutter) > 0.0).collect();
        (0..self.labels.len()).map(|l| self.candidates_of(standing, l, &over)).collect()
    }

    /// Returns for each label the gutter that it stands in; all others where it
    /// cannot stand there.
    pub(super) fn chosen(&self, standing: &Standing) -> Vec<Vec<Candidate>> {
        let all = self.candidates(standing);
        all.into_iter()
            .zip(&standing.gutters)
            .map(|(list, gutter)| {
                let (own, other): (Vec<_>, Vec<_>) = list.into_iter().partition(|c| c.gutter == *gutter);
                if own.is_empty() { other } else { own }
            })
            .collect()
    }

    /// Returns the gutters for one label; `over` says which columns stand over
    /// toes.
    fn candidates_of(&self, standing: &Standing, index: usize, over: &[bool]) -> Vec<Candidate> {
        let label = &self.labels[index];
        let mut feet: Vec<usize> = label.targets.iter().map(|t| self.position(t.figure)).collect();
        feet.sort_unstable();
        let plain = |gutter, feet: &[usize], bias| Candidate { gutter, feet: feet.to_vec(), bias };
        if label.aspect.is_profile() {
            return self.beside_profile(standing, index, &feet);
        }
        let first = feet[0];
        if self.has_lens() {
            // nothing stands between a foot and its lens
            let lens_is_right = self.figures.iter().position(|f| f.is_lens) > Some(0);
            let right = lens_is_right == self.figures[first].is_lens;
            return vec![plain(GutterId::Column(if right { first + 1 } else { first }), &[first], 0.0)];
        }
        let lean = if label.leans_left() { LEAN } else { -LEAN };
        let mut out = Vec::new();
        if self.is_pair() {
            for &at in &feet {
                let bias = if at == 0 { -lean } else { lean };
                out.push(plain(GutterId::Column(if at == 0 { 0 } else { 2 }), &[at], bias));
            }
            // one foot's alone stands between two only on a wall chart
            let strip = feet.len() > 1 || self.page.sizes.is_atlas;
            if strip && (self.plan.body.is_none() || self.plan.is_body_aside) && self.inner_part(index) < NOT_INNER {
                let bias = if feet.len() > 1 { STRIP.0 } else { STRIP.1 };
                out.push(plain(GutterId::Column(1), &feet, bias));
            }
        } else {
            for &at in &feet {
                let partner = self.partner(at);
                // between the two feet of a pair among other figures nothing stands
                for (gutter, neighbour) in [(at, at.checked_sub(1)), (at + 1, Some(at + 1))] {
                    if partner.is_none() || neighbour != partner {
                        // what reaches the other side of the foot leaves the air over
                        // the toes to what does not
                        let is_over = over[gutter];
                        if !is_over || self.inner_part(index) < OUTER_HALF {
                            out.push(plain(GutterId::Column(gutter), &[at], if is_over { FOREIGN_AIR } else { 0.0 }));
                        }
                    }
                }
            }
        }
        if self.page.sizes.over_toes && label.aspect == Aspect::Plantar && self.is_over(index) {
            out.extend(feet.iter().map(|&at| plain(GutterId::Above(at), &[at], OVER)));
        }
        out
    }

    /// Returns the gutters beside and below a side view.
    fn beside_profile(&self, standing: &Standing, index: usize, feet: &[usize]) -> Vec<Candidate> {
        let (label, m) = (&self.labels[index], &self.page.sizes);
        let low = if m.is_atlas { GROUND_ZONES_ATLAS } else { GROUND_ZONES };
        let first = feet[0];
        let is_low = -middle(label).y < low * self.figures[first].length;
        let is_second = |at: usize| feet.len() > 1 && at != first;
        let mut out: Vec<Candidate> = Vec::new();
        for &at in feet {
            let second = if is_second(at) { SECOND_FOOT } else { 0.0 };
            let wrong = |is_wrong: bool| if is_wrong { WRONG_WAY } else { 0.0 };
            // on charts that is settled by the zone; a wall chart needs both ways
            if is_low || !m.attempt.air || m.is_atlas {
                let bias = second + wrong(!is_low && m.attempt.air);
                out.push(Candidate { gutter: GutterId::Below(at), feet: vec![at], bias });
            }
            if !m.attempt.air {
                continue;
            }
            let lean = if label.leans_left() { LEAN } else { -LEAN };
            // towards the toes there is open air above the instep
            let toes_left = self.figures[at].silhouette.bounds().is_some_and(|b| b.x0.abs() > b.x1.abs());
            let (gutter, bias) = if toes_left { (at, -lean) } else { (at + 1, lean) };
            out.push(Candidate { gutter: GutterId::Column(gutter), feet: vec![at], bias: bias + wrong(is_low) });
        }
        // all below the first foot where they fit, as `ground` reckons
        if self.is_pair() && self.ground_is_single(standing) {
            out.retain(|c| !matches!(c.gutter, GutterId::Below(at) if is_second(at)));
        }
        out
    }

    /// Returns how far a label's zone is from the inner edge of its foot, as a
    /// part of the foot's width there.
    fn inner_part(&self, index: usize) -> f64 {
        let label = &self.labels[index];
        let at = self.position(label.targets[0].figure);
        let p = middle(label);
        let chords = self.figures[at].silhouette.chords(p.y);
        let (left, right) = (chords.first().map_or(0.0, |c| c.0), chords.last().map_or(0.0, |c| c.1));
        let inside = if at == 0 { right - p.x } else { p.x - left };
        inside / (right - left).max(1e-9)
    }

    /// Returns whether a label's zone is at the top of its foot.
    fn is_over(&self, index: usize) -> bool {
        let label = &self.labels[index];
        let at = self.position(label.targets[0].figure);
        -middle(label).y > TOP * self.figures[at].length
    }
}

impl Row<'_> {
    /// Returns whether the labels below a pair of side views fit below its
    /// first foot.
    pub(super) fn ground_is_single(&self, standing: &Standing) -> bool {
        let m = &self.page.sizes;
        let low = (0..self.labels.len()).filter(|&l| {
            self.labels[l].targets.len() > 1 && matches!(standing.gutters.get(l), Some(GutterId::Below(_)))
        });
        let wide = |l: usize| standing.set_in(self, l, GutterId::Below(0)).map_or(0.0, |s| s.width + s.size);
        low.map(wide).sum::<f64>() <= BOTH_FEET * m.content()
    }
}

impl Row<'_> {
    /// Returns how far the column left of a side view may stand over its toes:
    /// as far as the instep leaves room for the labels above it.
    pub(super) fn tucked(&self, standing: &Standing, at: usize) -> f64 {
        let m = &self.page.sizes;
        let Some(profile) = self.figures.get(at).filter(|_| at > 0) else { return 0.0 };
        let is_open = m.attempt.tucked && profile.view.aspect.is_profile() && !self.is_toes_right(at);
        let Some(bounds) = profile.silhouette.bounds().filter(|_| is_open) else { return 0.0 };
        let members = standing.labels_in(GutterId::Column(at));
        let tall: f64 = members.filter_map(|l| standing.set(self, l).ok()).map(|s| s.height + TUCK_GAP * s.size).sum();
        let top = self.plan.top - self.plan.base;
        let lowest = (top + tall).max(TUCKED * top);
        let reach = profile.silhouette.reach((top, lowest)).map_or(bounds.x1, |r| r.0);
        (reach - bounds.x0 - m.px(TUCK_AIR)).max(0.0)
    }
}
