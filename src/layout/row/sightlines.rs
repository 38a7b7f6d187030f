//! What is seen of a row of figures from the gutters about it: shapes on the
//! page, and how each zone is best approached. It stays the same while labels
//! are shared out again and again.

use super::contour::Contour;
use super::figures::{Row, level, middle};
use super::label::LabelTarget;
use super::standing::Standing;
use crate::geom::{Region, SWAP, length_over};
use crate::labeling::{
    Aim, Approach, Axis, End, NoSolution, Objection, Obstacle, Problem, Solution, Terrain, approach, solve_against,
    units,
};
use crate::layout::limits::OVER;
use crate::layout::overlap::enters;
use crate::layout::placed::NumberMark;
use crate::model::Emphasis;
use kurbo::{Affine, Point};
use std::cell::RefCell;
use std::collections::HashMap;

/// What a px of leader over a quiet zone costs, in px.
const OVER_QUIET: f64 = 0.3;
/// What a px over a highlighted zone costs, in px: usually, and where all zones
/// are lit.
const OVER_LIT: (f64, f64) = (10.0, 1.2);
/// What a px over the disc of a number mark costs, in px.
const OVER_DISC: f64 = 20.0;
/// Part of a zone about its middle in which the anchor of a row's label stands.
const ABOUT_MIDDLE: f64 = 0.5;

/// A label, a figure and the side from which its zone is approached.
type ApproachKey = (usize, usize, bool, End);

/// What is seen of a row where its figures stand.
pub(super) struct Sightlines {
    /// The figures' contours on the page.
    pub contours: Vec<Contour>,
    /// For each figure its silhouette on the page, with the axis down and right.
    pub figures: Vec<[Region; 2]>,
    /// For each figure its zones: index, and what a leader runs over, with the
    /// axis down and right.
    zones: Vec<Vec<(usize, [Obstacle; 2])>>,
    /// For each figure the discs of number marks in it, with the axis down and
    /// right.
    discs: Vec<Vec<[Obstacle; 2]>>,
    /// For each figure where its heel end stands, x, px.
    xs: Vec<f64>,
    /// Approaches that were looked for before.
    ways: RefCell<HashMap<ApproachKey, Option<Approach>>>,
    /// Problems that were solved before.
    answers: RefCell<Vec<(Problem, Answer)>>,
}

/// A solution, or why there is none.
type Answer = Result<Solution, NoSolution>;

/// Returns a region with the axis down and right.
fn both(r: Region) -> [Region; 2] {
    let turned = r.transform(SWAP);
    [r, turned]
}

/// Returns the middle part of a zone along the axis, where its anchor may be.
pub(super) fn extent(aim: &Aim) -> (i64, i64) {
    let b = aim.area.bounds().unwrap_or_default();
    let rim = 0.1 * b.height();
    (units(b.y0 + rim), units(b.y1 - rim))
}

impl Sightlines {
    /// Looks at a row from its gutters.
    pub(super) fn new(row: &Row<'_>, standing: &Standing) -> Self {
        let count = row.figures.len();
        let figures: Vec<[Region; 2]> = (0..count).map(|at| both(standing.silhouette(row, at))).collect();
        let weight = |e: Emphasis| match e {
            Emphasis::Context => OVER_QUIET,
            _ if row.chart.is_atlas => OVER_LIT.1,
            _ => OVER_LIT.0,
        };
        let foreign = |region: Region, weight: f64, is_zone: bool| {
            both(region).map(|region| Obstacle { region, weight, is_zone })
        };
        let zones = (0..count).map(|at| {
            let to_page = Affine::translate(standing.offset(row, at));
            let zones = row.figures[at].zones.iter();
            zones.map(|z| (z.zone, foreign(z.region.transform(to_page), weight(z.emphasis), true))).collect()
        });
        let discs = (0..count).map(|at| {
            let marks = row.inside_marks(standing, row.figures[at].figure);
            let disc = |m: NumberMark| Region::from_rect(m.bounds().inflate(0.2 * m.radius, 0.2 * m.radius));
            marks.map(|m| foreign(disc(m), OVER_DISC, false)).collect()
        });
        Self {
            contours: figures.iter().map(|f| Contour::new(&f[0], row.page.sizes.unit)).collect(),
            zones: zones.collect(),
            discs: discs.collect(),
            figures,
            xs: standing.xs.clone(),
            ways: RefCell::default(),
            answers: RefCell::default(),
        }
    }

