//! Arrows along zones, with the number of their note at the start.

use super::figures::{Row, RowArrow, RowFigure};
use super::standing::Standing;
use crate::error::Error;
use crate::geom::{Region, center_line, polyline_at};
use crate::layout::placed::{Arrow, NumberMark};
use crate::layout::sizes::Sizes;
use crate::layout::texts::digits;
use crate::model::{Aspect, Chart, FoundArrow, Side, View};
use crate::resolve::{Foot, window};
use kurbo::{Affine, Point, Vec2};

/// Width of the line as a part of the zone's inner radius, and least and most
/// in units.
const WIDTH: (f64, f64, f64) = (0.4, 0.0018, 0.0042);
/// Width and length of the head, in widths of the line.
const HEAD: (f64, f64) = (3.1, 3.3);
/// Zones that lie nearer together than this, in units, are one zone for an
/// arrow along them.
const JOIN: f64 = 0.006;
/// Least distance of two discs, in radii.
const APART: f64 = 2.2;
/// Places of a disc on its line or before it, in radii from the start.
const ALONG: [f64; 6] = [0.0, -0.6, -1.1, 0.7, 1.4, 2.4];
/// Places beside the start of the line, in radii.
const BESIDE: [f64; 4] = [1.1, -1.1, 1.7, -1.7];
/// Shorter lines than this, in radii, have their disc before them.
const SHORT: f64 = 4.0;

impl Arrow {
    /// Drops the part before a point on the line, if it is on it.
    fn begin_at(&mut self, p: Point) {
        let near = |q: &Point| q.distance(p);
        let Some(at) = (0..self.points.len()).min_by(|&a, &b| near(&self.points[a]).total_cmp(&near(&self.points[b])))
        else {
            return;
        };
        if near(&self.points[at]) < self.head.1 && at + 2 < self.points.len() {
            self.points.drain(..at);
        }
    }
}

/// Draws the arrows along the zones of some figures.
pub(super) fn arrows(chart: &Chart, m: &Sizes, figures: &[RowFigure], shapes: &[Affine]) -> Vec<RowArrow> {
    let mut out: Vec<RowArrow> = Vec::new();
    for figure in figures.iter().filter(|f| !f.is_lens) {
        let first = out.len();
        let faded = faded(chart, figure.view, shapes[figure.figure]);
        for stroke in chart.strokes.iter().filter(|s| s.is_on(&chart.map, figure.view)) {
            if let Some(arrow) = arrow(stroke, m, figure, &faded) {
                out.push(RowArrow { figure: figure.figure, disc: None, arrow });
            }
        }
        // discs once all lines are known: none hides another's line
        for at in first..out.len() {
            if out[at].arrow.note.is_some() {
                let disc = place(&out[first..], at - first, m.number_radius());
                out[at].arrow.begin_at(disc);
                out[at].disc = Some(disc);
            }
        }
    }
    out
}

/// Returns where a leg or a cut edge has faded towards paper, about its
/// figure's heel end.
fn faded(chart: &Chart, view: View, shape: Affine) -> Region {
    let Some(outline) = chart.outlines.get(&view.aspect) else { return Region::default() };
    let foot = Foot::new(outline, view.side);
    let leg = foot.faded().map(Region::from_rect).unwrap_or_default().transform(foot.to_foot_space());
    let cut = window(chart, view).map(|w| w.region().subtract(&Region::from_rect(w.solid))).unwrap_or_default();
    leg.union(&cut).transform(shape)
}

