//! The zone map: zones with their shapes, groups, body systems and sources, found by
//! id, alias or label. Shapes are in frames, which `resolve` places on a foot.

use super::view::{Aspect, Side, View};
use crate::style::Color;
use std::collections::BTreeMap;

/// A text in several languages, by language code (BCP 47, such as `pt` or `pt-BR`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized(pub BTreeMap<String, String>);

impl Localized {
    /// Returns the text in a language or its base language, or `None` where there is neither.
    pub fn own(&self, lang: &str) -> Option<&str> {
        let base = lang.split('-').next().unwrap_or(lang);
        [lang, base].into_iter().find_map(|l| self.0.get(l)).map(String::as_str).filter(|t| !t.is_empty())
    }

    /// Returns the text in a language, else in its base language (`pt` for `pt-BR`),
    /// else in English, else in any.
    pub fn get(&self, lang: &str) -> &str {
        let base = lang.split('-').next().unwrap_or(lang);
        [lang, base, "en"]
            .into_iter()
            .find_map(|l| self.0.get(l))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}

/// A coordinate system that an outline offers to zones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Frame {
    /// (u, v): u from the medial (0) to the lateral edge (1) at height v; v
    /// from the heel end (0) to the longest toe tip (1). For sole and top.
    Body,
    /// Offsets from a toe pad's centre in its half-widths (−1 medial) and
    /// half-lengths (+1 tip); the toe's index from 0.
    Toe(usize),
    /// (x, height) in foot lengths, x from the rearmost heel. For side views.
    Profile,
}

/// One shape of a zone, in a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A closed polygon; corners softened over `corner` foot lengths.
    Polygon {
        /// Corners in the frame.
        points: Vec<[f64; 2]>,
        /// The frame.
        frame: Frame,
        /// The length by which each corner is cut back, in foot lengths.
        corner: f64,
    },
    /// An ellipse with its axes along the frame's, or turned.
    Ellipse {
        /// Centre in the frame.
        center: [f64; 2],
        /// Half axes in the frame's units.
        radii: [f64; 2],
        /// Turn in degrees, counter-clockwise with the second axis up.
        rotate: f64,
        /// The frame.
        frame: Frame,
    },
    /// A band along a polyline.
    Line {
        /// Centre line in the frame.
        points: Vec<[f64; 2]>,
        /// Width in foot lengths.
        width: f64,
        /// The frame.
        frame: Frame,
    },
}

/// The shapes of a zone in one aspect; they may differ by foot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shapes {
    /// On the left foot.
    pub left: Vec<Shape>,
    /// On the right foot.
    pub right: Vec<Shape>,
}

impl Shapes {
    /// Returns the shapes on one foot.
    pub fn on(&self, side: Side) -> &[Shape] {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// The feet on which a zone is claimed to lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ZoneSide {
    /// Both feet.
    Both,
    /// One foot only.
    Only(Side),
}

impl ZoneSide {
    /// Returns whether the zone is on this foot.
    pub fn includes(self, side: Side) -> bool {
        match self {
            Self::Both => true,
            Self::Only(only) => only == side,
        }
    }
}

/// The degree to which charts agree on a zone's place, estimated by the map's authors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Agreement {
    /// Charts mostly agree.
    High,
    /// Charts differ in detail.
    Medium,
    /// Charts differ much.
    Low,
}

impl Agreement {
    /// Every grade, the surest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Returns the name in JSON: `high`, `medium` or `low`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One reflex area.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Stable key, kebab-case.
    pub id: String,
    /// Name on the chart.
    pub label: Localized,
    /// Other names that people type.
    pub aliases: Vec<String>,
    /// A quiet second line saying where, by aspect.
    pub place: BTreeMap<Aspect, Localized>,
    /// The claim: what reflexology says about the zone, worded as such.
    pub claim: Localized,
    /// Id of its body system.
    pub system: String,
    /// The feet it is on.
    pub side: ZoneSide,
    /// Parts of the body it is said to correspond to.
    pub body: Vec<String>,
    /// The degree to which charts agree on its place.
    pub agreement: Agreement,
    /// The differences between schools.
    pub note: Localized,
    /// Ids of the texts its placement was read in.
    pub sources: Vec<String>,
    /// Ids of zones that it lies on top of.
    pub over: Vec<String>,
    /// Its shapes by aspect.
    pub shapes: BTreeMap<Aspect, Shapes>,
}

impl Zone {
    /// Returns whether the map draws the zone in a view.
    pub fn is_on(&self, view: View) -> bool {
        self.side.includes(view.side) && self.shapes.get(&view.aspect).is_some_and(|s| !s.on(view.side).is_empty())
    }
}

/// A named set of zones or groups.
#[derive(Clone, Debug)]
pub struct Group {
    /// Stable key, kebab-case.
    pub id: String,
    /// Name in titles.
    pub label: Localized,
    /// Other names that people type.
    pub aliases: Vec<String>,
    /// Name of its main members in the legend, where it differs.
    pub legend: Localized,
    /// Aspects that show it.
    pub views: Vec<Aspect>,
    /// Guides worth drawing with it.
    pub guides: Vec<Guide>,
    /// Ids of zones or groups.
    pub members: Vec<String>,
    /// Ids of zones drawn in the tint.
    pub secondary: Vec<String>,
}

/// A body system, for colour and legend.
#[derive(Clone, Debug)]
pub struct System {
    /// Name in legends.
    pub label: Localized,
    /// Its colour.
    pub color: Color,
    /// The theme's accent, from 0, that highlights of this system alone have in every chart; those
    /// of other systems take what is left in order.
    pub accent: Option<usize>,
}

/// A text in which placements were read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Short name for the credit line.
    pub name: String,
    /// A description in one line.
    pub text: String,
}

