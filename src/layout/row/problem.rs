//! The labels of a row of figures as a problem for the solver: which gutters
//! there are, which of them each label may stand in, and what that costs.

use super::candidates::Candidate;
use super::contour::room;
use super::figures::{GutterId, Row};
use super::ground::{ABOVE_GAP, BELOW_GAP, ROW_BOTTOM, ROW_GAP, ROW_GAP_ABOVE, ROW_TOP_ATLAS, RowSide, ground};
use super::sightlines::{Sightlines, extent};
use super::standing::Standing;
use super::typeset::Typeset;
use super::unrouted::Unrouted;
use crate::error::Error;
use crate::labeling::{self, Aim, Axis, Choice, End, Leaders, NoSolution, Problem, px, units};
use crate::layout::limits::{FROM_DOT, OFF, STEEPEST};
use crate::layout::sizes::ROW_TOP;
use crate::layout::texts::no_room;
use crate::style::Align;
use kurbo::Rect;

/// Gap between labels of a column, in sizes of their type.
const GAP: f64 = 0.62;
/// Gap between labels of a column on a wall chart, in sizes of their type.
const GAP_ATLAS: f64 = 0.5;
/// Gap between text and leader, in sizes of type.
const TEXT_GAP: f64 = 0.33;
/// Distance kept between text and drawings, in sizes of type: level, upright.
const CLEAR: (f64, f64) = (0.3, 0.75);
/// Least distance of two anchors, in units of the page.
const APART: f64 = 0.01;
/// Farthest that a column stands from its figure, in units of the page.
const FARTHEST: f64 = 0.11;
/// Least distance of a column from its figure, in units of the page.
const LEAD: f64 = 0.017;
/// Columns of more labels than this are set towards the figure.
const FEW: usize = 6;
/// Least distance of a leader from the middle of another's dot, in radii: a little more than the
/// limit.
const NEAR: f64 = FROM_DOT + 0.1;
/// Least distance of a column between two figures from each, where there is room, in units.
const LEAD_INNER: f64 = 0.034;
/// Between labels of two figures in one column, beyond the usual gap, in sizes of their type.
const PARTING: f64 = 0.8;
/// How far a port may be off its anchor's level, in sizes of type: the first for whose slant there is
/// room.
const OFFS: [f64; 8] = [OFF - 0.01, 3.2, 2.5, 1.9, 1.4, 1.0, 0.6, 0.3];
/// Lines that stand out beyond the first by less than this, in sizes of type, are in no leader's way.
const STANDS_OUT: f64 = 0.2;
/// Between labels and the texts beside the figures, in sizes of their type.
const ASIDE: f64 = 0.5;
/// What it costs where neighbours in a column are of different groups, in units.
const MIXED: f64 = 0.012;
/// What a full gutter costs, in units.
const CROWDING: f64 = 0.25;
/// How much more a highlighted label insists on its place than a quiet one.
const WEIGHT: i64 = 8;
/// How much more a slant costs in the narrow strip between two feet.
const STIFF: i64 = 3;
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

    /// Returns the size of type by which labels of different figures are parted.
    fn parted_size(&self) -> Result<f64, Error> {
        let (row, m) = (self.row, &self.row.page.sizes);
        if row.labels.is_empty() || row.labels.iter().all(|l| l.numbered) {
            return Ok(m.number().size);
        }
        Ok(if m.is_atlas { 0.6 } else { 1.0 } * self.standing.set(row, 0)?.size)
    }

    /// Builds a gutter with its edges, for the labels that may stand there.
    fn strip(&self, gutter: GutterId, users: &[(usize, &Candidate)], ragged: bool) -> Result<labeling::Gutter, Error> {
        let mut sets = Vec::new();
        for (l, _) in users {
            sets.push(self.standing.set_in(self.row, *l, gutter)?);
        }
        match gutter {
            GutterId::Column(g) => self.column(g, users, &sets, ragged),
            GutterId::Below(at) => self.label_row(at, RowSide::Below, &sets),
            GutterId::Above(at) => self.label_row(at, RowSide::Above, &sets),
        }
    }

    /// Builds a column beside figures; `sets` are the texts of its users.
    fn column(
        &self,
        g: usize,
        users: &[(usize, &Candidate)],
        sets: &[Typeset],
        ragged: bool,
    ) -> Result<labeling::Gutter, Error> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let widest = sets.iter().map(|s| s.width).fold(0.0, f64::max);
        let size = self.size(sets);
        let inner = g > 0 && g < row.figures.len();
        let serves = |at: usize| users.iter().all(|(_, c)| c.feet.iter().all(|f| *f == at));
        // the one figure of a wall chart that an inner column serves
        let served_right = inner && m.is_atlas && serves(g);
        let served_left = inner && m.is_atlas && serves(g.wrapping_sub(1));
        let (mut x0, mut x1) = self.span(g, widest, self.standing.column_width(row, g)?);
        if served_right {
            x1 = self.edge(g, false) - m.px(LEAD);
            x0 = x1 - widest;
        } else if served_left {
            x0 = self.edge(g - 1, true) + m.px(LEAD);
            x1 = x0 + widest;
        } else if let Some(free) = self.between(g).filter(|free| free.1 - free.0 >= widest) {
            (x0, x1) = free;
        }
        let align = if served_right {
            Align::End
        } else if served_left {
            Align::Start
        } else if inner {
            Align::Middle
        } else {
            self.outer_align(g, ragged && users.len() <= FEW && !m.is_atlas)
        };
        let mut top = row.plan.top + self.obstacles.reserved.get(g).copied().unwrap_or(0.0);
        let mut bottom = row.plan.base.max(row.plan.bottom - m.px(0.02));
        if let Some(free) = row.page.aside.filter(|a| g == 0 && x0 < a.x1 + ASIDE * size) {
            (top, bottom) = (top.max(free.y0 + ASIDE * size), bottom.min(free.y1 - ASIDE * size));
        }
        let position = |at: usize| (at < row.figures.len()).then_some(at);
        let is_profile = |at: usize| row.figures[at].view.aspect.is_profile();
        let all_direct = users.iter().all(|(_, c)| c.feet.iter().all(|f| is_profile(*f)));
        Ok(labeling::Gutter {
            axis: Axis::Down,
            along: (units(top), units(bottom)),
            across: (units(x0), units(x1)),
            align,
            leaders: if all_direct { Leaders::Direct } else { Leaders::Level },
            figures: [g.checked_sub(1).and_then(position), position(g)],
            gap: units(if m.is_atlas { GAP_ATLAS } else { GAP } * m.attempt.gap * size),
            text_gap: units(TEXT_GAP * size),
            stiffness: if inner && row.is_pair() { STIFF } else { 1 },
        })
    }

    /// Decides how lines of an outer column are set. They begin at one height
    /// of the column where they are read from: at the leader, or few of them at
    /// the margin.
    fn outer_align(&self, g: usize, at_margin: bool) -> Align {
        match (g == 0, self.row.chart.words.is_rtl) {
            (true, false) if at_margin => Align::Start,
            (false, true) if at_margin => Align::End,
            (true, _) => Align::End,
            (false, _) => Align::Start,
        }
    }

    /// Returns the size of type of some texts, px.
    fn size(&self, sets: &[Typeset]) -> f64 {
        sets.first().map_or(self.row.page.sizes.px(0.02), |s| s.size)
    }

    /// Builds a row of labels below or above a figure.
    fn label_row(&self, at: usize, side: RowSide, sets: &[Typeset]) -> Result<labeling::Gutter, Error> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let size = self.size(sets);
        let gap = if side == RowSide::Above { ROW_GAP_ABOVE } else { ROW_GAP } * m.attempt.gap.max(0.9) * size;
        let total: f64 = sets.iter().map(|s| s.width + gap).sum();
        let (left, right) = ground(row, self.standing, at, total, side)?;
        let tallest = sets.iter().map(|s| s.height).fold(0.0, f64::max);
        let (top, text_gap) = match side {
            RowSide::Below => {
                (row.plan.base + m.px(if m.is_atlas { ROW_TOP_ATLAS } else { ROW_TOP }), BELOW_GAP * size)
            }
            RowSide::Above => (row.plan.top - m.px(ROW_BOTTOM) - tallest, ABOVE_GAP * size),
        };
        Ok(labeling::Gutter {
            axis: Axis::Right,
            along: (units(left), units(right)),
            across: (units(top), units(top + tallest)),
            align: if side == RowSide::Below { Align::Start } else { Align::End },
            leaders: Leaders::Direct,
            figures: if side == RowSide::Below { [Some(at), None] } else { [None, Some(at)] },
            gap: units(gap),
            text_gap: units(text_gap),
            stiffness: 1,
        })
    }

    /// Returns the left and right end of a column's text.
    ///
    /// An outer column is as wide as its widest label, but leaves the figure
    /// the way for leaders, unless what already stands in it is wider.
    fn span(&self, gutter: usize, widest: f64, assigned: f64) -> (f64, f64) {
        let (row, m) = (self.row, &self.row.page.sizes);
        let edge = |at: usize, right: bool| self.edge(at, right);
        let lead = m.px(LEAD);
        let count = row.figures.len();
        let far = m.px(FARTHEST);
        if gutter == 0 {
            let profile = row.figures[0].view.aspect.is_profile();
            let free = (edge(0, false) - lead).max(m.margin + assigned);
            let x1 = match (profile, row.page.aside) {
                (true, _) => m.margin + widest,
                // beside texts there is no margin to stand at
                (false, Some(_)) => free - m.px(0.02),
                (false, None) => (m.margin + widest).min(free).max(edge(0, false) - far),
            };
            (x1 - widest, x1)
        } else if gutter == count {
            let profile = row.figures[count - 1].view.aspect.is_profile();
            let end = m.right();
            let free = (edge(count - 1, true) + lead).min(end - assigned);
            let x0 = if profile { end - widest } else { (end - widest).max(free).min(edge(count - 1, true) + far) };
            (x0, x0 + widest)
        } else {
            let axis = if row.is_pair() {
                f64::midpoint(self.standing.xs[0], self.standing.xs[1])
            } else {
                f64::midpoint(edge(gutter - 1, true), edge(gutter, false) + row.tucked(self.standing, gutter))
            };
            (axis - widest / 2.0, axis + widest / 2.0)
        }
    }

    /// Returns the free strip between two figures that are no pair: labels stand there at the side of
    /// their own figure.
    fn between(&self, g: usize) -> Option<(f64, f64)> {
        let (row, m) = (self.row, &self.row.page.sizes);
        if row.is_pair() || g == 0 || g >= row.figures.len() {
            return None;
        }
        let lead = m.px(LEAD_INNER);
        Some((self.edge(g - 1, true) + lead, self.edge(g, false) + row.tucked(self.standing, g) - lead))
    }

    /// Returns the left or right end of a figure.
    fn edge(&self, at: usize, right: bool) -> f64 {
        self.seen.figures[at][0].bounds().map_or(0.0, |b| if right { b.x1 } else { b.x0 })
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
        let align = match aims {
            [aim] if is_inner && strip.align == Align::Middle && !row.is_pair() => {
                Some(if aim.end == End::Before { Align::Start } else { Align::End })
            }
            _ => None,
        };
        let left = match align.unwrap_or(strip.align) {
            Align::Start => x0,
            Align::Middle => f64::midpoint(x0, x1) - set.width / 2.0,
            Align::End => x1 - set.width,
        };
        if left < m.margin - 0.1 || left + set.width > m.right() + 0.1 {
            return None;
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
            off: Some(self.off_in_column(candidate, (strip, align.unwrap_or(strip.align)), set, left, aims)),
            align,
            cost: if is_inner { 0 } else { units(self.way_out(candidate, left, set.width)) },
            aims: Vec::new(),
        })
    }

    /// Returns how far the port of a label whose box begins at `left` may be above and below its
    /// anchors: as far as the limits and the way out of its figures allow.
    fn off_in_column(
        &self,
        candidate: &Candidate,
        (strip, align): (&labeling::Gutter, Align),
        set: &Typeset,
        left: f64,
        aims: &[Aim],
    ) -> (i64, i64) {
        let size = set.reach_size();
        if strip.leaders == Leaders::Direct {
            return (units(OFFS[0] * size), units(OFFS[0] * size));
        }
        let spare = set.width - set.first_line_width();
        let before = match align {
            Align::Start => 0.0,
            Align::Middle => spare / 2.0,
            Align::End => spare,
        };
        let gap = px(strip.text_gap);
        let (mut above, mut below) = (OFFS[0] * size, OFFS[0] * size);
        for (aim, at) in aims.iter().zip(&candidate.feet) {
            // how far the other lines stand out beyond the first, where the leader comes from
            let (port, out) = match aim.end {
                End::Before => (left + before - gap, before),
                End::After => (left + before + set.first_line_width() + gap, spare - before),
            };
            let way = |off: f64| {
                let band = (px(aim.window.0) - off - gap, px(aim.window.1) + off + gap);
                let reach = self.seen.contours[*at].reach(band.0, band.1);
                reach.map_or(f64::INFINITY, |(l, r)| if aim.end == End::Before { port - r } else { l - port } - gap)
            };
            let fits = |off: &f64| 1000.0 * off * size <= px(100 * slope()) * way(off * size);
            let off = size * OFFS.into_iter().find(fits).unwrap_or(OFFS[OFFS.len() - 1]);
            below = below.min(off);
            // a leader from below comes past the lines below the first
            let is_clear = out <= STANDS_OUT * set.size || set.to_second().is_infinite();
            let past = if is_clear { off } else { set.to_second() * way(off).clamp(gap, 4.0 * gap) / out };
            above = above.min(off).min(past);
        }
        (units(above), units(below))
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
    let way = |aim: &Aim| {
        let chords = aim.area.chords(px(aim.best));
        let port = if aim.end == End::Before { px(strip.across.0) } else { px(strip.across.1) };
        let near = chords.into_iter().flat_map(|c| [c.0, c.1]).map(|y| (port - y).abs());
        near.fold(f64::INFINITY, f64::min)
    };
    let least = aims.iter().map(way).filter(|w| w.is_finite()).fold(f64::INFINITY, f64::min);
    let off = if least.is_finite() { units(least) * slope() / 1000 } else { 0 };
    (off, off)
}
