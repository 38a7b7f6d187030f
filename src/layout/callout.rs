//! Anchors, finished callouts, and labels in a row below or above a figure.

use super::label::{Label, Target, Typeset};
use super::locator::name_span;
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
const ROW_GAP: f64 = 0.5;
/// The same above toes.
const ROW_GAP_ABOVE: f64 = 1.3;
/// From the ground to the tops of labels below a side view, in units.
const ROW_TOP: f64 = 0.0275;
/// The same on a wall chart.
const ROW_TOP_ATLAS: f64 = 0.018;
/// From the toes to the bottoms of labels above them, in units.
const ROW_BOTTOM: f64 = 0.014;

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

/// An anchor at a place along the page, some way into the zone from the edge
/// that its label is at.
fn plumb_anchor(target: &Target, offset: Vec2, x: f64, edge: Edge) -> Point {
    let pieces = target.pieces.iter().map(|p| p.transform(SWAP)).collect();
    let turned = Target { pieces, ..*target };
    let p = level_anchor(&turned, Vec2::new(offset.y, offset.x), x, edge == Edge::Above);
    Point::new(p.y, p.x)
}

/// Where a row of labels stands at its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    /// Below the ground.
    Below,
    /// Above the toes.
    Above,
}

/// Left and right end of the labels of a row: below side views the length of
/// the foot, or as much more towards the middle of the page as they need, up to
/// the name of the figure of the body; else the foot's half of the page.
fn ground(row: &Row<'_>, at: usize, total: f64, edge: Edge) -> Result<(f64, f64), Error> {
    let m = &row.page.metrics;
    let (left, right) = (m.margin, m.width - m.margin);
    let foot = row.silhouette(at).bounds().unwrap_or_default();
    if !row.is_pair() {
        // a wall chart has other figures, with names, beside this one
        let reach = if m.is_atlas { (foot.x0.max(left), foot.x1.min(right)) } else { (left, right) };
        let more = ((total - (reach.1 - reach.0)) / 2.0).max(0.0);
        let start = (reach.0 - more).max(left);
        let end = reach.1.max(start + total).min(right);
        return Ok((start.min(end - total).max(left), end));
    }
    let half = |sign: f64| m.width / 2.0 + sign * 0.01 * m.width;
    if edge == Edge::Above {
        return Ok(if at == 0 { (left, half(-1.0)) } else { (half(1.0), right) });
    }
    let others = row.gutters.iter().any(|g| matches!(g, Gutter::Below(f) if *f != at));
    let (mut least, mut most) = if others { (half(1.0), half(-1.0)) } else { (left, right) };
    if let Some((x0, x1)) = name_span(row)? {
        let air = 0.013 * m.unit;
        (least, most) = (least.max(x1 + air), most.min(x0 - air));
    }
    Ok(if at == 0 {
        (left, foot.x1.max(left + total).min(most))
    } else {
        (foot.x0.min(right - total).max(least), right)
    })
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

/// Places the labels of a row at one figure, left to right as their anchors
/// are; returns them with their indices.
pub(super) fn level_row(row: &Row<'_>, at: usize, edge: Edge) -> Result<Vec<(usize, Callout)>, Error> {
    let m = &row.page.metrics;
    let offset = row.offset(at);
    let gutter = match edge {
        Edge::Below => Gutter::Below(at),
        Edge::Above => Gutter::Above(at),
    };
    let mut entries: Vec<(usize, Typeset, &Target)> = Vec::new();
    for (i, label) in row.labels.iter().enumerate().filter(|(i, _)| row.gutters[*i] == gutter) {
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
    let gap = if edge == Edge::Above { ROW_GAP_ABOVE } else { ROW_GAP } * size;
    let total: f64 = items.iter().map(|i| i.height + gap).sum();
    let (left, right) = ground(row, at, total, edge)?;
    let where_ = if edge == Edge::Below { "below the side view" } else { "above the toes" };
    let lefts = stack(&items, gap, left, right).ok_or_else(|| super::no_room(items.len(), where_))?;
    // below, first lines are level; above, last lines
    let top = |set: &Typeset| match edge {
        Edge::Below => row.plan.base + m.px(if m.is_atlas { ROW_TOP_ATLAS } else { ROW_TOP }),
        Edge::Above => row.plan.top - m.px(ROW_BOTTOM) - set.height,
    };
    let port_y = |set: &Typeset| match edge {
        Edge::Below => top(set) - 0.2 * size,
        Edge::Above => top(set) + set.height + 0.12 * size,
    };
    let mut out = Vec::new();
    let mut ends: Vec<(f64, Point)> = Vec::new();
    for ((i, _, target), (item, left)) in entries.iter().zip(items.iter().zip(&lefts)) {
        let (lo, hi, best) = place(*i, target);
        let (middle, give) = (left + item.port, PORT_PART * item.height);
        let port = best.clamp(middle - give, middle + give);
        ends.push((port, plumb_anchor(target, offset, port.clamp(lo, hi), edge)));
    }
    for (((i, set, target), left), (port, anchor)) in entries.iter().zip(&lefts).zip(&ends) {
        let leader =
            Leader { figure: target.figure, zone: target.zone, points: vec![*anchor, Point::new(*port, port_y(set))] };
        out.push((*i, build(&row.labels[*i], set, *left, top(set), Align::Middle, vec![leader])?));
    }
    let slanted: Vec<Callout> = out.iter().map(|(_, c)| c.clone()).collect();
    if super::check::crossings(&slanted).is_empty() {
        return Ok(out);
    }
    // slanted lines would meet: out to a bend beyond the foot first
    let bend = match edge {
        Edge::Below => row.plan.base + m.px(0.008),
        Edge::Above => row.plan.top - m.px(0.004),
    };
    for (_, callout) in &mut out {
        for leader in &mut callout.leaders {
            leader.points.insert(1, Point::new(leader.points[0].x, bend));
        }
    }
    Ok(out)
}
