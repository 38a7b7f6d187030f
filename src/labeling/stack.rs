//! Where boxes stand in one gutter: exact, in whole numbers.
//!
//! Boxes keep the order of their anchors, so with S the sum of extents and gaps
//! before a box, `start - S` must not decrease: an isotonic regression. A box
//! costs the distance of its port from the window in which its leader is
//! straight – nothing anywhere inside it, a *dead zone*. Half the sum of the
//! distances from both ends of a window is that cost plus a constant, so a run
//! of boxes is best at a weighted median of its windows' ends, and pooling
//! adjacent violators is exact (Ayer, Brunk, Ewing, Reid and Silverman, 1955;
//! Best and Chakravarti, 1990). Among equally good places the mean of the best
//! ones is taken.

use super::slot::Slot;
use std::collections::BinaryHeap;

/// Weight of a hard constraint: no sum of distances on a page outweighs it.
const HARD: i64 = 1 << 34;

impl Slot {
    /// Returns the intervals that the shifted beginning should be in, with their weights; `shift`
    /// is S, `bounds` are those of all shifted beginnings.
    fn terms(&self, shift: i64, bounds: (i64, i64)) -> impl Iterator<Item = ((i64, i64), i64)> {
        let port = self.port + shift;
        let windows = self.windows.into_iter().flatten().map(move |(lo, hi)| ((lo - port, hi - port), 1));
        let room = self.room.map(|(lo, hi)| ((lo - shift, hi - self.extent - shift), HARD));
        let weight = self.weight;
        windows.chain(room).map(move |((lo, hi), w)| {
            let clamp = |x: i64| x.clamp(bounds.0, bounds.1.max(bounds.0));
            ((clamp(lo), clamp(hi.max(lo))), if w == HARD { HARD } else { weight })
        })
    }

    /// Returns the part of the cost that is lost by clamping the windows to the bounds.
    fn beyond(&self, shift: i64, bounds: (i64, i64)) -> i64 {
        let port = self.port + shift;
        let outside = |lo: i64, hi: i64| (lo - port - bounds.1).max(0) + (bounds.0 - hi + port).max(0);
        let windows: i64 = self.windows.iter().flatten().map(|w| outside(w.0, w.1)).sum();
        let room = self
            .room
            .map_or(0, |(lo, hi)| (lo - shift - bounds.1).max(0) + (bounds.0 - (hi - self.extent - shift)).max(0));
        (self.weight * windows).saturating_add(HARD.saturating_mul(room))
    }
}

/// Returns the sums before each box, and the bounds of the shifted beginnings.
fn shifts<'a>(slots: impl Iterator<Item = &'a Slot>, gap: i64, from: i64, to: i64) -> (Vec<i64>, (i64, i64)) {
    let mut before: Option<&Slot> = None;
    let mut last = 0;
    let shifts = slots
        .map(|s| {
            let here = before.map_or(0, |b| last + b.gap_to(s, gap));
            before = Some(s);
            last = here + s.extent;
            here
        })
        .collect();
    (shifts, (from, to - last))
}

/// Returns the cost of the best places for boxes in the order given, without finding them: the
/// slope of the least cost up to a place, kept in a heap (the "slope trick"), n log n. Boxes too
/// long for the gutter cost more than any others. A cost above `limit` may be understated, but is
/// still above it.
pub(super) fn cost(slots: &[&Slot], gap: i64, from: i64, to: i64, limit: i64) -> i64 {
    if slots.is_empty() {
        return 0;
    }
    let gaps: i64 = slots.windows(2).map(|w| w[0].gap_to(w[1], gap)).sum();
    let long: i64 = slots.iter().map(|s| s.extent).sum();
    let bounds = (from, to - long - gaps);
    if bounds.1 < bounds.0 {
        return HARD.saturating_mul(bounds.0 - bounds.1);
    }
    let mut heap: BinaryHeap<(i64, i64)> = BinaryHeap::with_capacity(2 * slots.len());
    let (mut total, mut shift) = (0_i64, 0);
    for (k, slot) in slots.iter().enumerate() {
        total = total.saturating_add(slot.beyond(shift, bounds));
        for ((lo, hi), weight) in slot.terms(shift, bounds) {
            heap.push((lo, weight));
            if heap.peek().is_none_or(|top| top.0 <= hi) {
                // the least cost does not rise before the interval's end
                continue;
            }
            heap.push((hi, weight));
            // beyond the last end the cost must not fall: take the slope off the top
            let mut left = weight;
            while left > 0 {
                let Some((at, w)) = heap.pop() else { break };
                let taken = w.min(left);
                total = total.saturating_add(taken.saturating_mul(at - hi));
                left -= taken;
                if w > taken {
                    heap.push((at, w - taken));
                }
            }
        }
        if total > limit {
            break;
        }
        shift += slot.extent + slots.get(k + 1).map_or(0, |next| slot.gap_to(next, gap));
    }
    total
}

