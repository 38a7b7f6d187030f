//! A layout as JSON, for people and for golden tests: every box, leader and
//! anchor in px, rounded to a hundredth.

use super::placed::{Arrow, Badge, Callout, Layout, NoteBlock, Solved, TextLine, TextRole};
use crate::model::{Chart, Guide};
use kurbo::{Point, Rect};
use serde_json::{Value, json};

impl Layout {
    /// Writes this as JSON; zones by their ids.
    pub fn to_json(&self, chart: &Chart) -> Value {
        let mut out = json!({
            "width": round(self.width),
            "height": round(self.height),
            "texts": self.texts.iter().map(text).collect::<Vec<_>>(),
            "figures": self.figures.iter().map(|f| json!({
                "view": f.view.to_string(),
                "length": round(f.length),
                "transform": f.transform.as_coeffs().map(round),
                "name": f.name.iter().map(text).collect::<Vec<_>>(),
                "badge": f.badge.as_ref().map(badge),
                "lens": f.is_lens,
            })).collect::<Vec<_>>(),
            "callouts": self.callouts.iter().map(|c| callout(c, chart)).collect::<Vec<_>>(),
            "list": self.list.iter().map(|e| json!({ "number": text(&e.number), "name": text(&e.name) })).collect::<Vec<_>>(),
            "unplaced": self.unplaced,
            "guides": self.guides.iter().map(|g| json!({ "guide": g.guide.map_or("zones", Guide::name), "names": g.names.iter().map(text).collect::<Vec<_>>() })).collect::<Vec<_>>(),
            "body": self.body.as_ref().map(|b| json!({
                "bounds": b.silhouette.bounds().map(rect),
                "name": text(&b.name),
            })),
            "rules": self.rules.iter().map(|(a, b)| [point(*a), point(*b)]).collect::<Vec<_>>(),
            "legend": self.legend.iter().map(|l| json!({ "swatch": rect(l.rect), "text": text(&l.text) })).collect::<Vec<_>>(),
        });
        if !self.not_shown.is_empty() {
            out["not_shown"] = self.not_shown.iter().map(|&z| chart.map.zones[z].id.as_str()).collect();
        }
        if !self.notes.is_empty() {
            out["notes"] = self.notes.iter().map(note).collect();
        }
        if !self.arrows.is_empty() {
            out["strokes"] = self.arrows.iter().map(|a| arrow(a, chart)).collect();
        }
        out
    }
}

/// Writes a note.
fn note(n: &NoteBlock) -> Value {
    json!({
        "number": n.number.number.as_ref().map(|n| n.text.as_str()),
        "bounds": rect(n.bounds()),
        "title": n.title.iter().map(text).collect::<Vec<_>>(),
        "text": n.text.iter().map(text).collect::<Vec<_>>(),
    })
}

/// Writes an arrow along a zone.
fn arrow(a: &Arrow, chart: &Chart) -> Value {
    json!({
        "figure": a.figure,
        "zones": a.zones.iter().map(|&z| chart.map.zones[z].id.as_str()).collect::<Vec<_>>(),
        "note": a.note.map(|n| n + 1),
        "points": a.points.iter().map(|p| point(*p)).collect::<Vec<_>>(),
        "disc": a.disc.as_ref().map(|d| point(d.center)),
    })
}

/// Rounds a number to a hundredth; a length to a hundredth of a px.
pub(super) fn round(x: f64) -> f64 {
    // adding zero turns a negative zero into a positive one
    (x * 100.0).round() / 100.0 + 0.0
}

/// Writes a point.
fn point(p: Point) -> [f64; 2] {
    [round(p.x), round(p.y)]
}

/// Writes a rectangle: left, top, right, bottom.
fn rect(r: Rect) -> [f64; 4] {
    [round(r.x0), round(r.y0), round(r.x1), round(r.y1)]
}

/// Writes a line of text.
fn text(t: &TextLine) -> Value {
    let role = match t.role {
        TextRole::Kicker => "kicker",
        TextRole::Title => "title",
        TextRole::Subtitle => "subtitle",
        TextRole::Label(_) => "label",
        TextRole::QuietLabel => "quiet-label",
        TextRole::Number(_) | TextRole::UrgentNumber => "number",
        TextRole::List => "list",
        TextRole::Place => "place",
        TextRole::NoteTitle(_) | TextRole::UrgentTitle => "note-title",
        TextRole::NoteText => "note-text",
        TextRole::ViewName | TextRole::ViewNameQuiet => "view-name",
        TextRole::Guide => "guide",
        TextRole::Legend => "legend",
        TextRole::Claim => "claim",
    };
    json!({ "role": role, "text": t.text, "x": round(t.x), "baseline": round(t.baseline), "width": round(t.width), "size": round(t.style.size) })
}

/// Writes a badge.
fn badge(b: &Badge) -> Value {
    json!({ "center": point(b.center), "radius": round(b.radius), "letter": b.letter.text })
}

/// Writes a callout.
fn callout(c: &Callout, chart: &Chart) -> Value {
    let id = |z: usize| chart.map.zones[z].id.as_str();
    json!({
        "zones": c.zones.iter().map(|&z| id(z)).collect::<Vec<_>>(),
        "highlight": c.highlight,
        "box": rect(c.bounds()),
        "lines": c.lines.iter().map(text).collect::<Vec<_>>(),
        "badge": c.badge.as_ref().map(badge),
        "marks": c.marks.iter().map(|m| json!({
            "center": point(m.center),
            "radius": round(m.radius),
            "number": m.number.as_ref().map(|n| n.text.as_str()),
        })).collect::<Vec<_>>(),
        "leaders": c.leaders.iter().map(|l| json!({
            "figure": l.figure,
            "zone": id(l.zone),
            "anchor": l.points.first().map(|p| point(*p)),
            "port": l.points.last().map(|p| point(*p)),
            "points": l.points.iter().map(|p| point(*p)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

impl Solved {
    /// Writes this as JSON; zones by their ids.
    pub(super) fn to_json(self) -> Value {
        json!({
            "labels": self.labels,
            "gutters": self.gutters,
            "cost": round(self.cost),
            "lower-bound": round(self.bound),
            "anchors-apart": round(self.apart.1),
            "anchors-apart-wanted": round(self.apart.0),
            "anchors-widened": self.widened,
        })
    }
}
