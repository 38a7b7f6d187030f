//! What was asked for and is not in the picture, or is in it without a name:
//! asked = drawn and named, or told.

use super::placed::{Layout, Swatch};
use crate::model::{Chart, Emphasis, LabelMode};
use crate::resolve::ResolvedView;

/// How many names that find no room weigh as much as a zone that is not drawn.
const NOT_DRAWN: usize = 2;

impl Layout {
    /// Notes what a finished layout lacks: the zones that are in none of its views,
    /// and, each once, the names that are nowhere.
    pub(super) fn note_losses(&mut self, chart: &Chart, views: &[ResolvedView]) {
        let is_drawn = |zone: usize| views.iter().any(|v| v.zones.iter().any(|z| z.zone == zone));
        let (drawn, lost): (Vec<usize>, Vec<usize>) = asked(chart).partition(|&zone| is_drawn(zone));
        let is_nameless = |z: &&usize| chart.names(chart.emphasis[**z]) && !self.is_named(chart, **z);
        let nameless = drawn.iter().filter(is_nameless).map(|&z| chart.zone_label(z).to_owned());
        let mut names: Vec<String> = Vec::new();
        for name in self.unplaced.iter().cloned().chain(nameless) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.unplaced = names;
        self.not_shown = lost;
    }

    /// Returns whether a zone is named: by a label, by a number with its name in a
    /// list or a note, or by an entry of the legend that names it alone; with the
    /// rest of its group, where groups are named.
    fn is_named(&self, chart: &Chart, zone: usize) -> bool {
        let emphasis = chart.emphasis[zone];
        let is_by_group = chart.labels == LabelMode::Groups;
        let by_callout = self.callouts.iter().any(|c| {
            let is_seen = !c.lines.is_empty() || !c.marks.is_empty();
            is_seen && (c.zones.contains(&zone) || is_by_group && c.highlight == emphasis.highlight())
        });
        let alike = chart.emphasis.iter().filter(|e| **e == emphasis).count();
        let is_of = |swatch: Swatch| match (swatch, emphasis) {
            (Swatch::Primary(a), Emphasis::Primary(b)) | (Swatch::Secondary(a), Emphasis::Secondary(b)) => a == b,
            _ => false,
        };
        let name = chart.zone_label(zone);
        let by_legend =
            self.legend.iter().any(|item| is_of(item.swatch) && (is_by_group || alike == 1 && item.text.text == name));
        let by_note = chart.notes.iter().any(|n| n.zones.contains(&zone));
        let by_stroke = chart.strokes.iter().any(|s| s.note.is_some() && s.zones.contains(&zone));
        by_callout || by_legend || by_note || by_stroke
    }

    /// Returns how much of what was asked for is lost: 0 where all is drawn and named.
    pub(super) fn loss(&self) -> usize {
        NOT_DRAWN * self.not_shown.len() + self.unplaced.len()
    }
}

/// Returns the zones that a chart asks for, in the map's order.
fn asked(chart: &Chart) -> impl Iterator<Item = usize> + '_ {
    (0..chart.map.zones.len()).filter(|&z| chart.is_atlas || chart.emphasis[z] != Emphasis::Context)
}
