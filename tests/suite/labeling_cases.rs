//! Problems of external labeling made at random, the same on every machine.

use kurbo::Rect;
use reflexology_chart::geom::Region;
use reflexology_chart::labeling::{Aim, Axis, Choice, End, Gutter, Label, Leaders, PX, Problem, px};
use reflexology_chart::style::Align;

/// Numbers that look random, from a seed (Steele, Lea and Flood's `SplitMix64`, 2014).
pub(crate) struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number, both ends possible.
    pub(crate) fn whole(&mut self, lo: i64, hi: i64) -> i64 {
        let span = u64::try_from(hi - lo + 1).expect("an interval");
        lo + i64::try_from(self.next() % span).expect("below the span")
    }

    /// True that many times in a hundred.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.whole(0, 99) < percent
    }
}

/// How the zones of a problem lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// All over the figure.
    Uniform,
    /// In three crowds.
    Clusters,
    /// Beside each other in one row.
    Row,
    /// At nine heights only.
    Equal,
}

/// All of them.
pub(crate) const KINDS: [Kind; 4] = [Kind::Uniform, Kind::Clusters, Kind::Row, Kind::Equal];

/// Edges of the left column across.
pub(crate) const LEFT: (i64, i64) = (0, 200 * PX);
/// Edges of the figure across.
pub(crate) const BODY: (i64, i64) = (240 * PX, 640 * PX);
/// Edges of the right column across.
pub(crate) const RIGHT: (i64, i64) = (680 * PX, 880 * PX);
/// Least distance of two labels.
pub(crate) const GAP: i64 = 750;

/// A rectangle of the page as a region.
pub(crate) fn region(x: (i64, i64), y: (i64, i64)) -> Region {
    Region::from_rect(Rect::new(px(x.0), px(y.0), px(x.1), px(y.1)))
}

/// A gutter of level leaders.
pub(crate) fn gutter(axis: Axis, along: (i64, i64), across: (i64, i64), figures: [Option<usize>; 2]) -> Gutter {
    let align = match figures {
        [None, _] => Align::End,
        [_, None] => Align::Start,
        _ => Align::Middle,
    };
    Gutter { axis, along, across, align, leaders: Leaders::Level, figures, gap: GAP, text_gap: 4 * PX, stiffness: 1 }
}

/// An aim at a rectangle: where it is across and along the axis.
pub(crate) fn aim(end: End, across: (i64, i64), along: (i64, i64)) -> Aim {
    Aim { end, area: region(across, along), window: along, best: i64::midpoint(along.0, along.1) }
}

/// How far a leader runs from a rectangle to the edge of a gutter.
pub(crate) fn run(end: End, across: (i64, i64), gutter: (i64, i64)) -> i64 {
    let wide = across.1 - across.0;
    let inside = (wide * 27 / 100).max((13 * PX).min(wide / 2));
    match end {
        End::Before => gutter.0 - (across.1 - inside),
        End::After => across.0 + inside - gutter.1,
    }
}

/// A choice of one aim; the port in the middle.
pub(crate) fn choice(gutter: usize, size: (i64, i64), cost: i64, aims: Vec<Aim>) -> Choice {
    Choice { gutter, size, port: size.0 / 2, give: 0, line: size.1, room: None, off: None, align: None, cost, aims }
}

/// A zone: its extent across and along.
pub(crate) type Zone = ((i64, i64), (i64, i64));

/// A label that may stand on either side of a zone, or on the right only.
pub(crate) fn sided(zone: Zone, size: (i64, i64), one_sided: bool) -> Label {
    let left = choice(0, size, run(End::After, zone.0, LEFT), vec![aim(End::After, zone.0, zone.1)]);
    let right = Choice {
        gutter: usize::from(!one_sided),
        ..choice(1, size, run(End::Before, zone.0, RIGHT), vec![aim(End::Before, zone.0, zone.1)])
    };
    Label { group: 0, weight: 1, choices: if one_sided { vec![right] } else { vec![left, right] } }
}

/// A figure with a column on either side, or on the right only.
pub(crate) fn page(height: i64, labels: Vec<Label>, one_sided: bool) -> Problem {
    let left = gutter(Axis::Down, (0, height), LEFT, [None, Some(0)]);
    let right = gutter(Axis::Down, (0, height), RIGHT, [Some(0), None]);
    let gutters = if one_sided { vec![right] } else { vec![left, right] };
    Problem { figures: vec![region(BODY, (0, height))], gutters, labels, ..Problem::default() }
}

