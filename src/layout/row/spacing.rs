//! Where the figures of a row stand.

use super::figures::{GutterId, Row, level, middle};
use super::ground::ROW_GAP;
use super::names::{NAME_AIR, name_reach};
use super::standing::{OUTER_WIDTHS, Standing};
use super::typeset::Typeset;
use crate::error::Error;
use crate::layout::texts::FEWER;
use crate::text::width;

/// From this many labels on, a column keeps clear of the whole foot.
const CROWD: usize = 3;
/// From this many labels on, leaders of a column slant.
const MANY: usize = 6;
/// From a foot to the labels beside it, in sizes of their type: for few of them,
/// and for many.
const LEAD: (f64, f64) = (1.25, 2.2);
/// Feet stand apart by whole steps, in units.
const STEP: f64 = 0.01;
/// Air on both sides of the figure of the body between two feet, in units.
const BODY_AIR: f64 = 0.022;

impl Row<'_> {
    /// Puts the figures side by side, with room for what their columns hold.
    pub(super) fn space_figures(&self, standing: Standing) -> Result<Standing, Error> {
        if self.figures.is_empty() {
            return Ok(standing);
        }
        if self.is_pair() && self.is_upright() {
            return self.space_pair(standing);
        }
        let m = &self.page.sizes;
        let bounds: Vec<_> = self.figures.iter().map(|f| f.silhouette.bounds().unwrap_or_default()).collect();
        if self.is_pair() {
            // heels in the middle, toes outwards
            let half = self.plan.heels / 2.0;
            let middle = m.middle();
            let spare = m.content() / 2.0 - half - bounds[0].width();
            // pull the toes to the margins as far as the heels may part
            let part = spare.clamp(0.0, m.px(0.05));
            let xs = vec![middle - half - part - bounds[0].x1, middle + half + part - bounds[1].x0];
            return Ok(Standing { xs, ..standing });
        }
        let gutter = m.px(if m.is_atlas { 0.012 } else { 0.04 });
        let count = self.figures.len();
        let body = self.plan.body.map_or(0.0, |(w, _)| w + gutter);
        let figures: f64 = bounds.iter().map(kurbo::Rect::width).sum();
        // where there is no width for them beside the texts of a card, the first
        // labels reach below these
        let mut spare = -1.0;
        let mut needs = Vec::new();
        for below_texts in [0.0, m.left - m.margin] {
            if spare >= 0.0 {
                break;
            }
            needs = self.needs(&standing, gutter, below_texts)?;
            spare = m.content() - figures - needs.iter().sum::<f64>() - body;
        }
        if spare < 0.0 {
            return Err(Error::does_not_fit("the labels leave too little width for the figures", FEWER));
        }
        // a wall chart fills the width: what is spare goes between the figures
        let (gaps, outer) = if m.is_atlas && count > 1 { (count - 1, 0.0) } else { (count + 1, 1.0) };
        let each = spare / f64::from(u32::try_from(gaps.max(1)).unwrap_or(1));
        let mut xs = Vec::new();
        let mut x = m.left;
        for (i, b) in bounds.iter().enumerate() {
            x += needs[i] + if i == 0 { outer * each } else { each };
            xs.push(x - b.x0);
            x += b.width();
        }
        let body = self.plan.body.map(|(w, _)| m.right() - w);
        Ok(Standing { xs, body, ..standing })
    }

    /// Returns the width that the columns before, between and after the figures
    /// of a row need; labels of the first may reach that far to the left of the
    /// figures' part of the page.
    fn needs(&self, standing: &Standing, gutter: f64, below_texts: f64) -> Result<Vec<f64>, Error> {
        let m = &self.page.sizes;
        let count = self.figures.len();
        let mut needs = Vec::new();
        for g in 0..=count {
            let w = standing.column_width(self, g)?;
            let inner = g > 0 && g < count;
            // on a wall chart the outer labels of side views stand above the instep
            let outer = if g == 0 { self.figures.first() } else { self.figures.last() };
            let above = m.is_atlas && !inner && outer.is_some_and(|f| f.view.aspect.is_profile());
            needs.push(match (w > 0.0, inner) {
                _ if above => 0.0,
                (true, true) => (w + 2.0 * gutter - self.tucked(standing, g)).max(self.ground_gap(standing, g)?),
                (true, false) if g == 0 => (w + gutter - below_texts).max(0.0),
                (true, false) => w + gutter,
                (false, true) => self.name_gap(g)?.max(self.ground_gap(standing, g)?).max(gutter),
                (false, false) => 0.0,
            });
        }
        Ok(needs)
    }

    /// Spaces two upright feet about the middle of the page, as far apart as
    /// the labels between them need.
    fn space_pair(&self, mut standing: Standing) -> Result<Standing, Error> {
        let m = &self.page.sizes;
        let body = self.plan.body.filter(|_| !self.plan.is_body_aside).map_or(0.0, |(w, _)| {
            let inner = self.figures[0].silhouette.bounds().map_or(0.0, |b| b.x1);
            inner + w / 2.0 + m.px(BODY_AIR)
        });
        let usual = (0.278 * self.figures[0].length).max(self.half_name()?).max(body);
        let between: Vec<usize> = standing.labels_in(GutterId::Column(1)).collect();
        let mut needs = Vec::new();
        for &i in &between {
            let set = standing.set(self, i)?;
            needs.push(self.reach(&standing, i, &set, true) + set.width / 2.0 + 0.9 * set.size);
        }
        let wanted = needs.iter().copied().fold(0.935 * usual, f64::max);
        let mut most = 0.0;
        for part in OUTER_WIDTHS {
            standing.outer_width = part;
            most = self.widest_stand(&standing)?;
            if most >= wanted {
                break;
            }
        }
        let narrow = || Error::does_not_fit("the labels beside the feet leave too little width for the feet", FEWER);
        if most < 0.85 * usual || most < body {
            return Err(narrow());
        }
        let mut half = usual.min(most);
        for (i, needed) in between.into_iter().zip(needs) {
            if needed <= most {
                half = half.max(needed);
            } else {
                // where the feet cannot part so far, the label leaves
                standing.gutters[i] = self.outer(&self.labels[i], &outer_load(&standing));
            }
        }
        // labels that left for an outer column may have made it wider
        let most = self.widest_stand(&standing)?;
        if most < half - 1.0 {
            if most < 0.85 * usual || most < body {
                return Err(narrow());
            }
            half = most;
        }
        let half = self.stepped(half, wanted.max(body), most);
        standing.xs = vec![m.middle() - half, m.middle() + half];
        Ok(standing)
    }

    /// Returns a distance as the next whole step, greater or else smaller, if
    /// that is within bounds. So the feet of charts that differ in their names
    /// stand at a few places: a series looks calmer, and what was drawn can be
    /// used again.
    fn stepped(&self, half: f64, least: f64, most: f64) -> f64 {
        let steps = half / self.page.sizes.px(STEP);
        let near = [steps.ceil(), steps.floor()].map(|steps| steps * self.page.sizes.px(STEP));
        near.into_iter().find(|half| (least..=most).contains(half)).unwrap_or(half)
    }

    /// Sends one of two labels that are in each other's way from the strip
    /// between two feet to the outer columns; `None` where neither stands there.
    pub(super) fn leave_strip(&self, mut standing: Standing, (a, b): (usize, usize)) -> Option<Standing> {
        if !self.is_pair() || !self.is_upright() {
            return None;
        }
        let label = [b, a].into_iter().find(|&l| standing.gutters[l] == GutterId::Column(1))?;
        standing.gutters[label] = self.outer(&self.labels[label], &outer_load(&standing));
        Some(standing)
    }

    /// Returns the gap before a figure that keeps its name clear of that of the
    /// figure before it, where both stand below upright feet.
    fn name_gap(&self, at: usize) -> Result<f64, Error> {
        let m = &self.page.sizes;
        if !m.is_atlas || self.partner(at) != at.checked_sub(1) {
            return Ok(0.0);
        }
        let style = m.view_name();
        let name = width(self.chart.words.view_short(self.figures[at].view), &style)?;
        let foot = self.figures[at].silhouette.bounds().map_or(0.0, |b| b.width());
        Ok(name + 2.0 * m.badge_radius() + 1.3 * style.size - foot)
    }

    /// Returns the gap before a figure that keeps the labels below a side view
    /// clear of the name below an upright foot beside it, where the side view
    /// stands at the margin.
    fn ground_gap(&self, standing: &Standing, at: usize) -> Result<f64, Error> {
        let m = &self.page.sizes;
        let is_profile = |i: usize| self.figures[i].view.aspect.is_profile();
        let (side, foot) = if is_profile(at) { (at, at - 1) } else { (at - 1, at) };
        let is_outermost = side == 0 || side + 1 == self.figures.len();
        if !m.is_atlas || !is_outermost || !is_profile(side) || is_profile(foot) {
            return Ok(0.0);
        }
        let mut labels = 0.0;
        for l in standing.labels_in(GutterId::Below(side)) {
            let set = standing.set(self, l)?;
            labels += set.width + ROW_GAP * m.attempt.gap.max(0.9) * set.size;
        }
        let bounds = |i: usize| self.figures[i].silhouette.bounds().unwrap_or_default();
        let (b, (x0, x1)) = (bounds(foot), name_reach(self, foot)?.1);
        let name = if foot > side { b.x0 - x0 } else { x1 - b.x1 };
        Ok(labels - bounds(side).width() + name + NAME_AIR * m.view_name().size)
    }

    /// Returns half the distance of two heels at which their names stand apart.
    fn half_name(&self) -> Result<f64, Error> {
        let m = &self.page.sizes;
        let style = m.view_name();
        let mut widest = 0.0_f64;
        for f in &self.figures {
            widest = widest.max(width(self.chart.words.view(f.view), &style)?);
        }
        Ok(widest / 2.0 + m.badge_radius() + style.size)
    }

    /// Returns half the largest distance of two heels that leaves the outer
    /// labels their place beside the foot, at their heights.
    fn widest_stand(&self, standing: &Standing) -> Result<f64, Error> {
        let m = &self.page.sizes;
        let outer = self.figures[0].silhouette.bounds().map_or(0.0, |b| -b.x0);
        let mut most = m.content() / 2.0 - outer;
        if let Some((w, h)) = self.plan.body.filter(|_| self.plan.is_body_aside) {
            let top = self.plan.top - self.plan.base;
            let reach = self.figures[1].silhouette.reach((top, top + h)).map_or(0.0, |r| r.1);
            most = most.min(m.content() / 2.0 - w - m.px(BODY_AIR) - reach);
        }
        for g in [0, 2] {
            let column = standing.column_width(self, g)?;
            let members: Vec<usize> = standing.labels_in(GutterId::Column(g)).collect();
            for &i in &members {
                let set = standing.set(self, i)?;
                // a few labels stand at their anchors' heights; more may move
                let is_few = members.len() < CROWD;
                let reach = if is_few { self.reach(standing, i, &set, false) } else { outer };
                // many labels have leaders that slant
                let lead = if members.len() < MANY || m.is_atlas { LEAD.0 } else { LEAD.1 };
                most = most.min(m.content() / 2.0 - column - lead * set.size - reach);
            }
        }
        Ok(most)
    }

    /// Returns the height, about the heel end, at which a label best points at
    /// its zone from the gutter that it is in.
    fn height(&self, standing: &Standing, label: usize) -> f64 {
        let count = self.figures.len();
        let outermost = match standing.gutters[label] {
            GutterId::Column(0) => Some(0),
            GutterId::Column(g) if g == count => Some(count - 1),
            _ => None,
        };
        let l = &self.labels[label];
        let target = outermost.and_then(|at| l.targets.iter().find(|t| self.position(t.figure) == at));
        let is_left = outermost == Some(0) && standing.gutters[label] == GutterId::Column(0);
        target.and_then(|t| t.piece(is_left)).and_then(|p| level(p, is_left)).unwrap_or_else(|| middle(l).y)
    }

    /// Returns how far a foot of a pair reaches from its heel towards the inner
    /// or the outer side, at the height of a label and somewhat above and
    /// below.
    fn reach(&self, standing: &Standing, label: usize, set: &Typeset, inner: bool) -> f64 {
        let target = &self.labels[label].targets[0];
        let at = self.position(target.figure);
        let sign = if (at == 0) == inner { 1.0 } else { -1.0 };
        let y = if inner { middle(&self.labels[label]).y } else { self.height(standing, label) };
        (0..=8)
            .filter_map(|k| {
                let y = y + (f64::from(k) / 8.0 - 0.5) * 1.3 * set.height;
                self.figures[at]
                    .silhouette
                    .chords(y)
                    .into_iter()
                    .flat_map(|c| [sign * c.0, sign * c.1])
                    .reduce(f64::max)
            })
            .fold(0.0, f64::max)
    }
}

/// Returns how many labels the columns of a pair hold, but for that between the
/// feet.
fn outer_load(standing: &Standing) -> [f64; 3] {
    let count = |g| f64::from(u32::try_from(standing.labels_in(GutterId::Column(g)).count()).unwrap_or(0));
    [count(0), 0.0, count(2)]
}
