//! What a chart highlights: zones, groups, or all of the map by system.

use crate::error::Error;
use crate::input::map::unknown_zone;
use crate::model::{Aspect, ChartSpec, Emphasis, Group, Guide, Highlight, Map, Named, View};

/// Most zones or groups highlighted in one chart.
const MAX_HIGHLIGHTS: usize = 64;
/// The name that stands for every zone.
const ALL: &str = "all";

/// What is highlighted, and which aspects its data want it shown in.
pub(in crate::input) struct Plan {
    /// The highlights in the order of their accents.
    pub highlights: Vec<Highlight>,
    /// For each highlight the aspects that its data name, most telling first.
    pub aspects: Vec<Vec<Aspect>>,
    /// Guides that its groups name.
    pub guides: Vec<Guide>,
    /// Labels of what was asked for, for the title.
    pub names: Vec<String>,
    /// Whether the whole map is shown, coloured by system.
    pub is_atlas: bool,
    /// On a wall chart, the index of each highlight's system.
    pub systems: Vec<usize>,
    /// For each highlight the index of the name that asks for it; empty on wall charts.
    pub origins: Vec<usize>,
}

impl Plan {
    /// Returns the JSON pointer to what asks for a highlight.
    pub(super) fn field(&self, highlight: usize) -> String {
        self.origins.get(highlight).map_or_else(|| "/values".to_owned(), |origin| format!("/zone/{origin}"))
    }

    /// Finds the zones and groups of the spec.
    pub(in crate::input) fn new(spec: &ChartSpec, map: &Map) -> Result<Self, Error> {
        let mut plan = Self {
            highlights: Vec::new(),
            aspects: Vec::new(),
            guides: Vec::new(),
            names: Vec::new(),
            is_atlas: false,
            systems: Vec::new(),
            origins: Vec::new(),
        };
        if spec.zones.iter().any(|z| z.name == ALL) {
            if spec.zones.len() > 1 {
                return Err(Error::usage("all-and-others", format!("`{ALL}` shows every zone already"))
                    .with_hint("leave the others out")
                    .in_field("/zone"));
            }
            plan.all(map, &spec.lang);
        }
        for (origin, zone) in spec.zones.iter().enumerate().filter(|(_, z)| z.name != ALL) {
            match map.find(&zone.name) {
                Some(Named::Zone(index)) => {
                    plan.names.push(map.zones[index].label.get(&spec.lang).to_owned());
                    plan.zone(map, index, &spec.lang);
                }
                Some(Named::Group(index)) => {
                    plan.names.push(map.groups[index].label.get(&spec.lang).to_owned());
                    plan.group(map, &map.groups[index], &spec.lang);
                }
                None => return Err(unknown_zone(map, &zone.name).in_field(format!("/zone/{origin}"))),
            }
            plan.origins.resize(plan.highlights.len(), origin);
        }
        if plan.highlights.len() > MAX_HIGHLIGHTS {
            return Err(Error::limit(
                "highlights",
                format!(
                    "{} highlights are too many for one chart; the limit is {MAX_HIGHLIGHTS}",
                    plan.highlights.len()
                ),
            )
            .in_field("/zone"));
        }
        Ok(plan)
    }

    /// Adds one highlight for each class of values, in the order of the classes; the
    /// last is for zones whose value is missing. They are shown in the first aspect
    /// that has all these zones, or else in every aspect that has any.
    pub(in crate::input) fn by_class(&mut self, map: &Map, classes: &[(String, Vec<usize>)]) {
        let zones = || classes.iter().flat_map(|c| &c.1);
        let drawn = |z: usize, a: Aspect| {
            map.zones[z].shapes.get(&a).is_some_and(|s| !s.left.is_empty() || !s.right.is_empty())
        };
        let one = Aspect::ALL.into_iter().find(|a| zones().all(|&z| drawn(z, *a)));
        let any = Aspect::ALL.into_iter().filter(|a| zones().any(|&z| drawn(z, *a)));
        let aspects: Vec<Aspect> = one.map_or_else(|| any.collect(), |a| vec![a]);
        for (name, members) in classes.iter().filter(|c| !c.1.is_empty()) {
            let (label, legend) = (name.clone(), name.clone());
            self.highlights.push(Highlight { label, legend, primary: members.clone(), secondary: Vec::new() });
            self.aspects.push(aspects.clone());
        }
    }

    /// Adds every zone, one highlight for each system.
    fn all(&mut self, map: &Map, lang: &str) {
        self.is_atlas = true;
        for (index, (id, system)) in map.systems.iter().enumerate() {
            let primary: Vec<usize> = (0..map.zones.len()).filter(|&z| map.zones[z].system == *id).collect();
            if !primary.is_empty() {
                let label = system.label.get(lang).to_owned();
                self.highlights.push(Highlight { legend: label.clone(), label, primary, secondary: Vec::new() });
                self.aspects.push(Aspect::ALL.to_vec());
                self.systems.push(index);
            }
        }
    }

    /// Removes the systems of which a wall chart's views show nothing.
    pub(in crate::input) fn keep_visible(&mut self, map: &Map, views: &[View]) {
        let shows = |h: &Highlight| h.primary.iter().any(|&z| views.iter().any(|v| map.zones[z].is_on(*v)));
        let keep: Vec<bool> = self.highlights.iter().map(shows).collect();
        let mut at = keep.iter();
        self.highlights.retain(|_| *at.next().unwrap_or(&true));
        let mut at = keep.iter();
        self.systems.retain(|_| *at.next().unwrap_or(&true));
    }

    /// Adds a single zone.
    fn zone(&mut self, map: &Map, index: usize, lang: &str) {
        let zone = &map.zones[index];
        let label = zone.label.get(lang).to_owned();
        self.highlights.push(Highlight { legend: label.clone(), label, primary: vec![index], secondary: Vec::new() });
        let drawn = |a: &Aspect| zone.shapes.get(a).is_some_and(|s| !s.left.is_empty() || !s.right.is_empty());
        self.aspects.push(Aspect::ALL.into_iter().filter(drawn).collect());
    }

    /// Adds a group; a group of groups adds one highlight for each of them.
    fn group(&mut self, map: &Map, group: &Group, lang: &str) {
        for guide in &group.guides {
            if !self.guides.contains(guide) {
                self.guides.push(*guide);
            }
        }
        let index = |ids: &[String]| ids.iter().filter_map(|m| map.zone_index(m)).collect::<Vec<_>>();
        let (primary, secondary) = (index(&group.members), index(&group.secondary));
        if !primary.is_empty() || !secondary.is_empty() {
            let label = group.label.get(lang).to_owned();
            let legend = group.legend.get(lang);
            let legend = if legend.is_empty() { label.clone() } else { legend.to_owned() };
            self.highlights.push(Highlight { label, legend, primary, secondary });
            self.aspects.push(group.views.clone());
        }
        for inner in group.members.iter().filter_map(|m| map.group(m)) {
            self.group(map, inner, lang);
        }
    }

    /// Returns how each zone is drawn; the first highlight that names a zone decides.
    pub(in crate::input) fn emphasis(&self, zones: usize) -> Vec<Emphasis> {
        let mut out = vec![Emphasis::Context; zones];
        for (i, h) in self.highlights.iter().enumerate() {
            for (list, emphasis) in [(&h.primary, Emphasis::Primary(i)), (&h.secondary, Emphasis::Secondary(i))] {
                for &z in list {
                    if out[z] == Emphasis::Context {
                        out[z] = emphasis;
                    }
                }
            }
        }
        out
    }
}
