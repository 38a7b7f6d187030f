//! The order of the labels in a gutter: that of their anchors.
//!
//! For labels of one aim that is their order along the axis. A label between
//! two figures has an anchor in each; where it is above another in the one
//! figure by more than their windows allow to change, it must be so in the
//! gutter, whatever their means are.

use super::problem::{Choice, Leaders, Problem};
use super::slot::{Slot, key, slot};
use super::stack::cost;

/// Returns the labels of each gutter in their order.
pub(super) fn orders(problem: &Problem, chosen: &[usize]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = problem.gutters.iter().map(|_| Vec::new()).collect();
    let choice = |l: usize| &problem.labels[l].choices[chosen[l]];
    for label in 0..chosen.len() {
        out[choice(label).gutter].push(label);
    }
    for (list, gutter) in out.iter_mut().zip(&problem.gutters) {
        list.sort_by_key(|&l| key(problem, l, chosen[l]));
        if gutter.leaders == Leaders::Level && list.iter().any(|&l| choice(l).aims.len() > 1) {
            *list = sorted(list, |a, b| is_before(choice(a), choice(b)));
        }
    }
    out
}

/// Returns whether an anchor of the first must come before one of the second in a figure that both
/// point at.
fn is_before(a: &Choice, b: &Choice) -> bool {
    let pairs = a.aims.iter().flat_map(|x| b.aims.iter().map(move |y| (x, y)));
    pairs.filter(|(x, y)| x.end == y.end).any(|(x, y)| x.window.1 < y.window.0)
}

/// Sorts a list as near its order as `is_before` allows (Kahn, 1962); a cycle is cut at its first
/// member.
fn sorted(list: &[usize], is_before: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut left: Vec<usize> = list.to_vec();
    let mut out = Vec::with_capacity(list.len());
    while !left.is_empty() {
        let is_first = |a: &usize| !left.iter().any(|b| is_before(*b, *a));
        let at = left.iter().position(is_first).unwrap_or(0);
        out.push(left.remove(at));
    }
    out
}

/// Lets neighbours in a gutter whose leaders leave to different sides change
/// places where that costs less: nothing but their own anchors orders them.
pub(super) fn exchange(problem: &Problem, chosen: &[usize], orders: &mut [Vec<usize>]) {
    let choice = |l: usize| &problem.labels[l].choices[chosen[l]];
    let free = |a: usize, b: usize| {
        choice(a).aims.iter().all(|x| choice(b).aims.iter().all(|y| x.end != y.end)) && choice(a).give == 0
    };
    for (gutter, order) in problem.gutters.iter().zip(orders) {
        if !order.windows(2).any(|w| free(w[0], w[1])) {
            continue;
        }
        let costs = |order: &[usize]| {
            let slots: Vec<Slot> = order.iter().map(|&l| slot(problem, l, chosen[l])).collect();
            let group = |l: usize| problem.labels[l].group;
            let mixed = order.windows(2).filter(|w| group(w[0]) != group(w[1])).count();
            let parted = slots.windows(2).filter(|w| w[0].parting.0 != w[1].parting.0).count();
            cost(&slots.iter().collect::<Vec<_>>(), gutter.gap, gutter.along.0, gutter.along.1, i64::MAX)
                + problem.mixed * i64::try_from(mixed).unwrap_or(0)
                + problem.parting * i64::try_from(parted).unwrap_or(0)
        };
        let mut best = costs(order);
        for _ in 0..order.len() {
            let mut is_changed = false;
            for i in 1..order.len() {
                if free(order[i - 1], order[i]) {
                    order.swap(i - 1, i);
                    let now = costs(order);
                    if now < best {
                        (best, is_changed) = (now, true);
                    } else {
                        order.swap(i - 1, i);
                    }
                }
            }
            if !is_changed {
                break;
            }
        }
    }
}