/// A guide line across the sole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Guide {
    /// Heel or pelvic line: the start of the heel pad.
    Heel,
    /// Waist line: the tuberosity of the fifth metatarsal.
    Waist,
    /// Diaphragm line: under the metatarsal heads.
    Diaphragm,
    /// Shoulder line: the bases of the toes.
    Shoulder,
}

impl Guide {
    /// Every guide, from heel to toes.
    pub const ALL: [Self; 4] = [Self::Heel, Self::Waist, Self::Diaphragm, Self::Shoulder];

    /// Returns the name in JSON, such as `diaphragm`. An outline's SVG has it in the id
    /// `guide-diaphragm`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heel => "heel",
            Self::Waist => "waist",
            Self::Diaphragm => "diaphragm",
            Self::Shoulder => "shoulder",
        }
    }
}

/// A zone map: what reflexology says lies where on the foot, in one tradition.
#[derive(Clone, Debug)]
pub struct Map {
    /// Stable key.
    pub id: String,
    /// Version of the data.
    pub version: String,
    /// The kind of what it shows.
    pub kind: MapKind,
    /// Name of the map.
    pub title: Localized,
    /// Name of the tradition whose placements the map gives, for the credit line.
    pub placement: Localized,
    /// The sentence that says where the placements come from; empty for one that names tradition and
    /// sources.
    pub origin: Localized,
    /// How the map was made, in full; may be empty.
    pub provenance: Localized,
    /// Licence of the data.
    pub license: String,
    /// Languages whose texts have not been reviewed by a speaker yet.
    pub unreviewed: Vec<String>,
    /// Outline by aspect: `builtin:NAME` or a path relative to the map.
    pub outlines: BTreeMap<Aspect, String>,
    /// Systems with their ids, in the file's order.
    pub systems: Vec<(String, System)>,
    /// Sources by id.
    pub sources: BTreeMap<String, Source>,
    /// Zones from head to foot.
    pub zones: Vec<Zone>,
    /// Groups in the file's order.
    pub groups: Vec<Group>,
    /// Other traditions in the same file.
    pub variants: Vec<Variant>,
    /// Id of the variant that was applied, if any.
    pub variant: Option<String>,
}

/// The kind of what a map shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum MapKind {
    /// Areas of reflexology, which are claims.
    #[default]
    Reflexology,
    /// Anatomy, which claims nothing: words are neutral, and borders soft.
    Anatomy,
}

impl MapKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Reflexology, Self::Anatomy];

    /// Returns its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reflexology => "reflexology",
            Self::Anatomy => "anatomy",
        }
    }
}

/// The placements of another tradition, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Stable key.
    pub id: String,
    /// Its name.
    pub label: Localized,
}

/// The meaning of a name: a zone or a group, by its index in the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// A zone.
    Zone(usize),
    /// A group.
    Group(usize),
}

impl Map {
    /// Returns the index of a zone, by its id.
    pub fn zone_index(&self, id: &str) -> Option<usize> {
        self.zones.iter().position(|z| z.id == id)
    }

    /// Returns the zone of an id.
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.zones.iter().find(|z| z.id == id)
    }

    /// Returns the group of an id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.id == id)
    }

    /// Returns the indices of all zones of a group and of the groups in it, without secondary ones.
    pub fn zones_in(&self, group: &Group) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for member in &group.members {
            let inner = self.group(member).map(|g| self.zones_in(g));
            for zone in inner.unwrap_or_default().into_iter().chain(self.zone_index(member)) {
                if !out.contains(&zone) {
                    out.push(zone);
                }
            }
        }
        out
    }

    /// Finds the zone or group of an id, of an alias or of a label in any language. Case,
    /// underscores, spaces and an English plural do not matter.
    pub fn find(&self, name: &str) -> Option<Named> {
        let zones = || self.zones.iter().enumerate().map(|(i, z)| (Named::Zone(i), &z.id, &z.aliases, &z.label));
        let groups = || self.groups.iter().enumerate().map(|(i, g)| (Named::Group(i), &g.id, &g.aliases, &g.label));
        let wanted = key(name);
        let all = || zones().chain(groups());
        let by_id = |wanted: &str| all().find(|(_, id, _, _)| *id == wanted).map(|n| n.0);
        let by_alias = |wanted: &str| {
            let same = |a: &String| a == wanted || singular(a) == singular(wanted);
            all().find(|(_, id, aliases, _)| singular(id) == singular(wanted) || aliases.iter().any(same)).map(|n| n.0)
        };
        let by_label =
            |wanted: &str| all().find(|(_, _, _, label)| label.0.values().any(|l| key(l) == wanted)).map(|n| n.0);
        by_id(&wanted).or_else(|| by_alias(&wanted)).or_else(|| by_label(&wanted))
    }

    /// Returns the languages in which every zone has a label.
    pub fn languages(&self) -> Vec<&str> {
        let Some(first) = self.zones.first() else { return Vec::new() };
        let whole = |lang: &&str| self.zones.iter().all(|z| z.label.0.contains_key(*lang));
        first.label.0.keys().map(String::as_str).filter(whole).collect()
    }
}

/// Returns a name as ids are written: lower case, words joined by hyphens.
fn key(name: &str) -> String {
    let words = name.to_lowercase().replace(['_', ',', '/'], " ");
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Returns a name without its English plural ending.
fn singular(name: &str) -> &str {
    let cut = |end: &str| name.strip_suffix(end).filter(|rest| rest.len() > 2);
    if name.ends_with("uses") || name.ends_with("xes") || name.ends_with("ches") {
        return cut("es").unwrap_or(name);
    }
    if name.ends_with("ss") || name.ends_with("us") || name.ends_with("is") {
        return name;
    }
    cut("s").unwrap_or(name)
}
