//! The page before its labels: title block, foot, rows of figures, sizes.

use super::footer::{Footer, footer, line};
use super::lens::{self, LensRequest};
use super::metrics::{DESCENT, Format, Metrics};
use super::notes::{self, NoteBlock, NotePlace};
use super::stack::{Stack, body_place};
use super::{Shrink, TextLine, TextRole};
use crate::error::Error;
use crate::model::{Aspect, Chart, View};
use crate::style::TextStyle;
use crate::text::{balance, reach};
use kurbo::{Affine, Rect};

/// Figures with notes are at least this long, in radii of the discs.
const LEAST_LENGTH: f64 = 8.0;
/// Height above and below figures that notes do not take, in units.
const SPARE: f64 = 0.06;

/// Least air between the letters of two lines of the title block, in sizes of the
/// smaller.
const AIR: f64 = 0.25;
/// Below the title block of a wide page or a wall chart, in units.
const UNDER_TEXTS: f64 = 0.03;
/// Above and below the figures of a card, in units.
const CARD: (f64, f64) = (0.075, 0.03);

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
    /// The radius of a lens, px, where it is a detail of another figure.
    pub lens: Option<f64>,
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
    /// Distance of the heels of a pair of side views, px.
    pub heels: f64,
    /// Width and height of the figure of the body that stands in it.
    pub body: Option<(f64, f64)>,
}

/// A page with its figures' sizes.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Sizes of type and strokes.
    pub metrics: Metrics,
    /// Kicker, title, subtitle.
    pub header: Vec<TextLine>,
    /// Where the part for figures begins.
    pub body_top: f64,
    /// The free part of a column of texts at the left of the figures, below its
    /// texts.
    pub aside: Option<Rect>,
    /// Rule, legend, claim.
    pub footer: Footer,
    /// Notes beside or below the figures.
    pub notes: Vec<NoteBlock>,
    /// The figures in page order.
    pub figures: Vec<FigurePlan>,
    /// The rows from top to bottom.
    pub rows: Vec<RowPlan>,
}

/// Plans the page of a chart, with a lens if one is wanted.
///
/// # Errors
/// [`Error::MissingGlyph`], or [`Error::DoesNotFit`] where title and foot
/// leave no room for figures.
pub fn arrange(chart: &Chart, shrink: Shrink, lens: Option<&LensRequest>) -> Result<Arrangement, Error> {
    let mut metrics = Metrics::new(chart, shrink);
    if chart.notes.is_empty() {
        return page(chart, metrics, shrink, lens);
    }
    let [usual, other] = NotePlace::choices(&metrics);
    metrics.note_place = if shrink.moved_notes { other } else { usual };
    let first = page(chart, metrics.clone(), shrink, lens)?;
    let Some(gap) = first.looser_notes() else { return Ok(first) };
    // height that figures cannot use goes between the notes
    metrics.note_gap = gap;
    page(chart, metrics, shrink, lens).or(Ok(first))
}

impl Arrangement {
    /// The gap between notes that stand below the figures, in sizes of their
    /// type, where the figures leave room for more than the usual.
    fn looser_notes(&self) -> Option<f64> {
        let m = &self.metrics;
        let (first, last) = (self.rows.first()?, self.rows.last()?);
        let spare = self.footer.top - last.bottom - m.px(SPARE) + first.top - self.body_top;
        let gap = notes::loosest(m, &self.notes, spare);
        (m.note_place == NotePlace::Below && gap > 1.02 * m.note_gap).then_some(gap)
    }
}

