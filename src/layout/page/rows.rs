//! Rows of figures: how large each is, and how the rows stand on the page.

use super::plan::{FigurePlan, RowPlan};
use crate::error::Error;
use crate::layout::sizes::{PageKind, Sizes};
use crate::model::{Aspect, Chart, LabelMode, Side, View};
use crate::resolve::{Foot, window};
use kurbo::{Affine, Rect, Vec2};

/// Height kept below an upright foot for its name, and below that, in units.
const BELOW_UPRIGHT: f64 = 0.0665;
/// Height kept below a side view for a row of labels, in units.
const BELOW_PROFILE: f64 = 0.054;
/// Height kept for names below figures on a wide page, in units.
const NAMES_WIDE: f64 = 0.062;
/// Heights kept on a wall chart, in units: below upright feet, below side views.
const BELOW_ATLAS: (f64, f64) = (0.048, 0.05);
/// Height kept above the soles of a wall chart for a row of labels, in units.
const ABOVE_ATLAS: f64 = 0.036;
/// Height between the rows of a wall chart, in units.
const RULED: f64 = 0.042;
/// Turn of upright feet, toes inwards: soles and tops, in degrees.
const TURN: (f64, f64) = (3.5, 3.0);
/// Distance of two heels in side view, in units: alone, and with the figure of
/// the body between them.
const HEELS: (f64, f64) = (0.11, 0.15);
/// Height of the figure of the body in a row of its own, and of its name, in
/// units.
const OWN_ROW: (f64, f64) = (0.25, 0.05);
/// Height of the figure of the body beside feet, as a part of theirs.
const BESIDE: f64 = 1.0;
/// Width of the figure of the body at the margin beside upright feet, in units;
/// and its most height, as a part of theirs, that leaves room for its name.
const ASIDE: f64 = 0.15;
const HEIGHT_ASIDE: f64 = 0.9;
/// Height of the figure of the body between the heels of side views, as a part
/// of theirs: it may stand a little deeper.
const BETWEEN_HEELS: f64 = 1.12;
/// Most of the distance of two heels that the figure between them takes.
const BETWEEN: f64 = 0.82;
/// Greatest width of the figure between two feet from above, in units.
const BETWEEN_TOPS: f64 = 0.125;
/// Part of the spare height that goes above the rows: below a title, and where
/// there is none.
const ABOVE: (f64, f64) = (0.42, 0.6);
/// Below the baseline of a view's name, in sizes of its type.
const NAME_FOOT: f64 = 0.4;
/// Share of the width that feet take beside a lens.
const WITH_LENS: f64 = 0.35;
/// Pages less high than this, in widths, have no height for a row with the
/// figure of the body alone.
const SQUAT: f64 = 1.2;
/// Most height between rows, in units: usually, and where there is height to
/// spare.
const BETWEEN_ROWS: (f64, f64) = (0.09, 0.18);
/// Share of the width that figures take where numbers stand for names.
const NOTED: f64 = 0.84;
/// What names leave of the usual share where a high page has one row.
const NAMED: f64 = 0.8;
/// Close-ups that end this far above the heel, in foot lengths, do not show it.
const LIFTED: f64 = 0.03;
/// Most that a close-up enlarges.
const MOST_ZOOM: f64 = 2.2;
/// Most of the width that figures take where they are drawn larger than usual.
const MOST_SHARE: f64 = 0.92;
/// Part of the height for names below feet that stays where they have none.
const UNNAMED: f64 = 0.3;

/// Where the figure of the body stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BodyPlace {
    /// No place on the page.
    Nowhere,
    /// Between the heels of a row.
    Between(usize),
    /// After the last figure of a row.
    End(usize),
    /// In the free paper at the margin, beside the toes of a pair of upright feet.
    Aside(usize),
    /// In a row of its own below the others.
    OwnRow,
}

/// Chooses the place for the figure of the body among some rows.
pub(super) fn body_place(chart: &Chart, m: &Sizes, rows: &[Vec<View>], has_lens: bool) -> BodyPlace {
    if chart.body.is_none() || !m.attempt.body || (has_lens && chart.body_may_go) {
        return BodyPlace::Nowhere;
    }
    let is_pair = |r: &Vec<View>| matches!(r.as_slice(), [a, b] if a.aspect == b.aspect);
    let profiles = |r: &Vec<View>| is_pair(r) && r[0].aspect.is_profile();
    if m.is_wide {
        return match rows {
            [row] if !is_pair(row) => BodyPlace::End(0),
            [row] if profiles(row) => BodyPlace::Between(0),
            _ => BodyPlace::Nowhere,
        };
    }
    let upright = |r: &Vec<View>| is_pair(r) && !r[0].aspect.is_profile();
    if let Some(row) = rows.iter().position(upright).filter(|_| m.attempt.body_aside) {
        return BodyPlace::Aside(row);
    }
    let tops = |r: &Vec<View>| is_pair(r) && r[0].aspect == Aspect::Dorsal;
    // beside the heel, where one side view stands above another
    if rows.iter().all(|r| r.len() == 1 && r[0].aspect.is_profile()) {
        return BodyPlace::End(0);
    }
    match rows.iter().position(profiles).or_else(|| rows.iter().position(tops)) {
        Some(row) => BodyPlace::Between(row),
        None if chart.body_may_go && (rows.len() > 1 || m.height < SQUAT * m.width) => BodyPlace::Nowhere,
        None => BodyPlace::OwnRow,
    }
}

