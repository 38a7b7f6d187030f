//! Names and callouts of rows: figures stand, labels are routed, and both again
//! until nothing moves.

use super::figures::Row;
use super::label::RowLabel;
use super::locator::block;
use super::names::{FigureName, names};
use super::problem::Obstacles;
use super::route::{Routed, route};
use super::standing::Standing;
use super::unrouted::Unrouted;
use crate::error::Error;
use crate::geom::Region;
use crate::layout::placed::{Callout, NumberMark, Solved};
use kurbo::Rect;

/// What stands in a row beside its figures.
pub(in crate::layout) struct Lettering {
    /// How the row stands.
    pub standing: Standing,
    /// The names of the figures, where they have one.
    pub names: Vec<Option<FigureName>>,
    /// The callouts.
    pub callouts: Vec<Callout>,
    /// How well they were solved.
    pub solved: Option<Solved>,
    /// The names of labels that were left out.
    pub unplaced: Vec<String>,
}

/// Gives rows their names and callouts. What fails soonest is tried first:
/// whether figures stand at all, then the labels of the rows that have few.
pub(in crate::layout) fn letter_rows(rows: Vec<Row<'_>>) -> Result<Vec<(Row<'_>, Lettering)>, Error> {
    for row in rows.iter().filter(|r| !r.page.sizes.attempt.gives_up) {
        row.space_figures(Standing::new(row, row.guess_gutters()))?;
    }
    let mut order: Vec<(usize, Row<'_>)> = rows.into_iter().enumerate().collect();
    order.sort_by_key(|(_, row)| row.labels.len());
    let mut found = Vec::new();
    for (place, row) in order {
        found.push((place, leave_out_until_it_fits(row)?));
    }
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, lettered)| lettered).collect())
}

/// Labels that are left out one by one, before more are at once.
const MANY_OUT: usize = 8;

/// Finds names and callouts of a row, and the names of labels that were left
/// out: where the page gives up what finds no room, quiet zones first, then the
/// smallest. Also returns the row without these.
fn leave_out_until_it_fits(mut row: Row<'_>) -> Result<(Row<'_>, Lettering), Error> {
    let mut unplaced = Vec::new();
    loop {
        match settle(&row) {
            Ok(lettering) => return Ok((row, Lettering { unplaced, ..lettering })),
            Err(e) if e.error.is_about_room() && row.page.sizes.attempt.gives_up && !row.labels.is_empty() => {
                let mut out = e.culprits().map(|(a, b)| least(&row, a, b));
                // where many have to go, more go at once
                for _ in 0..=unplaced.len() / MANY_OUT {
                    let next = || (0..row.labels.len()).reduce(|a, b| least(&row, a, b));
                    let Some(label) = out.take().or_else(next) else { break };
                    let (rest, name) = row.without_label(label);
                    row = rest;
                    unplaced.push(name);
                }
            }
            Err(e) => return Err(e.error),
        }
    }
}

/// Returns which of two labels is left out first.
fn least(row: &Row<'_>, a: usize, b: usize) -> usize {
    let area = |l: &RowLabel| l.targets.iter().flat_map(|t| &t.pieces).map(Region::area).sum::<f64>();
    let rank = |l: usize| (row.labels[l].highlight.is_some(), area(&row.labels[l]));
    if rank(b) < rank(a) { b } else { a }
}

/// Rounds of spacing and routing: where labels went elsewhere than was guessed,
/// the figures stand differently.
const ROUNDS: usize = 4;

/// Spaces the figures of a row and routes its labels, again and again until
/// nothing moves.
fn settle(row: &Row<'_>) -> Result<Lettering, Unrouted> {
    let mut next = Standing::new(row, row.guess_gutters());
    let (mut last, mut why_loose, mut seen) = (None, None, None);
    let mut rounds = 0;
    loop {
        let standing = match (row.space_figures(next), last.take()) {
            (Ok(standing), found) => {
                last = found;
                standing
            }
            // what came out of the round before is sound, only not as even
            (Err(error), Some(found)) if error.is_about_room() => return Ok(found),
            (Err(error), _) => return Err(Unrouted { error, why: why_loose }),
        };
        let names = names(row, &standing)?;
        let obstacles = obstacles(row, &standing, &names);
        match (route(row, &standing, &mut seen, &obstacles), last.take()) {
            (Ok(Routed { standing: routed, callouts, solved, why_loose: why }), _) => {
                let is_settled = routed.gutters == standing.gutters;
                let found = Lettering { standing: routed.clone(), names, callouts, solved, unplaced: Vec::new() };
                rounds += 1;
                if is_settled || rounds == ROUNDS {
                    return Ok(found);
                }
                (next, why_loose, last) = (routed, why, Some(found));
            }
            // what came out of the round before is sound, only not as even
            (Err(e), Some(found)) if e.error.is_about_room() => return Ok(found),
            // feet that were parted for a label between them may leave it no
            // other place: elsewhere, then
            (Err(e), None) if e.error.is_about_room() => {
                // what stays in the way is known to whoever leaves a label out
                let left = e.culprits().and_then(|culprits| row.leave_strip(standing, culprits));
                let Some(left) = left else { return Err(e) };
                next = left;
            }
            (Err(e), _) => return Err(e),
        }
    }
}

/// Lists what labels keep clear of: the names of the figures, the figure of the
/// body, arrows, and marks in zones.
fn obstacles(row: &Row<'_>, standing: &Standing, names: &[Option<FigureName>]) -> Obstacles {
    let reserve = |g: usize| {
        let here = names.iter().flatten().filter(|n| n.gutter == Some(g));
        here.map(|n| n.height).fold(0.0, f64::max)
    };
    let mut blocks: Vec<Rect> = names.iter().flatten().map(FigureName::airy).collect();
    blocks.extend(block(row, standing));
    blocks.extend(row.arrow_discs(standing).map(|d| d.core()));
    blocks.extend(row.inside_callouts(standing).iter().flat_map(|c| &c.marks).map(NumberMark::core));
    Obstacles { reserved: (0..=row.figures.len()).map(reserve).collect(), blocks }
}
