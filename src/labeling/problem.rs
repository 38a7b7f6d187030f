//! What is to be solved and what comes out: gutters, aims, choices and labels; a
//! problem and its solution. All coordinates are whole hundredths of a px.

use crate::geom::Region;
use crate::style::Align;

/// Distance of an anchor from the edge of its zone on the label's side, as a part of the zone's
/// width there.
const INSIDE: f64 = 0.27;
/// Least depth of an anchor in its zone, where the zone is that deep, in px.
const DEEP: f64 = 13.0;
/// Parts of a zone at one height that are at least this part of the widest one
/// are wide enough to point at.
const WIDE: f64 = 0.5;

/// Distance of the deepest anchor from the far edge of its zone, as a part of the zone's width there.
const DEEPEST: f64 = 0.12;

/// One px in the units of this module.
pub const PX: i64 = 100;

/// Converts a length in px to whole hundredths, rounded.
#[expect(clippy::cast_possible_truncation, reason = "float casts saturate, and pages are far smaller")]
pub fn units(px: f64) -> i64 {
    (px * 100.0).round() as i64
}

/// Converts whole hundredths to px.
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
    /// Returns the point with two coordinates, along and across.
    pub fn spot(self, along: i64, across: i64) -> Spot {
        match self {
            Self::Down => (across, along),
            Self::Right => (along, across),
        }
    }
}

/// A side of a gutter, across its axis.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// Left of a column, above a row.
    Before,
    /// Right of a column, below a row.
    After,
}

impl End {
    /// Returns 1 for [`After`](Self::After), where leaders run with growing coordinates, and -1 for
    /// [`Before`](Self::Before).
    pub const fn sign(self) -> i64 {
        match self {
            Self::Before => -1,
            Self::After => 1,
        }
    }
}

/// The course of the leaders of a gutter.
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
    /// The range for boxes along the axis.
    pub along: (i64, i64),
    /// Its two edges across the axis.
    pub across: (i64, i64),
    /// Alignment of boxes narrower than the gutter: at its first edge, in its middle, or at its
    /// second edge.
    pub align: Align,
    /// The course of its leaders.
    pub leaders: Leaders,
    /// The figure before it and the figure after it, if leaders go there.
    pub figures: [Option<usize>; 2],
    /// Least distance of two boxes.
    pub gap: i64,
    /// Distance of a leader's end from the text.
    pub text_gap: i64,
    /// Cost of a hundredth of a px between port and anchor: 1 where there is room for slants, more
    /// where they would run over a figure.
    pub stiffness: i64,
}

/// A zone that a leader may point at, seen from a gutter.
#[derive(Clone, PartialEq, Debug)]
pub struct Aim {
    /// On which side of the gutter its figure lies.
    pub end: End,
    /// The region in which the anchor may be: x across, y along the gutter's axis, in px;
    /// connected.
    pub area: Region,
    /// The part of the zone's extent along the axis in which the anchor stays.
    pub window: (i64, i64),
    /// The best place in it.
    pub best: i64,
}

impl Aim {
    /// Returns where its anchor is across the axis when it is at `along`: 27 % of the zone's width in
    /// from the label's side, in the part nearest to the label where the zone has several at that
    /// height.
    pub fn anchor(&self, along: i64) -> i64 {
        let (l, r) = self.chord(along);
        let inside = (INSIDE * (r - l)).max(DEEP.min(0.5 * (r - l)));
        units(if self.end == End::Before { r - inside } else { l + inside })
    }

    /// Returns its anchor at `along`, or one deeper in the zone that is at least `far` from a port
    /// across the axis, as far as the zone reaches.
    pub(super) fn anchor_from(&self, along: i64, port: i64, far: i64) -> i64 {
        let (usual, deepest) = (self.anchor(along), self.deepest(along));
        match self.end {
            End::Before => usual.min((port - far).max(deepest)),
            End::After => usual.max((port + far).min(deepest)),
        }
    }

    /// Returns where across the axis its anchor at `along` is at most.
    pub fn deepest(&self, along: i64) -> i64 {
        let (l, r) = self.chord(along);
        units(if self.end == End::Before { l + DEEPEST * (r - l) } else { r - DEEPEST * (r - l) })
    }

    /// Returns the ends of the zone's part that is pointed at, at `along`, in px.
    fn chord(&self, along: i64) -> (f64, f64) {
        let bounds = self.area.bounds().unwrap_or_default();
        // a hair inside: the very ends of a region have no chord
        let y = px(along).min(bounds.y1 - 1e-3).max(bounds.y0 + 1e-3);
        let chords = self.area.chords(y);
        let widest = chords.iter().map(|c| c.1 - c.0).fold(0.0, f64::max);
        let wide = chords.into_iter().filter(|c| c.1 - c.0 >= WIDE * widest);
        let chord = wide.reduce(|a, b| if (a.1 < b.1) == (self.end == End::Before) { b } else { a });
        chord.unwrap_or((bounds.x0, bounds.x1))
    }

