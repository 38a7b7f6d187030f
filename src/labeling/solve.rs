//! From a problem to a solution: choices, ports, anchors, lines; and a check.

use super::anchor::{Chain, chains, heights, levels};
use super::assign;
use super::bans::Bans;
use super::check::{Fault, LabelDrawing, faults};
use super::exact::is_near;
use super::grid::Searches;
use super::problem::{Aim, Axis, Leaders, NoSolution, PlacedLabel, Problem, Solution};
use super::slot::{Slot, slot};
use super::stack::stack;
use super::{align, draw, order};

/// Times that a pair of choices may be given up for another.
const TRIES: usize = 24;
/// Rounds of ports to anchors and anchors to ports.
const ROUNDS: usize = 4;

/// The choices of a try, and the pairs of labels in each other's way.
type Try = (Vec<usize>, Vec<(usize, usize)>);

/// Finds pairs of placed labels that must not stay as they are, for a reason that the problem does
/// not know; a label twice where it is alone.
pub type Objection<'a> = &'a dyn Fn(&[PlacedLabel]) -> Vec<(usize, usize)>;

/// Chooses a gutter for every label, and places boxes, ports and anchors.
///
/// The same problem always has the same solution.
///
/// # Errors
/// [`NoSolution::DoesNotFit`] where the labels are too long for their gutters,
/// [`NoSolution::Conflict`] where in all choices tried something meets or breaks a limit.
pub fn solve(problem: &Problem) -> Result<Solution, NoSolution> {
    solve_against(problem, &|_| Vec::new())
}

/// Solves a problem as [`solve`] does, and gives up choices that the caller objects to.
///
/// # Errors
/// Those of [`solve`].
pub fn solve_against(problem: &Problem, objection: Objection<'_>) -> Result<Solution, NoSolution> {
    let mut bans = Bans::default();
    let mut searches = Searches::default();
    let mut last: Option<Try> = None;
    let mut conflict = None;
    let is_fixed = |l: usize| problem.labels[l].choices.len() == 1;
    let all_fixed = (0..problem.labels.len()).all(is_fixed);
    for _ in 0..TRIES {
        let chosen = assign::assign(problem, &bans, last.as_ref().map(|l| l.0.as_slice()), &mut searches);
        let again = last.take().filter(|l| l.0 == chosen);
        let is_settled = all_fixed || again.is_some();
        let pairs = match again {
            Some((_, pairs)) => pairs,
            None => match place(problem, &chosen) {
                Ok(solution) => {
                    let drawing = drawn(problem, &solution.placed);
                    let mut found: Vec<(usize, usize)> = faults(&drawing).into_iter().map(labels).collect();
                    found.extend(touched(problem, &drawing));
                    found.extend(beyond(problem, &chosen, &solution.placed).map(|l| (l, l)));
                    found.extend(objection(&solution.placed));
                    if found.is_empty() {
                        return Ok(solution);
                    }
                    found
                }
                Err(NoSolution::Conflict(a, b)) => vec![(a, b)],
                Err(other) => return Err(other),
            },
        };
        for &(a, b) in &pairs {
            bans.add((a, chosen[a]), (b, chosen[b]));
        }
        conflict = conflict.or_else(|| pairs.first().copied());
        // bans change nothing between labels that have no other choice
        if is_settled && pairs.iter().all(|&(a, b)| is_fixed(a) && is_fixed(b)) {
            break;
        }
        last = Some((chosen, pairs));
    }
    let (a, b) = conflict.unwrap_or_default();
    Err(NoSolution::Conflict(a, b))
}

/// Finds the labels with a leader that is steeper or a port that is farther off than the limits.
fn beyond<'a>(problem: &'a Problem, chosen: &'a [usize], placed: &'a [PlacedLabel]) -> impl Iterator<Item = usize> {
    let is_beyond = move |l: &usize| {
        let choice = &problem.labels[*l].choices[chosen[*l]];
        let axis = problem.gutters[choice.gutter].axis;
        placed[*l].leaders.iter().any(|points| {
            let &[.., from, to] = points.as_slice() else { return false };
            let slant = (to.0 - from.0, to.1 - from.1);
            let (along, across, anchor) = match axis {
                Axis::Down => (slant.1, slant.0, points[0].1),
                Axis::Right => (slant.0, slant.1, points[0].0),
            };
            problem.steepest.is_some_and(|s| 1000 * along.abs() > s * across.abs())
                || choice.off.is_some_and(|(before, behind)| {
                    let off = placed[*l].port - anchor;
                    off < -before || off > behind
                })
        })
    };
    (0..chosen.len()).filter(is_beyond)
}