    /// Returns whether the figures of the row, with the same labels, still
    /// stand where they stood.
    pub(super) fn is_of(&self, standing: &Standing) -> bool {
        self.xs == standing.xs
    }

    /// Solves a problem; rounds of spacing often come to one again.
    pub(super) fn solve(&self, problem: &Problem, objection: Objection<'_>) -> Answer {
        if let Some((_, answer)) = self.answers.borrow().iter().find(|a| a.0 == *problem) {
            return answer.clone();
        }
        let answer = solve_against(problem, objection);
        self.answers.borrow_mut().push((problem.clone(), answer.clone()));
        answer
    }

    /// Returns the aim at a target of a label from a gutter with some axis, and
    /// what its leader costs within the figure, in hundredths of a px: over
    /// zones, and in length.
    pub(super) fn aim(
        &self,
        row: &Row<'_>,
        label: usize,
        target: &LabelTarget,
        axis: Axis,
        end: End,
    ) -> Option<Approach> {
        let way = (label, target.figure, axis == Axis::Down, end);
        if let Some(known) = self.ways.borrow().get(&way) {
            return known.clone();
        }
        let found = self.found(row, label, target, axis, end);
        self.ways.borrow_mut().insert(way, found.clone());
        found
    }

    /// Finds the aim at a target anew; see [`Self::aim`].
    fn found(&self, row: &Row<'_>, label: usize, target: &LabelTarget, axis: Axis, end: End) -> Option<Approach> {
        let at = row.position(target.figure);
        let side = usize::from(axis == Axis::Right);
        let to_page = Affine::translate((self.xs[at], row.plan.base));
        let label_is_first = end == End::After;
        let piece = if axis == Axis::Down { target.piece(label_is_first)? } else { target.pieces.first()? };
        let area = piece.transform(if axis == Axis::Down { to_page } else { SWAP * to_page });
        let best = if axis == Axis::Down {
            level(piece, label_is_first)? + row.plan.base
        } else {
            // the middle on the label's first foot, mirrored where this is another
            let x = middle(&row.labels[label]).x;
            let b = piece.bounds()?;
            (if x >= b.x0 && x <= b.x1 { x } else { -x }).clamp(b.x0, b.x1) + self.xs[at]
        };
        let (own, zones): (Vec<_>, Vec<_>) =
            self.zones[at].iter().partition(|z| row.labels[label].zones.contains(&z.0));
        let is_air = row.figures[at].view.aspect.is_profile();
        let b = area.bounds()?;
        let is_level = |f: &&Obstacle| f.region.bounds().is_some_and(|f| f.y0 < b.y1 && f.y1 > b.y0);
        let others = zones.into_iter().map(|z| &z.1).chain(&self.discs[at]).map(|f| &f[side]);
        let terrain = Terrain {
            foreign: others.filter(is_level).cloned().collect(),
            own: own.into_iter().map(|z| z.1[side].region.clone()).collect(),
            // a straight slant is looked at once it is known
            most: (axis == Axis::Down && !is_air).then_some(OVER * row.page.sizes.page_width),
        };
        let mut out = approach(&area, &self.figures[at][side], end, best, &terrain)?;
        if axis == Axis::Down && is_air {
            // a slant from the air comes from above, not level over the foot
            out.aim.window = extent(&out.aim);
        }
        if axis == Axis::Right {
            let near = |end: f64| units(best + ABOUT_MIDDLE * (end - best));
            out.aim.window = (near(b.y0), near(b.y1));
            out.aim.best = units(best).clamp(out.aim.window.0, out.aim.window.1);
        }
        Some(out)
    }

    /// Returns whether a leader of a label from a figure runs too far over zones that the label does
    /// not name.
    pub(super) fn is_over_zones(&self, row: &Row<'_>, label: usize, at: usize, line: &[Point]) -> bool {
        let own = |z: &&(usize, [Obstacle; 2])| row.labels[label].zones.contains(&z.0);
        let foreign = self.zones[at].iter().filter(|z| !own(z)).map(|z| &z.1[0].region);
        let above = self.zones[at].iter().filter(own).map(|z| &z.1[0].region);
        length_over(line, foreign, above) > OVER * row.page.sizes.page_width
    }

    /// Returns whether a leader from a figure runs over another.
    pub(super) fn is_over_figure(&self, at: usize, line: &[Point]) -> bool {
        let others = self.figures.iter().enumerate().filter(|(k, _)| *k != at).map(|(_, f)| &f[0]);
        let over = |f: &Region| line.windows(2).any(|s| enters(f, s[0], s[1]));
        others.into_iter().any(over)
    }
}
