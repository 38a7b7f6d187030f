//! The views of a chart: those that the spec names, or as few as show all that is asked for.

use super::highlights::Plan;
use crate::error::Error;
use crate::model::{Aspect, ChartSpec, Map, Side, SideChoice, View};

/// More aspects than this are many.
const MANY_ASPECTS: usize = 2;

/// Returns the views: those asked for, or those that show the highlights.
pub(in crate::input) fn views(spec: &ChartSpec, map: &Map, plan: &Plan) -> Result<Vec<View>, Error> {
    let mut views = Vec::new();
    if spec.views.is_empty() && plan.is_atlas {
        views = atlas(spec.side, map);
    } else if spec.views.is_empty() {
        views = cover(spec, map, plan);
    }
    for (index, name) in spec.views.iter().enumerate() {
        if let Some(aspect) = Aspect::from_name(name) {
            let sides = sides(spec, map, plan, &given_aspects(spec));
            views.extend(sides.iter().map(|&side| View { aspect, side }));
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

/// Returns the zones that a chart asks for.
fn asked(plan: &Plan) -> impl Iterator<Item = usize> + Clone + '_ {
    plan.highlights.iter().flat_map(|h| h.primary.iter().chain(&h.secondary)).copied()
}

/// Returns whether a zone is on an aspect of some feet.
fn is_on(map: &Map, zone: usize, aspect: Aspect, sides: &[Side]) -> bool {
    sides.iter().any(|&side| map.zones[zone].is_on(View { aspect, side }))
}

/// Chooses views that show every zone that is asked for: the aspects in which its groups want to be
/// seen, and for what these lack as few others as will do, on no more feet than need be.
fn cover(spec: &ChartSpec, map: &Map, plan: &Plan) -> Vec<View> {
    let allowed: Vec<Side> = match spec.side {
        SideChoice::Only(side) => vec![side],
        SideChoice::Auto | SideChoice::Both => Side::ALL.to_vec(),
    };
    let wanted = wanted_aspects(plan);
    let lacks = |aspects: &[Aspect], zone: usize| !aspects.iter().any(|&a| is_on(map, zone, a, &allowed));
    let lost = |aspects: &[Aspect]| asked(plan).filter(|&z| lacks(aspects, z)).count();
    let others: Vec<Aspect> =
        Aspect::ALL.into_iter().filter(|a| !wanted.contains(a) && map.outlines.contains_key(a)).collect();
    let with = |choice: u32| -> Vec<Aspect> {
        let added = others.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1).map(|(_, a)| *a);
        wanted.iter().copied().chain(added).collect()
    };
    // the least loss, then the fewest aspects, then the usual order
    let choices = 0..1_u32 << others.len();
    let best = choices.min_by_key(|&c| (lost(&with(c)), c.count_ones(), c.reverse_bits())).unwrap_or(0);
    let mut chosen = with(best);
    let least = lost(&chosen);
    while chosen.len() > MANY_ASPECTS {
        let without =
            |i: usize| chosen.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, a)| *a).collect::<Vec<_>>();
        // the last one that nothing needs
        let needless = (0..chosen.len()).rev().find(|&i| lost(&without(i)) == least && wants_one(plan, &without(i)));
        match needless {
            Some(i) => chosen.remove(i),
            None => break,
        };
    }
    let mut main: Vec<Aspect> = chosen.iter().copied().filter(|a| wanted.contains(a)).collect();
    if main.is_empty() {
        main.clone_from(&chosen);
    }
    // beside the first of many aspects one foot each is enough
    if chosen.len() > MANY_ASPECTS {
        main.truncate(1);
    }
    let feet = sides(spec, map, plan, &main);
    let mut views: Vec<View> =
        main.iter().flat_map(|&aspect| feet.iter().map(move |&side| View { aspect, side })).collect();
    for aspect in chosen.into_iter().filter(|a| !main.contains(a)) {
        let shows = |sides: &[Side]| asked(plan).filter(|&z| is_on(map, z, aspect, sides)).count();
        let one =
            [Side::Right, Side::Left].into_iter().find(|&s| allowed.contains(&s) && shows(&[s]) == shows(&allowed));
        views.extend(
            one.map_or_else(|| allowed.clone(), |side| vec![side]).into_iter().map(|side| View { aspect, side }),
        );
    }
    views
}

/// Returns the aspects in which the highlights want to be seen.
fn wanted_aspects(plan: &Plan) -> Vec<Aspect> {
    let of_any = |a: &Aspect| plan.aspects.iter().any(|list| list.contains(a));
    let wanted: Vec<Aspect> = Aspect::ALL.into_iter().filter(of_any).collect();
    if wanted.is_empty() { vec![Aspect::Plantar] } else { wanted }
}

/// Returns whether every highlight is in one of the aspects in which it wants to be seen.
fn wants_one(plan: &Plan, aspects: &[Aspect]) -> bool {
    plan.aspects.iter().all(|list| list.is_empty() || list.iter().any(|a| aspects.contains(a)))
}

/// Returns the aspects among the views that a spec names.
fn given_aspects(spec: &ChartSpec) -> Vec<Aspect> {
    spec.views.iter().filter_map(|name| Aspect::from_name(name)).collect()
}

/// Returns the feet to show in some aspects.
fn sides(spec: &ChartSpec, map: &Map, plan: &Plan, aspects: &[Aspect]) -> Vec<Side> {
    match spec.side {
        SideChoice::Both => Side::ALL.to_vec(),
        SideChoice::Only(side) => vec![side],
        SideChoice::Auto if spec.notes.is_empty() && spec.crop.is_empty() && has_room_for_both(spec, plan) => {
            Side::ALL.to_vec()
        }
        SideChoice::Auto => {
            // one foot, and large: the right, unless a zone is on the left only
            let seen =
                |sides: &[Side]| asked(plan).filter(|&z| aspects.iter().any(|&a| is_on(map, z, a, sides))).count();
            let all = seen(&Side::ALL);
            let one = [Side::Right, Side::Left].into_iter().find(|&side| seen(&[side]) == all);
            one.map_or_else(|| Side::ALL.to_vec(), |side| vec![side])
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

/// Refuses views that show nothing of what is asked for; what they lack in part is told by the
/// picture's warnings.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) with the views that would show it.
pub(in crate::input) fn check_visible(spec: &ChartSpec, map: &Map, plan: &Plan, views: &[View]) -> Result<(), Error> {
    let shows = |v: &View| asked(plan).any(|z| map.zones[z].is_on(*v));
    let Some(first) = plan.highlights.first() else { return Ok(()) };
    if views.iter().any(shows) {
        return Ok(());
    }
    let there = ids(View::all().filter(shows));
    let there = if there.is_empty() { "no view that the map draws" } else { &there };
    let message = format!("`{}` is not on any view of this chart ({})", first.label, ids(views.iter().copied()));
    let leave = if spec.views.is_empty() { "" } else { ", or leave `view` out" };
    let hint = format!("it is on {there}; choose with `view` and `side`{leave}");
    Err(Error::usage("not-visible", message).with_hint(&hint).in_field(plan.field(0)))
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
