//! From the solver's answer to callouts; and where rows of labels lie.

use super::gutters::{Candidate, Offers, offers};
use super::locator::name_span;
use super::measure::Solved;
use super::row::{Gutter, Row};
use super::seen::Seen;
use super::{Callout, Leader, NumberMark};
use crate::error::Error;
use crate::labeling::{self, Leaders, Unsolved, px};
use kurbo::{Point, Rect};

/// Gap between labels of a row, in sizes of their type.
pub(super) const ROW_GAP: f64 = 0.5;
/// The same above toes.
pub(super) const ROW_GAP_ABOVE: f64 = 1.3;
/// From the ground to the tops of labels below a side view, in units.
pub(super) const ROW_TOP: f64 = 0.0275;
/// The same on a wall chart.
pub(super) const ROW_TOP_ATLAS: f64 = 0.018;
/// From the toes to the bottoms of labels above them, in units.
pub(super) const ROW_BOTTOM: f64 = 0.014;
/// From a leader's end to the text below it and above it, in sizes of type.
pub(super) const BELOW_GAP: f64 = 0.2;
/// See [`BELOW_GAP`].
pub(super) const ABOVE_GAP: f64 = 0.12;
/// Labels below a pair of side views that are wider than this part of the page
/// stand below both feet.
const BOTH_FEET: f64 = 0.55;

/// Where a row of labels stands at its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    /// Below the ground.
    Below,
    /// Above the toes.
    Above,
}

impl Row<'_> {
    /// Whether the labels below a pair of side views fit below its first foot.
    pub(super) fn ground_is_single(&self) -> bool {
        let m = &self.page.metrics;
        let low = (0..self.labels.len())
            .filter(|&l| self.labels[l].targets.len() > 1 && matches!(self.gutters.get(l), Some(Gutter::Below(_))));
        let wide = |l: usize| self.set_in(l, Gutter::Below(0)).map_or(0.0, |s| s.width + s.size);
        low.map(wide).sum::<f64>() <= BOTH_FEET * m.content()
    }
}

/// Left and right end of the labels of a row: below side views the length of
/// the foot, or as much more towards the middle of the page as they need, up to
/// the name of the figure of the body; else the foot's half of the page.
pub(super) fn ground(row: &Row<'_>, at: usize, total: f64, edge: Edge) -> Result<(f64, f64), Error> {
    let m = &row.page.metrics;
    let (left, right) = (m.left, m.right());
    let foot = row.silhouette(at).bounds().unwrap_or_default();
    if !row.is_pair() {
        // a wall chart has other figures, with names, beside this one
        let reach = if m.is_atlas { (foot.x0.max(left), foot.x1.min(right)) } else { (left, right) };
        // the name of the figure of the body stands at the end of the row
        let right = name_span(row)?.map_or(right, |(x0, _)| right.min(x0 - m.px(0.02)));
        let reach = (reach.0, reach.1.min(right));
        let more = ((total - (reach.1 - reach.0)) / 2.0).max(0.0);
        let start = (reach.0 - more).max(left);
        let end = reach.1.max(start + total).min(right);
        return Ok((start.min(end - total).max(left), end));
    }
    let half = |sign: f64| m.middle() + sign * 0.01 * m.width;
    if edge == Edge::Above {
        return Ok(if at == 0 { (left, half(-1.0)) } else { (half(1.0), right) });
    }
    let others = !row.ground_is_single();
    let (mut least, mut most) = if others { (half(1.0), half(-1.0)) } else { (left, right) };
    if let Some((x0, x1)) = name_span(row)? {
        let air = 0.013 * m.unit;
        (least, most) = (least.max(x1 + air), most.min(x0 - air));
    }
    Ok(if at == 0 {
        (left, foot.x1.max(left + total).min(most))
    } else {
        (foot.x0.min(right - total).max(least), right)
    })
}

/// What a row's labels came to.
pub(super) struct Routed {
    /// The callouts, one for each label, in order.
    pub callouts: Vec<Callout>,
    /// The gutter of each label.
    pub gutters: Vec<Gutter>,
    /// How well that was solved, where there was something to solve.
    pub solved: Option<Solved>,
}

