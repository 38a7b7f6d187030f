//! Notes: numbered texts in a column beside the figures, or below them.

use crate::error::Error;
use crate::layout::attempt::NotePlace;
use crate::layout::placed::{NoteBlock, NumberMark, TextLine, TextRole};
use crate::layout::sizes::{ASCENT, MIDDLE, NOTE_GAP, Sizes};
use crate::layout::texts::line;
use crate::model::Chart;
use crate::style::TextStyle;
use crate::text::{width, wrap_without_orphan};
use kurbo::{Point, Vec2};

/// Widths of the column beside the figures, as parts of the content: the first
/// in which the notes are no higher than the figures' room is taken.
const COLUMNS: [f64; 7] = [0.3, 0.33, 0.36, 0.39, 0.42, 0.46, 0.5];
/// Widths of two columns beside the figures with the gap between them, as parts
/// of the content, in the order in which they are tried.
const TWO_COLUMNS: [f64; 8] = [0.5, 0.54, 0.58, 0.62, 0.66, 0.7, 0.74, 0.77];
/// Least width of a column beside the figures, in sizes of the text.
const LEAST_COLUMN: f64 = 13.0;
/// Between the figures and the column, in units.
const ASIDE: f64 = 0.042;
/// Least width of one of several columns below the figures, in sizes of the
/// text.
const LEAST_PART: f64 = 12.0;
/// More columns must be lower than fewer by this factor.
const LOWER: f64 = 0.85;
/// Most columns of notes below the figures.
const MOST_COLUMNS: usize = 4;
/// Between two columns, in sizes of the text.
const BETWEEN: f64 = 1.9;
/// From the disc to the text, in sizes of the text.
const INDENT: f64 = 0.52;
/// From a title to its text, in leadings of the text.
const TITLE_GAP: f64 = 1.02;
/// A last line shorter than this part of the width, and than this in sizes of
/// its type, is an orphan.
const ORPHAN: (f64, f64) = (0.3, 5.5);
/// Most of the page's height that notes below the figures take.
const MOST: f64 = 0.5;

/// Places the notes beside the figures, between two heights, in one column or
/// in two: at the right margin, until the page is turned. Also returns the
/// width that they take from the figures, 0 where there are none.
pub(super) fn beside(chart: &Chart, m: &Sizes, top: f64, bottom: f64) -> Result<(Vec<NoteBlock>, f64), Error> {
    if chart.notes.is_empty() || m.note_place != NotePlace::Beside {
        return Ok((Vec::new(), 0.0));
    }
    let size = m.note().size;
    let between = BETWEEN * size;
    let least = Least::new(chart, m)?;
    let one = COLUMNS.iter().map(|part| (1, part * m.content()));
    let two = TWO_COLUMNS.iter().map(|part| (2, (part * m.content() - between) / 2.0));
    for (columns, column) in one.chain(two) {
        let room = count(columns) * (bottom - top);
        if column < LEAST_COLUMN * size || columns > chart.notes.len() || least.height(m, column) > room {
            continue;
        }
        let mut blocks = match set(chart, m, column) {
            Ok(blocks) => blocks,
            // a long word may fit a wider column
            Err(e) if e.is_about_room() => continue,
            Err(e) => return Err(e),
        };
        let starts = starts(&blocks, columns, NOTE_GAP.0 * size);
        let spare = bottom - top - height(&blocks, &starts, NOTE_GAP.0 * size);
        if spare < 0.0 {
            continue;
        }
        let gaps = count(most(&starts, blocks.len()) - 1);
        let more = (spare / (gaps + 2.0)).min((NOTE_GAP.1 - NOTE_GAP.0) * size);
        let all = count(columns) * (column + between) - between;
        // what is left stands above and below, as with the figures
        let y = top + 0.42 * (spare - more * gaps);
        stand(&mut blocks, &starts, (m.width - m.margin - all, column + between), y, NOTE_GAP.0 * size + more);
        return Ok((blocks, all + m.px(ASIDE)));
    }
    Err(no_room())
}

