//! The foot of the page: rule, legend, claim and credit lines, built upwards.

use super::marks::{self, ListPlan};
use super::metrics::Metrics;
use super::notes::{self, NoteBlock};
use super::{LegendItem, Swatch, TextLine, TextRole};
use crate::error::Error;
use crate::model::{Chart, Emphasis, LabelMode, fill};
use crate::style::TextStyle;
use crate::text::{width, wrap_without_orphan};
use kurbo::{Point, Rect};

/// Most sources named in the credit line; the rest are "others".
const NAMED_SOURCES: usize = 2;
/// Legends of more entries than this are set in columns.
const FEW_ITEMS: usize = 6;
/// Most columns of a legend.
const MOST_COLUMNS: usize = 6;

/// A last line shorter than this, in sizes of its type, is an orphan.
const ORPHAN: f64 = 4.5;

/// The foot of a page in place.
#[derive(Clone, Debug)]
pub struct Footer {
    /// Claim and credit.
    pub texts: Vec<TextLine>,
    /// Legend entries.
    pub legend: Vec<LegendItem>,
    /// The rule above it all; wide pages have none.
    pub rule: Option<(Point, Point)>,
    /// The list of number marks, if there are any.
    pub list: Option<ListPlan>,
    /// The notes, where they stand below the figures.
    pub notes: Vec<NoteBlock>,
    /// Where it begins.
    pub top: f64,
}

/// Builds the foot of the page.
pub(super) fn footer(chart: &Chart, m: &Metrics) -> Result<Footer, Error> {
    let style = m.claim();
    let mut lines = Vec::new();
    for paragraph in paragraphs(chart, m) {
        lines.extend(wrap_without_orphan(&paragraph, &style, m.content(), ORPHAN * style.size)?);
    }
    let mut baseline = m.height - if m.is_wide { m.px(0.033) } else { m.px(0.0425) };
    let mut texts = Vec::new();
    for text in lines.into_iter().rev() {
        texts.push(line(text, TextRole::Claim, m.margin, baseline, style.clone())?);
        baseline -= style.leading();
    }
    texts.reverse();
    let first_claim = baseline + style.leading();
    let is_labelled = m.is_wide || m.notes.is_some() && chart.labels != LabelMode::None;
    let is_plain = is_labelled && chart.highlights.len() < 3 && chart.values.is_empty();
    let items = if chart.legend && !is_plain { legend_texts(chart) } else { Vec::new() };
    let items_are_there = !items.is_empty();
    let (legend, rule_y) = if items.is_empty() {
        (Vec::new(), first_claim - m.px(if m.is_wide { 0.012 } else { 0.042 }))
    } else {
        let (legend, top_baseline) = legend(items, m, first_claim - m.px(if m.is_atlas { 0.033 } else { 0.0437 }))?;
        (legend, top_baseline - m.px(if m.is_atlas { 0.025 } else { 0.031 }))
    };
    // the list of marks stands between the rule and the legend
    let mut list = marks::plan(chart, m)?;
    let mut rule_y = rule_y;
    if let Some(list) = &mut list {
        let last = rule_y + if items_are_there { 0.0 } else { m.px(0.008) };
        list.first = last - list.height(m) - m.px(0.014);
        rule_y = list.first - 1.9 * m.list().size;
        if rule_y < 0.3 * m.height {
            return Err(Error::DoesNotFit(
                "the list of numbers takes too much of the page; use a larger one".to_owned(),
            ));
        }
    }
    // notes stand between a rule and the legend
    let (notes, notes_top) = notes::below(chart, m, rule_y - m.px(notes::OVER))?;
    if !notes.is_empty() {
        rule_y = notes_top - m.px(notes::UNDER);
    }
    let rule = (!m.is_wide).then(|| (Point::new(m.margin, rule_y), Point::new(m.width - m.margin, rule_y)));
    Ok(Footer { texts, legend, rule, list, notes, top: rule_y })
}

/// One line, measured.
pub(super) fn line(text: String, role: TextRole, x: f64, baseline: f64, style: TextStyle) -> Result<TextLine, Error> {
    let width = width(&text, &style)?;
    Ok(TextLine { role, text, x, baseline, width, style })
}

/// What the lines at the foot of the page say, as far as it is wanted.
fn paragraphs(chart: &Chart, m: &Metrics) -> Vec<String> {
    let words = &chart.words;
    let (sources, map) = credits(chart);
    let sentences = |parts: &mut dyn Iterator<Item = String>| {
        parts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join(&words.separators.sentence)
    };
    let mut out = Vec::new();
    if chart.claim {
        // what the credit line says of charts stands here where that line does not
        let differ = (!chart.sources).then(|| words.differ.clone());
        out.push(sentences(&mut [words.claim.clone()].into_iter().chain(differ)));
    }
    let note = if m.is_atlas { words.atlas_note.clone() } else { String::new() };
    let credit = if chart.sources { vec![sources, words.differ.clone(), map] } else { Vec::new() };
    let line = sentences(&mut [note].into_iter().chain(credit));
    out.extend(Some(line).filter(|l| !l.is_empty()));
    out.extend(chart.credit.clone());
    out
}

/// Where the placements come from, for the zones that are highlighted, and the
/// name and licence of the map.
pub fn credit(chart: &Chart) -> String {
    let (sources, map) = credits(chart);
    format!("{sources} {map}")
}