/// Finds the pairs of labels of which one's leader comes too near to the other's guarded anchor:
/// where a row and a column point into one figure, or a straight slant runs over it; elsewhere chains
/// prevent it.
fn touched(problem: &Problem, drawing: &LabelDrawing) -> Vec<(usize, usize)> {
    if problem.near == 0 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (owner, points) in drawing.leaders.iter().filter(|l| problem.guards(l.0)) {
        for (other, line) in drawing.leaders.iter().filter(|l| l.0 != *owner) {
            if points.first().is_some_and(|anchor| is_near(*anchor, line, problem.near)) {
                out.push((*owner, *other));
            }
        }
    }
    out
}

/// Returns the two labels of a fault; one of them twice where it is alone.
const fn labels(fault: Fault) -> (usize, usize) {
    match fault {
        Fault::Overlap(a, b) | Fault::Crossing(a, b) | Fault::Through(a, b) => (a, b),
        Fault::Blocked(a, _) | Fault::OffPage(a) => (a, a),
    }
}

/// Returns the labels and leaders as drawn, for the check. Boxes may be anywhere across their
/// gutters.
pub(super) fn drawn(problem: &Problem, placed: &[PlacedLabel]) -> LabelDrawing {
    let leaders = placed.iter().enumerate().flat_map(|(i, p)| p.leaders.iter().map(move |l| (i, l.clone())));
    let page = problem.gutters.iter().fold([i64::MAX, i64::MAX, i64::MIN, i64::MIN], |r, g| {
        let (a, b) = match g.axis {
            Axis::Down => (g.across, g.along),
            Axis::Right => (g.along, g.across),
        };
        [r[0].min(a.0), r[1].min(b.0), r[2].max(a.1), r[3].max(b.1)]
    });
    LabelDrawing {
        page,
        boxes: placed.iter().map(|p| p.rect).collect(),
        leaders: leaders.collect(),
        blocks: problem.blocks.clone(),
    }
}

/// The places of all boxes and anchors.
struct Places {
    /// Slots with the chains' windows.
    slots: Vec<Slot>,
    /// The beginnings of all boxes.
    starts: Vec<i64>,
    /// Heights of the anchors of each label's aims.
    anchors: Vec<Vec<i64>>,
}

/// Places labels whose choices are made.
fn place(problem: &Problem, chosen: &[usize]) -> Result<Solution, NoSolution> {
    let mut orders = order::orders(problem, chosen);
    order::exchange(problem, chosen, &mut orders);
    let (chains, apart) = spaced(problem, chosen, &orders)?;
    let mut best = settle(problem, chosen, &chains, &orders)?;
    let mut placed = draw::draw(problem, chosen, &best.starts, &best.anchors);
    // straight slants have no order that is right by itself: two that meet
    // exchange places, which makes both shorter
    let direct: Vec<bool> = problem.gutters.iter().map(|g| g.leaders == Leaders::Direct).collect();
    let tangled = |placed: &[PlacedLabel]| -> Vec<(usize, usize, usize)> {
        faults(&drawn(problem, placed))
            .into_iter()
            .filter_map(|f| match f {
                Fault::Crossing(a, b) | Fault::Through(a, b) => {
                    let gutter = |l: usize| problem.labels[l].choices[chosen[l]].gutter;
                    (gutter(a) == gutter(b) && direct[gutter(a)]).then(|| (gutter(a), a, b))
                }
                _ => None,
            })
            .collect()
    };
    let mut knots = tangled(&placed);
    for _ in 0..2 * problem.labels.len() {
        let Some(&(gutter, a, b)) = knots.first() else { break };
        let mut other = orders.clone();
        let place = |l: usize| other[gutter].iter().position(|x| *x == l).unwrap_or(0);
        let (x, y) = (place(a), place(b));
        other[gutter].swap(x, y);
        let Ok(next) = settle(problem, chosen, &chains, &other) else { break };
        let drawing = draw::draw(problem, chosen, &next.starts, &next.anchors);
        let left = tangled(&drawing);
        if left.len() > knots.len() {
            break;
        }
        (orders, best, placed, knots) = (other, next, drawing, left);
    }
    if knots.is_empty() {
        align::align(problem, &orders, &best.slots, &mut best.starts);
        best.anchors = anchored(problem, chosen, &chains, &best);
        placed = draw::draw(problem, chosen, &best.starts, &best.anchors);
    }
    let mut widened: Vec<usize> = chains.iter().flatten().filter(|l| l.widened).map(|l| l.label).collect();
    widened.sort_unstable();
    widened.dedup();
    let cost = assign::total(problem, chosen);
    Ok(Solution { placed, apart, widened, cost })
}

/// Returns the chains with the greatest distance that the windows allow, up to the wanted one; as a
/// last resort windows are widened.
fn spaced(problem: &Problem, chosen: &[usize], orders: &[Vec<usize>]) -> Result<(Vec<Chain>, i64), NoSolution> {
    let (mut out, mut least) = (Vec::new(), problem.apart.max(1));
    // a crowd in one figure does not bring the leaders of another together
    for level in levels(problem, chosen, orders) {
        let level = [level];
        let mut apart = problem.apart.max(1);
        loop {
            match chains(&level, apart, apart == 1) {
                Ok(chains) => break out.extend(chains),
                Err((a, b)) if apart == 1 => return Err(NoSolution::Conflict(a.min(b), a.max(b))),
                Err(_) => apart = (apart * 3 / 4).max(1),
            }
        }
        least = least.min(apart);
    }
    Ok((out, least))
}