/// Places the notes above a height, in as many columns as the width has; also
/// returns where they begin.
pub(super) fn below(chart: &Chart, m: &Sizes, bottom: f64) -> Result<(Vec<NoteBlock>, f64), Error> {
    if chart.notes.is_empty() || m.note_place != NotePlace::Below {
        return Ok((Vec::new(), bottom));
    }
    let size = m.note().size;
    let between = BETWEEN * size;
    let width = |n: usize| (m.content() - between * (count(n) - 1.0)) / count(n);
    let gap = m.note_gap * size;
    let mut best: Option<(f64, Vec<NoteBlock>, Vec<usize>, f64)> = None;
    let least = Least::new(chart, m)?;
    for n in (1..=MOST_COLUMNS.min(chart.notes.len())).filter(|&n| n == 1 || width(n) >= LEAST_PART * size) {
        if least.height(m, width(n)) > count(n) * MOST * m.height {
            continue;
        }
        let mut blocks = set(chart, m, width(n));
        if best.is_some() && blocks.as_ref().is_err_and(Error::is_about_room) {
            blocks = Ok(Vec::new());
        }
        let blocks = blocks?;
        let starts = starts(&blocks, n, gap);
        let whole = height(&blocks, &starts, gap);
        // more columns only where they are clearly lower: long lines read better than many
        if !blocks.is_empty() && best.as_ref().is_none_or(|b| whole < LOWER * b.0) {
            best = Some((whole, blocks, starts, width(n)));
        }
    }
    let Some((whole, mut blocks, starts, column)) = best else { return Err(no_room()) };
    if whole > MOST * m.height {
        return Err(no_room());
    }
    stand(&mut blocks, &starts, (m.margin, column + between), bottom - whole, gap);
    Ok((blocks, bottom - whole))
}

/// What notes need at least: setting them takes time, and this tells soon
/// where there is no use in it.
struct Least {
    /// For each note the widths of its title and of its text in one line.
    widths: Vec<(f64, f64)>,
}

impl Least {
    /// Measures a chart's notes.
    fn new(chart: &Chart, m: &Sizes) -> Result<Self, Error> {
        // a line break is no letter: the lines between are measured
        let of = |text: &str, style| {
            text.lines().filter(|line| !line.is_empty()).map(|line| width(line, &style)).sum::<Result<f64, Error>>()
        };
        let widths = chart.notes.iter().map(|n| Ok((of(&n.title, m.note_title())?, of(&n.text, m.note())?)));
        Ok(Self { widths: widths.collect::<Result<_, Error>>()? })
    }

    /// Returns a height that they exceed in a column of a width.
    fn height(&self, m: &Sizes, column: f64) -> f64 {
        let inner = column - 2.0 * m.number_radius();
        let lines = |w: f64| (w / inner).ceil();
        let (title, text) = (m.note_title().leading(), m.note().leading());
        // a box is a little less high than its leading
        self.widths.iter().map(|w| lines(w.0) * title + lines(w.1) * text - 0.5 * title).sum()
    }
}

/// Returns the note with which each column begins, so that the highest is as
/// low as can be.
fn starts(blocks: &[NoteBlock], columns: usize, gap: f64) -> Vec<usize> {
    let heights: Vec<f64> = blocks.iter().map(|b| b.bounds().height()).collect();
    let mut limits: Vec<f64> = (0..heights.len())
        .flat_map(|from| (from + 1..=heights.len()).map(move |to| (from, to)))
        .map(|(from, to)| heights[from..to].iter().sum::<f64>() + gap * count(to - from - 1))
        .collect();
    limits.sort_by(f64::total_cmp);
    let filled = |limit: f64| {
        let (mut out, mut y) = (vec![0], 0.0);
        for (i, h) in heights.iter().enumerate() {
            if i > 0 && y + h > limit + 1e-6 {
                out.push(i);
                y = 0.0;
            }
            y += h + gap;
        }
        out
    };
    limits.iter().map(|l| filled(*l)).find(|s| s.len() <= columns).unwrap_or_else(|| vec![0])
}

/// Returns the height of the highest column.
fn height(blocks: &[NoteBlock], starts: &[usize], gap: f64) -> f64 {
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let column =
        |(&from, to): (&usize, usize)| blocks[from..to].iter().map(|b| b.bounds().height() + gap).sum::<f64>() - gap;
    starts.iter().zip(ends).map(column).fold(0.0, f64::max)
}

/// Returns the number of notes in the column that has most.
fn most(starts: &[usize], all: usize) -> usize {
    let ends = starts.iter().skip(1).copied().chain([all]);
    starts.iter().zip(ends).map(|(from, to)| to - from).max().unwrap_or(1)
}

