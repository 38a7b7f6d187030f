//! `chart show`: prints what a map knows of a zone or group.

use crate::cli::args::ShowArgs;
use crate::cli::files::read_map;
use crate::cli::terminal::{Terminal, print_facts};
use crate::error::Error;
use crate::input::unknown_zone;
use crate::model::{Aspect, Group, Map, Named, Side, Zone, ZoneSide};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Prints all that the map knows of a zone or group.
pub(in crate::cli) fn run(args: &ShowArgs, terminal: Terminal) -> Result<(), Error> {
    let map = read_map(&args.facts)?;
    let facts = match map.find(&args.name) {
        Some(Named::Zone(index)) => zone(&map, &map.zones[index], &args.facts.lang),
        Some(Named::Group(index)) => group(&map, &map.groups[index], &args.facts.lang),
        None => return Err(unknown_zone(&map, &args.name)),
    };
    print_facts(&facts, terminal.is_json, table)
}

/// Returns the facts of a zone.
fn zone(map: &Map, z: &Zone, lang: &str) -> Value {
    let side = match z.side {
        ZoneSide::Both => "both feet",
        ZoneSide::Only(Side::Left) => "left foot only",
        ZoneSide::Only(Side::Right) => "right foot only",
    };
    let system = map.systems.iter().find(|(id, _)| *id == z.system).map_or("", |(_, s)| s.label.get(lang));
    let sources: Vec<String> = z
        .sources
        .iter()
        .filter_map(|id| map.sources.get(id))
        .map(|s| if s.text.starts_with(&s.name) { s.text.clone() } else { format!("{}: {}", s.name, s.text) })
        .collect();
    let names = |ids: &[String]| ids.iter().filter_map(|id| map.zone(id)).map(|z| z.id.clone()).collect::<Vec<_>>();
    let groups: Vec<&str> = map.groups.iter().filter(|g| holds(map, g, &z.id, 0)).map(|g| g.id.as_str()).collect();
    json!({
        "zone": z.id,
        "label": z.label.get(lang),
        "aliases": z.aliases,
        "claim": z.claim.get(lang),
        "system": system,
        "side": side,
        "views": z.shapes.keys().map(|a| a.name()).collect::<Vec<_>>(),
        "place": z.place.iter().map(|(a, p)| format!("{a}: {}", p.get(lang))).collect::<Vec<_>>(),
        "body": z.body,
        "agreement": format!("{} (our estimate of how well charts agree)", z.agreement.name()),
        "note": z.note.get(lang),
        "over": names(&z.over),
        "groups": groups,
        "sources": sources,
        "map": edition(map),
    })
}

/// Returns the facts of a group.
fn group(map: &Map, g: &Group, lang: &str) -> Value {
    json!({
        "group": g.id,
        "label": g.label.get(lang),
        "aliases": g.aliases,
        "views": g.views.iter().map(|a| Aspect::name(*a)).collect::<Vec<_>>(),
        "zones": g.members,
        "secondary": g.secondary,
        "guides": g.guides.iter().map(|g| g.name()).collect::<Vec<_>>(),
        "map": edition(map),
    })
}

/// Returns the name and version of the map.
fn edition(map: &Map) -> String {
    match &map.variant {
        Some(variant) => format!("{} {}, variant {variant}", map.id, map.version),
        None => format!("{} {}", map.id, map.version),
    }
}

/// Returns whether a group has a zone, itself or through a group within it.
fn holds(map: &Map, group: &Group, zone: &str, depth: usize) -> bool {
    let inner = |m: &String| map.group(m).is_some_and(|g| depth < 8 && holds(map, g, zone, depth + 1));
    group.members.iter().chain(&group.secondary).any(|m| m == zone || inner(m))
}

/// Returns facts as lines of text. Sentences of a list stand one below the other;
/// empty facts are left out.
fn table(facts: &Value) -> String {
    let mut out = String::new();
    for (key, value) in facts.as_object().into_iter().flatten() {
        let texts: Vec<&str> = match value {
            Value::String(s) => vec![s.as_str()],
            Value::Array(a) => a.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let joined = texts.join(if key == "sources" || key == "place" { "\n" } else { ", " });
        for (i, line) in joined.lines().filter(|l| !l.is_empty()).enumerate() {
            let _ = writeln!(out, "{:<11}{line}", if i == 0 { key.as_str() } else { "" });
        }
    }
    out
}