/// Finds ports for windows and anchors for ports in turn, as long as that brings them nearer to
/// each other.
fn settle(problem: &Problem, chosen: &[usize], chains: &[Chain], orders: &[Vec<usize>]) -> Result<Places, NoSolution> {
    let choice = |l: usize| &problem.labels[l].choices[chosen[l]];
    let mut slots: Vec<Slot> = (0..chosen.len()).map(|l| slot(problem, l, chosen[l])).collect();
    for link in chains.iter().flatten() {
        let (choice, slot) = (choice(link.label), &mut slots[link.label]);
        slot.windows[link.aim] = Some((link.window.0 - choice.give, link.window.1 + choice.give));
        slot.room = choice.limited(slot.room, link.window);
    }
    let starts = stacked(problem, orders, &slots)?;
    let mut places = Places { slots, starts, anchors: Vec::new() };
    places.anchors = anchored(problem, chosen, chains, &places);
    let gap = |p: &Places| -> i64 {
        let port = |l: usize| p.starts[l] + p.slots[l].port;
        p.anchors
            .iter()
            .enumerate()
            .flat_map(|(l, a)| a.iter().map(move |a| (l, a)))
            .map(|(l, a)| (port(l) - a).abs())
            .sum()
    };
    for _ in 0..ROUNDS {
        let mut aimed = places.slots.clone();
        for (l, (slot, anchors)) in aimed.iter_mut().zip(&places.anchors).enumerate() {
            let give = choice(l).give;
            for (window, at) in slot.windows.iter_mut().zip(anchors) {
                *window = Some((at - give, at + give));
            }
        }
        let starts = stacked(problem, orders, &aimed)?;
        let mut next = Places { slots: places.slots.clone(), starts, anchors: Vec::new() };
        next.anchors = anchored(problem, chosen, chains, &next);
        if gap(&next) >= gap(&places) {
            break;
        }
        places = next;
    }
    Ok(places)
}

/// Returns where the boxes of all gutters begin.
fn stacked(problem: &Problem, orders: &[Vec<usize>], slots: &[Slot]) -> Result<Vec<i64>, NoSolution> {
    let mut starts = vec![0; slots.len()];
    for (gutter, order) in problem.gutters.iter().zip(orders) {
        let (from, to) = gutter.along;
        let own: Vec<Slot> = order.iter().map(|&l| slots[l].clone()).collect();
        let Some(places) = stack(&own, gutter.gap, from, to) else {
            let gaps: i64 = own.windows(2).map(|w| w[0].gap_to(&w[1], gutter.gap)).sum();
            let excess = own.iter().map(|s| s.extent).sum::<i64>() + gaps - (to - from);
            if excess > 0 {
                return Err(NoSolution::DoesNotFit { excess });
            }
            // long enough, but not where they must be: the first that finds no room behind another
            let fits = |k: &usize| stack(&own[..*k], gutter.gap, from, to).is_none();
            let last = (1..own.len()).find(fits).unwrap_or(own.len()) - 1;
            return Err(NoSolution::Conflict(order[last.saturating_sub(1)], order[last]));
        };
        for (&l, at) in order.iter().zip(places) {
            starts[l] = at;
        }
    }
    Ok(starts)
}

/// Returns the heights of all anchors for the ports of placed boxes.
fn anchored(problem: &Problem, chosen: &[usize], chains: &[Chain], places: &Places) -> Vec<Vec<i64>> {
    let choice = |l: usize| &problem.labels[l].choices[chosen[l]];
    let port = |l: usize| places.starts[l] + places.slots[l].port;
    let mut out: Vec<Vec<i64>> = (0..chosen.len())
        .map(|l| {
            // direct leaders: level where that is possible, else as nearly level
            let (give, port) = (choice(l).give, port(l));
            let level = |a: &Aim| {
                let (lo, hi) = (a.window.0.max(port - give), a.window.1.min(port + give));
                if lo <= hi { a.best.clamp(lo, hi) } else { port.clamp(a.window.0, a.window.1) }
            };
            choice(l).aims.iter().map(level).collect()
        })
        .collect();
    for chain in chains {
        let targets: Vec<i64> = chain
            .iter()
            .map(|link| {
                let (c, port) = (choice(link.label), port(link.label));
                c.aims[link.aim].best.clamp(port - c.give, port + c.give)
            })
            .collect();
        for (link, at) in chain.iter().zip(heights(chain, &targets)) {
            out[link.label][link.aim] = at;
        }
    }
    out
}
