//! The page before its labels: title block, foot, rows of figures, sizes.

use super::footer::{Footer, footer, line};
use super::metrics::{DESCENT, Metrics};
use super::{Shrink, TextLine, TextRole};
use crate::error::Error;
use crate::model::{Aspect, Chart, Side, View};
use crate::resolve::Foot;
use crate::style::TextStyle;
use crate::text::balance;
use kurbo::{Affine, Rect};

/// Height kept below an upright foot for its name, and below that, in units.
const BELOW_UPRIGHT: f64 = 0.0665;
/// Height kept below a side view for a row of labels, in units.
const BELOW_PROFILE: f64 = 0.054;
/// Height kept for names below figures on a wide page, in units.
const NAMES_WIDE: f64 = 0.062;
/// Turn of upright feet, toes inwards: soles and tops, in degrees.
const TURN: (f64, f64) = (3.5, 3.0);

/// A figure before it has its place.
#[derive(Clone, Debug)]
pub struct FigurePlan {
    /// Which foot and aspect.
    pub view: View,
    /// px per foot length.
    pub length: f64,
    /// From foot space to px about the heel end: turn and scale.
    pub shape: Affine,
    /// The visible foot's box about the heel end, px.
    pub bounds: Rect,
}

/// A row of figures.
#[derive(Clone, Debug)]
pub struct RowPlan {
    /// Indices of its figures, left to right.
    pub figures: Vec<usize>,
    /// Where its figures begin.
    pub top: f64,
    /// Where their heel ends or soles stand.
    pub base: f64,
    /// Where it ends, labels and names included.
    pub bottom: f64,
}

/// A page with its figures' sizes.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Sizes of type and strokes.
    pub metrics: Metrics,
    /// Kicker, title, subtitle.
    pub header: Vec<TextLine>,
    /// Rule, legend, claim.
    pub footer: Footer,
    /// The figures in page order.
    pub figures: Vec<FigurePlan>,
    /// The rows from top to bottom.
    pub rows: Vec<RowPlan>,
}

/// Plans the page of a chart.
///
/// # Errors
/// [`Error::MissingGlyph`], or [`Error::DoesNotFit`] where title and foot
/// leave no room for figures.
pub fn arrange(chart: &Chart, shrink: Shrink) -> Result<Arrangement, Error> {
    let metrics = Metrics::new(chart.size, shrink);
    let (header, body_top) = header(chart, &metrics)?;
    let footer = footer(chart, &metrics)?;
    let body_bottom = footer.top - metrics.px(0.026);
    let rows: Vec<Vec<View>> = if metrics.is_wide {
        vec![chart.views.clone()]
    } else {
        Aspect::ALL
            .into_iter()
            .map(|a| chart.views.iter().copied().filter(|v| v.aspect == a).collect())
            .filter(|r: &Vec<View>| !r.is_empty())
            .collect()
    };
    // a page of side views alone: one foot above the other fills it better
    let stacked = |rows: &[Vec<View>]| matches!(rows, [row] if row.len() == 2 && row[0].aspect.is_profile());
    let rows = if !metrics.is_wide && stacked(&rows) { rows[0].iter().map(|v| vec![*v]).collect() } else { rows };
    let mut body = Body { chart, m: &metrics, figures: Vec::new(), rows: Vec::new() };
    body.build(&rows, body_top, body_bottom, shrink.figures)?;
    let (figures, rows) = (body.figures, body.rows);
    Ok(Arrangement { header, footer, figures, rows, metrics })
}

/// Kicker, title, subtitle; and where the body begins.
fn header(chart: &Chart, m: &Metrics) -> Result<(Vec<TextLine>, f64), Error> {
    let mut out = Vec::new();
    let mut y = if m.is_wide { m.px(0.0625) } else { m.px(0.07) };
    out.push(line(chart.words.kicker.to_uppercase(), TextRole::Kicker, m.margin, y, m.kicker())?);
    y += m.px(0.055);
    let mut block = |text: &str, role, style: TextStyle, mut y: f64| -> Result<f64, Error> {
        for (i, text) in balance(text, &style, m.content())?.into_iter().enumerate() {
            if i > 0 {
                y += style.leading();
            }
            out.push(line(text, role, m.margin, y, style)?);
        }
        Ok(y)
    };
    if !chart.title.trim().is_empty() {
        y = block(&chart.title, TextRole::Title, m.title(), y)?;
        y += m.px(0.0388);
    }
    if !chart.subtitle.trim().is_empty() {
        y = block(&chart.subtitle, TextRole::Subtitle, m.subtitle(), y)?;
    }
    Ok((out, y + DESCENT * m.subtitle().size + m.px(if m.is_wide { 0.03 } else { 0.042 })))
}

/// The body of a page being built.
struct Body<'a> {
    /// The chart.
    chart: &'a Chart,
    /// Sizes.
    m: &'a Metrics,
    /// Figures so far.
    figures: Vec<FigurePlan>,
    /// Rows so far.
    rows: Vec<RowPlan>,
}

