//! The foot of the page: rule, legend, claim and credit lines, built upwards.

use super::legend::{edge_texts, legend, legend_texts};
use super::notes::{OVER, UNDER, below};
use super::number_list::{ListPlan, plan};
use crate::error::Error;
use crate::layout::placed::{LegendItem, NoteBlock, TextLine, TextRole};
use crate::layout::sizes::Sizes;
use crate::layout::texts::line;
use crate::model::{Chart, Emphasis, LabelMode, fill};
use crate::text::wrap_without_orphan;
use kurbo::Point;

/// Most sources named in the credit line; the rest are "others".
const NAMED_SOURCES: usize = 2;
/// From the last line of the list of numbers down to the claim, in lines of the claim.
const OVER_CLAIM: f64 = 1.25;
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
pub(super) fn footer(chart: &Chart, m: &Sizes) -> Result<Footer, Error> {
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
    // a legend names what no label names
    let is_labelled = m.is_wide || chart.labels != LabelMode::None;
    let is_plain = is_labelled && chart.highlights.len() < 3 && chart.values.is_empty();
    let items = if chart.legend && !is_plain { legend_texts(chart) } else { Vec::new() };
    let edges = edge_texts(chart);
    let items_are_there = !items.is_empty() || !edges.is_empty();
    let (legend, rule_y) = if !items_are_there {
        (Vec::new(), first_claim - m.px(if m.is_wide { 0.012 } else { 0.042 }))
    } else {
        let baseline = first_claim - m.px(if m.is_atlas { 0.033 } else { 0.0437 });
        let (legend, top_baseline) = legend(items, edges, m, baseline)?;
        (legend, top_baseline - m.px(if m.is_atlas { 0.025 } else { 0.031 }))
    };
    // the list of marks stands between the rule and the legend
    let mut list = plan(chart, m)?;
    let mut rule_y = rule_y;
    if let Some(list) = &mut list {
        let last = rule_y + if items_are_there { 0.0 } else { m.px(0.008) };
        // clear of the line below, however little of a wide page is left for a rule
        let clear = if items_are_there { last } else { first_claim - OVER_CLAIM * style.leading() };
        list.first = (last - m.px(0.014)).min(clear) - list.height(m);
        rule_y = list.first - 1.9 * m.list().size;
        if rule_y < 0.3 * m.height {
            return Err(Error::does_not_fit("the list of numbers takes too much of the page", "use a larger `size`")
                .in_field("/size"));
        }
    }
    // notes stand between a rule and the legend
    let (notes, notes_top) = below(chart, m, rule_y - m.px(OVER))?;
    if !notes.is_empty() {
        rule_y = notes_top - m.px(UNDER);
    }
    let rule = (!m.is_wide).then(|| (Point::new(m.margin, rule_y), Point::new(m.width - m.margin, rule_y)));
    Ok(Footer { texts, legend, rule, list, notes, top: rule_y })
}

/// Returns what the lines at the foot of the page say, as far as it is wanted.
fn paragraphs(chart: &Chart, m: &Sizes) -> Vec<String> {
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
    let reference = |(i, text): (usize, &String)| format!("{}\u{a0}{text}", i + 1);
    let references: Vec<String> = chart.references.iter().enumerate().map(reference).collect();
    out.extend(Some(references.join("  ")).filter(|l| !l.is_empty()));
    out.extend(chart.credit.clone());
    out
}

/// Returns where the placements come from, for the zones that are highlighted,
/// and the name and licence of the map.
pub fn credit(chart: &Chart) -> String {
    let (sources, map) = credits(chart);
    format!("{sources} {map}")
}

/// Returns the two parts of the credit: placement with sources, map with
/// licence.
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
    let credit = match map.origin.get(&chart.lang) {
        "" => fill(phrase, &[("placement", placement), ("sources", &words.list(&names))]),
        origin => origin.to_owned(),
    };
    let version = fill(&words.version, &[("map", &map.id), ("version", &map.version)]);
    let license = if map.license.is_empty() { String::new() } else { format!(", {}", map.license) };
    (credit, format!("{version}{license}."))
}
