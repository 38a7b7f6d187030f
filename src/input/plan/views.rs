//! The views of a chart: those that the spec names, or those that its highlights need.

use super::highlights::Plan;
use crate::error::Error;
use crate::model::{Aspect, ChartSpec, Map, Side, SideChoice, View};

/// Returns the views: those asked for, or those that show the highlights.
pub(in crate::input) fn views(spec: &ChartSpec, map: &Map, plan: &Plan) -> Result<Vec<View>, Error> {
    let mut views = Vec::new();
    if spec.views.is_empty() && plan.is_atlas {
        views = atlas(spec.side, map);
    } else if spec.views.is_empty() {
        let sides = sides(spec, map, plan);
        for aspect in chosen_aspects(plan) {
            views.extend(sides.iter().map(|&side| View { aspect, side }));
        }
    }
    for (index, name) in spec.views.iter().enumerate() {
        if let Some(aspect) = Aspect::from_name(name) {
            views.extend(sides(spec, map, plan).iter().map(|&side| View { aspect, side }));
        } else if let Some(view) = View::from_id(name) {
            if spec.side != SideChoice::Auto
                && spec.side != SideChoice::Both
                && spec.side != SideChoice::Only(view.side)
            {
                return Err(Error::usage(
                    "view-and-side",
                    format!("the view `{view}` and `side` contradict each other"),
                )
                .with_hint("leave one out")
                .in_field(format!("/view/{index}")));
            }
            views.push(view);
        } else {
            return Err(unknown_view(name).in_field(format!("/view/{index}")));
        }
    }
    views.sort_by_key(|v| (v.aspect, place_on_page(*v)));
    views.dedup();
    Ok(views)
}

/// Returns the views of a wall chart: both soles and tops, one foot from its sides.
fn atlas(side: SideChoice, map: &Map) -> Vec<View> {
    let all = Aspect::ALL.into_iter().flat_map(|aspect| Side::ALL.map(|side| View { aspect, side }));
    let wanted = |v: &View| match side {
        SideChoice::Only(side) => v.side == side,
        SideChoice::Both => true,
        SideChoice::Auto => v.side == Side::Right || !v.aspect.is_profile(),
    };
    all.filter(|v| wanted(v) && map.outlines.contains_key(&v.aspect)).collect()
}

/// Returns the rank of a foot from left to right: soles and inner sides have the
/// right foot on the left, tops and outer sides the left foot.
fn place_on_page(view: View) -> u8 {
    let right_first = matches!(view.aspect, Aspect::Plantar | Aspect::Medial);
    u8::from((view.side == Side::Left) == right_first)
}

/// Chooses at most two aspects that show every highlight, if two can.
fn chosen_aspects(plan: &Plan) -> Vec<Aspect> {
    if plan.aspects.is_empty() {
        return vec![Aspect::Plantar];
    }
    let mut chosen: Vec<Aspect> =
        Aspect::ALL.into_iter().filter(|a| plan.aspects.iter().any(|list| list.contains(a))).collect();
    while chosen.len() > 2 {
        // drop the last one that no highlight needs
        let needless = (0..chosen.len())
            .rev()
            .find(|&i| plan.aspects.iter().all(|list| list.iter().any(|a| *a != chosen[i] && chosen.contains(a))));
        match needless {
            Some(i) => {
                chosen.remove(i);
            }
            None => break,
        }
    }
    chosen
}

/// Returns the feet to show.
fn sides(spec: &ChartSpec, map: &Map, plan: &Plan) -> Vec<Side> {
    match spec.side {
        SideChoice::Both => Side::ALL.to_vec(),
        SideChoice::Only(side) => vec![side],
        SideChoice::Auto if spec.notes.is_empty() && spec.crop.is_empty() && has_room_for_both(spec, plan) => {
            Side::ALL.to_vec()
        }
        SideChoice::Auto => {
            // one foot, and large: the right, unless a zone is on the left only
            let zones = plan.highlights.iter().flat_map(|h| h.primary.iter().chain(&h.secondary));
            let on = |side: Side| zones.clone().all(|&z| map.zones[z].side.includes(side));
            if on(Side::Right) {
                vec![Side::Right]
            } else if on(Side::Left) {
                vec![Side::Left]
            } else {
                Side::ALL.to_vec()
            }
        }
    }
}

/// Returns whether a page is neither so wide nor so narrow that both feet would be
/// small.
fn has_room_for_both(spec: &ChartSpec, plan: &Plan) -> bool {
    !spec.size.is_wide() && (!spec.size.is_slim() || plan.is_atlas)
}

/// Returns the aspects of some views, each once.
pub(in crate::input) fn aspects(views: &[View]) -> Vec<Aspect> {
    Aspect::ALL.into_iter().filter(|a| views.iter().any(|v| v.aspect == *a)).collect()
}

/// Refuses a highlight that no view shows: to leave it out without a word would be a
/// lie.
pub(in crate::input) fn check_visible(spec: &ChartSpec, map: &Map, plan: &Plan, views: &[View]) -> Result<(), Error> {
    for (index, h) in plan.highlights.iter().enumerate() {
        let zones = || h.primary.iter().chain(&h.secondary).map(|&z| &map.zones[z]);
        let shows = |v: &View| zones().any(|z| z.is_on(*v));
        if views.iter().any(shows) {
            continue;
        }
        let there = ids(View::all().filter(shows));
        let there = if there.is_empty() { "no view that the map draws" } else { &there };
        let message = format!("`{}` is not on any view of this chart ({})", h.label, ids(views.iter().copied()));
        let leave = if spec.views.is_empty() { "" } else { ", or leave `view` out" };
        let hint = format!("it is on {there}; choose with `view` and `side`{leave}");
        return Err(Error::usage("not-visible", message).with_hint(&hint).in_field(plan.field(index)));
    }
    Ok(())
}

/// Returns the ids of some views as a list in words.
pub(super) fn ids(views: impl Iterator<Item = View>) -> String {
    views.map(|v| v.to_string()).collect::<Vec<_>>().join(", ")
}

/// Returns the error for a name that is neither an aspect nor a view.
pub(super) fn unknown_view(name: &str) -> Error {
    let views: Vec<String> = View::all().map(|v| v.to_string()).collect();
    let known = Aspect::ALL.iter().map(|a| a.name()).chain(views.iter().map(String::as_str));
    Error::unknown("view", name, known, true)
}