/// The two parts of the credit: placement with sources, map with licence.
fn credits(chart: &Chart) -> (String, String) {
    let highlighted = chart
        .map
        .zones
        .iter()
        .zip(&chart.emphasis)
        .filter(|(_, e)| **e != Emphasis::Context || chart.highlights.is_empty());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for id in highlighted.flat_map(|(z, _)| &z.sources) {
        match counts.iter_mut().find(|(known, _)| known == id) {
            Some((_, n)) => *n += 1,
            None => counts.push((id, 1)),
        }
    }
    // the most used first; the sort is stable, so that ties stay in map order
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let mut names: Vec<String> =
        counts.iter().filter_map(|(id, _)| chart.map.sources.get(*id)).map(|s| s.name.clone()).collect();
    if names.len() > NAMED_SOURCES {
        names.truncate(NAMED_SOURCES);
        names.push(chart.words.more_sources.clone());
    }
    let (words, map) = (&chart.words, &chart.map);
    let placement = map.placement.get(&chart.lang);
    let phrase = if placement.is_empty() { &words.sources } else { &words.placement };
    let credit = fill(phrase, &[("placement", placement), ("sources", &words.list(&names))]);
    let version = fill(&words.version, &[("map", &map.id), ("version", &map.version)]);
    let license = if map.license.is_empty() { String::new() } else { format!(", {}", map.license) };
    (credit, format!("{version}{license}."))
}

/// What the legend names.
fn legend_texts(chart: &Chart) -> Vec<(Swatch, String)> {
    let mut items = Vec::new();
    for (i, h) in chart.highlights.iter().enumerate() {
        let shows = |z: usize| chart.views.iter().any(|v| chart.map.zones[z].is_on(*v));
        if h.primary.iter().any(|&z| chart.emphasis[z] == Emphasis::Primary(i) && shows(z)) {
            items.push((Swatch::Primary(i), h.legend.clone()));
        }
        let mut secondary: Vec<String> = Vec::new();
        for &z in h.secondary.iter().filter(|&&z| chart.emphasis[z] == Emphasis::Secondary(i) && shows(z)) {
            let label = chart.zone_label(z);
            let label = if secondary.is_empty() { label.to_owned() } else { chart.words.inside_sentence(label) };
            if !secondary.contains(&label) {
                secondary.push(label);
            }
        }
        if !secondary.is_empty() {
            items.push((Swatch::Secondary(i), secondary.join(&chart.words.separators.list)));
        }
    }
    if !items.is_empty() && chart.emphasis.contains(&Emphasis::Context) {
        items.push((Swatch::Context, chart.words.other_areas.clone()));
    }
    items
}

/// Places legend entries in as many rows as they need, the last at `baseline`;
/// also returns the baseline of the first row.
fn legend(items: Vec<(Swatch, String)>, m: &Metrics, baseline: f64) -> Result<(Vec<LegendItem>, f64), Error> {
    let style = m.legend();
    let fs = style.size;
    let (swatch, gap, apart) = ((1.5 * fs, 0.87 * fs), 0.47 * fs, m.px(0.0275));
    let mut entries: Vec<Entry> = Vec::new();
    for (kind, text) in items {
        entries.push(Entry { kind, width: swatch.0 + gap + width(&text, &style)?, text });
    }
    let (rows, columns) = match columns(&entries, apart, m.content()) {
        // many entries are set in columns
        Some(columns) if entries.len() > FEW_ITEMS => (in_rows(entries, |_, n| n == columns.len()), Some(columns)),
        _ => (in_rows(entries, |x, n| x + apart * count_of(n) > m.content()), None),
    };
    let first = baseline - (count_of(rows.len()) - 1.0) * 1.6 * fs;
    let mut out = Vec::new();
    let mut y = first;
    for row in rows {
        let mut x = m.margin;
        for (i, Entry { kind, text, width }) in row.into_iter().enumerate() {
            x = columns.as_ref().map_or(x, |c| m.margin + c[i]);
            let top = y - 0.36 * fs - swatch.1 / 2.0;
            let text = line(text, TextRole::Legend, x + swatch.0 + gap, y, style.clone())?;
            out.push(LegendItem { swatch: kind, rect: Rect::new(x, top, x + swatch.0, top + swatch.1), text });
            x += width + apart;
        }
        y += 1.6 * fs;
    }
    Ok((out, first))
}

/// A legend entry before it has its place.
struct Entry {
    /// What it shows.
    kind: Swatch,
    /// Its name.
    text: String,
    /// Width of swatch and name.
    width: f64,
}

/// A number of things as a length factor.
fn count_of(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Where columns begin, as many as fit, spread over the width.
fn columns(entries: &[Entry], apart: f64, content: f64) -> Option<Vec<f64>> {
    (2..=MOST_COLUMNS).rev().find_map(|count| {
        let widest = |c: usize| entries.iter().skip(c).step_by(count).map(|e| e.width).fold(0.0, f64::max);
        let widths: Vec<f64> = (0..count).map(widest).collect();
        let gap = (content - widths.iter().sum::<f64>()) / count_of(count - 1);
        (gap >= apart).then(|| {
            widths
                .iter()
                .scan(0.0, |x, w| {
                    let here = *x;
                    *x += w + gap;
                    Some(here)
                })
                .collect()
        })
    })
}

/// Entries in rows; `is_full` is asked with the width that a row would have
/// and the number that it has.
fn in_rows(entries: Vec<Entry>, is_full: impl Fn(f64, usize) -> bool) -> Vec<Vec<Entry>> {
    let mut rows: Vec<Vec<Entry>> = vec![Vec::new()];
    for entry in entries {
        let last = rows.last().map_or(&[][..], Vec::as_slice);
        if !last.is_empty() && is_full(last.iter().map(|e| e.width).sum::<f64>() + entry.width, last.len()) {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    rows
}