/// A run of boxes that move as one.
struct BoxPool {
    /// Ends of its members' windows with their weights, sorted.
    ends: Vec<(i64, i64)>,
    /// Sum of the weights of the ends.
    total: i64,
    /// Weighted sum of the best places.
    best: i64,
    /// Sum of the members' weights.
    weight: i64,
    /// Number of members.
    count: usize,
    /// Its shifted beginning.
    value: i64,
}

impl BoxPool {
    /// Returns a run of one box.
    fn new(slot: &Slot, shift: i64, bounds: (i64, i64)) -> Self {
        let mut ends: Vec<(i64, i64)> =
            slot.terms(shift, bounds).flat_map(|((lo, hi), w)| [(lo, w), (hi, w)]).collect();
        ends.sort_unstable();
        let total = ends.iter().map(|e| e.1).sum();
        let best = slot.weight * (slot.best - slot.port - shift);
        let mut run = Self { ends, total, best, weight: slot.weight, count: 1, value: 0 };
        run.settle();
        run
    }

    /// Takes in the next run.
    fn absorb(&mut self, other: Self) {
        // a short list is cheaper inserted than merged
        if other.ends.len() * 8 < self.ends.len() {
            for end in other.ends {
                let at = self.ends.partition_point(|e| *e < end);
                self.ends.insert(at, end);
            }
        } else {
            // two sorted runs: a stable sort merges them
            self.ends.extend(other.ends);
            self.ends.sort();
        }
        self.total += other.total;
        self.best += other.best;
        self.weight += other.weight;
        self.count += other.count;
        self.settle();
    }

    /// Sets the run to the mean of its best places, clamped to the weighted medians.
    fn settle(&mut self) {
        let mut sum = 0;
        let mut lower = None;
        let mut upper = self.ends.last().map_or(0, |e| e.0);
        for &(at, weight) in &self.ends {
            sum += weight;
            if lower.is_none() && 2 * sum >= self.total {
                lower = Some(at);
            }
            if 2 * sum > self.total {
                upper = at;
                break;
            }
        }
        let lower = lower.unwrap_or(upper);
        self.value = self.best.div_euclid(self.weight.max(1)).clamp(lower, upper.max(lower));
    }
}

/// Returns where boxes begin, in the order given, at least `gap` apart and between `from` and `to`,
/// with the least weighted sum of distances of ports from their windows; `None` where they do not
/// fit.
pub fn stack(slots: &[Slot], gap: i64, from: i64, to: i64) -> Option<Vec<i64>> {
    let (shifts, bounds) = shifts(slots.iter(), gap, from, to);
    if slots.is_empty() {
        return Some(Vec::new());
    }
    if bounds.1 < bounds.0 {
        return None;
    }
    let mut runs: Vec<BoxPool> = Vec::new();
    for (slot, &shift) in slots.iter().zip(&shifts) {
        let mut run = BoxPool::new(slot, shift, bounds);
        while let Some(mut previous) = runs.pop_if(|p| p.value > run.value) {
            previous.absorb(run);
            run = previous;
        }
        runs.push(run);
    }
    let values = runs.iter().flat_map(|r| std::iter::repeat_n(r.value, r.count));
    let starts: Vec<i64> = values.zip(&shifts).map(|(v, s)| v.clamp(bounds.0, bounds.1) + s).collect();
    let kept = slots.iter().zip(&starts).all(|(s, &at)| s.room.is_none_or(|r| r.0 <= at && at + s.extent <= r.1));
    kept.then_some(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(at: i64, extent: i64) -> Slot {
        Slot {
            extent,
            port: extent / 2,
            windows: [Some((at, at)), None],
            best: at,
            weight: 1,
            room: None,
            parting: (0, 0),
        }
    }

    #[test]
    fn boxes_with_room_stand_at_their_anchors() {
        assert_eq!(stack(&[slot(20, 10), slot(60, 10)], 4, 0, 100), Some(vec![15, 55]), "ports at the anchors");
    }

    #[test]
    fn crowded_boxes_share_the_way() {
        assert_eq!(stack(&[slot(50, 10), slot(50, 10)], 4, 0, 100), Some(vec![38, 52]), "evenly about the anchor");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let slots = [slot(5, 60), slot(6, 60)];
        assert_eq!(stack(&slots, 4, 0, 100), None, "124 into 100");
        assert!(cost(&[&slots[0], &slots[1]], 4, 0, 100, i64::MAX) >= HARD, "and its cost says so");
    }

    #[test]
    fn a_weighty_box_keeps_its_place() {
        let heavy = Slot { weight: 8, ..slot(50, 10) };
        assert_eq!(stack(&[heavy, slot(50, 10)], 4, 0, 100), Some(vec![45, 59]), "the other one moves");
    }
}