/// The page at some sizes.
fn page(chart: &Chart, mut metrics: Metrics, shrink: Shrink, lens: Option<&LensRequest>) -> Result<Arrangement, Error> {
    let mut footer = footer(chart, &metrics)?;
    let texts = if metrics.format == Format::Card { metrics.set_aside(chart.words.is_rtl) } else { metrics.clone() };
    let (header, mut body_top) = header(chart, &texts)?;
    let mut body_bottom = footer.top - metrics.px(0.026);
    let mut aside = None;
    if metrics.format == Format::Card {
        if body_top > body_bottom {
            return Err(Error::DoesNotFit("the texts beside the figures are higher than the page".to_owned()));
        }
        let end = header.iter().map(|t| t.x + t.width).fold(0.0, f64::max);
        let last = body_top - metrics.px(UNDER_TEXTS);
        aside = Some(Rect::new(0.0, last, end, footer.top)).filter(|_| !chart.words.is_rtl);
        let bottom = if footer.texts.is_empty() { metrics.height - metrics.px(CARD.1) } else { body_bottom };
        (body_top, body_bottom) = (metrics.px(CARD.0), bottom);
    }
    let (beside, taken) = notes::beside(chart, &metrics, body_top, body_bottom)?;
    let notes = if beside.is_empty() { std::mem::take(&mut footer.notes) } else { beside };
    if chart.words.is_rtl {
        metrics.left += taken;
    } else {
        metrics.width -= taken;
    }
    let stacked = |is_wide: bool| {
        let mut metrics = metrics.clone();
        metrics.is_wide = is_wide;
        let rows = rows(chart, &metrics);
        let mut stack = Stack {
            chart,
            m: &metrics,
            body: body_place(chart, &metrics, &rows, lens.is_some()),
            lens: lens.map(|l| l.view),
            figures: Vec::new(),
            rows: Vec::new(),
        };
        stack.build(&rows, body_top, body_bottom, shrink.figures)?;
        let (figures, rows) = (stack.figures, stack.rows);
        Ok::<_, Error>((metrics, figures, rows))
    };
    let (metrics, figures, rows) = match notes.is_empty() {
        true => stacked(metrics.is_wide)?,
        // what notes leave may have any shape: in one row or in several, as the
        // figures are larger
        false => match (stacked(true), stacked(false)) {
            (Ok(row), Ok(rows)) if (least(&row.1) > least(&rows.1)) != shrink.turned => row,
            (_, Ok(rows)) => rows,
            (row, Err(_)) => row?,
        },
    };
    if !notes.is_empty() && least(&figures) < LEAST_LENGTH * metrics.number_radius() {
        return Err(Error::DoesNotFit(
            "the notes leave too little room for the figures; use a larger size or another ratio, fewer or shorter \
             notes, or fewer views"
                .to_owned(),
        ));
    }
    let mut page = Arrangement { aside, header, body_top, footer, notes, figures, rows, metrics };
    if let Some(lens) = lens {
        lens::add(&mut page, lens)?;
    }
    Ok(page)
}

/// The length of the smallest figure.
fn least(figures: &[FigurePlan]) -> f64 {
    figures.iter().map(|f| f.length).fold(f64::INFINITY, f64::min)
}

/// Which views stand side by side.
fn rows(chart: &Chart, m: &Metrics) -> Vec<Vec<View>> {
    if m.is_wide {
        return vec![chart.views.clone()];
    }
    let of = |aspects: &[Aspect]| -> Vec<View> {
        let inside = |a: &Aspect| chart.views.iter().copied().filter(|v| v.aspect == *a).collect::<Vec<_>>();
        aspects.iter().flat_map(inside).collect()
    };
    let one_foot = |a| chart.views.iter().filter(|v| v.aspect == a).count() < 2;
    if chart.is_atlas && one_foot(Aspect::Medial) && one_foot(Aspect::Lateral) {
        // tops between the legs of the side views
        let rows = [of(&[Aspect::Plantar]), of(&[Aspect::Medial, Aspect::Dorsal, Aspect::Lateral])];
        return rows.into_iter().filter(|r| !r.is_empty()).collect();
    }
    let rows: Vec<Vec<View>> = Aspect::ALL.iter().map(|a| of(&[*a])).filter(|r| !r.is_empty()).collect();
    // a page of side views alone: one foot above the other fills it better
    match rows.as_slice() {
        [row] if row.len() == 2 && row[0].aspect.is_profile() => row.iter().map(|v| vec![*v]).collect(),
        _ => rows,
    }
}

/// Kicker, title, subtitle; and where the body begins.
fn header(chart: &Chart, m: &Metrics) -> Result<(Vec<TextLine>, f64), Error> {
    let mut out: Vec<TextLine> = Vec::new();
    let mut y = m.px(match m.format {
        Format::Atlas => 0.061,
        Format::Wide => 0.0625,
        Format::Card => 0.1,
        Format::High => 0.07,
    });
    // the letters of some scripts reach far above and below their lines
    let mut block = |text: &str, role, style: TextStyle, mut y: f64| -> Result<f64, Error> {
        for (i, text) in balance(text, &style, m.content())?.into_iter().enumerate() {
            if i > 0 {
                y += style.leading();
            } else if let Some(last) = out.last() {
                let air = AIR * last.style.size.min(style.size);
                y = y.max(last.baseline + reach(&last.text, &last.style)?.1 + air + reach(&text, &style)?.0);
            }
            out.push(line(text, role, m.margin, y, style.clone())?);
        }
        Ok(y)
    };
    y = block(&chart.words.kicker.to_uppercase(), TextRole::Kicker, m.kicker(), y)?;
    y += match m.format {
        Format::Atlas => 0.98 * m.title().size,
        Format::Card => 1.1 * m.title().size,
        Format::High | Format::Wide => m.px(0.055),
    };
    if !chart.title.trim().is_empty() {
        y = block(&chart.title, TextRole::Title, m.title(), y)?;
        y += match m.format {
            Format::Atlas => m.px(0.0315),
            Format::Card => 2.1 * m.subtitle().size,
            Format::High | Format::Wide => m.px(0.0388),
        };
    }
    if !chart.subtitle.trim().is_empty() {
        y = block(&chart.subtitle, TextRole::Subtitle, m.subtitle(), y)?;
    }
    Ok((out, y + DESCENT * m.subtitle().size + m.px(if m.is_wide || m.is_atlas { UNDER_TEXTS } else { 0.042 })))
}