impl Body<'_> {
    /// Sizes the figures so that all rows fit, and stacks the rows.
    fn build(&mut self, rows: &[Vec<View>], top: f64, bottom: f64, shrink: f64) -> Result<(), Error> {
        let m = self.m;
        let lone = rows.len() == 1;
        // boxes at one px per foot length; all sizes follow from them
        let units: Vec<Vec<Rect>> = rows.iter().map(|r| r.iter().map(|v| self.unit_bounds(*v)).collect()).collect();
        let fixed: f64 = rows.iter().map(|r| self.below(r)).sum();
        let mut lengths = Vec::new();
        for (row, boxes) in rows.iter().zip(&units) {
            let usual: Vec<f64> = row.iter().map(|v| self.base_length(*v, row.len(), lone)).collect();
            let wide: f64 = boxes.iter().zip(&usual).map(|(b, l)| b.width() * l).sum();
            let k = (self.share_for_figures(row) * m.content() / wide).min(1.0);
            lengths.push(usual.into_iter().map(|l| k * l).collect::<Vec<f64>>());
        }
        let height =
            |boxes: &[Rect], lengths: &[f64]| boxes.iter().zip(lengths).map(|(b, l)| -b.y0 * l).fold(0.0, f64::max);
        let tall: f64 = units.iter().zip(&lengths).map(|(b, l)| height(b, l)).sum();
        let room = bottom - top - fixed;
        if room < 0.2 * m.unit.min(m.height) {
            return Err(Error::DoesNotFit(
                "title and foot of the page leave no room for a figure; use a larger size or a shorter title"
                    .to_owned(),
            ));
        }
        let k = (room / tall).min(1.0) * shrink;
        let spare = room - k * tall;
        let rows_count = f64::from(u32::try_from(rows.len()).unwrap_or(1));
        // what is left goes between and around the rows, evenly up to a point
        let gap = (spare / (rows_count + 1.0)).min(m.px(0.09));
        let mut y = top + (spare - gap * (rows_count - 1.0)) * 0.42;
        for ((row, boxes), lengths) in rows.iter().zip(&units).zip(&lengths) {
            let mut plan = RowPlan { figures: Vec::new(), top: y, base: y + k * height(boxes, lengths), bottom: y };
            for ((&view, &length), unit) in row.iter().zip(lengths).zip(boxes) {
                let length = k * length;
                let bounds = Rect::new(unit.x0 * length, unit.y0 * length, unit.x1 * length, unit.y1 * length);
                plan.figures.push(self.figures.len());
                self.figures.push(FigurePlan { view, length, shape: shape(view, length), bounds });
            }
            plan.bottom = plan.base + self.below(row);
            y = plan.bottom + gap;
            self.rows.push(plan);
        }
        Ok(())
    }

    /// The usual size of a figure in px per foot length.
    fn base_length(&self, view: View, in_row: usize, lone: bool) -> f64 {
        let part = match (view.aspect.is_profile(), self.m.is_wide, in_row) {
            (false, true, _) => 0.45,
            (true, true, _) => 0.48,
            (false, false, 1) if lone => 0.66,
            (false, false, 1) => 0.53,
            (false, false, _) if lone => 0.6,
            (false, false, _) => 0.53,
            (true, false, 1) => 0.62,
            (true, false, _) => 0.39,
        };
        self.m.px(part)
    }

    /// How much of the width figures may take; the rest is for labels.
    fn share_for_figures(&self, row: &[View]) -> f64 {
        let profiles = row.iter().filter(|v| v.aspect.is_profile()).count();
        match (self.m.is_wide, row.len()) {
            (false, 1) if profiles == 1 => 0.74,
            (false, 1) => 0.5,
            (false, _) if profiles > 0 => 0.875,
            (false, _) => 0.57,
            (true, 1) => 0.6,
            (true, n) if n == profiles => 0.78,
            (true, _) => 0.6,
        }
    }

    /// Height below the figures of a row.
    fn below(&self, row: &[View]) -> f64 {
        let profile = row.iter().any(|v| v.aspect.is_profile());
        self.m.px(match (self.m.is_wide, profile) {
            (false, false) => BELOW_UPRIGHT,
            (false, true) => BELOW_PROFILE,
            (true, false) => NAMES_WIDE,
            (true, true) => BELOW_PROFILE + 0.8 * NAMES_WIDE,
        })
    }

    /// The box of a visible foot about its heel end, at one px per foot length.
    fn unit_bounds(&self, view: View) -> Rect {
        let Some(outline) = self.chart.outlines.get(&view.aspect) else { return Rect::ZERO };
        let foot = Foot::new(outline, view.side);
        foot.visible().transform(shape(view, 1.0) * foot.to_foot_space()).bounds().unwrap_or_default()
    }
}

/// Turn and scale of a view; upright feet stand with their toes turned in.
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