/// Puts notes one below the other in columns that begin at `x`, `x + step`, …
fn stand(blocks: &mut [NoteBlock], starts: &[usize], (x, step): (f64, f64), top: f64, gap: f64) {
    let (mut x, mut y) = (x - step, top);
    for (i, block) in blocks.iter_mut().enumerate() {
        if starts.contains(&i) {
            (x, y) = (x + step, top);
        }
        let b = block.bounds();
        block.shift(Vec2::new(x, y - b.y0));
        y += b.height() + gap;
    }
}

/// Returns the gap between notes below the figures that takes at most some
/// height more, in sizes of the text.
pub(super) fn loosest(m: &Sizes, notes: &[NoteBlock], spare: f64) -> f64 {
    let mut starts: Vec<usize> =
        (1..notes.len()).filter(|&i| notes[i].bounds().y0 < notes[i - 1].bounds().y0).collect();
    starts.insert(0, 0);
    let gaps = count(most(&starts, notes.len()) - 1).max(1.0);
    (m.note_gap + spare.max(0.0) / gaps / m.note().size).min(NOTE_GAP.1)
}

/// Sets all notes to a width, each for itself with its left end at 0.
fn set(chart: &Chart, m: &Sizes, width: f64) -> Result<Vec<NoteBlock>, Error> {
    (0..chart.notes.len()).map(|i| block(chart, m, i, width)).collect()
}

/// Sets one note.
fn block(chart: &Chart, m: &Sizes, index: usize, full: f64) -> Result<NoteBlock, Error> {
    let note = &chart.notes[index];
    let (title_style, text_style, number_style) = (m.note_title(), m.note(), m.number());
    let radius = m.number_radius();
    let x = 2.0 * radius + INDENT * text_style.size;
    let mut y = ASCENT * title_style.size;
    let center = Point::new(radius, y - MIDDLE * title_style.size);
    let (title_role, number_role) = match note.urgent {
        true => (TextRole::UrgentTitle, TextRole::UrgentNumber),
        false => (TextRole::NoteTitle(note.highlight), TextRole::Number(note.highlight)),
    };
    let in_field = |name: &'static str| move |e: Error| e.in_field(format!("/note/{index}/{name}"));
    let title = lines(&note.title, title_role, title_style.clone(), (x, full), &mut y).map_err(in_field("title"))?;
    y += TITLE_GAP * text_style.leading() - title_style.leading();
    let text = match note.text.as_str() {
        "" => Vec::new(),
        text => lines(text, TextRole::NoteText, text_style, (x, full), &mut y).map_err(in_field("text"))?,
    };
    let number = (index + 1).to_string();
    let left = center.x - width(&number, &number_style)? / 2.0;
    let baseline = center.y + MIDDLE * number_style.size;
    let number = line(number, number_role, left, baseline, number_style)?;
    Ok(NoteBlock {
        number: NumberMark { center, radius, zone: None, number: Some(number) },
        title,
        text,
        highlight: note.highlight,
        is_urgent: note.urgent,
    })
}

/// Sets a paragraph between two ends; `y` is its first baseline, and becomes
/// the one after its last.
fn lines(
    text: &str,
    role: TextRole,
    style: TextStyle,
    (x, end): (f64, f64),
    y: &mut f64,
) -> Result<Vec<TextLine>, Error> {
    let mut out = Vec::new();
    let least = (ORPHAN.0 * (end - x)).min(ORPHAN.1 * style.size);
    for text in wrap_without_orphan(text, &style, end - x, least)? {
        let set = line(text, role, x, *y, style.clone())?;
        if set.width > end - x {
            return Err(Error::does_not_fit(
                format!("“{}” is too long for the column of notes", set.text),
                "use a wider page or shorter words",
            ));
        }
        out.push(set);
        *y += style.leading();
    }
    Ok(out)
}

/// Returns a number of things as a factor.
fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Returns the error where notes find no room.
fn no_room() -> Error {
    Error::does_not_fit(
        "the notes do not fit the page",
        "use a larger `size` or another ratio, fewer notes or shorter ones",
    )
    .in_field("/note")
}

/// From the bottom of notes to the rule or the texts below them, in units.
pub(super) const UNDER: f64 = 0.03;
/// From the bottom of notes to the legend or the claim below them, beyond the
/// usual, in units.
pub(super) const OVER: f64 = 0.012;
