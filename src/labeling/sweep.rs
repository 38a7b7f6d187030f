//! Whether any of many lines meet, in n log n.
//!
//! A sweep after Shamos and Hoey (*Geometric intersection problems*, 1976):
//! a front moves from left to right and keeps the lines it cuts in their order
//! from top to bottom. Before two lines meet they must be neighbours in that
//! order, so that only neighbours are compared. The lines are whole leaders,
//! each of which runs strictly from one side to the other.

use super::exact::polylines_meet;
use super::problem::Spot;
use std::cmp::Ordering;

/// Whether two lines of different owners share a point; `None` where a line
/// turns back or runs straight down, or where two of one owner share more than
/// the point in which one ends and the other begins: this sweep is not made
/// for these.
pub(super) fn any_meet(lines: &[(usize, Vec<Spot>)]) -> Option<bool> {
    let mut forward = Vec::with_capacity(lines.len());
    for (owner, points) in lines {
        let mut points = points.clone();
        if points.first() > points.last() {
            points.reverse();
        }
        if points.len() < 2 || points.windows(2).any(|s| s[0].0 >= s[1].0) {
            return None;
        }
        forward.push((*owner, points));
    }
    sweep(&forward)
}

/// The sweep over lines whose points go from left to right.
fn sweep(lines: &[(usize, Vec<Spot>)]) -> Option<bool> {
    // where a line begins comes before where one ends: closed lines that touch meet
    let mut events: Vec<(i64, bool, usize)> = Vec::with_capacity(2 * lines.len());
    for (i, (_, points)) in lines.iter().enumerate() {
        events.push((points[0].0, false, i));
        events.push((points[points.len() - 1].0, true, i));
    }
    events.sort_unstable();
    let end = |i: usize| lines[i].1[lines[i].1.len() - 1];
    // what meets ends the sweep: lines of two owners with the answer, of one
    // owner without, unless they follow each other
    let meet = |a: usize, b: usize| -> Option<Option<bool>> {
        let follow = lines[a].0 == lines[b].0 && (end(a).0 == lines[b].1[0].0 || end(b).0 == lines[a].1[0].0);
        let is_met = !follow && polylines_meet(&lines[a].1, &lines[b].1);
        is_met.then(|| (lines[a].0 != lines[b].0).then_some(true))
    };
    let mut front: Vec<usize> = Vec::new();
    for (_, ends, i) in events {
        if ends {
            let last = end(i);
            let mut at = front.partition_point(|&k| height(&lines[k].1, last) == Ordering::Less);
            if front.get(at) != Some(&i) {
                // leaders of one label may end in one point
                let Some(found) = front.iter().position(|&k| k == i) else { continue };
                at = found;
            }
            front.remove(at);
            if at > 0
                && at < front.len()
                && let Some(answer) = meet(front[at - 1], front[at])
            {
                return answer;
            }
        } else {
            let start = lines[i].1[0];
            let at = front.partition_point(|&k| height(&lines[k].1, start) == Ordering::Less);
            let above = at.checked_sub(1).map(|k| front[k]);
            if let Some(answer) = above.into_iter().chain(front.get(at).copied()).find_map(|k| meet(k, i)) {
                return answer;
            }
            front.insert(at, i);
        }
    }
    Some(false)
}

/// Whether a line is above (less), at or below a spot within its extent.
fn height(points: &[Spot], spot: Spot) -> Ordering {
    let after = points.partition_point(|p| p.0 < spot.0).clamp(1, points.len() - 1);
    let (a, b) = (points[after - 1], points[after]);
    // a to b runs to the right: y at the spot times the run, against the spot's
    let wide = |x: i64| i128::from(x);
    let run = wide(b.0 - a.0);
    let at = wide(a.1) * run + wide(b.1 - a.1) * wide(spot.0 - a.0);
    at.cmp(&(wide(spot.1) * run))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    /// Whether any two lines of different owners meet, pair by pair.
    fn by_pairs(lines: &[(usize, Vec<Spot>)]) -> bool {
        lines
            .iter()
            .enumerate()
            .any(|(i, (owner, a))| lines[i + 1..].iter().any(|(other, b)| owner != other && polylines_meet(a, b)))
    }

    proptest! {
        // cases that once failed are tried again before any new ones
        #![proptest_config(ProptestConfig {
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/regressions/labeling-sweep.txt"
            )))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn the_sweep_finds_what_all_pairs_find(
            raw in prop::collection::vec((0..40_i64, 0..60_i64, 1..12_i64, -6..6_i64, 0..12_i64, -9..9_i64), 0..14),
            owners in prop::sample::select(vec![2_usize, 5, 9, 14]),
        ) {
            let line = |(i, (x, y, w, dy, v, dz)): (usize, (i64, i64, i64, i64, i64, i64))| {
                let mut points = vec![(x, y), (x + w, y + dy)];
                if v > 0 {
                    points.push((x + w + v, y + dy + dz));
                }
                if i % 3 == 0 {
                    points.reverse();
                }
                (i % owners, points)
            };
            let lines: Vec<(usize, Vec<Spot>)> = raw.into_iter().enumerate().map(line).collect();
            // an answer is right; and where owners have one line each, there is one
            let found = any_meet(&lines);
            if owners >= lines.len() || found.is_some() {
                prop_assert_eq!(found, Some(by_pairs(&lines)));
            }
        }
    }

    #[test]
    fn lines_that_run_down_are_left_to_others() {
        assert_eq!(any_meet(&[(0, vec![(1, 0), (1, 5)])]), None, "straight down");
        assert_eq!(any_meet(&[(0, vec![(1, 0), (9, 5), (4, 7)])]), None, "turns back");
        assert_eq!(any_meet(&[]), Some(false), "nothing");
    }
}
