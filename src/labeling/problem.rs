//! What is to be solved and what comes out: gutters, aims, choices and labels; a
//! problem and its solution. All coordinates are whole hundredths of a px.

use crate::geom::Region;
use crate::style::Align;

/// One px in the units of this module.
pub const PX: i64 = 100;

/// A length in px as whole hundredths, rounded.
#[expect(clippy::cast_possible_truncation, reason = "float casts saturate, and pages are far smaller")]
pub fn units(px: f64) -> i64 {
    (px * 100.0).round() as i64
}

/// Whole hundredths as px.
#[expect(clippy::cast_precision_loss, reason = "pages are far smaller than 2^52 hundredths of a px")]
pub fn px(units: i64) -> f64 {
    units as f64 / 100.0
}

/// A point in hundredths of a px: x, y.
pub type Spot = (i64, i64);

/// The direction in which the labels of a gutter follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Axis {
    /// A column: along is y, across is x.
    Down,
    /// A row: along is x, across is y.
    Right,
}

impl Axis {
    /// A point from its coordinates along and across.
    pub fn spot(self, along: i64, across: i64) -> Spot {
        match self {
            Self::Down => (across, along),
            Self::Right => (along, across),
        }
    }
}

/// On which side of a gutter something is, across its axis.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// Left of a column, above a row.
    Before,
    /// Right of a column, below a row.
    After,
}

impl End {
    /// +1 for what lies after the gutter: leaders run there with growing
    /// coordinates; else -1.
    pub const fn sign(self) -> i64 {
        match self {
            Self::Before => -1,
            Self::After => 1,
        }
    }
}

/// How leaders of a gutter run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leaders {
    /// Level out of the figure, then one slant.
    Level,
    /// In one straight slant from anchor to port, where nothing stands between.
    Direct,
}

/// A strip for labels.
#[derive(Clone, PartialEq, Debug)]
pub struct Gutter {
    /// The direction of its labels.
    pub axis: Axis,
    /// Where boxes may stand along the axis.
    pub along: (i64, i64),
    /// Its two edges across the axis.
    pub across: (i64, i64),
    /// Where boxes narrower than the gutter stand: at its first edge, in its
    /// middle, at its second.
    pub align: Align,
    /// How its leaders run.
    pub leaders: Leaders,
    /// The figure before it and the figure after it, if leaders go there.
    pub figures: [Option<usize>; 2],
    /// Least distance of two boxes.
    pub gap: i64,
    /// Distance of a leader's end from the text.
    pub text_gap: i64,
    /// What a hundredth of a px between port and anchor costs: 1 where there is
    /// room for slants, more where they would run over a figure.
    pub stiffness: i64,
}

/// A zone that a leader may point at, seen from a gutter.
#[derive(Clone, PartialEq, Debug)]
pub struct Aim {
    /// On which side of the gutter its figure lies.
    pub end: End,
    /// Where the anchor may be: x across, y along the gutter's axis, in px;
    /// connected.
    pub area: Region,
    /// The part of its extent along the axis in which the anchor stays.
    pub window: (i64, i64),
    /// The best place in it.
    pub best: i64,
}

impl Aim {
    /// The whole extent of its zone along the axis, its window included.
    pub(super) fn whole(&self) -> (i64, i64) {
        let b = self.area.bounds().unwrap_or_default();
        (self.window.0.min(units(b.y0 + 0.01)), self.window.1.max(units(b.y1 - 0.01)))
    }
}

/// A place for a label.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// Which gutter.
    pub gutter: usize,
    /// The box along and across the axis.
    pub size: (i64, i64),
    /// Where its port is, from its beginning along the axis.
    pub port: i64,
    /// How far the port may be moved along the axis, both ways.
    pub give: i64,
    /// Length across of the line of text at the port: a straight leader ends there.
    pub line: i64,
    /// A narrower part of the gutter that this label must keep to.
    pub room: Option<(i64, i64)>,
    /// What it costs to stand here, leaders included, in hundredths of a px.
    pub cost: i64,
    /// What its leaders point at: one or two, on different sides.
    pub aims: Vec<Aim>,
}

impl Choice {
    /// What orders it in its gutter: the middle of its best anchors.
    pub(super) fn key(&self) -> i64 {
        let count = i64::try_from(self.aims.len().max(1)).unwrap_or(1);
        self.aims.iter().map(|a| a.best).sum::<i64>().div_euclid(count)
    }
}

/// A label.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Labels of one group like to stand together.
    pub group: usize,
    /// How much more than others it insists on its place, 1 for a usual label.
    pub weight: i64,
    /// Where it may stand, at least one.
    pub choices: Vec<Choice>,
}

/// What is to be solved.
#[derive(Clone, PartialEq, Debug)]
pub struct Problem {
    /// The silhouettes in px, on the page.
    pub figures: Vec<Region>,
    /// The gutters.
    pub gutters: Vec<Gutter>,
    /// The labels.
    pub labels: Vec<Label>,
    /// Boxes that neither labels nor leaders may meet: left, top, right, bottom.
    pub blocks: Vec<[i64; 4]>,
    /// Least distance of two anchors in conflict; made smaller where it must be.
    pub apart: i64,
    /// Least distance of an anchor from a leader across it, where a row and a
    /// column point into one figure; 0 for none beyond not touching.
    pub near: i64,
    /// What it costs where neighbours in a gutter are of different groups.
    pub mixed: i64,
    /// What a gutter costs that is full, in hundredths of a px; one that is half
    /// full costs a quarter of that.
    pub crowding: i64,
}

impl Default for Problem {
    /// Nothing to label; anchors 5 px apart, groups cost nothing.
    fn default() -> Self {
        Self {
            figures: Vec::new(),
            gutters: Vec::new(),
            labels: Vec::new(),
            blocks: Vec::new(),
            apart: 5 * PX,
            near: 0,
            mixed: 0,
            crowding: 0,
        }
    }
}

/// A label in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacedLabel {
    /// Which of its choices was taken.
    pub choice: usize,
    /// Its box: left, top, right, bottom.
    pub rect: [i64; 4],
    /// Where its port is along the axis.
    pub port: i64,
    /// A leader for each of the choice's aims: two or three points, the anchor first.
    pub leaders: Vec<Vec<Spot>>,
}

/// All labels in their places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Solution {
    /// One for each label, in the problem's order.
    pub placed: Vec<PlacedLabel>,
    /// The distance of conflicting anchors that was kept.
    pub apart: i64,
    /// Labels whose anchor had to leave its window: by one px at most, or where
    /// hundreds of anchors are at one place by a hundredth of a px for each.
    pub widened: Vec<usize>,
    /// The cost of the choices and of ports that are not at their anchors.
    pub cost: i64,
}

/// Why there is no solution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unsolved {
    /// The labels do not fit into their gutters; by how much they are too long
    /// in sum, and how many labels there are in the fullest gutter.
    DoesNotFit {
        /// Hundredths of a px.
        excess: i64,
    },
    /// They fit, but leaders or boxes of these two labels meet (or of the first
    /// and a block) in every choice that was tried.
    Conflict(usize, usize),
}