/// The rows of a page being sized.
pub(super) struct RowSizer<'a> {
    /// The chart.
    pub chart: &'a Chart,
    /// The sizes of the page.
    pub m: &'a Sizes,
    /// Where the figure of the body goes.
    pub body: BodyPlace,
    /// The view that gets a lens.
    pub lens: Option<View>,
    /// Figures so far.
    pub figures: Vec<FigurePlan>,
    /// Rows so far.
    pub rows: Vec<RowPlan>,
}

impl RowSizer<'_> {
    /// Sizes the figures so that all rows fit, and stacks the rows.
    pub(super) fn build(&mut self, rows: &[Vec<View>], top: f64, bottom: f64, factor: f64) -> Result<(), Error> {
        let m = self.m;
        let is_shared = self.body == BodyPlace::OwnRow || rows.len() == 1 && self.body == BodyPlace::Between(0);
        let lone = rows.len() == 1 && !is_shared;
        // boxes at one px per foot length; all sizes follow from them
        let units: Vec<Vec<Rect>> = rows.iter().map(|r| r.iter().map(|v| self.unit_bounds(*v)).collect()).collect();
        // a rule stands between the rows of a wall chart
        let between = if self.chart.is_atlas { m.px(RULED) } else { 0.0 };
        let own = if self.body == BodyPlace::OwnRow { m.px(OWN_ROW.0 + OWN_ROW.1) } else { 0.0 };
        let fixed: f64 = rows.iter().map(|r| self.below(r) + self.above(r)).sum::<f64>()
            + own
            + between * f64::from(u32::try_from(rows.len().saturating_sub(1)).unwrap_or(0));
        let lengths = self.lengths(rows, &units, lone);
        let height = |boxes: &[Rect], lengths: &[f64]| {
            boxes
                .iter()
                .zip(lengths)
                .map(|(b, l)| if b.y1 < -LIFTED { b.height() * l } else { -b.y0 * l })
                .fold(0.0, f64::max)
        };
        let tall: f64 = units.iter().zip(&lengths).map(|(b, l)| height(b, l)).sum();
        let room = bottom - top - fixed;
        if room < 0.2 * m.unit.min(m.height) {
            return Err(Error::does_not_fit(
                "title and foot of the page leave no room for a figure",
                "use a larger `size` or a shorter title",
            ));
        }
        let k = (room / tall).min(1.0) * factor;
        let spare = room - k * tall;
        let rows_count = f64::from(u32::try_from(rows.len() + usize::from(own > 0.0)).unwrap_or(1));
        // what is left goes between and around the rows, evenly up to a point
        let most = if self.chart.size.is_slim() { BETWEEN_ROWS.1 } else { BETWEEN_ROWS.0 };
        let gap = (spare / (rows_count + 1.0)).min(m.px(most));
        let above = if m.kind == PageKind::Card { ABOVE.1 } else { ABOVE.0 };
        let mut y = top + (spare - gap * (rows_count - 1.0)) * above;
        for (i, ((row, boxes), lengths)) in rows.iter().zip(&units).zip(&lengths).enumerate() {
            let top = y + self.above(row);
            let base = top + k * height(boxes, lengths);
            let body = self.body_size(i, row, base - top);
            let is_body_aside = self.body == BodyPlace::Aside(i);
            let heels = self.heels(i);
            let mut plan = RowPlan { figures: Vec::new(), top, base, bottom: base, heels, body, is_body_aside };
            for ((&view, &length), unit) in row.iter().zip(lengths).zip(boxes) {
                let length = k * length;
                let bounds = unit.scale_from_origin(length);
                // what does not reach the heel stands on its lower edge
                let up = if unit.y1 < -LIFTED { -bounds.y1 } else { 0.0 };
                let (bounds, lift) = (bounds + Vec2::new(0.0, up), Affine::translate((0.0, up)));
                plan.figures.push(self.figures.len());
                self.figures.push(FigurePlan { view, length, shape: lift * shape(view, length), bounds, lens: None });
            }
            plan.bottom = plan.base + self.below(row);
            y = plan.bottom + gap + between;
            self.rows.push(plan);
        }
        self.add_own_row(y);
        Ok(())
    }

    /// Returns the lengths of the figures of each row, px, as far as its width
    /// allows; `units` are their boxes at one px per foot length.
    fn lengths(&self, rows: &[Vec<View>], units: &[Vec<Rect>], lone: bool) -> Vec<Vec<f64>> {
        let zoom = if self.chart.crop.is_empty() { 1.0 } else { self.zoom() };
        let mut lengths = Vec::new();
        for (i, (row, boxes)) in rows.iter().zip(units).enumerate() {
            let zoom = zoom * self.m.attempt.growth;
            let usual: Vec<f64> = row.iter().map(|v| zoom * self.base_length(*v, row, lone)).collect();
            let wide: f64 = boxes.iter().zip(&usual).map(|(b, l)| b.width() * l).sum();
            let k = (self.width_for_figures(i, row) / wide).min(1.0);
            lengths.push(usual.into_iter().map(|l| k * l).collect::<Vec<f64>>());
        }
        lengths
    }

    /// Adds a row for the figure of the body alone at a height, if it stands so.
    fn add_own_row(&mut self, y: f64) {
        let m = self.m;
        if let (BodyPlace::OwnRow, Some(figure)) = (self.body, &self.chart.body) {
            let height = m.px(OWN_ROW.0);
            let size = (height * figure.bounds.width() / figure.bounds.height(), height);
            let base = y + height;
            let bottom = base + m.px(OWN_ROW.1);
            let body = Some(size);
            let figures = Vec::new();
            self.rows.push(RowPlan { figures, top: y, base, bottom, heels: 0.0, body, is_body_aside: false });
        }
    }

    /// Returns the size of the figure of the body in a row of some height.
    fn body_size(&self, row: usize, views: &[View], height: f64) -> Option<(f64, f64)> {
        let figure = self.chart.body.as_ref()?;
        let most = match self.body {
            BodyPlace::Between(at) if at == row && views[0].aspect.is_profile() => BETWEEN * self.heels(row),
            BodyPlace::Between(at) if at == row => self.m.px(BETWEEN_TOPS),
            BodyPlace::End(at) if at == row => f64::MAX,
            BodyPlace::Aside(at) if at == row => self.m.px(ASIDE),
            _ => return None,
        };
        let ratio = figure.bounds.width() / figure.bounds.height();
        let factor = match self.body {
            BodyPlace::Aside(_) => HEIGHT_ASIDE,
            _ if views.len() == 2 && views[0].aspect.is_profile() => BETWEEN_HEELS,
            _ => BESIDE,
        };
        let height = (factor * height).min(most / ratio);
        Some((ratio * height, height))
    }

    /// Returns the distance of the heels of a row of side views.
    fn heels(&self, row: usize) -> f64 {
        self.m.px(if self.body == BodyPlace::Between(row) { HEELS.1 } else { HEELS.0 })
    }

    /// Returns the usual size of a figure in px per foot length.
    fn base_length(&self, view: View, row: &[View], lone: bool) -> f64 {
        if self.chart.is_atlas && !self.m.is_wide {
            return self.m.px(match view.aspect {
                Aspect::Plantar if lone => 0.8,
                Aspect::Plantar => 0.6,
                Aspect::Dorsal => 0.27,
                Aspect::Medial | Aspect::Lateral => 0.268,
            });
        }
        let is_card = self.m.kind == PageKind::Card;
        let part = match (view.aspect.is_profile(), self.m.is_wide, row.len()) {
            (false, ..) if is_card => 0.571,
            (true, ..) if is_card => 0.552,
            (false, true, _) => 0.45,
            (true, true, _) => 0.48,
            (false, false, 1) if self.chart.size.is_slim() => 1.0,
            (false, false, 1) if lone => 0.66,
            (false, false, 1) => 0.53,
            (false, false, _) if lone => 0.6,
            (false, false, _) => 0.53,
            (true, false, 1) => 0.62,
            (true, false, _) => 0.39,
        };
        self.m.px(part)
    }

    /// Returns how much of the width the figures of a row may take; the rest is
    /// for labels and for the figure of the body.
    fn width_for_figures(&self, index: usize, row: &[View]) -> f64 {
        let m = self.m;
        let profiles = row.iter().filter(|v| v.aspect.is_profile()).count();
        if self.chart.is_atlas && !m.is_wide && profiles > 0 {
            return m.attempt.sides * m.content();
        }
        if self.body == BodyPlace::Between(index) && !m.is_wide && profiles > 0 {
            return m.content() - self.heels(index);
        }
        if self.lens.is_some_and(|v| row.contains(&v)) {
            return WITH_LENS * m.content();
        }
        if self.body == BodyPlace::Between(index) && profiles == 0 {
            return 0.42 * m.content();
        }
        let is_tucked = m.attempt.tucked && profiles > 0 && profiles < row.len();
        let share: f64 = match (m.is_wide, row.len()) {
            (true, _) if is_tucked && m.kind == PageKind::Card => 0.9,
            (true, _) if is_tucked => 0.72,
            (false, 1) if profiles == 1 => 0.74,
            (false, 1) => 0.5,
            (false, _) if profiles > 0 => 0.875,
            (false, _) => 0.57,
            (true, 1) => 0.6,
            (true, n) if n == profiles => 0.78,
            (true, _) => 0.6,
        };
        // numbers need less room than names
        let share = match m.notes {
            Some(_) if self.is_numbered(row) => share.max(NOTED),
            // large names beside a row on a high page
            Some(_) if m.is_wide && m.page_width < m.height => NAMED * share,
            _ => share,
        };
        // rows below one with the figure keep its scale
        let taken = if matches!(self.body, BodyPlace::End(_)) { 0.13 } else { 0.0 };
        ((share - taken) * m.attempt.growth).min(MOST_SHARE) * m.content()
    }

    /// Returns whether no label of a row is a name.
    fn is_numbered(&self, row: &[View]) -> bool {
        let zones = &self.chart.map.zones;
        (0..zones.len()).all(|z| row.iter().all(|v| !zones[z].is_on(*v) || !self.chart.is_named(z, *v)))
    }

    /// Returns the height above the figures of a row.
    fn above(&self, row: &[View]) -> f64 {
        let soles = row.iter().all(|v| v.aspect == Aspect::Plantar);
        if self.m.over_toes && soles { self.m.px(ABOVE_ATLAS) } else { 0.0 }
    }

    /// Returns the height below the figures of a row.
    fn below(&self, row: &[View]) -> f64 {
        let profile = row.iter().any(|v| v.aspect.is_profile());
        if self.chart.is_atlas && !self.m.is_wide {
            return self.m.px(if profile { BELOW_ATLAS.1 } else { BELOW_ATLAS.0 });
        }
        // nothing but the name of the view stands there
        let profile = profile && !(self.m.notes.is_some() && self.m.is_wide && self.chart.labels == LabelMode::None);
        // in a wide row the name of the figure of the body stands as deep
        let is_named = self.chart.view_names || (self.m.is_wide && self.body != BodyPlace::Nowhere);
        let names = if is_named { 1.0 } else { UNNAMED };
        if self.m.is_wide && profile && names >= 1.0 {
            return self.m.name_below_labels() + NAME_FOOT * self.m.view_name().size;
        }
        self.m.px(match (self.m.is_wide, profile) {
            (false, false) => names * BELOW_UPRIGHT,
            (false, true) => BELOW_PROFILE,
            (true, false) => names * NAMES_WIDE,
            (true, true) => BELOW_PROFILE + 0.8 * names * NAMES_WIDE,
        })
    }

    /// Returns the box of a visible foot about its heel end, at one px per foot
    /// length.
    fn unit_bounds(&self, view: View) -> Rect {
        let Some(outline) = self.chart.outlines.get(&view.aspect) else { return Rect::ZERO };
        let foot = Foot::new(outline, view.side);
        let visible = foot.visible().transform(foot.to_foot_space());
        let shown = window(self.chart, view).map_or(visible.clone(), |w| visible.intersect(&w.region()));
        shown.transform(shape(view, 1.0)).bounds().unwrap_or_default()
    }

    /// Returns how much larger than usual a close-up draws its feet.
    fn zoom(&self) -> f64 {
        let extents = self.chart.views.iter().filter_map(|v| window(self.chart, *v)).map(|w| w.extent);
        (1.0 / extents.fold(1.0 / MOST_ZOOM, f64::max)).max(1.0)
    }
}

/// Returns turn and scale of a view; upright feet stand with their toes turned in.
fn shape(view: View, length: f64) -> Affine {
    let degrees = match (view.aspect, view.side) {
        (Aspect::Plantar, Side::Right) => TURN.0,
        (Aspect::Plantar, Side::Left) => -TURN.0,
        (Aspect::Dorsal, Side::Left) => TURN.1,
        (Aspect::Dorsal, Side::Right) => -TURN.1,
        (Aspect::Medial | Aspect::Lateral, _) => 0.0,
    };
    let r = degrees.to_radians();
    let (s, c) = (libm::sin(r), libm::cos(r));
    Affine::new([length * c, length * s, -length * s, length * c, 0.0, 0.0])
}
