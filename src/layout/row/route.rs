//! From a row and its gutters to callouts: the problem, the solver's answer, and
//! what that puts where.

use super::candidates::Candidate;
use super::figures::{GutterId, Row};
use super::problem::{Obstacles, Offers, offers};
use super::sightlines::Sightlines;
use crate::error::Error;
use crate::labeling::{Leaders, PlacedLabel, Unsolved, px};
use crate::layout::placed::{Callout, Leader, NumberMark, Solved};
use crate::layout::texts::FEWER;
use crate::layout::texts::no_room;
use kurbo::Point;

/// What a row's labels came to.
pub(super) struct Routed {
    /// The callouts, one for each label, in order.
    pub callouts: Vec<Callout>,
    /// The gutter of each label.
    pub gutters: Vec<GutterId>,
    /// How well that was solved, where there was something to solve.
    pub solved: Option<Solved>,
}

/// Routes the labels of a row: first in gutters of its own choice, then, with
/// columns as wide as what stands in them, in the chosen ones. `seen` is what
/// was seen of it in the round before.
///
/// # Errors
/// [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) where there is no room.
pub(super) fn route(row: &mut Row<'_>, seen: &mut Option<Sightlines>, obstacles: &Obstacles) -> Result<Routed, Error> {
    if row.labels.is_empty() {
        return Ok(Routed { callouts: Vec::new(), gutters: Vec::new(), solved: None });
    }
    *seen = seen.take().filter(|s| s.is_of(row));
    let seen = &*seen.get_or_insert_with(|| Sightlines::new(row));
    let candidates = row.candidates();
    let free = attempt(row, seen, &candidates, obstacles, false)?;
    row.gutters.clone_from(&free.gutters);
    let chosen = row.chosen();
    for ragged in [true, false] {
        match attempt(row, seen, &chosen, obstacles, ragged) {
            Ok(routed) => return Ok(routed),
            Err(e) if e.is_about_room() => {}
            Err(e) => return Err(e),
        }
    }
    Ok(free)
}

/// Solves one problem and turns the answer into callouts.
fn attempt(
    row: &mut Row<'_>,
    seen: &Sightlines,
    candidates: &[Vec<Candidate>],
    obstacles: &Obstacles,
    ragged: bool,
) -> Result<Routed, Error> {
    let mut asked = offers(row, seen, candidates, obstacles, ragged)?;
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

/// Returns what to tell where there is no solution.
fn unsolved(row: &Row<'_>, why: Unsolved) -> Error {
    let name = |l: usize| row.labels.get(l).map_or("", |l| l.name.as_str());
    match why {
        Unsolved::DoesNotFit { .. } => no_room(row.labels.len(), "beside the figures"),
        Unsolved::Conflict(a, b) => Error::does_not_fit(
            format!("the labels do not fit: “{}” and “{}” are in each other's way", name(a), name(b)),
            FEWER,
        ),
    }
}

/// Puts one callout in its place.
fn callout(row: &Row<'_>, asked: &Offers, label: usize, placed: &PlacedLabel) -> Result<Callout, Error> {
    let offer = &asked.offers[label][placed.choice];
    let choice = &asked.problem.labels[label].choices[placed.choice];
    let align = match offer.gutter {
        GutterId::Column(_) => asked.aligns[choice.gutter],
        GutterId::Below(_) | GutterId::Above(_) => crate::style::Align::Middle,
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
