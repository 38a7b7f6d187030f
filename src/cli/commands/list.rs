//! `chart list`: prints tables of what a map has.

use crate::cli::args::{ListArgs, Listing};
use crate::cli::files::read_map;
use crate::cli::terminal::{Terminal, print_facts};
use crate::error::Error;
use crate::input;
use crate::model::{Map, Side, Size, Source, View, Words, ZoneSide};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Prints one list.
pub(in crate::cli) fn run(args: &ListArgs, terminal: Terminal) -> Result<(), Error> {
    let map = read_map(&args.facts)?;
    let rows = match args.what {
        Listing::Zones => zones(&map, &args.facts.lang),
        Listing::Groups => groups(&map, &args.facts.lang),
        Listing::Views => views(&map),
        Listing::Variants => variants(&map, &args.facts.lang),
        Listing::Systems => systems(&map, &args.facts.lang),
        Listing::Sources => {
            let zones = |id: &String| map.zones.iter().filter(|z| z.sources.contains(id)).count();
            let row =
                |(id, s): (&String, &Source)| json!({ "id": id, "name": s.name, "zones": zones(id), "text": s.text });
            map.sources.iter().map(row).collect()
        }
        Listing::Themes => themes()?,
        Listing::Sizes => sizes(),
        Listing::Languages => languages(&map)?,
    };
    let about = map.provenance.get(&args.facts.lang);
    let listed = |rows: &Value| match args.what {
        Listing::Sources if !about.is_empty() => format!("{}\n{about}\n", table(rows)),
        _ => table(rows),
    };
    print_facts(&Value::Array(rows), terminal.is_json, listed)
}

/// Returns the rows of zones: id, name, feet, views, system, agreement.
fn zones(map: &Map, lang: &str) -> Vec<Value> {
    map.zones
        .iter()
        .map(|z| {
            let side = match z.side {
                ZoneSide::Both => "both",
                ZoneSide::Only(side) => side.name(),
            };
            let views: Vec<&str> = z.shapes.keys().map(|a| a.name()).collect();
            json!({ "id": z.id, "label": z.label.get(lang), "side": side, "views": views, "system": z.system, "agreement": z.agreement.name() })
        })
        .collect()
}

/// Returns the rows of groups: id, name, views, members.
fn groups(map: &Map, lang: &str) -> Vec<Value> {
    map.groups
        .iter()
        .map(|g| {
            let views: Vec<&str> = g.views.iter().map(|a| a.name()).collect();
            json!({ "id": g.id, "label": g.label.get(lang), "views": views, "zones": g.members, "secondary": g.secondary })
        })
        .collect()
}

/// Returns the rows of views: id, aspect, side, outline.
fn views(map: &Map) -> Vec<Value> {
    map.outlines
        .iter()
        .flat_map(|(&aspect, file)| {
            Side::ALL.map(|side| json!({ "id": View { aspect, side }.to_string(), "aspect": aspect.name(), "side": side.name(), "outline": file }))
        })
        .collect()
}

/// Returns the rows of variants: id, name.
fn variants(map: &Map, lang: &str) -> Vec<Value> {
    map.variants.iter().map(|v| json!({ "id": v.id, "label": v.label.get(lang) })).collect()
}

/// Returns the rows of systems: id, name, colour, number of zones.
fn systems(map: &Map, lang: &str) -> Vec<Value> {
    let zones = |id: &str| map.zones.iter().filter(|z| z.system == id).count();
    map.systems
        .iter()
        .map(
            |(id, s)| json!({ "id": id, "label": s.label.get(lang), "color": s.color.to_string(), "zones": zones(id) }),
        )
        .collect()
}

/// Returns the rows of themes: name, skins, accents.
fn themes() -> Result<Vec<Value>, Error> {
    let row = |t: &input::ThemeFacts| {
        let skins: Vec<String> = (1..=t.skins).map(|n| n.to_string()).collect();
        let accents: Vec<String> = t.accents.iter().map(ToString::to_string).collect();
        json!({ "id": t.id, "skins": skins, "accents": accents })
    };
    Ok(input::themes()?.iter().map(row).collect())
}

/// Returns the rows of sizes: name, width and height in px, what each is for.
fn sizes() -> Vec<Value> {
    Size::named()
        .map(|(id, s, what)| {
            let ppi = s.ppi.map_or_else(String::new, |ppi| format!(" at {ppi} dpi"));
            json!({ "id": id, "size": format!("{}x{}", s.width, s.height), "for": format!("{what}{ppi}") })
        })
        .collect()
}

/// Returns the rows of languages: code, name, whether words and map were reviewed.
fn languages(map: &Map) -> Result<Vec<Value>, Error> {
    let row = |w: &Words| {
        let is_reviewed = w.reviewed && !map.unreviewed.contains(&w.lang);
        let note = if is_reviewed { "reviewed" } else { "machine translation, not reviewed" };
        json!({ "id": w.lang, "name": w.language, "reviewed": note })
    };
    Ok(input::languages()?.iter().map(row).collect())
}

/// Returns rows as text in aligned columns.
fn table(rows: &Value) -> String {
    let cell = |v: &Value| match v {
        Value::String(s) => s.clone(),
        Value::Array(a) => a.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    let cells: Vec<Vec<String>> = rows
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|o| o.values().map(cell).collect())
        .collect();
    let columns = cells.first().map_or(0, Vec::len);
    let widths: Vec<usize> =
        (0..columns).map(|c| cells.iter().map(|r| r[c].chars().count()).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in &cells {
        let mut line = String::new();
        for (text, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{text:width$}  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
