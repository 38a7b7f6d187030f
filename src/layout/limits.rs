//! The hard limits of leaders, measured on the finished layout.
//!
//! A label stands in a *column* where its leader reaches it beside its lines, else in a *row*: its
//! leader comes from above or below. Everything is measured at the page's own sizes.
//!
//! | limit | column | row |
//! |---|---|---|
//! | slant | from the level | from the plumb |
//! | port off the anchor's level | in sizes of the label's type, or diameters of its disc: 4 with a bend, 8 without | – |
//! | port at its line | beside the first | over the first, or under the last: the one nearest the drawing |

use super::overlap::enters;
use super::placed::{Callout, Layout, Leader, TextLine};
use super::sizes::MIDDLE;
use crate::geom::{Region, length_over, segment_meets};
use crate::model::Emphasis;
use crate::resolve::ResolvedView;
use kurbo::{Point, Rect};

/// A limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Limit {
    /// The slant is too steep.
    Slant,
    /// The port is too far off the anchor's level.
    Off,
    /// The leader runs too far over foreign zones.
    Zones,
    /// The leader comes too near to a foreign dot.
    Dot,
    /// The leader does not end at its line.
    Port,
    /// The leader runs over the drawing of another view.
    Drawing,
}

impl Limit {
    /// Returns what to say of a leader that is beyond the limit.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Slant => "is too steep",
            Self::Off => "ends too far off the level of its dot",
            Self::Zones => "runs too far over other zones",
            Self::Dot => "comes too near to another dot",
            Self::Port => "does not end at the line nearest to it",
            Self::Drawing => "runs over another drawing",
        }
    }
}

/// Greatest angle of a slant: from the level in a column, from the plumb in a row, degrees.
pub(super) const STEEPEST: f64 = 65.0;
/// Farthest that a port of a column is off its anchor's level, in sizes of the label's type.
pub(super) const OFF: f64 = 4.0;
/// The same for a straight leader, which the eye follows without a bend: from the air above an instep.
pub(super) const OFF_STRAIGHT: f64 = 8.0;
/// Greatest length of a leader over zones that its label does not name, as a part of the page's width.
pub(super) const OVER: f64 = 0.075;
/// Least distance of a leader from the dot of another highlighted label, in radii of dots.
pub(super) const FROM_DOT: f64 = 1.5;
/// Farthest that a leader ends from its line, in sizes of type.
const FROM_LINE: f64 = 0.75;
/// From the top and bottom of a line's box to its letters, in sizes of type.
const INSET: f64 = 0.12;
/// What rounding to hundredths of a px may add, px.
const ROUNDING: f64 = 0.03;

/// What the limits say of one leader.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// Angle of its slant, degrees.
    pub slant: f64,
    /// Height between port and anchor, in sizes of type; 0 in a row.
    pub off: f64,
    /// Whether it bends.
    pub is_bent: bool,
    /// Length over foreign zones, as a part of the page's width.
    pub over: f64,
    /// Whether it runs over another highlighted zone.
    pub is_over_lit: bool,
    /// Distance from the nearest dot of another highlighted label, in radii of dots.
    pub from_dot: f64,
    /// Whether it ends at the line that it should end at.
    pub is_at_line: bool,
    /// Whether it runs over the drawing of another view.
    pub is_over_drawing: bool,
}

/// The zones of a figure on the page, and its silhouette.
pub(super) struct FigureShapes {
    /// The visible foot.
    silhouette: Region,
    /// For each zone its index, whether it is highlighted, and its region.
    zones: Vec<(usize, bool, Region)>,
}

impl Layout {
    /// Returns the shapes of all figures on the page.
    pub(super) fn shapes(&self, views: &[ResolvedView]) -> Vec<FigureShapes> {
        let shapes = self.figures.iter().zip(views).map(|(figure, view)| FigureShapes {
            silhouette: view.silhouette.transform(figure.transform),
            zones: view
                .zones
                .iter()
                .map(|z| (z.zone, z.emphasis != Emphasis::Context, z.region.transform(figure.transform)))
                .collect(),
        });
        shapes.collect()
    }

    /// Measures every leader of a callout by the limits.
    pub(super) fn reaches(&self, callout: usize, shapes: &[FigureShapes]) -> Vec<Reach> {
        self.callouts[callout].leaders.iter().map(|l| self.reach(callout, l, shapes)).collect()
    }