/// Draws one arrow; none where its zones do not show.
fn arrow(stroke: &FoundArrow, m: &Sizes, figure: &RowFigure, faded: &Region) -> Option<Arrow> {
    let zones = figure.zones.iter().filter(|t| stroke.zones.contains(&t.zone));
    let whole = zones.fold(Region::default(), |all, t| all.union(&t.region)).subtract(faded);
    let join = m.px(JOIN);
    let mut points = center_line(&whole.offset(join).offset(-join)).filter(|l| l.len() > 1)?;
    if runs_back(&points, figure) != stroke.reverse {
        points.reverse();
    }
    // the middle half of the line tells how wide the zone is
    let inner: Vec<f64> = (2..=6).map(|i| whole.signed_distance(points[i * (points.len() - 1) / 8])).collect();
    let radius = inner.iter().copied().fold(f64::INFINITY, f64::min).max(0.0);
    let width = (WIDTH.0 * radius).clamp(m.px(WIDTH.1), m.px(WIDTH.2));
    let length: f64 = points.windows(2).map(|w| w[0].distance(w[1])).sum();
    let head = (HEAD.1 * width).min(0.5 * length);
    Some(Arrow {
        figure: figure.figure,
        zones: stroke.zones.clone(),
        highlight: stroke.highlight,
        note: stroke.note,
        points,
        width,
        head: (head, head * HEAD.0 / HEAD.1),
        disc: None,
    })
}

/// Returns whether a line runs against its usual direction: from the heel to
/// the toes, from the inner to the outer edge, upwards on a leg.
fn runs_back(line: &[Point], figure: &RowFigure) -> bool {
    let way = line[line.len() - 1] - line[0];
    if way.y.abs() >= way.x.abs() {
        return way.y > 0.0;
    }
    let View { aspect, side } = figure.view;
    let to_right = if aspect.is_profile() {
        figure.silhouette.bounds().is_some_and(|b| b.x1 > -b.x0)
    } else {
        // the outer edge of a right sole is on the left of the page
        (aspect == Aspect::Plantar) != (side == Side::Right)
    };
    (way.x > 0.0) != to_right
}

/// Finds a place for the disc of an arrow: at its start, or where that is
/// taken, beside or before it.
fn place(all: &[RowArrow], at: usize, radius: f64) -> Point {
    let line = &all[at].arrow.points;
    let length: f64 = line.windows(2).map(|w| w[0].distance(w[1])).sum();
    let start = line[0];
    let along = polyline_at(line, 0.08 * length) - start;
    let along = along / along.hypot().max(1e-9);
    let across = Vec2::new(-along.y, along.x);
    let on = |d: f64| if d < 0.0 { start + along * (d * radius) } else { polyline_at(line, d * radius) };
    let first = if length < SHORT * radius { -0.9 } else { 0.0 };
    let beside = BESIDE.iter().map(|s| start + across * (*s * radius));
    let free = |p: &Point| {
        let discs = all.iter().filter_map(|a| a.disc).all(|d| d.distance(*p) >= APART * radius);
        let others = all.iter().enumerate().filter(|(i, _)| *i != at);
        discs && others.flat_map(|(_, a)| &a.arrow.points).all(|q| q.distance(*p) > 1.15 * radius)
    };
    let places = std::iter::once(on(first)).chain(ALONG.iter().map(|d| on(*d))).chain(beside);
    let found = places.into_iter().find(free);
    found.unwrap_or_else(|| on(first))
}

impl Row<'_> {
    /// Returns the discs of the row's arrows, on the page, without their
    /// numbers.
    pub(super) fn arrow_discs(&self, standing: &Standing) -> impl Iterator<Item = NumberMark> {
        let radius = self.page.sizes.number_radius();
        self.arrows.iter().filter_map(move |a| {
            let center = a.disc? + standing.offset(self, self.position(a.figure));
            Some(NumberMark { center, radius, zone: None, number: None })
        })
    }

    /// Returns the row's arrows on the page.
    pub(in crate::layout) fn arrows_on_page(&self, standing: &Standing) -> Result<Vec<Arrow>, Error> {
        let m = &self.page.sizes;
        let mut out = Vec::new();
        for a in &self.arrows {
            let offset = standing.offset(self, self.position(a.figure));
            let mut arrow = a.arrow.clone();
            for p in &mut arrow.points {
                *p += offset;
            }
            if let (Some(center), Some(note)) = (a.disc, arrow.note) {
                let center = center + offset;
                let number = digits(note + 1, center, arrow.highlight, m)?;
                arrow.disc = Some(NumberMark { center, radius: m.number_radius(), zone: None, number: Some(number) });
            }
            out.push(arrow);
        }
        Ok(out)
    }
}
