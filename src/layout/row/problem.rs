//! The labels of a row of figures as a problem for the solver: which gutters
//! there are, which of them each label may stand in, and what that costs.

use super::candidates::Candidate;
use super::contour::room;
use super::figures::{GutterId, Row};
use super::sightlines::{Sightlines, extent};
use super::standing::Standing;
use super::typeset::Typeset;
use super::unrouted::Unrouted;
use crate::error::Error;
use crate::labeling::{self, Aim, Axis, Choice, End, Leaders, NoSolution, Problem, px, units};
use crate::layout::limits::{FROM_DOT, OFF, OFF_STRAIGHT, STEEPEST};
use crate::layout::texts::no_room;
use crate::style::Align;
use kurbo::Rect;

/// Distance kept between text and drawings, in sizes of type: level, upright.
const CLEAR: (f64, f64) = (0.3, 0.75);
/// Least distance of two anchors, in units of the page.
const APART: f64 = 0.01;
/// Least distance of a leader from the middle of another's dot, in radii: a little more than the
/// limit.
const NEAR: f64 = FROM_DOT + 0.02;
/// Between labels of two figures in one column, beyond the usual gap, in sizes of their type.
const PARTING: f64 = 0.8;
/// What it costs where neighbours in a column are of different groups, in units.
const MIXED: f64 = 0.012;
/// What a full gutter costs, in units.
const CROWDING: f64 = 0.25;
/// How much more a highlighted label insists on its place than a quiet one.
const WEIGHT: i64 = 8;
/// How far off its anchor a port of a row is looked for, in halves of what the limit of slants allows
/// from the anchor's usual depth: from a deeper one it is more.
const ROW_OFF: i64 = 3;
/// How far from its label's middle a leader of a row may end, as a part of the width.
const PORT_PART: f64 = 0.32;

/// What stands behind a choice of the problem.
pub(super) struct Offer {
    /// Which of the row's gutters.
    pub gutter: GutterId,
    /// Its text.
    pub set: Typeset,
    /// For each leader its figure on the page and its zone.
    pub points_at: Vec<(usize, usize)>,
}

/// A problem and what stands behind it.
pub(super) struct Offers {
    /// For the solver.
    pub problem: Problem,
    /// For each label and choice.
    pub offers: Vec<Vec<Offer>>,
}

/// The aims of a label from one gutter.
struct Aims {
    /// One for each foot that its leaders go to.
    aims: Vec<Aim>,
    /// For each leader its figure on the page and its zone.
    points_at: Vec<(usize, usize)>,
    /// What the leaders cost within the figures, and the gutter beyond that, in
    /// hundredths of a px.
    cost: i64,
}

/// What the problem of a row is built from.
#[derive(Clone, Copy)]
pub(super) struct ProblemBuilder<'a> {
    /// The row.
    pub row: &'a Row<'a>,
    /// How it stands.
    pub standing: &'a Standing,
    /// What is seen of it from its gutters, where its figures stand.
    pub seen: &'a Sightlines,
    /// What labels keep clear of.
    pub obstacles: &'a Obstacles,
}

/// What the labels of a row keep clear of besides its figures.
pub(super) struct Obstacles {
    /// Height kept free at the top of each column, px.
    pub reserved: Vec<f64>,
    /// Boxes that neither labels nor leaders may meet.
    pub blocks: Vec<Rect>,
}

