//! The guides that a chart draws: those that the spec names, or those of its groups.

use super::highlights::Plan;
use crate::error::Error;
use crate::model::Guide;

/// Returns the guides to draw, and whether the longitudinal zones are among them.
pub(in crate::input) fn guides(wanted: Option<&[String]>, plan: &Plan) -> Result<(Vec<Guide>, bool), Error> {
    let Some(names) = wanted else { return Ok((plan.guides.clone(), false)) };
    let (mut guides, mut longitudinal) = (Vec::new(), false);
    for (index, name) in names.iter().enumerate() {
        match (name.as_str(), Guide::ALL.into_iter().find(|g| g.name() == name)) {
            (_, Some(guide)) => guides.push(guide),
            ("zones", None) => longitudinal = true,
            ("all", None) => (guides, longitudinal) = (Guide::ALL.to_vec(), true),
            ("none", None) => {}
            _ => {
                let known = Guide::ALL.iter().map(|g| g.name()).chain(["zones", "all", "none"]);
                return Err(Error::unknown("guide", name, known, true).in_field(format!("/guides/{index}")));
            }
        }
    }
    guides.sort();
    guides.dedup();
    Ok((guides, longitudinal))
}
