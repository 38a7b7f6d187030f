//! A row of figures: which gutter each label goes to, and where figures stand.

use super::arrange::{Arrangement, RowPlan};
use super::label::{Label, Typeset, typeset};
use super::marks::Inside;
use super::strokes::RowArrow;
use crate::error::Error;
use crate::geom::{Region, SWAP};
use crate::model::{Aspect, Chart, Emphasis, View};
use kurbo::{Affine, Point, Vec2};

/// Labels of zones whose middle is lower than this part of the foot's length
/// stand below a side view.
pub(super) const GROUND_ZONES: f64 = 0.17;
/// The same on a wall chart, where more labels stand above the instep.
pub(super) const GROUND_ZONES_ATLAS: f64 = 0.118;
/// Width of the hallux and what is beside it, as a part of the foot's length.
const HALLUX: f64 = 0.135;
/// Zones whose middle is within this part of the foot's width from its inner edge
/// are named in the strip between two feet.
const INNER_PART: f64 = 0.36;
/// Width of a label in the strip between two feet, as a part of the content.
const MIDDLE_WIDTH: f64 = 0.135;
/// Widths of a label in an outer column, as parts of the content: the first
/// that leaves room for the labels between two feet is taken.
pub(super) const OUTER_WIDTHS: [f64; 4] = [0.29, 0.235, 0.2, 0.17];
/// How far in from its end a wide zone is pointed at, as a part of its width.
const END_PART: f64 = 0.2;
/// Zones of the hallux above this part of the foot's length are named above the
/// toes of a wall chart.
const OVER_TOES: f64 = 0.885;
/// Zones of its inner half above this part are named above the toes too.
const OVER_EDGE: f64 = 0.945;

/// Where a label stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gutter {
    /// A column left of the row's figure of this index; before the first it is
    /// the left margin, elsewhere the gap between two figures.
    Column(usize),
    /// A row below the row's figure of this index.
    Below(usize),
    /// A row above the toes of the row's figure of this index.
    Above(usize),
}

/// A zone of a figure, about its heel end.
pub(super) struct Tile {
    /// Index in the map.
    pub zone: usize,
    /// How it is drawn.
    pub emphasis: Emphasis,
    /// What shows of it.
    pub region: Region,
}

/// A figure of a row, about its heel end.
pub(super) struct RowFigure {
    /// Index on the page.
    pub figure: usize,
    /// Which foot and aspect.
    pub view: View,
    /// px per foot length.
    pub length: f64,
    /// The visible foot about its heel end.
    pub silhouette: Region,
    /// Its zones, about its heel end.
    pub zones: Vec<Tile>,
    /// Whether it is a lens.
    pub is_lens: bool,
    /// Where the heel end stands, x.
    pub x: f64,
}

/// A row being laid out.
pub(super) struct Row<'a> {
    /// The chart.
    pub chart: &'a Chart,
    /// The page.
    pub page: &'a Arrangement,
    /// Its place on the page.
    pub plan: &'a RowPlan,
    /// Its figures, left to right.
    pub figures: Vec<RowFigure>,
    /// Its labels, but for those whose marks stand in their zones.
    pub labels: Vec<Label>,
    /// Labels whose marks stand in their zones.
    pub inside: Vec<Inside>,
    /// Arrows along its zones, about their figures' heel ends.
    pub arrows: Vec<RowArrow>,
    /// For each label its gutter.
    pub gutters: Vec<Gutter>,
    /// Width of a label in an outer column, as a part of the content.
    pub outer_width: f64,
    /// The two labels that were in each other's way when routing failed.
    pub culprits: Option<(usize, usize)>,
    /// Left end of the figure of the body, where the row decides that.
    pub body: Option<f64>,
}

