//! Anchors, finished callouts, and labels in a row below a side view.

use super::label::{Label, Target, Typeset};
use super::row::{Gutter, Row, SWAP, middle};
use super::solve::{Item, stack};
use super::{Callout, Leader};
use crate::error::Error;
use crate::geom::Region;
use crate::style::Align;
use kurbo::{Point, Vec2};

/// How far an anchor stands inside its zone from the label's side, as a part
/// of the zone's width there.
const INSIDE: f64 = 0.27;
/// Least depth of an anchor in its zone where the zone is that deep, px.
const DEEP: f64 = 13.0;
/// Part of a zone about its middle in which the anchor of a label below it stands.
const ABOUT_MIDDLE: f64 = 0.2;
/// How far from its label's middle a leader may end, as a part of the width.
const PORT_PART: f64 = 0.32;
/// Gap between labels of a row, in sizes of their type.
const ROW_GAP: f64 = 0.7;
/// From the ground to the tops of labels below a side view, in units.
const ROW_TOP: f64 = 0.0275;

/// An anchor at a height of the page, some way into the zone from the label's
/// side.
pub(super) fn level_anchor(target: &Target, offset: Vec2, height: f64, label_is_left: bool) -> Point {
    let Some(piece) = target.piece(label_is_left) else { return Point::ZERO + offset };
    let b = piece.bounds().unwrap_or_default();
    // a hair inside: the very ends of a region have no chord
    let y = (height - offset.y).min(b.y1 - 1e-3).max(b.y0 + 1e-3);
    let chord = piece.chords(y).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let (l, r) = chord.unwrap_or((b.x0, b.x1));
    let inside = (INSIDE * (r - l)).max(DEEP.min(0.5 * (r - l)));
    Point::new(if label_is_left { l + inside } else { r - inside }, y) + offset
}

/// An anchor at a place along the page, some way up into the zone.
fn plumb_anchor(target: &Target, offset: Vec2, x: f64) -> Point {
    let pieces = target.pieces.iter().map(|p| p.transform(SWAP)).collect();
    let turned = Target { pieces, ..*target };
    let p = level_anchor(&turned, Vec2::new(offset.y, offset.x), x, false);
    Point::new(p.y, p.x)
}

/// Left and right end of the labels below a side view: the length of the foot,
/// or as much more towards the middle of the page as they need.
fn ground(row: &Row<'_>, at: usize, total: f64) -> (f64, f64) {
    let m = &row.page.metrics;
    let (left, right) = (m.margin, m.width - m.margin);
    if !row.is_pair() {
        return (left, right);
    }
    let foot = row.silhouette(at).bounds().unwrap_or_default();
    let others = row.gutters.iter().any(|g| matches!(g, Gutter::Below(f) if *f != at));
    let half = |sign: f64| m.width / 2.0 + sign * 0.01 * m.width;
    let (least, most) = if others { (half(1.0), half(-1.0)) } else { (left, right) };
    if at == 0 { (left, foot.x1.max(left + total).min(most)) } else { (foot.x0.min(right - total).max(least), right) }
}

/// A callout from its parts.
pub(super) fn build(
    label: &Label,
    set: &Typeset,
    left: f64,
    top: f64,
    align: Align,
    leaders: Vec<Leader>,
) -> Result<Callout, Error> {
    let (lines, badge) = set.at(left, top, align)?;
    let mut zones = label.zones.clone();
    // the zone that a leader points at gives the callout its id
    if let Some(first) = leaders.first() {
        zones.sort_by_key(|z| *z != first.zone);
    }
    Ok(Callout { zones, highlight: label.highlight, lines, badge, leaders })
}

/// Places the labels below one side view, left to right as their anchors are;
/// returns them with their indices.
pub(super) fn below(row: &Row<'_>, at: usize) -> Result<Vec<(usize, Callout)>, Error> {
    let m = &row.page.metrics;
    let offset = row.offset(at);
    let mut entries: Vec<(usize, Typeset, &Target)> = Vec::new();
    for (i, label) in row.labels.iter().enumerate().filter(|(i, _)| row.gutters[*i] == Gutter::Below(at)) {
        let target = label.targets.iter().find(|t| row.position(t.figure) == at);
        if let Some(target) = target {
            entries.push((i, row.set(i)?, target));
        }
    }
    let Some(size) = entries.first().map(|e| e.1.size) else { return Ok(Vec::new()) };
    let place = |i: usize, t: &Target| {
        // the middle on the label's first foot, mirrored where this is another
        let x = middle(&row.labels[i]).x;
        let b = t.pieces.first().and_then(Region::bounds).unwrap_or_default();
        let x = if x >= b.x0 && x <= b.x1 { x } else { -x };
        let x = x.clamp(b.x0, b.x1);
        let near = |end: f64| x + ABOUT_MIDDLE * (end - x) + offset.x;
        (near(b.x0), near(b.x1), x + offset.x)
    };
    entries.sort_by(|a, b| place(a.0, a.2).2.total_cmp(&place(b.0, b.2).2));
    let items: Vec<Item> = entries
        .iter()
        .map(|(i, set, t)| {
            let (lo, hi, best) = place(*i, t);
            let give = PORT_PART * set.width;
            Item { height: set.width, port: set.width / 2.0, lo: lo - give, hi: hi + give, best }
        })
        .collect();
    let total: f64 = items.iter().map(|i| i.height + ROW_GAP * size).sum();
    let (left, right) = ground(row, at, total);
    let lefts =
        stack(&items, ROW_GAP * size, left, right).ok_or_else(|| super::no_room(items.len(), "below the side view"))?;
    let top = row.plan.base + m.px(ROW_TOP);
    let port_y = top + 0.02 * size - 0.12 * size;
    let mut out = Vec::new();
    let mut ends: Vec<(f64, Point)> = Vec::new();
    for ((i, _, target), (item, left)) in entries.iter().zip(items.iter().zip(&lefts)) {
        let (lo, hi, best) = place(*i, target);
        let (middle, give) = (left + item.port, PORT_PART * item.height);
        let port = best.clamp(middle - give, middle + give);
        ends.push((port, plumb_anchor(target, offset, port.clamp(lo, hi))));
    }
    for (((i, set, target), left), (port, anchor)) in entries.iter().zip(&lefts).zip(&ends) {
        let leader =
            Leader { figure: target.figure, zone: target.zone, points: vec![*anchor, Point::new(*port, port_y)] };
        out.push((*i, build(&row.labels[*i], set, *left, top, Align::Middle, vec![leader])?));
    }
    let slanted: Vec<Callout> = out.iter().map(|(_, c)| c.clone()).collect();
    if super::check::crossings(&slanted).is_empty() {
        return Ok(out);
    }
    // slanted lines would meet: down to a bend below the ground first
    let bend = row.plan.base + m.px(0.008);
    for (_, callout) in &mut out {
        for leader in &mut callout.leaders {
            leader.points.insert(1, Point::new(leader.points[0].x, bend));
        }
    }
    Ok(out)
}
