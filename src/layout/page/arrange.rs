//! The page before its labels: title block, foot, rows of figures, sizes.

use super::footer::footer;
use super::header::{UNDER_TEXTS, header};
use super::lens::add;
use super::notes::{beside, loosest};
use super::plan::{Arrangement, FigurePlan, RowPlan};
use super::rows::{RowSizer, body_place};
use crate::error::Error;
use crate::layout::attempt::{Attempt, NotePlace};
use crate::layout::lens_request::LensRequest;
use crate::layout::placed::{NoteBlock, TextLine, TextRole};
use crate::layout::sizes::{PageKind, Sizes};
use crate::model::{Aspect, Chart, View};
use kurbo::Rect;

/// Figures with notes are at least this long, in radii of the discs.
const LEAST_LENGTH: f64 = 8.0;
/// Height above and below figures that notes do not take, in units.
const SPARE: f64 = 0.06;
/// Above and below the figures of a card, in units.
const CARD: (f64, f64) = (0.075, 0.03);
/// Titles and subtitles of more lines than this are long.
const MANY_LINES: usize = 3;
/// Feet stand one above the other on a slim page where that makes the smallest
/// this many times larger: below it they lose more by names that they cannot share.
const TOWER: f64 = 1.1;
/// Pages at least this wide, in heights, have the notes beside the figures.
const BESIDE: f64 = 0.95;

/// Plans the page of a chart, with a lens if one is wanted.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input), or [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) where title and foot
/// leave no room for figures.
pub fn arrange(chart: &Chart, attempt: Attempt, lens: Option<&LensRequest>) -> Result<Arrangement, Error> {
    let sizes = Sizes::new(chart, attempt);
    if chart.notes.is_empty() {
        return page(chart, sizes, attempt, lens);
    }
    let [usual, other] = NotePlace::choices(&sizes);
    let sizes = sizes.with_note_place(if attempt.moved_notes { other } else { usual });
    let first = page(chart, sizes.clone(), attempt, lens)?;
    let Some(gap) = first.looser_notes() else { return Ok(first) };
    // height that figures cannot use goes between the notes
    page(chart, sizes.with_note_gap(gap), attempt, lens).or(Ok(first))
}

impl NotePlace {
    /// Returns the two places, that which suits the page's shape first.
    pub(super) fn choices(m: &Sizes) -> [Self; 2] {
        if m.page_width >= BESIDE * m.height { [Self::Beside, Self::Below] } else { [Self::Below, Self::Beside] }
    }
}

impl Arrangement {
    /// Returns the gap between notes that stand below the figures, in sizes of
    /// their type, where the figures leave room for more than the usual.
    fn looser_notes(&self) -> Option<f64> {
        let m = &self.sizes;
        let (first, last) = (self.rows.first()?, self.rows.last()?);
        let spare = self.footer.top - last.bottom - m.px(SPARE) + first.top - self.body_top;
        let gap = loosest(m, &self.notes, spare);
        (m.note_place == NotePlace::Below && gap > 1.02 * m.note_gap).then_some(gap)
    }
}

/// Plans the page at some sizes.
fn page(chart: &Chart, sizes: Sizes, attempt: Attempt, lens: Option<&LensRequest>) -> Result<Arrangement, Error> {
    let mut footer = footer(chart, &sizes)?;
    let (texts, sizes) = match sizes.kind {
        PageKind::Card => (sizes.clone().with_column_of_texts(), sizes.with_texts_aside(chart.words.is_rtl)),
        PageKind::High | PageKind::Wide | PageKind::Atlas => (sizes.clone(), sizes),
    };
    let (header, mut body_top) = header(chart, &texts)?;
    let mut body_bottom = footer.top - sizes.px(0.026);
    let mut aside = None;
    if sizes.kind == PageKind::Card {
        if body_top > body_bottom {
            return Err(too_high(&header));
        }
        let end = header.iter().map(|t| t.x + t.width).fold(0.0, f64::max);
        let last = body_top - sizes.px(UNDER_TEXTS);
        aside = Some(Rect::new(0.0, last, end, footer.top)).filter(|_| !chart.words.is_rtl);
        let bottom = if footer.texts.is_empty() { sizes.height - sizes.px(CARD.1) } else { body_bottom };
        (body_top, body_bottom) = (sizes.px(CARD.0), bottom);
    }
    let (beside, taken) = beside(chart, &sizes, body_top, body_bottom)?;
    let notes = if beside.is_empty() { std::mem::take(&mut footer.notes) } else { beside };
    let sizes = sizes.with_notes_beside(taken, chart.words.is_rtl);
    let stacked = |is_wide: bool, is_tower: bool| {
        let sizes = sizes.clone().with_one_row(is_wide);
        let rows = match rows(chart, &sizes) {
            rows if is_tower => rows.into_iter().flatten().map(|view| vec![view]).collect(),
            rows => rows,
        };
        let mut sizer = RowSizer {
            chart,
            m: &sizes,
            body: body_place(chart, &sizes, &rows, lens.is_some()),
            lens: lens.map(|l| l.view),
            figures: Vec::new(),
            rows: Vec::new(),
        };
        sizer.build(&rows, body_top, body_bottom, attempt.figures).map_err(|e| e.in_field(longest(&header)))?;
        let (figures, rows) = (sizer.figures, sizer.rows);
        Ok::<_, Error>((sizes, figures, rows))
    };
    let is_free = !notes.is_empty() || !chart.crop.is_empty();
    let (sizes, figures, rows) = largest(chart, attempt, (sizes.is_wide, is_free), stacked)?;
    check_figures_beside_notes(&notes, &figures, &sizes)?;
    let mut page = Arrangement { aside, header, body_top, footer, notes, figures, rows, sizes };
    if let Some(lens) = lens {
        add(&mut page, lens)?;
    }
    Ok(page)
}