impl Row<'_> {
    /// Whether all figures stand upright.
    pub(super) fn is_upright(&self) -> bool {
        self.figures.iter().all(|f| !f.view.aspect.is_profile())
    }

    /// Whether the row is a left and a right foot of one aspect.
    pub(super) fn is_pair(&self) -> bool {
        matches!(self.figures.as_slice(), [a, b] if a.view.aspect == b.view.aspect && !a.is_lens && !b.is_lens)
    }

    /// Whether a side view's toes point to the right.
    pub(super) fn is_toes_right(&self, at: usize) -> bool {
        self.figures[at].silhouette.bounds().is_some_and(|b| b.x1 > -b.x0)
    }

    /// The index in the row of a figure of the page.
    pub(super) fn position(&self, figure: usize) -> usize {
        self.figures.iter().position(|f| f.figure == figure).unwrap_or(0)
    }

    /// From about a figure's heel end to the page.
    pub(super) fn offset(&self, position: usize) -> Vec2 {
        Vec2::new(self.figures[position].x, self.plan.base)
    }

    /// A figure's silhouette on the page.
    pub(super) fn silhouette(&self, position: usize) -> Region {
        self.figures[position].silhouette.transform(Affine::translate(self.offset(position)))
    }

    /// Chooses a gutter for every label, for a first stand of the figures.
    pub(super) fn guess(&mut self) {
        let count = self.figures.len();
        let mut load = vec![0.0_f64; count + 1];
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        let middles: Vec<Point> = self.labels.iter().map(middle).collect();
        order.sort_by(|&a, &b| middles[a].y.total_cmp(&middles[b].y));
        let mut gutters = vec![Gutter::Column(0); self.labels.len()];
        for i in order {
            let label = &self.labels[i];
            let choice = self.choose(label, middles[i], &load);
            if let Gutter::Column(g) = choice {
                load[g] += if label.place.is_some() { 2.0 } else { 1.3 };
            }
            gutters[i] = choice;
        }
        self.gutters = gutters;
    }

    /// The other foot of a pair that stands in a row of more figures.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        let aspect = self.figures[at].view.aspect;
        let same = |i: &usize| self.figures.get(*i).is_some_and(|f| f.view.aspect == aspect);
        if self.has_lens() {
            return None;
        }
        at.checked_sub(1).filter(same).or_else(|| Some(at + 1).filter(same))
    }

    /// Whether one of the figures is a lens.
    pub(super) fn has_lens(&self) -> bool {
        self.figures.iter().any(|f| f.is_lens)
    }

    /// The gutter for one label, given how full the others are.
    fn choose(&self, label: &Label, middle: Point, load: &[f64]) -> Gutter {
        let first = &label.targets[0];
        let at = self.position(first.figure);
        let figure = &self.figures[at];
        if label.aspect.is_profile() {
            let low = if self.page.metrics.is_atlas { GROUND_ZONES_ATLAS } else { GROUND_ZONES };
            if -middle.y < low * figure.length || !self.page.metrics.shrink.air {
                return Gutter::Below(at);
            }
            if self.is_pair() {
                return self.outer(label, load);
            }
            // towards the toes there is open air above the instep
            let toes_left = figure.silhouette.bounds().is_some_and(|b| b.x0.abs() > b.x1.abs());
            return Gutter::Column(if toes_left { at } else { at + 1 });
        }
        let is_hallux = label.targets.len() > 1 && -middle.y > OVER_TOES * figure.length;
        if self.page.metrics.is_atlas && label.aspect == Aspect::Plantar && is_hallux && self.is_pair() {
            let toes = figure.silhouette.chords(middle.y);
            let inside = toes.last().map_or(0.0, |c| c.1) - middle.x;
            // what lies on the inner edge is named between the feet, unless it is the tip
            let is_edge = inside < 0.3 * HALLUX * figure.length && -middle.y < OVER_EDGE * figure.length;
            if inside < HALLUX * figure.length && !is_edge {
                return Gutter::Above(at);
            }
        }
        if let (Some(other), false) = (self.partner(at), self.is_pair()) {
            let (left, right) = (at.min(other), at.max(other) + 1);
            let only = (label.targets.len() == 1).then_some(if at < other { left } else { right });
            return Gutter::Column(only.unwrap_or(if load[left] <= load[right] { left } else { right }));
        }
        let inner_left = at > 0 && self.figures[at - 1].view.aspect == label.aspect;
        let inner_right = self.figures.get(at + 1).is_some_and(|f| f.view.aspect == label.aspect);
        let chord = figure.silhouette.chords(middle.y);
        let (left, right) = (chord.first().map_or(0.0, |c| c.0), chord.last().map_or(0.0, |c| c.1));
        let nearer_left = middle.x - left < right - middle.x;
        if self.has_lens() {
            // nothing stands between a foot and its lens
            let lens_is_right = self.figures.iter().position(|f| f.is_lens) > Some(0);
            return Gutter::Column(if lens_is_right == figure.is_lens { at + 1 } else { at });
        }
        if self.is_pair() {
            let inside = if inner_left { middle.x - left } else { right - middle.x };
            // the figure of the body may stand where they would be named
            let shared = label.targets.len() > 1 || self.page.metrics.is_atlas;
            let inner = shared
                && self.plan.body.is_none()
                && (inner_left || inner_right)
                && inside < INNER_PART * (right - left);
            return if inner { Gutter::Column(1) } else { self.outer(label, load) };
        }
        // a lone foot: the nearer side, unless it is much fuller
        let (near, far) = if nearer_left { (at, at + 1) } else { (at + 1, at) };
        Gutter::Column(if load[near] > load[far] + 6.0 { far } else { near })
    }

    /// The left or the right outer column of a pair.
    pub(super) fn outer(&self, label: &Label, load: &[f64]) -> Gutter {
        let last = self.figures.len();
        if let [only] = label.targets.as_slice() {
            return Gutter::Column(if self.position(only.figure) == 0 { 0 } else { last });
        }
        let lean = if label.leans_left() { -0.5 } else { 0.5 };
        Gutter::Column(if load[0] + lean <= load[last] { 0 } else { last })
    }

    /// A label's text for the gutter it is in.
    pub(super) fn set(&self, label: usize) -> Result<Typeset, Error> {
        self.set_in(label, self.gutters[label])
    }

    /// A label's text for a gutter.
    pub(super) fn set_in(&self, label: usize, gutter: Gutter) -> Result<Typeset, Error> {
        let m = &self.page.metrics;
        let part = match gutter {
            Gutter::Column(1) if self.is_pair() => MIDDLE_WIDTH,
            Gutter::Column(_) => self.outer_width * m.shrink.column,
            Gutter::Below(_) if m.is_atlas => 0.065,
            Gutter::Below(_) | Gutter::Above(_) => 0.3,
        };
        // below the ground there is room for names alone
        let places = matches!(gutter, Gutter::Column(_));
        // names are as long beside texts as below them
        let content = m.content().max(m.page_width - 2.0 * m.margin);
        typeset(&self.labels[label], self.chart, m, part * content, places)
    }

    /// The widest text in a column, 0 where it is empty.
    pub(super) fn column_width(&self, gutter: usize) -> Result<f64, Error> {
        let mut widest = 0.0_f64;
        for i in (0..self.labels.len()).filter(|&i| self.gutters[i] == Gutter::Column(gutter)) {
            widest = widest.max(self.set(i)?.width);
        }
        Ok(widest)
    }
}

