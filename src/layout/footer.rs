//! The foot of the page: rule, legend, claim and credit lines, built upwards.

use super::metrics::Metrics;
use super::{LegendItem, Swatch, TextLine, TextRole};
use crate::error::Error;
use crate::model::{Chart, Emphasis, fill};
use crate::style::TextStyle;
use crate::text::{width, wrap};
use kurbo::{Point, Rect};

/// Most sources named in the credit line; the rest are "others".
const NAMED_SOURCES: usize = 2;
/// Legends of more entries than this are set in columns.
const FEW_ITEMS: usize = 6;

/// The foot of a page in place.
#[derive(Clone, Debug)]
pub struct Footer {
    /// Claim and credit.
    pub texts: Vec<TextLine>,
    /// Legend entries.
    pub legend: Vec<LegendItem>,
    /// The rule above it all; wide pages have none.
    pub rule: Option<(Point, Point)>,
    /// Where it begins.
    pub top: f64,
}

/// Builds the foot of the page.
pub(super) fn footer(chart: &Chart, m: &Metrics) -> Result<Footer, Error> {
    let style = m.claim();
    let mut lines = wrap(&chart.words.claim, &style, m.content())?;
    if m.is_atlas {
        lines.extend(wrap(&chart.words.atlas_note, &style, m.content())?);
    }
    lines.extend(wrap(&credit(chart), &style, m.content())?);
    let mut baseline = m.height - if m.is_wide { m.px(0.033) } else { m.px(0.0425) };
    let mut texts = Vec::new();
    for text in lines.into_iter().rev() {
        texts.push(line(text, TextRole::Claim, m.margin, baseline, style)?);
        baseline -= style.leading();
    }
    texts.reverse();
    let first_claim = baseline + style.leading();
    let items = if m.is_wide && chart.highlights.len() < 3 { Vec::new() } else { legend_texts(chart) };
    let (legend, rule_y) = if items.is_empty() {
        (Vec::new(), first_claim - m.px(if m.is_wide { 0.012 } else { 0.042 }))
    } else {
        let (legend, top_baseline) = legend(items, m, first_claim - m.px(if m.is_atlas { 0.033 } else { 0.0437 }))?;
        (legend, top_baseline - m.px(if m.is_atlas { 0.025 } else { 0.031 }))
    };
    let rule = (!m.is_wide).then(|| (Point::new(m.margin, rule_y), Point::new(m.width - m.margin, rule_y)));
    Ok(Footer { texts, legend, rule, top: rule_y })
}

/// One line, measured.
pub(super) fn line(text: String, role: TextRole, x: f64, baseline: f64, style: TextStyle) -> Result<TextLine, Error> {
    let width = width(&text, &style)?;
    Ok(TextLine { role, text, x, baseline, width, style })
}

/// Where the placements come from, for the zones that are highlighted.
fn credit(chart: &Chart) -> String {
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
    format!("{credit} {} {version}{license}.", words.differ)
}

/// What the legend names.
fn legend_texts(chart: &Chart) -> Vec<(Swatch, String)> {
    let mut items = Vec::new();
    for (i, h) in chart.highlights.iter().enumerate() {
        if h.primary.iter().any(|&z| chart.emphasis[z] == Emphasis::Primary(i)) {
            items.push((Swatch::Primary(i), h.legend.clone()));
        }
        let mut secondary: Vec<String> = Vec::new();
        for &z in h.secondary.iter().filter(|&&z| chart.emphasis[z] == Emphasis::Secondary(i)) {
            let label = chart.zone_label(z).to_owned();
            if !secondary.contains(&label) {
                secondary.push(label);
            }
        }
        if !secondary.is_empty() {
            items.push((Swatch::Secondary(i), secondary.join(", ")));
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
    // many entries are set in columns of one width
    let column = if items.len() > FEW_ITEMS {
        let mut widest = 0.0_f64;
        for (_, text) in &items {
            widest = widest.max(swatch.0 + gap + width(text, &style)?);
        }
        let count = ((m.content() + apart) / (widest + apart)).floor().clamp(1.0, 6.0);
        Some((m.content() + apart) / count - apart)
    } else {
        None
    };
    let mut rows: Vec<Vec<(Swatch, String, f64)>> = vec![Vec::new()];
    let mut x = 0.0;
    for (kind, text) in items {
        let w = match column {
            Some(w) => w,
            None => swatch.0 + gap + width(&text, &style)?,
        };
        if x > 0.0 && x + w > m.content() + 0.5 {
            rows.push(Vec::new());
            x = 0.0;
        }
        x += w + apart;
        if let Some(row) = rows.last_mut() {
            row.push((kind, text, w));
        }
    }
    let count = f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let first = baseline - (count - 1.0) * 1.6 * fs;
    let mut out = Vec::new();
    let mut y = first;
    for row in rows {
        let mut x = m.margin;
        for (kind, text, w) in row {
            let top = y - 0.36 * fs - swatch.1 / 2.0;
            let text = line(text, TextRole::Legend, x + swatch.0 + gap, y, style)?;
            out.push(LegendItem { swatch: kind, rect: Rect::new(x, top, x + swatch.0, top + swatch.1), text });
            x += w + apart;
        }
        y += 1.6 * fs;
    }
    Ok((out, first))
}
