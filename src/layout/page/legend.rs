//! The legend: swatches and the names of what they stand for.

use crate::error::Error;
use crate::layout::placed::{LegendItem, Swatch, TextRole};
use crate::layout::sizes::Sizes;
use crate::layout::texts::line;
use crate::model::{AgreementMarks, Chart, Context, Emphasis};
use crate::text::width;
use kurbo::Rect;

/// Legends of more entries than this are set in columns.
const FEW_ITEMS: usize = 6;
/// Most columns of a legend.
const MOST_COLUMNS: usize = 6;

/// A legend entry before it has its place.
struct Entry {
    /// What it shows.
    kind: Swatch,
    /// Its name.
    text: String,
    /// Width of swatch and name.
    width: f64,
}

/// Lists what the legend names.
pub(super) fn legend_texts(chart: &Chart) -> Vec<(Swatch, String)> {
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
    if !items.is_empty() && chart.context != Context::None && chart.emphasis.contains(&Emphasis::Context) {
        items.push((Swatch::Context, chart.words.other_areas.clone()));
    }
    items
}

/// Lists what the legend says of edges, where they show how far texts agree.
pub(super) fn edge_texts(chart: &Chart) -> Vec<(Swatch, String)> {
    if chart.agreement != AgreementMarks::Explained {
        return Vec::new();
    }
    let words = &chart.words.agreement.legend;
    chart.grades().into_iter().filter_map(|a| Some((Swatch::Edge(a), words.get(&a)?.clone()))).collect()
}

/// Places legend entries in as many rows as they need, those of colours before those of edges, the
/// last row at `baseline`; also returns the baseline of the first row.
pub(super) fn legend(
    colors: Vec<(Swatch, String)>,
    edges: Vec<(Swatch, String)>,
    m: &Sizes,
    baseline: f64,
) -> Result<(Vec<LegendItem>, f64), Error> {
    let style = m.legend();
    let fs = style.size;
    let (swatch, gap, apart) = ((1.5 * fs, 0.87 * fs), 0.47 * fs, m.px(0.0275));
    let measured = |items: Vec<(Swatch, String)>| -> Result<Vec<Entry>, Error> {
        let entry =
            |(kind, text): (Swatch, String)| Ok(Entry { kind, width: swatch.0 + gap + width(&text, &style)?, text });
        items.into_iter().map(entry).collect()
    };
    let (colors, edges) = (measured(colors)?, measured(edges)?);
    let is_full = |x: f64, n: usize| x + apart * count_of(n) > m.content();
    let (mut rows, columns) = match columns(&colors, apart, m.content()) {
        // many entries are set in columns
        Some(columns) if colors.len() > FEW_ITEMS => (in_rows(colors, |_, n| n == columns.len()), Some(columns)),
        _ => (in_rows(colors, is_full), None),
    };
    // edges stand in a row of their own, unless one row holds all
    let of = |row: &[Entry]| row.iter().map(|e| e.width).sum::<f64>();
    let in_columns = rows.len();
    match rows.as_mut_slice() {
        [row] if columns.is_none() && !is_full(of(row) + of(&edges), row.len() + edges.len() - 1) => row.extend(edges),
        _ if edges.is_empty() => {}
        _ => rows.extend(in_rows(edges, is_full)),
    }
    rows.retain(|row| !row.is_empty());
    let first = baseline - (count_of(rows.len()) - 1.0) * 1.6 * fs;
    let mut out = Vec::new();
    let mut y = first;
    for (n, row) in rows.into_iter().enumerate() {
        let mut x = m.margin;
        let columns = columns.as_ref().filter(|_| n < in_columns);
        for (i, Entry { kind, text, width }) in row.into_iter().enumerate() {
            x = columns.map_or(x, |c| m.margin + c[i]);
            let top = y - 0.36 * fs - swatch.1 / 2.0;
            let text = line(text, TextRole::Legend, x + swatch.0 + gap, y, style.clone())?;
            out.push(LegendItem { swatch: kind, rect: Rect::new(x, top, x + swatch.0, top + swatch.1), text });
            x += width + apart;
        }
        y += 1.6 * fs;
    }
    Ok((out, first))
}

/// Returns a number of things as a factor.
fn count_of(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Finds where columns begin: as many as fit, spread over the width.
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

/// Puts entries in rows; `is_full` is asked with the width that a row would
/// have and the number of its entries.
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
