//! The labels of a row: which zones they name, and where these are.

use crate::geom::Region;
use crate::layout::attempt::Numbered;
use crate::layout::sizes::{PageKind, Sizes};
use crate::model::{Aspect, Chart, Emphasis, LabelMode, Side, ZoneSide};
use crate::resolve::{ResolvedView, ResolvedZone};
use kurbo::Affine;

/// A foot that a label points into.
pub(in crate::layout) struct LabelTarget {
    /// Index of the figure.
    pub figure: usize,
    /// Index of the zone.
    pub zone: usize,
    /// Where its anchor may be, about the figure's heel end, px.
    pub pieces: Vec<Region>,
}

impl LabelTarget {
    /// Returns the piece that a leader to one side points at: the nearest to
    /// that side.
    pub(super) fn piece(&self, label_is_left: bool) -> Option<&Region> {
        let key = |r: &&Region| {
            let b = r.bounds().unwrap_or_default();
            if label_is_left { b.x0 } else { -b.x1 }
        };
        self.pieces.iter().min_by(|a, b| key(a).total_cmp(&key(b)))
    }
}

/// One label to be placed.
pub(in crate::layout) struct RowLabel {
    /// Zones that it names: those of the same name in the same aspect.
    pub zones: Vec<usize>,
    /// Its highlight; none for a quiet zone.
    pub highlight: Option<usize>,
    /// What it is in.
    pub aspect: Aspect,
    /// The name.
    pub name: String,
    /// Where the zone is.
    pub place: Option<String>,
    /// Set for zones of one foot only.
    pub only: Option<Side>,
    /// The feet that show it, in page order.
    pub targets: Vec<LabelTarget>,
    /// Whether a number stands for it, and its name in a list.
    pub numbered: bool,
    /// Index of the note whose number it is.
    pub note: Option<usize>,
}

impl RowLabel {
    /// Returns whether it tends to the left: the first highlight does, the
    /// second tends to the right.
    pub(super) fn leans_left(&self) -> bool {
        self.highlight.unwrap_or(0).is_multiple_of(2)
    }

    /// Returns its group; labels of one like to stand together.
    pub(super) fn group(&self) -> usize {
        self.highlight.map_or(0, |h| h + 1)
    }
}

/// Lists the labels of the zones in some figures that the chart names; `views`
/// and `shapes` run over all figures of the page, `row` names those of the row.
pub(super) fn labels(
    chart: &Chart,
    m: &Sizes,
    views: &[ResolvedView],
    shapes: &[Affine],
    row: &[usize],
) -> Vec<RowLabel> {
    let mut out: Vec<RowLabel> = Vec::new();
    for &figure in row {
        let view = &views[figure];
        // the largest zone of a name speaks for it
        // a card has room for few labels: one for each group says enough
        let is_few = m.kind == PageKind::Card && chart.labels == LabelMode::Groups;
        let is_kept = |e: Emphasis| !(is_few && matches!(e, Emphasis::Secondary(_)));
        let zones = view.zones.iter().filter(|z| !z.anchorable.is_empty() && is_kept(z.emphasis));
        let mut zones: Vec<_> = zones.map(|z| (z.region.area(), z)).collect();
        zones.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, resolved) in zones {
            let noted = chart.notes_on(resolved.zone, view.view).map(Some);
            let named = chart.is_named(resolved.zone, view.view).then_some(None);
            for note in noted.chain(named) {
                let target = LabelTarget {
                    figure,
                    zone: resolved.zone,
                    pieces: resolved.anchorable.iter().map(|r| r.transform(shapes[figure])).collect(),
                };
                let mut label = label(chart, m, view.view.aspect, resolved, note);
                let same = |l: &&mut RowLabel| {
                    let is_one =
                        if note.is_some() { true } else { l.name == label.name && l.highlight == label.highlight };
                    l.note == note && l.aspect == label.aspect && is_one
                };
                if let Some(label) = out.iter_mut().find(same) {
                    if !label.zones.contains(&resolved.zone) {
                        label.zones.push(resolved.zone);
                    }
                    if label.targets.iter().all(|t| t.figure != figure) {
                        label.targets.push(target);
                    }
                    continue;
                }
                label.targets.push(target);
                out.push(label);
            }
        }
    }
    for label in out.iter_mut().filter(|l| is_of_several(chart, l)) {
        label.place = Some(members(chart, label));
    }
    out
}

/// Returns the label of one zone, or of a note on it, without targets.
fn label(chart: &Chart, m: &Sizes, aspect: Aspect, resolved: &ResolvedZone, note: Option<usize>) -> RowLabel {
    let zone = &chart.map.zones[resolved.zone];
    let highlight = resolved.emphasis.highlight();
    let usual = name(chart, resolved.zone, resolved.emphasis);
    let name = note.map_or(usual, |n| chart.notes[n].title.as_str());
    RowLabel {
        zones: vec![resolved.zone],
        highlight,
        aspect,
        name: name.to_owned(),
        place: chart
            .values
            .get(&resolved.zone)
            .cloned()
            .or_else(|| zone.place.get(&aspect).map(|p| p.get(&chart.lang).to_owned()).filter(|p| !p.is_empty())),
        only: match zone.side {
            ZoneSide::Both => None,
            ZoneSide::Only(side) => Some(side),
        },
        targets: Vec::new(),
        numbered: match m.attempt.numbered {
            _ if note.is_some() => true,
            Numbered::None => false,
            Numbered::Quiet => highlight.is_none(),
            Numbered::All => true,
        },
        note,
    }
}

/// Returns what a zone's label is called: by itself, or as the main zones of
/// its highlight.
fn name(chart: &Chart, zone: usize, emphasis: Emphasis) -> &str {
    match emphasis {
        Emphasis::Primary(h) if chart.labels == LabelMode::Groups && !chart.is_atlas => &chart.highlights[h].legend,
        _ => chart.zone_label(zone),
    }
}

/// Returns whether a label stands for zones of several names.
fn is_of_several(chart: &Chart, label: &RowLabel) -> bool {
    label.zones.iter().any(|z| chart.zone_label(*z) != chart.zone_label(label.zones[0]))
}

/// Returns the names of a label's zones in the map's order: `Lumbar spine,
/// sacrum and coccyx`.
fn members(chart: &Chart, label: &RowLabel) -> String {
    let mut zones = label.zones.clone();
    zones.sort_unstable();
    let mut names: Vec<String> = Vec::new();
    for zone in zones {
        let name = chart.zone_label(zone);
        let name = if names.is_empty() { name.to_owned() } else { chart.words.inside_sentence(name) };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    chart.words.list(&names)
}