impl ProblemBuilder<'_> {
    /// Builds the problem; `candidates` are the gutters of each label. `ragged`
    /// sets the labels of outer columns to the page's margin instead of to the
    /// figure.
    pub(super) fn offers(&self, candidates: &[Vec<Candidate>], ragged: bool) -> Result<Offers, Unrouted> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let mut names: Vec<GutterId> = candidates.iter().flatten().map(|c| c.gutter).collect();
        names.sort();
        names.dedup();
        let block = |b: &Rect| [units(b.x0), units(b.y0), units(b.x1), units(b.y1)];
        let mut out = Offers {
            problem: Problem {
                figures: self.seen.figures.iter().map(|f| f[0].clone()).collect(),
                blocks: self.obstacles.blocks.iter().map(block).collect(),
                apart: units(APART * m.unit),
                near: units(NEAR * m.dot()),
                guarded: row.labels.iter().map(|l| l.highlight.is_some()).collect(),
                steepest: Some(slope()),
                parting: if row.is_pair() { 0 } else { units(PARTING * self.parted_size()?) },
                mixed: units(MIXED * m.unit),
                crowding: units(CROWDING * m.unit),
                ..Problem::default()
            },
            offers: Vec::new(),
        };
        for &gutter in &names {
            let users: Vec<(usize, &Candidate)> = candidates
                .iter()
                .enumerate()
                .flat_map(|(l, c)| c.iter().filter(|c| c.gutter == gutter).map(move |c| (l, c)))
                .collect();
            let strip = self.strip(gutter, &users, ragged)?;
            out.problem.gutters.push(strip);
        }
        let has_quiet = row.labels.iter().any(|l| l.highlight.is_none());
        for (l, list) in candidates.iter().enumerate() {
            let weight = if has_quiet && row.labels[l].highlight.is_some() { WEIGHT } else { 1 };
            let mut label = labeling::Label { group: row.labels[l].group(), weight, choices: Vec::new() };
            let mut offers = Vec::new();
            for candidate in list {
                let index = names.iter().position(|n| *n == candidate.gutter).unwrap_or(0);
                if let Some((mut choice, offer)) = self.choice(l, candidate, index, &out.problem.gutters[index])? {
                    choice.cost *= weight;
                    label.choices.push(choice);
                    offers.push(offer);
                }
            }
            if label.choices.is_empty() {
                let error = no_room(1, &format!("beside its figure (“{}”)", row.labels[l].name));
                return Err(Unrouted { error, why: Some(NoSolution::Conflict(l, l)) });
            }
            out.problem.labels.push(label);
            out.offers.push(offers);
        }
        Ok(out)
    }

    /// Builds a choice for a label, if there is room for it; `index` is that of
    /// the problem's gutter, which is `strip`.
    fn choice(
        &self,
        label: usize,
        candidate: &Candidate,
        index: usize,
        strip: &labeling::Gutter,
    ) -> Result<Option<(Choice, Offer)>, Error> {
        let set = self.standing.set_in(self.row, label, candidate.gutter)?;
        let Some(Aims { aims, points_at, cost }) = self.aims(label, candidate, strip.axis) else { return Ok(None) };
        let choice = if strip.axis == Axis::Down {
            let Some(choice) = self.choice_in_column(candidate, index, strip, &set, &aims) else { return Ok(None) };
            Choice { cost: cost + choice.cost, aims, ..choice }
        } else {
            Choice {
                gutter: index,
                size: (units(set.width), units(set.height)),
                port: units(set.width / 2.0),
                // over a word of the line that is nearest to the drawing
                give: units(
                    PORT_PART
                        * if matches!(candidate.gutter, GutterId::Above(_)) {
                            set.last_line_width()
                        } else {
                            set.first_line_width()
                        },
                ),
                line: units(set.height),
                room: None,
                off: Some(off_in_row(strip, &aims)),
                align: None,
                cost,
                aims,
            }
        };
        Ok(Some((choice, Offer { gutter: candidate.gutter, set, points_at })))
    }

    /// Finds the aims of a label from a gutter; none where it cannot be shared
    /// between its feet.
    fn aims(&self, label: usize, candidate: &Candidate, axis: Axis) -> Option<Aims> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let (mut aims, mut points_at, mut cost, mut outside) = (Vec::new(), Vec::new(), 0, 0);
        for &at in &candidate.feet {
            let targets = &row.labels[label].targets;
            let Some(target) = targets.iter().find(|t| row.position(t.figure) == at) else { continue };
            let end = match candidate.gutter {
                GutterId::Column(g) if at >= g => End::After,
                GutterId::Above(_) => End::After,
                GutterId::Column(_) | GutterId::Below(_) => End::Before,
            };
            let Some(found) = self.seen.aim(row, label, target, axis, end) else { continue };
            cost += found.crossing;
            outside += found.inside;
            aims.push(found.aim);
            points_at.push((target.figure, target.zone));
        }
        if aims.is_empty() {
            return None;
        }
        // two leaders make one level line, or the label is not shared
        if let [a, b] = aims.as_mut_slice() {
            let common = |x: (i64, i64), y: (i64, i64)| (x.0.max(y.0), x.1.min(y.1));
            let mut window = common(a.window, b.window);
            if window.0 > window.1 {
                window = common(extent(a), extent(b));
            }
            if window.0 > window.1 {
                return None;
            }
            let best = i64::midpoint(a.best, b.best).clamp(window.0, window.1);
            for aim in [a, b] {
                (aim.window, aim.best) = (window, best);
            }
        }
        cost += outside / i64::try_from(aims.len()).unwrap_or(1) + units(candidate.bias * m.unit);
        Some(Aims { aims, points_at, cost })
    }

    /// Builds a choice in a column, where a label of some aims has room there;
    /// without its aims and what these cost.
    fn choice_in_column(
        &self,
        candidate: &Candidate,
        index: usize,
        strip: &labeling::Gutter,
        set: &Typeset,
        aims: &[Aim],
    ) -> Option<Choice> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let best = aims.iter().map(|a| a.best).sum::<i64>() / i64::try_from(aims.len()).unwrap_or(1);
        let is_inner = matches!(candidate.gutter, GutterId::Column(g) if g > 0 && g < row.figures.len());
        let port = set.first_middle();
        let (x0, x1) = (px(strip.across.0), px(strip.across.1));
        // in a strip between two figures at the side of its own
        let align = (is_inner && strip.align == Align::Middle && !row.is_pair()).then(|| side_of(aims)).flatten();
        let left = match align.unwrap_or(strip.align) {
            Align::Start => x0,
            Align::Middle => f64::midpoint(x0, x1) - set.width / 2.0,
            Align::End => x1 - set.width,
        };
        if left < m.margin - 0.1 || left + set.width > m.right() + 0.1 {
            return None;
        }
        let off = if strip.leaders == Leaders::Direct { OFF_STRAIGHT } else { OFF };
        let mut off = units((off - 0.01) * set.reach_size());
        if strip.leaders == Leaders::Direct {
            // no farther than the steepest slant from the deepest anchor
            let gap = px(strip.text_gap);
            let far = |aim: &Aim| {
                let port = if aim.end == End::After { left + set.width + gap } else { left - gap };
                (units(port) - aim.deepest(aim.best)).abs() * slope() / 1000
            };
            off = off.min(aims.iter().map(far).min().unwrap_or(off));
        }
        let beside = CLEAR.0 * set.size + if is_inner { 0.6 * set.size } else { 0.0 };
        let above = CLEAR.1 * set.size * if is_inner { 0.3 } else { 1.0 };
        let span = (left - beside, left + set.width + beside);
        let along = (px(strip.along.0) - above, px(strip.along.1) + above);
        // beside a side view labels stand in the air above its instep
        let is_air = candidate.feet.iter().all(|&f| row.figures[f].view.aspect.is_profile());
        let top = if is_air { along.0 } else { px(best) - port - above };
        let (from, to) = room(&self.seen.contours, span, set.height + 2.0 * above, top, along)?;
        // rounding must not take the last hundredth
        let from = units(from + above);
        let to = units(to - above).max(from + units(set.height));
        Some(Choice {
            gutter: index,
            size: (units(set.height), units(set.width)),
            port: units(port),
            give: 0,
            line: units(set.first_line_width()),
            room: (from > strip.along.0 || to < strip.along.1).then_some((from, to)),
            off: Some((off, off)),
            align,
            cost: if is_inner { 0 } else { units(self.way_out(candidate, left, set.width)) },
            aims: Vec::new(),
        })
    }

    /// Returns the distance from the figure to an outer column's text, in px.
    fn way_out(&self, candidate: &Candidate, left: f64, width: f64) -> f64 {
        let Some(&at) = candidate.feet.first() else { return 0.0 };
        let b = self.seen.figures[at][0].bounds().unwrap_or_default();
        if left >= b.center().x { (left - b.x1).max(0.0) } else { (b.x0 - left - width).max(0.0) }
    }
}

/// Returns how far along the axis a slant may run for each thousand across it.
fn slope() -> i64 {
    units(10.0 * libm::tan(STEEPEST.to_radians())) - 1
}

/// Returns how far the port of a label of a row may be left and right of its anchors.
fn off_in_row(strip: &labeling::Gutter, aims: &[Aim]) -> (i64, i64) {
    let port = |aim: &Aim| {
        if aim.end == End::Before { strip.across.0 - strip.text_gap } else { strip.across.1 + strip.text_gap }
    };
    // what is too steep all the same is found once it is drawn
    let far = |aim: &Aim| {
        let along = |k: i64| aim.window.0 + (aim.window.1 - aim.window.0) * k / 4;
        (0..=4).map(|k| (port(aim) - aim.anchor(along(k))).abs()).max().unwrap_or(0)
    };
    let off = ROW_OFF * aims.iter().map(far).min().unwrap_or(0) * slope() / 2000;
    (off, off)
}

/// Returns how a label stands at the side of its figure, where it has one aim.
fn side_of(aims: &[Aim]) -> Option<Align> {
    match aims {
        [aim] if aim.end == End::Before => Some(Align::Start),
        [_] => Some(Align::End),
        _ => None,
    }
}
