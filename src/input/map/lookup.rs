//! From a name to the zones of a map, and what to say of a name that it does not have.

use crate::diag::Diagnostic;
use crate::diag::suggestions;
use crate::error::{Error, ErrorKind};
use crate::model::{Localized, Map, Named};

/// Rule of a name that is neither a zone nor a group of the map.
const UNKNOWN_ZONE: &str = "unknown-zone";

/// Finds the zones of a name, or of several joined by `+`; groups give their main
/// members. Returns indices in the map, sorted, each once.
pub(in crate::input) fn zones(map: &Map, names: &str) -> Result<Vec<usize>, Error> {
    let mut out = Vec::new();
    for name in names.split('+').map(str::trim) {
        match map.find(name) {
            Some(Named::Zone(index)) => out.push(index),
            Some(Named::Group(index)) => members(map, index, &mut out),
            None => return Err(unknown_zone(map, name)),
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// Adds the main members of a group and of the groups in it.
fn members(map: &Map, group: usize, out: &mut Vec<usize>) {
    for name in &map.groups[group].members {
        match map.find(name) {
            Some(Named::Zone(index)) => out.push(index),
            Some(Named::Group(index)) => members(map, index, out),
            None => {}
        }
    }
}

/// Returns the error for a name that the map does not have, with near names.
pub fn unknown_zone(map: &Map, name: &str) -> Error {
    let names = |id: &str, aliases: &[String]| -> Vec<(String, String)> {
        std::iter::once(id.to_owned()).chain(aliases.iter().cloned()).map(|n| (n, id.to_owned())).collect()
    };
    let zones = map.zones.iter().flat_map(|z| names(&z.id, &z.aliases));
    let known: Vec<(String, String)> = zones.chain(map.groups.iter().flat_map(|g| names(&g.id, &g.aliases))).collect();
    // a near alias is answered with the id that it stands for
    let mut near: Vec<String> = Vec::new();
    for n in suggestions(name, known.iter().map(|k| k.0.as_str())) {
        if let Some((_, id)) = known.iter().find(|k| k.0 == n).filter(|k| !near.contains(&k.1)) {
            near.push(id.clone());
        }
    }
    if near.is_empty() {
        near = by_label(map, name);
    }
    let problem = Diagnostic { rule: UNKNOWN_ZONE, near, ..Diagnostic::unknown("zone", name, []) };
    let is_far = problem.near.is_empty();
    let hint = "the map lists the zones and groups that there are";
    Error::new(ErrorKind::Usage, if is_far { problem.with_hint(hint) } else { problem })
}

/// Returns the ids of at most three zones and groups whose label contains the name.
fn by_label(map: &Map, name: &str) -> Vec<String> {
    let wanted = name.to_lowercase();
    let holds = |labels: &Localized| wanted.len() > 2 && labels.0.values().any(|l| l.to_lowercase().contains(&wanted));
    let groups = map.groups.iter().filter(|g| holds(&g.label)).map(|g| g.id.clone());
    let zones = map.zones.iter().filter(|z| holds(&z.label)).map(|z| z.id.clone());
    groups.chain(zones).take(3).collect()
}
