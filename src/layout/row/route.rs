//! From a row and its gutters to callouts: the problem, the solver's answer, and
//! what that puts where.

use super::candidates::Candidate;
use super::figures::{GutterId, Row};
use super::problem::{Obstacles, Offers, ProblemBuilder};
use super::sightlines::Sightlines;
use super::standing::Standing;
use super::unrouted::Unrouted;
use crate::error::Error;
use crate::labeling::{Axis, Choice, Gutter, Leaders, NoSolution, PlacedLabel, Problem, px};
use crate::layout::limits::is_through;
use crate::layout::placed::{Callout, Leader, NumberMark, Solved};
use crate::layout::texts::FEWER;
use crate::layout::texts::no_room;
use crate::style::Align;
use kurbo::Point;

/// What a row's labels came to.
pub(super) struct Routed {
    /// How the row stands with the labels in the gutters that they went to.
    pub standing: Standing,
    /// The callouts, one for each label, in order.
    pub callouts: Vec<Callout>,
    /// How well that was solved, where there was something to solve.
    pub solved: Option<Solved>,
    /// Why the labels had no room in those gutters once columns were as wide as
    /// what they hold, where they had none.
    pub why_loose: Option<NoSolution>,
}

/// Routes the labels of a row: first in gutters of its own choice, then, with
/// columns as wide as what stands in them, in the chosen ones. `seen` is what
/// was seen of it in the round before.
///
/// # Errors
/// [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) where there is no room.
pub(super) fn route(
    row: &Row<'_>,
    standing: &Standing,
    seen: &mut Option<Sightlines>,
    obstacles: &Obstacles,
) -> Result<Routed, Unrouted> {
    if row.labels.is_empty() {
        return Ok(Routed { standing: standing.clone(), callouts: Vec::new(), solved: None, why_loose: None });
    }
    *seen = seen.take().filter(|s| s.is_of(standing));
    let seen = &*seen.get_or_insert_with(|| Sightlines::new(row, standing));
    let builder = ProblemBuilder { row, standing, seen, obstacles };
    let free = attempt(&builder, &row.candidates(standing), false)?;
    let builder = ProblemBuilder { standing: &free.standing, ..builder };
    let chosen = row.chosen(&free.standing);
    let mut why_loose = None;
    for ragged in [true, false] {
        match attempt(&builder, &chosen, ragged) {
            Ok(routed) => return Ok(routed),
            Err(e) if e.error.is_about_room() => why_loose = e.why.or(why_loose),
            Err(e) => return Err(e),
        }
    }
    Ok(Routed { why_loose, ..free })
}

/// Solves one problem and turns the answer into callouts.
fn attempt(builder: &ProblemBuilder<'_>, candidates: &[Vec<Candidate>], ragged: bool) -> Result<Routed, Unrouted> {
    let (row, seen) = (builder.row, builder.seen);
    let mut asked = builder.offers(candidates, ragged)?;
    let mut answer = seen.solve(&asked.problem, &|placed| objections(builder, &asked, placed));
    if answer.is_err() {
        // from a deep anchor the limit of slants reaches farther than from the usual one
        let row_of = |c: &Choice, gutters: &[Gutter]| gutters[c.gutter].axis == Axis::Right;
        let Problem { labels, gutters, .. } = &mut asked.problem;
        for choice in labels.iter_mut().flat_map(|l| &mut l.choices).filter(|c| row_of(c, gutters)) {
            choice.off = None;
        }
        answer = seen.solve(&asked.problem, &|placed| objections(builder, &asked, placed)).or(answer);
    }
    if answer.is_err() {
        // straight slants may meet where bent leaders do not
        for gutter in &mut asked.problem.gutters {
            gutter.leaders = Leaders::Level;
        }
        answer = seen.solve(&asked.problem, &|placed| objections(builder, &asked, placed)).or(answer);
    }
    let solution = answer.map_err(|why| Unrouted { error: unsolved(row, &why), why: Some(why) })?;
    let solved = Some(Solved::new(&asked.problem, &solution));
    let (mut gutters, mut callouts) = (Vec::new(), Vec::new());
    for (label, placed) in solution.placed.iter().enumerate() {
        gutters.push(asked.offers[label][placed.choice].gutter);
        callouts.push(callout(row, &asked, label, placed)?);
    }
    let standing = Standing { gutters, ..builder.standing.clone() };
    Ok(Routed { standing, callouts, solved, why_loose: None })
}

/// Finds the labels whose leaders run too far over foreign zones, over another figure, or through
/// other lines than that at their end.
fn objections(builder: &ProblemBuilder<'_>, asked: &Offers, placed: &[PlacedLabel]) -> Vec<(usize, usize)> {
    let (row, seen) = (builder.row, builder.seen);
    let is_bad = |(label, placed): &(usize, &PlacedLabel)| {
        let offer = &asked.offers[*label][placed.choice];
        placed.leaders.iter().zip(&offer.points_at).any(|(points, &(figure, _))| {
            let line: Vec<Point> = points.iter().map(|p| Point::new(px(p.0), px(p.1))).collect();
            let at = row.position(figure);
            seen.is_over_figure(at, &line)
                || seen.is_over_zones(row, *label, at, &line)
                || is_over_lines(asked, *label, placed, &line)
        })
    };
    placed.iter().enumerate().filter(is_bad).map(|(l, _)| (l, l)).collect()
}

/// Returns whether a leader runs through a line of its own label but the one at its end.
fn is_over_lines(asked: &Offers, label: usize, placed: &PlacedLabel, line: &[Point]) -> bool {
    let offer = &asked.offers[label][placed.choice];
    let (left, top) = (px(placed.rect[0]), px(placed.rect[1]));
    let Ok((lines, _)) = offer.set.at(left, top, align(asked, label, placed)) else { return false };
    let end = if matches!(offer.gutter, GutterId::Above(_)) { lines.len().saturating_sub(1) } else { 0 };
    lines.iter().enumerate().any(|(k, l)| k != end && is_through(line, l))
}

/// Returns how the lines of a label are aligned.
fn align(asked: &Offers, label: usize, placed: &PlacedLabel) -> Align {
    let choice = &asked.problem.labels[label].choices[placed.choice];
    match asked.offers[label][placed.choice].gutter {
        GutterId::Column(_) => choice.align.unwrap_or(asked.problem.gutters[choice.gutter].align),
        GutterId::Below(_) | GutterId::Above(_) => Align::Middle,
    }
}

/// Returns what to tell where there is no solution.
fn unsolved(row: &Row<'_>, why: &NoSolution) -> Error {
    let name = |l: usize| row.labels.get(l).map_or("", |l| l.name.as_str());
    match *why {
        NoSolution::DoesNotFit { .. } => no_room(row.labels.len(), "beside the figures"),
        NoSolution::Conflict(a, b) => Error::does_not_fit(
            format!("the labels do not fit: “{}” and “{}” are in each other's way", name(a), name(b)),
            FEWER,
        ),
    }
}

/// Puts one callout in its place.
fn callout(row: &Row<'_>, asked: &Offers, label: usize, placed: &PlacedLabel) -> Result<Callout, Error> {
    let offer = &asked.offers[label][placed.choice];
    let align = align(asked, label, placed);
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