/// Sizes and rows of figures in one of the ways in which these may stand.
type Stacked = (Sizes, Vec<FigurePlan>, Vec<RowPlan>);

/// Returns the figures as they are largest. `stacked` stands them in one row or in
/// several, and there one above the other where it is told so; `is_wide` is how the
/// page's shape has them, `is_free` whether they may stand in either way.
fn largest(
    chart: &Chart,
    attempt: Attempt,
    (is_wide, is_free): (bool, bool),
    stacked: impl Fn(bool, bool) -> Result<Stacked, Error>,
) -> Result<Stacked, Error> {
    if !is_free {
        let usual = stacked(is_wide != attempt.turned, false);
        // on a slim page two feet are larger one above the other
        let tower = (chart.size.is_slim() && !chart.is_atlas && !attempt.turned).then(|| stacked(is_wide, true));
        return match (usual, tower) {
            (Ok(usual), Some(Ok(tower))) if least(&tower.1) > TOWER * least(&usual.1) => Ok(tower),
            (usual, _) => usual,
        };
    }
    // what notes leave, and what a close-up shows, may have any shape: in one
    // row or in several, as the figures are larger
    match (stacked(true, false), stacked(false, false)) {
        (Ok(row), Ok(rows)) if (least(&row.1) > least(&rows.1)) != attempt.turned => Ok(row),
        (_, Ok(rows)) => Ok(rows),
        (row, Err(_)) => row,
    }
}

/// Returns the error that texts beside the figures are too high.
fn too_high(header: &[TextLine]) -> Error {
    let hint = "use a larger `size`, or shorter texts";
    Error::does_not_fit("the texts beside the figures are higher than the page", hint).in_field(longest(header))
}

/// Returns the JSON pointer to what takes the room of a page whose texts leave none:
/// a title or subtitle of many lines, or else the size of the page.
fn longest(header: &[TextLine]) -> &'static str {
    let lines = |role: TextRole| header.iter().filter(|line| line.role == role).count();
    match (lines(TextRole::Title), lines(TextRole::Subtitle)) {
        (title, subtitle) if title.max(subtitle) <= MANY_LINES => "/size",
        (title, subtitle) if title >= subtitle => "/title",
        _ => "/subtitle",
    }
}

/// Checks that notes, where there are some, leave figures large enough for number
/// marks.
fn check_figures_beside_notes(notes: &[NoteBlock], figures: &[FigurePlan], m: &Sizes) -> Result<(), Error> {
    if notes.is_empty() || least(figures) >= LEAST_LENGTH * m.number_radius() {
        return Ok(());
    }
    Err(Error::does_not_fit(
        "the notes leave too little room for the figures",
        "use a larger `size` or another ratio, fewer or shorter notes, or fewer views",
    )
    .in_field("/note"))
}

/// Returns the length of the smallest figure.
fn least(figures: &[FigurePlan]) -> f64 {
    figures.iter().map(|f| f.length).fold(f64::INFINITY, f64::min)
}

/// Decides which views stand side by side.
fn rows(chart: &Chart, m: &Sizes) -> Vec<Vec<View>> {
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
    match rows.as_slice() {
        // a page of side views alone: one foot above the other fills it better
        [row] if row.len() == 2 && row[0].aspect.is_profile() => row.iter().map(|v| vec![*v]).collect(),
        // of many aspects those of one foot stand side by side
        [first, others @ ..] if others.len() > 1 && others.iter().all(|r| r.len() == 1) => {
            vec![first.clone(), others.concat()]
        }
        _ => rows,
    }
}