    /// Measures a leader by the limits.
    fn reach(&self, callout: usize, leader: &Leader, shapes: &[FigureShapes]) -> Reach {
        let c = &self.callouts[callout];
        let (&[anchor, ..], &[.., from, port]) = (leader.points.as_slice(), leader.points.as_slice()) else {
            return Reach::of_none();
        };
        let b = c.bounds();
        let is_column = port.y > b.y0 && port.y < b.y1;
        let slant = port - from;
        let (rise, run) = if is_column { (slant.y, slant.x) } else { (slant.x, slant.y) };
        let own = |z: &&(usize, bool, Region)| c.zones.contains(&z.0);
        let zones = shapes.get(leader.figure).map_or(&[][..], |s| &s.zones);
        let above = zones.iter().filter(own).map(|z| &z.2);
        let foreign = zones.iter().filter(|z| !own(z));
        let lit = foreign.clone().filter(|z| z.1).map(|z| &z.2);
        let others = self.callouts.iter().enumerate().filter(|(k, o)| *k != callout && o.highlight.is_some());
        let dots = others.flat_map(|(_, o)| &o.leaders).filter_map(|l| l.points.first());
        let drawings = shapes.iter().enumerate().filter(|(f, _)| *f != leader.figure);
        Reach {
            slant: libm::atan2(rise.abs(), run.abs()).to_degrees(),
            off: if is_column { (port.y - anchor.y).abs() / type_size(c) } else { 0.0 },
            is_bent: leader.points.len() > 2,
            over: length_over(&leader.points, foreign.map(|z| &z.2), above.clone()) / self.width,
            is_over_lit: length_over(&leader.points, lit, above) > 2.0,
            from_dot: dots.map(|d| distance(*d, &leader.points)).fold(f64::INFINITY, f64::min) / self.strokes.1,
            is_at_line: is_at_line(c, port, is_column) && !is_over_own_lines(c, &leader.points, port, is_column),
            is_over_drawing: drawings
                .map(|(_, s)| &s.silhouette)
                .any(|s| leader.points.windows(2).any(|w| enters(s, w[0], w[1]))),
        }
    }
}

impl Reach {
    /// Returns the limits that the leader breaks.
    pub(super) fn broken(&self) -> impl Iterator<Item = Limit> {
        let all = [
            (Limit::Slant, self.slant > STEEPEST + 0.01),
            (Limit::Off, self.off > 0.001 + if self.is_bent { OFF } else { OFF_STRAIGHT }),
            (Limit::Zones, self.over > OVER + 1e-6),
            (Limit::Dot, self.from_dot < FROM_DOT - 0.01),
            (Limit::Port, !self.is_at_line),
            (Limit::Drawing, self.is_over_drawing),
        ];
        all.into_iter().filter(|l| l.1).map(|l| l.0)
    }

    /// Returns the measures of a leader without points.
    const fn of_none() -> Self {
        Self {
            slant: 0.0,
            off: 0.0,
            is_bent: false,
            over: 0.0,
            is_over_lit: false,
            from_dot: f64::INFINITY,
            is_at_line: true,
            is_over_drawing: false,
        }
    }
}

/// Returns the size of a callout's type; the diameter of its disc where it has no lines.
fn type_size(c: &Callout) -> f64 {
    let disc = c.marks.first().map_or(1.0, |m| 2.0 * m.radius);
    c.lines.first().map_or(disc, |l| l.style.size)
}

/// Returns whether a port is at the line of its callout that it should be at.
fn is_at_line(c: &Callout, port: Point, is_column: bool) -> bool {
    let below = port.y <= c.bounds().y0;
    let Some(line) = (if is_column || below { c.lines.first() } else { c.lines.last() }) else { return true };
    let b = badged(c, line);
    let size = line.style.size;
    if is_column {
        let level = line.baseline - MIDDLE * size;
        let far = (b.x0 - port.x).max(port.x - b.x1);
        (port.y - level).abs() < 0.02 * size + ROUNDING && far > 0.0 && far < FROM_LINE * size
    } else {
        let far = (b.y0 - port.y).max(port.y - b.y1);
        port.x > b.x0 && port.x < b.x1 && far < FROM_LINE * size
    }
}

/// Returns whether a leader runs through a line of its own callout but the one at its end.
fn is_over_own_lines(c: &Callout, points: &[Point], port: Point, is_column: bool) -> bool {
    let end = if is_column || port.y <= c.bounds().y0 { 0 } else { c.lines.len().saturating_sub(1) };
    c.lines.iter().enumerate().any(|(k, line)| k != end && is_through(points, line))
}

/// Returns whether a leader runs through the letters of a line.
pub(super) fn is_through(points: &[Point], line: &TextLine) -> bool {
    let letters = line.bounds().inset((-0.5, -INSET * line.style.size));
    points.windows(2).any(|s| segment_meets(s[0], s[1], letters))
}

/// Returns the box of a line with the badge after it.
fn badged(c: &Callout, line: &TextLine) -> Rect {
    let b = line.bounds();
    let badge = c.badge.as_ref().map(super::placed::Badge::bounds);
    badge.filter(|r| r.center().y > b.y0 && r.center().y < b.y1).map_or(b, |r| Rect {
        x0: b.x0.min(r.x0),
        x1: b.x1.max(r.x1),
        ..b
    })
}

/// Returns the distance of a point from a polyline.
fn distance(p: Point, line: &[Point]) -> f64 {
    let from = |s: &[Point]| {
        let way = s[1] - s[0];
        let t = ((p - s[0]).dot(way) / way.hypot2().max(1e-12)).clamp(0.0, 1.0);
        p.distance(s[0].lerp(s[1], t))
    };
    line.windows(2).map(from).fold(f64::INFINITY, f64::min)
}
