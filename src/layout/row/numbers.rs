//! Number marks: small discs that stand for labels, in their zones where they
//! fit, and the numbers that they get.

use super::figures::{InsideLabel, Row};
use super::label::RowLabel;
use super::standing::Standing;
use crate::error::Error;
use crate::geom::pole_of_inaccessibility;
use crate::layout::page::{ListPlan, NAME_GAP};
use crate::layout::placed::{Callout, Layout, ListEntry, NumberMark, TextRole};
use crate::layout::sizes::Sizes;
use crate::layout::texts::{digits, line};
use crate::text::width;
use kurbo::{Point, Vec2};
use std::collections::BTreeMap;

/// Part of a disc's radius that its zone must have room for, where the zone is
/// highlighted and where it is quiet: a disc may stand out of a narrow band, as
/// long as it stands in the middle of it and the colour is seen.
const ROOM: (f64, f64) = (0.6, 0.3);
/// Least distance of two discs, in radii.
const APART: f64 = 2.2;
/// How far a disc may be moved off the middle of its zone, in radii: first so
/// that it covers the middle, then so that it touches the zone.
const SHIFT: [f64; 2] = [0.9, 1.35];
/// The directions in which it may be moved.
const SHIFTS: [(f64, f64); 8] =
    [(0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)];

/// How exactly the middle of a zone is found, px.
const EXACT: f64 = 0.5;
/// Marks of which the middles differ less than this in height, in radii, are
/// counted from left to right.
const BAND: f64 = 1.6;

/// Returns the label with its discs in the zone, if it is numbered and they
/// find a free place there on every foot; else the label again. `taken` are
/// discs that stand already: figure and centre.
pub(super) fn inside(label: RowLabel, m: &Sizes, taken: &[(usize, Point)]) -> Result<InsideLabel, Box<RowLabel>> {
    if !label.numbered {
        return Err(Box::new(label));
    }
    // where dots may stand is clear of the edge already
    let cleared = 1.7 * m.dot();
    let room = if label.highlight.is_some() { ROOM.0 } else { ROOM.1 };
    let radius = m.number_radius();
    let free = |figure: usize, p: Point| !taken.iter().any(|t| t.0 == figure && t.1.distance(p) < APART * radius);
    let places: Option<Vec<(usize, usize, Point)>> = label
        .targets
        .iter()
        .map(|t| {
            let (pole, r) = pole_of_inaccessibility(t.pieces.first()?, EXACT)?;
            if r + cleared < room * radius {
                return None;
            }
            // in the middle, or beside it
            let beside =
                SHIFT.iter().flat_map(|far| SHIFTS.iter().map(move |(x, y)| pole + *far * radius * Vec2::new(*x, *y)));
            let near = |p: &Point| t.pieces[0].signed_distance(*p) + cleared > -radius;
            let place = std::iter::once(pole).chain(beside).find(|p| near(p) && free(t.figure, *p))?;
            Some((t.figure, t.zone, place))
        })
        .collect();
    match places {
        Some(places) => Ok(InsideLabel { label, places }),
        None => Err(Box::new(label)),
    }
}

impl InsideLabel {
    /// Lists figure and centre of each of its discs.
    pub(super) fn discs(&self) -> impl Iterator<Item = (usize, Point)> + '_ {
        self.places.iter().map(|p| (p.0, p.2))
    }
}

impl Row<'_> {
    /// Returns the marks that stand in zones of a figure of the page.
    pub(super) fn inside_marks(&self, standing: &Standing, figure: usize) -> impl Iterator<Item = NumberMark> {
        let all = self.inside_callouts(standing).into_iter().flat_map(|c| c.marks);
        all.filter(move |m| m.zone.is_some_and(|z| z.0 == figure))
    }

    /// Returns the callouts of the labels whose marks stand in their zones.
    pub(in crate::layout) fn inside_callouts(&self, standing: &Standing) -> Vec<Callout> {
        let radius = self.page.sizes.number_radius();
        let mark = |&(figure, zone, p): &(usize, usize, Point)| {
            let offset: Vec2 = standing.offset(self, self.position(figure));
            NumberMark { center: p + offset, radius, zone: Some((figure, zone)), number: None }
        };
        self.inside
            .iter()
            .map(|i| Callout {
                zones: i.label.zones.clone(),
                highlight: i.label.highlight,
                name: i.label.name.clone(),
                note: i.label.note,
                lines: Vec::new(),
                badge: None,
                leaders: Vec::new(),
                marks: i.places.iter().map(mark).collect(),
            })
            .collect()
    }
}

/// Gives the marks of notes their numbers.
pub(in crate::layout) fn number_notes(layout: &mut Layout, m: &Sizes) -> Result<(), Error> {
    for callout in &mut layout.callouts {
        let Some(note) = callout.note else { continue };
        for mark in &mut callout.marks {
            mark.number = Some(digits(note + 1, mark.center, callout.highlight, m)?);
        }
    }
    Ok(())
}

/// Numbers all other marks in the order in which they are read – figure by
/// figure, from top to bottom, from left to right – and fills the list.
pub(in crate::layout) fn number(layout: &mut Layout, m: &Sizes, list: Option<&ListPlan>) -> Result<(), Error> {
    let mut order: Vec<(usize, i64, usize)> = Vec::new();
    for (index, callout) in layout.callouts.iter().enumerate() {
        let Some(mark) = callout.marks.first() else { continue };
        if callout.note.is_some() {
            continue;
        }
        let figure = mark.zone.map(|z| z.0).or_else(|| callout.leaders.first().map(|l| l.figure)).unwrap_or(0);
        let band = crate::labeling::units(mark.center.y / (BAND * mark.radius)) / 100;
        order.push((figure, band, index));
    }
    let x = |layout: &Layout, i: usize| layout.callouts[i].marks[0].center.x;
    order.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(x(layout, a.2).total_cmp(&x(layout, b.2))));
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<(String, Option<usize>)> = Vec::new();
    for (_, _, index) in order {
        let callout = &mut layout.callouts[index];
        let next = names.len() + 1;
        let number = *numbers.entry(callout.name.clone()).or_insert(next);
        if number == next {
            names.push((callout.name.clone(), callout.highlight));
        }
        for mark in &mut callout.marks {
            mark.number = Some(digits(number, mark.center, callout.highlight, m)?);
        }
    }
    let Some(plan) = list else { return Ok(()) };
    let (style, number_style) = (m.list(), m.list_number());
    for (i, (name, highlight)) in names.into_iter().enumerate() {
        let part = |n: usize| f64::from(u32::try_from(n).unwrap_or(0));
        let x = m.margin + part(i / plan.rows) * plan.step;
        let baseline = plan.first + part(i % plan.rows) * style.leading();
        let text = (i + 1).to_string();
        // numbers end at one line
        let left = x + plan.numbers - width(&text, &number_style)?;
        layout.list.push(ListEntry {
            number: line(text, TextRole::Number(highlight), left, baseline, number_style.clone())?,
            name: line(name, TextRole::List, x + plan.numbers + NAME_GAP * style.size, baseline, style.clone())?,
        });
    }
    Ok(())
}