/// The middle of a label's main piece, about its figure's heel end: half-way
/// along its longer extent, in the middle of the piece there. (The pole of a
/// strip may lie anywhere along it.)
pub(super) fn middle(label: &Label) -> Point {
    let Some(piece) = label.targets.first().and_then(|t| t.pieces.first()) else { return Point::ZERO };
    let Some(b) = piece.bounds() else { return Point::ZERO };
    let across = |region: &Region, at: f64| {
        let longest = region.chords(at).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        longest.map(|c| f64::midpoint(c.0, c.1))
    };
    let center = b.center();
    if b.height() >= b.width() {
        Point::new(across(piece, center.y).unwrap_or(center.x), center.y)
    } else {
        Point::new(center.x, across(&piece.transform(SWAP), center.x).unwrap_or(center.y))
    }
}

/// The height at which a label beside its foot best points at a piece: half-way
/// up, or for a piece that is wider than tall in its middle some way in from
/// the label's side, so that a level leader leaves through its end.
pub(super) fn level(piece: &Region, label_is_left: bool) -> Option<f64> {
    let b = piece.bounds()?;
    if b.height() >= b.width() {
        return Some(b.center().y);
    }
    let inside = END_PART * b.width();
    let x = if label_is_left { b.x0 + inside } else { b.x1 - inside };
    let chord = piece.transform(SWAP).chords(x).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    Some(chord.map_or(b.center().y, |c| f64::midpoint(c.0, c.1)))
}
