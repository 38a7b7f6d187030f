//! Names and callouts of rows: figures stand, labels are routed, and both again
//! until nothing moves.

use super::figures::Row;
use super::label::RowLabel;
use super::locator::place;
use super::names::{FigureName, names};
use super::problem::Obstacles;
use super::route::route;
use crate::error::Error;
use crate::geom::Region;
use crate::layout::placed::{Callout, NumberMark, Solved};
use kurbo::Rect;

/// What stands in a row beside its figures.
#[derive(Default)]
pub(in crate::layout) struct Lettering {
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
pub(in crate::layout) fn letter_rows(mut rows: Vec<Row<'_>>) -> Result<Vec<(Row<'_>, Lettering)>, Error> {
    for row in rows.iter_mut().filter(|r| !r.page.sizes.attempt.gives_up) {
        row.guess_gutters();
        row.space_figures()?;
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&i| rows[i].labels.len());
    let mut found: Vec<Lettering> = rows.iter().map(|_| Lettering::default()).collect();
    for i in order {
        found[i] = leave_out_until_it_fits(&mut rows[i])?;
    }
    Ok(rows.into_iter().zip(found).collect())
}

/// Labels that are left out one by one, before more are at once.
const MANY_OUT: usize = 8;

/// Finds names and callouts of a row, and the names of labels that were left
/// out: where the page gives up what finds no room, quiet zones first, then the
/// smallest.
fn leave_out_until_it_fits(row: &mut Row<'_>) -> Result<Lettering, Error> {
    let mut unplaced = Vec::new();
    loop {
        match settle(row) {
            Ok(named) => return Ok(Lettering { unplaced, ..named }),
            Err(e) if e.is_about_room() && row.page.sizes.attempt.gives_up && !row.labels.is_empty() => {
                let area = |l: &RowLabel| l.targets.iter().flat_map(|t| &t.pieces).map(Region::area).sum::<f64>();
                let rank = |row: &Row<'_>, l: usize| (row.labels[l].highlight.is_some(), area(&row.labels[l]));
                let least = |row: &Row<'_>, a: usize, b: usize| if rank(row, b) < rank(row, a) { b } else { a };
                let mut out = row.culprits.take().map(|(a, b)| least(row, a, b));
                // where many have to go, more go at once
                for _ in 0..=unplaced.len() / MANY_OUT {
                    let next = || (0..row.labels.len()).reduce(|a, b| least(row, a, b));
                    let Some(label) = out.take().or_else(next) else { break };
                    unplaced.push(row.labels.remove(label).name);
                }
            }
            Err(e) => return Err(e),
        }
    }
}

/// Rounds of standing and routing: where labels went elsewhere than was
/// guessed, the figures stand differently.
const ROUNDS: usize = 4;

/// Spaces the figures of a row and routes its labels, again and again until
/// nothing moves.
fn settle(row: &mut Row<'_>) -> Result<Lettering, Error> {
    row.guess_gutters();
    let (mut last, mut seen) = (None, None);
    let mut rounds = ROUNDS;
    while rounds > 0 {
        rounds -= 1;
        row.space_figures()?;
        let before = row.gutters.clone();
        let names = names(row)?;
        let reserve = |g: usize| {
            let here = names.iter().flatten().filter(|n| n.gutter == Some(g));
            here.map(|n| n.height).fold(0.0, f64::max)
        };
        let reserved: Vec<f64> = (0..=row.figures.len()).map(reserve).collect();
        let mut blocks: Vec<Rect> = names.iter().flatten().map(FigureName::airy).collect();
        blocks.extend(place(row));
        blocks.extend(row.arrow_discs().map(|d| d.core()));
        blocks.extend(row.inside_callouts().iter().flat_map(|c| &c.marks).map(NumberMark::core));
        let obstacles = Obstacles { reserved, blocks };
        let routed = match (route(row, &mut seen, &obstacles), last.take()) {
            (Ok(routed), _) => routed,
            // what came out of the round before is sound, only not as even
            (Err(e), Some(found)) if e.is_about_room() => return Ok(found),
            // feet that were parted for a label between them may leave it no
            // other place: elsewhere, then
            (Err(e), None) if e.is_about_room() && row.leave_strip(&before) => {
                rounds += 1;
                continue;
            }
            (Err(e), _) => return Err(e),
        };
        let is_settled = routed.gutters == before;
        row.gutters = routed.gutters;
        last = Some(Lettering { names, callouts: routed.callouts, solved: routed.solved, unplaced: Vec::new() });
        if is_settled {
            break;
        }
    }
    Ok(last.unwrap_or_default())
}