/// Zones of a kind on a figure of some height.
pub(crate) fn zones(dice: &mut Dice, kind: Kind, n: usize, height: i64) -> Vec<Zone> {
    let crowd = |dice: &mut Dice| (dice.whole(300, 580) * PX, dice.whole(height / 8, height * 7 / 8));
    let crowds = [crowd(dice), crowd(dice), crowd(dice)];
    (0..n)
        .map(|i| {
            let spread = |dice: &mut Dice, by: i64| (0..3).map(|_| dice.whole(-by, by)).sum::<i64>();
            let x = dice.whole(BODY.0 + 10 * PX, BODY.1 - 10 * PX);
            let (x, y) = match kind {
                Kind::Uniform => (x, dice.whole(0, height)),
                Kind::Clusters => {
                    let at = crowds[i % 3];
                    (at.0 + spread(dice, 15 * PX), at.1 + spread(dice, height / 40))
                }
                Kind::Row => (x, height / 2 + dice.whole(-10 * PX, 10 * PX)),
                Kind::Equal => (x, height * dice.whole(1, 9) / 10),
            };
            let (w, h) = (dice.whole(3 * PX, 14 * PX), dice.whole(0, 8 * PX));
            let h = if kind == Kind::Equal { 4 * PX } else { h };
            let x = x.clamp(BODY.0 + w, BODY.1 - w);
            let y = y.clamp(h, (height - h).max(h));
            ((x - w, x + w), (y - h, y + h))
        })
        .collect()
}

/// A figure between two columns (or left of one) that are filled to some
/// percentage.
pub(crate) fn two_columns(kind: Kind, n: usize, fill: i64, one_sided: bool, seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let sizes: Vec<(i64, i64)> = (0..n).map(|_| (13 * PX * dice.whole(1, 2), dice.whole(60, 160) * PX)).collect();
    let long: i64 = sizes.iter().map(|s| s.0 + GAP).sum();
    let height = (long * 100 / fill / if one_sided { 1 } else { 2 }).max(60 * PX);
    let zones = zones(&mut dice, kind, n, height);
    let labels = zones.into_iter().zip(sizes).map(|(z, s)| sided(z, s, one_sided)).collect();
    page(height, labels, one_sided)
}

/// Few labels, many of them of one place, in columns about as long as they are.
pub(crate) fn degenerate(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let n = usize::try_from(dice.whole(1, 7)).expect("small");
    let one_sided = dice.chance(25);
    let height = dice.whole(40, 200) * PX;
    // lengths that sum up to about what there is
    let room = (height + GAP) * if one_sided { 1 } else { 2 };
    let share: Vec<i64> = (0..n).map(|_| dice.whole(1, 100)).collect();
    let all: i64 = share.iter().sum();
    let fill = dice.whole(85, 101);
    let spot = (dice.whole(BODY.0, BODY.1), dice.whole(0, height));
    let labels = share.iter().map(|s| {
        let long = (room * fill / 100 * s / all - GAP).max(1).min(height);
        let (x, y) = if dice.chance(50) { spot } else { (dice.whole(BODY.0, BODY.1), dice.whole(0, height)) };
        let (w, h) = if dice.chance(50) { (0, 0) } else { (dice.whole(0, 900), dice.whole(0, 900)) };
        let zone = (((x - w).max(BODY.0), (x + w).min(BODY.1)), ((y - h).max(0), (y + h).min(height)));
        sided(zone, (long, dice.whole(1, 200) * PX), one_sided)
    });
    let labels = labels.collect();
    page(height, labels, one_sided)
}

/// The problem with every zone moved by up to `by`, across and along.
#[allow(dead_code, reason = "the bench shakes problems, the suite does not")]
pub(crate) fn moved(problem: &Problem, by: i64, seed: u64) -> Problem {
    let mut dice = Dice::new(seed ^ 0x0A11);
    let mut out = problem.clone();
    for label in &mut out.labels {
        let (dx, dy) = (dice.whole(-by, by), dice.whole(-by, by));
        for choice in &mut label.choices {
            for aim in &mut choice.aims {
                aim.area = aim.area.transform(kurbo::Affine::translate((px(dx), px(dy))));
                aim.window = (aim.window.0 + dy, aim.window.1 + dy);
                aim.best += dy;
                choice.cost += dx * aim.end.sign();
            }
        }
    }
    out
}