/// Routes the labels of a row: first in gutters of its own choice, then, with
/// columns as wide as what stands in them, in the chosen ones. `seen` is what
/// was seen of it in the round before.
///
/// # Errors
/// [`Error::DoesNotFit`] where there is no room.
pub(super) fn route(
    row: &mut Row<'_>,
    seen: &mut Option<Seen>,
    reserved: &[f64],
    blocks: &[Rect],
) -> Result<Routed, Error> {
    if row.labels.is_empty() {
        return Ok(Routed { callouts: Vec::new(), gutters: Vec::new(), solved: None });
    }
    *seen = seen.take().filter(|s| s.is_of(row));
    let seen = &*seen.get_or_insert_with(|| Seen::new(row));
    let candidates = row.candidates();
    let free = attempt(row, seen, &candidates, reserved, blocks, false)?;
    row.gutters.clone_from(&free.gutters);
    let chosen = row.chosen();
    for ragged in [true, false] {
        match attempt(row, seen, &chosen, reserved, blocks, ragged) {
            Ok(routed) => return Ok(routed),
            Err(Error::DoesNotFit(_)) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(free)
}

/// Solves one problem and turns the answer into callouts.
fn attempt(
    row: &mut Row<'_>,
    seen: &Seen,
    candidates: &[Vec<Candidate>],
    reserved: &[f64],
    blocks: &[Rect],
    ragged: bool,
) -> Result<Routed, Error> {
    let mut asked = offers(row, seen, candidates, reserved, blocks, ragged)?;
    let mut answer = seen.solve(&asked.problem);
    if answer.is_err() {
        // straight slants may meet where bent leaders do not
        for gutter in &mut asked.problem.gutters {
            gutter.leaders = Leaders::Level;
        }
        answer = seen.solve(&asked.problem).or(answer);
    }
    row.culprits = match answer {
        Err(Unsolved::Conflict(a, b)) => Some((a, b)),
        _ => None,
    };
    let solution = answer.map_err(|e| unsolved(row, e))?;
    let solved = Solved::new(&asked.problem, &solution);
    let mut out = Routed { callouts: Vec::new(), gutters: Vec::new(), solved: Some(solved) };
    for (label, placed) in solution.placed.iter().enumerate() {
        out.gutters.push(asked.offers[label][placed.choice].gutter);
        out.callouts.push(callout(row, &asked, label, placed)?);
    }
    Ok(out)
}

/// What to tell where there is no solution.
fn unsolved(row: &Row<'_>, why: Unsolved) -> Error {
    let name = |l: usize| row.labels.get(l).map_or("", |l| l.name.as_str());
    match why {
        Unsolved::DoesNotFit { .. } => super::no_room(row.labels.len(), "beside the figures"),
        Unsolved::Conflict(a, b) => Error::DoesNotFit(format!(
            "the labels do not fit: “{}” and “{}” are in each other's way; highlight fewer zones, use a larger page or other --view",
            name(a),
            name(b)
        )),
    }
}

/// One callout in its place.
fn callout(row: &Row<'_>, asked: &Offers, label: usize, placed: &labeling::PlacedLabel) -> Result<Callout, Error> {
    let offer = &asked.offers[label][placed.choice];
    let choice = &asked.problem.labels[label].choices[placed.choice];
    let align = match offer.gutter {
        Gutter::Column(_) => asked.aligns[choice.gutter],
        Gutter::Below(_) | Gutter::Above(_) => crate::style::Align::Middle,
    };
    let (left, top) = (px(placed.rect[0]), px(placed.rect[1]));
    let (lines, badge) = offer.set.at(left, top, align)?;
    let leaders: Vec<Leader> = placed
        .leaders
        .iter()
        .zip(&offer.points_at)
        .map(|(points, &(figure, zone))| Leader {
            figure,
            zone,
            points: points.iter().map(|p| Point::new(px(p.0), px(p.1))).collect(),
        })
        .collect();
    let mut zones = row.labels[label].zones.clone();
    // the zone that a leader points at gives the callout its id
    if let Some(first) = leaders.first() {
        zones.sort_by_key(|z| *z != first.zone);
    }
    let mark = offer.set.disc.map(|radius| NumberMark {
        center: Point::new(left + radius, top + radius),
        radius,
        zone: None,
        number: None,
    });
    Ok(Callout {
        zones,
        highlight: row.labels[label].highlight,
        name: row.labels[label].name.clone(),
        note: row.labels[label].note,
        lines,
        badge,
        leaders,
        marks: mark.into_iter().collect(),
    })
}
