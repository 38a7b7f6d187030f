//! Where labels of one column stand: exact, and free of charts.
//!
//! Labels keep the order of their anchors, so their places along the column
//! are an isotonic regression: with S the sum of heights and gaps before a
//! label, `top - S` must not decrease. Each label costs the distance of its
//! port from an interval in which a straight leader is possible. For that cost
//! a block of labels is best at a median of its interval ends, and pooling
//! adjacent violators (Ayer et al. 1955) is exact.

/// One label of a column, along the column's axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Extent of the label.
    pub height: f64,
    /// Where its port is, from its top.
    pub port: f64,
    /// Ports from here…
    pub lo: f64,
    /// …to here have a straight leader.
    pub hi: f64,
    /// The best of them.
    pub best: f64,
}

/// A run of labels that move as one.
struct Block {
    /// Interval ends of its members, sorted.
    ends: Vec<f64>,
    /// Sum of its members' best places.
    best: f64,
    /// Number of members.
    count: usize,
    /// Where it stands.
    value: f64,
}

impl Block {
    /// A block of one.
    fn new(lo: f64, hi: f64, best: f64) -> Self {
        let mut block = Self { ends: vec![lo, hi], best, count: 1, value: 0.0 };
        block.settle();
        block
    }

    /// Takes in the next block.
    fn absorb(&mut self, other: Self) {
        self.ends.extend(other.ends);
        self.ends.sort_by(f64::total_cmp);
        self.best += other.best;
        self.count += other.count;
        self.settle();
    }

    /// The mean of the best places, clamped to the median interval.
    fn settle(&mut self) {
        let n = f64::from(u32::try_from(self.count).unwrap_or(u32::MAX));
        self.value = (self.best / n).clamp(self.ends[self.count - 1], self.ends[self.count]);
    }
}

/// The tops of labels between `top` and `bottom`, at least `gap` apart, in the
/// order given, with the least sum of distances of ports from their intervals;
/// `None` where they do not fit.
pub(super) fn stack(items: &[Item], gap: f64, top: f64, bottom: f64) -> Option<Vec<f64>> {
    let mut offsets = Vec::with_capacity(items.len());
    let mut sum = 0.0;
    for item in items {
        offsets.push(sum);
        sum += item.height + gap;
    }
    let last = items.last()?;
    let highest = bottom - last.height - offsets.last()?;
    if highest < top - 1e-9 {
        return None;
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (item, s) in items.iter().zip(&offsets) {
        let shift = item.port + s;
        let mut block = Block::new(item.lo - shift, item.hi.max(item.lo) - shift, item.best - shift);
        while let Some(previous) = blocks.pop_if(|p| p.value > block.value) {
            let next = std::mem::replace(&mut block, previous);
            block.absorb(next);
        }
        blocks.push(block);
    }
    let values = blocks.iter().flat_map(|b| std::iter::repeat_n(b.value, b.count));
    Some(values.zip(&offsets).map(|(v, s)| v.clamp(top, highest.max(top)) + s).collect())
}

/// Anchor places for ports: each as near its port as its interval allows, in
/// order and at least `apart` from the one before; intervals give way where
/// they must, so that leaders never meet.
pub(super) fn anchors(ports: &[f64], intervals: &[(f64, f64)], apart: f64) -> Vec<f64> {
    let n = ports.len();
    // forward and backward chains: what the others leave to each
    let mut low: Vec<f64> = intervals.iter().map(|i| i.0).collect();
    let mut high: Vec<f64> = intervals.iter().map(|i| i.1).collect();
    for k in 1..n {
        low[k] = low[k].max(low[k - 1] + apart);
    }
    for k in (1..n).rev() {
        high[k - 1] = high[k - 1].min(high[k] - apart);
    }
    let mut out: Vec<f64> = Vec::with_capacity(n);
    for k in 0..n {
        let wanted = if low[k] <= high[k] {
            ports[k].clamp(low[k], high[k])
        } else {
            ports[k].clamp(intervals[k].0, intervals[k].1)
        };
        let floor = out.last().map_or(f64::NEG_INFINITY, |a| a + apart);
        out.push(wanted.max(floor));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(at: f64, height: f64) -> Item {
        Item { height, port: height / 2.0, lo: at, hi: at, best: at }
    }

    #[test]
    fn labels_with_room_stand_at_their_anchors() {
        let tops = stack(&[item(20.0, 10.0), item(60.0, 10.0)], 4.0, 0.0, 100.0).expect("fits");
        assert_eq!(tops, [15.0, 55.0], "ports at the anchors");
    }

    #[test]
    fn crowded_labels_share_the_way() {
        let tops = stack(&[item(50.0, 10.0), item(50.0, 10.0)], 4.0, 0.0, 100.0).expect("fits");
        assert!((tops[1] - tops[0] - 14.0).abs() < 1e-9, "touching at the gap: {tops:?}");
        assert!((tops[0] - 38.0).abs() < 1e-9, "spread evenly about the anchor: {tops:?}");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(stack(&[item(5.0, 60.0), item(6.0, 60.0)], 4.0, 0.0, 100.0).is_none(), "124 into 100");
    }

    #[test]
    fn pooling_finds_the_least_cost() {
        // against a search over all multiples of one half
        let cases = [[10.0, 12.0, 13.0], [30.0, 5.0, 20.0], [8.0, 8.0, 8.0], [0.0, 50.0, 51.0]];
        for case in cases {
            let items: Vec<Item> = case.iter().map(|&c| item(c, 6.0)).collect();
            let tops = stack(&items, 2.0, 0.0, 60.0).expect("fits");
            let cost = |t: &[f64]| t.iter().zip(&case).map(|(t, c)| (t + 3.0 - c).abs()).sum::<f64>();
            let mut best = f64::MAX;
            for a in 0..=108 {
                for b in 0..=108 {
                    for c in 0..=108 {
                        let t = [f64::from(a) / 2.0, f64::from(b) / 2.0, f64::from(c) / 2.0];
                        if t[1] - t[0] >= 8.0 && t[2] - t[1] >= 8.0 {
                            best = best.min(cost(&t));
                        }
                    }
                }
            }
            assert!((cost(&tops) - best).abs() < 1e-9, "{case:?}: {} against {best}", cost(&tops));
        }
    }

    #[test]
    fn anchors_keep_order_and_distance() {
        let a = anchors(&[10.0, 11.0, 40.0], &[(0.0, 20.0), (5.0, 30.0), (35.0, 36.0)], 5.0);
        assert!(a.windows(2).all(|w| w[1] - w[0] >= 5.0 - 1e-9), "{a:?}");
        assert_eq!(a[2], 36.0, "inside its interval");
    }
}
