//! The title and the subtitle of a chart that gives none.

use super::highlights::Plan;
use super::views::aspects;
use crate::model::{Map, View, Words, fill};

/// Returns the title from the labels, such as `Lower back and sciatic nerve`.
pub(in crate::input) fn title(plan: &Plan, map: &Map, words: &Words) -> String {
    if plan.is_atlas {
        return words.atlas.clone();
    }
    if plan.highlights.is_empty() {
        return map.title.get(&words.lang).to_owned();
    }
    let mut labels: Vec<String> = Vec::new();
    for label in &plan.names {
        let name = if labels.is_empty() { label.clone() } else { words.inside_sentence(label) };
        if !labels.iter().any(|l| l.to_lowercase() == name.to_lowercase()) {
            labels.push(name);
        }
    }
    words.list(&labels)
}

/// Returns the subtitle, which says in which aspects charts place the zones.
pub(in crate::input) fn subtitle(views: &[View], plan: &Plan, map: &Map, words: &Words) -> String {
    if plan.is_atlas {
        return fill(&words.subtitle_atlas, &[("count", &map.zones.len().to_string())]);
    }
    // values come in classes that no name asked for
    if plan.names.is_empty() && !plan.highlights.is_empty() {
        return words.subtitle_values.clone();
    }
    let mut zones: Vec<usize> =
        plan.highlights.iter().flat_map(|h| h.primary.iter().chain(&h.secondary)).copied().collect();
    zones.sort_unstable();
    zones.dedup();
    let names: Vec<String> = aspects(views).iter().filter_map(|a| words.aspects.get(a).cloned()).collect();
    let phrase = match plan.names.len() {
        0 => &words.subtitle_map,
        // a group of several zones is no one area
        1 if zones.len() == 1 => &words.subtitle_one,
        _ => &words.subtitle_many,
    };
    fill(phrase, &[("views", &words.list(&names))])
}