    /// Returns the whole extent of the zone along the axis, its window included.
    pub(super) fn whole(&self) -> (i64, i64) {
        let b = self.area.bounds().unwrap_or_default();
        (self.window.0.min(units(b.y0 + 0.01)), self.window.1.max(units(b.y1 - 0.01)))
    }
}

/// A place for a label.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// The index of the gutter.
    pub gutter: usize,
    /// The size of the box, along and across the axis.
    pub size: (i64, i64),
    /// Distance of the port from the beginning of the box, along the axis.
    pub port: i64,
    /// Distance that the port may be moved along the axis, both ways.
    pub give: i64,
    /// Length across of the line of text at the port: a straight leader ends there.
    pub line: i64,
    /// A narrower part of the gutter that this label must keep to.
    pub room: Option<(i64, i64)>,
    /// How far the port may be before and behind the anchor of each of its leaders, along the axis;
    /// beyond that the choice is none.
    pub off: Option<(i64, i64)>,
    /// Its alignment in the gutter, where that is not the gutter's.
    pub align: Option<Align>,
    /// Cost of the choice, leaders included, in hundredths of a px.
    pub cost: i64,
    /// The aims of its leaders: one or two, on different sides.
    pub aims: Vec<Aim>,
}

impl Choice {
    /// Returns a part of a gutter narrowed so that the port, not moved yet, is no farther off a window
    /// than the limit; that part may be empty.
    pub(super) fn limited(&self, room: Option<(i64, i64)>, window: (i64, i64)) -> Option<(i64, i64)> {
        let Some((before, behind)) = self.off else { return room };
        let least = window.0 - self.give - before - self.port;
        let most = window.1 + self.give + behind - self.port + self.size.0;
        Some(room.map_or((least, most), |r| (r.0.max(least), r.1.min(most))))
    }

    /// Returns what orders the label in its gutter: the middle of its best anchors.
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
    /// Weight of its distances; 1 for an ordinary label.
    pub weight: i64,
    /// The places that it may take, at least one.
    pub choices: Vec<Choice>,
}

/// A labeling problem.
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
    /// Least distance of a guarded anchor from the leader of another label; 0
    /// for none beyond not touching.
    pub near: i64,
    /// For each label whether its anchors are guarded; all are where this is
    /// empty.
    pub guarded: Vec<bool>,
    /// How far along the axis a slant may run for each thousand across it.
    pub steepest: Option<i64>,
    /// What the gap of two neighbours in a gutter is wider by where their
    /// leaders leave it to different sides.
    pub parting: i64,
    /// Cost of each pair of neighbours in a gutter that are of different groups.
    pub mixed: i64,
    /// Cost of a full gutter, in hundredths of a px; a half full one costs a quarter of that.
    pub crowding: i64,
}

impl Default for Problem {
    /// Returns a problem without labels: anchors 5 px apart, groups without cost.
    fn default() -> Self {
        Self {
            figures: Vec::new(),
            gutters: Vec::new(),
            labels: Vec::new(),
            blocks: Vec::new(),
            apart: 5 * PX,
            near: 0,
            guarded: Vec::new(),
            steepest: None,
            parting: 0,
            mixed: 0,
            crowding: 0,
        }
    }
}

impl Problem {
    /// Returns whether the anchors of a label are guarded.
    pub(super) fn guards(&self, label: usize) -> bool {
        self.near > 0 && self.guarded.get(label).copied().unwrap_or(true)
    }
}

/// A label in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacedLabel {
    /// The index of the choice that was taken.
    pub choice: usize,
    /// Its box: left, top, right, bottom.
    pub rect: [i64; 4],
    /// The place of its port along the axis.
    pub port: i64,
    /// A leader for each of the choice's aims: two or three points, the anchor first.
    pub leaders: Vec<Vec<Spot>>,
}

/// A solution: all labels in their places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Solution {
    /// The labels, in the problem's order.
    pub placed: Vec<PlacedLabel>,
    /// The distance between conflicting anchors that could be kept everywhere.
    pub apart: i64,
    /// Labels whose anchor had to leave its window: by one px at most, or where
    /// hundreds of anchors are at one place by a hundredth of a px for each.
    pub widened: Vec<usize>,
    /// The cost of the choices and of ports that are not at their anchors.
    pub cost: i64,
}

/// The reason why a problem has no solution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoSolution {
    /// The labels do not fit into their gutters.
    DoesNotFit {
        /// By how much they are too long altogether, in hundredths of a px.
        excess: i64,
    },
    /// They fit, but leaders or boxes of these two labels meet (or of the first
    /// and a block) in every choice that was tried.
    Conflict(usize, usize),
}
