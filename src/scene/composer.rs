//! The composer: the chart and its layout, from which each part of the scene is
//! drawn, and the helpers that all parts share.

use super::agreement::{self, fitted, girth};
use super::node::{Geometry, Node, ShapeNode, Tag};
use super::paint::{Fill, Stroke};
use super::pattern::marks;
use super::tone::darkness;
use crate::geom::Region;
use crate::layout::Layout;
use crate::model::{Accent, Agreement, AgreementMarks, Chart, Shading};
use crate::style::{Pattern, PatternKind, Role, Tone};
use kurbo::BezPath;

/// Width of the edge of a highlighted zone, in units.
pub(super) const ZONE_EDGE: f64 = 0.0010;

/// Pitch of the hatching that stands for a tone, in px of a page 1600 px wide.
const SCREEN: f64 = 7.0;
/// Least unit for which the marks of patterns in one ink are made, px.
const COARSE: f64 = 800.0;
/// Part of ink above which a tone is all ink.
const FULL: f64 = 0.8;
/// Part of ink below which a tone is paper.
const EMPTY: f64 = 0.05;

/// Returns a tag with a class and no id.
pub(super) fn class(class: &'static str) -> Tag {
    Tag { class: Some(class), ..Tag::default() }
}

/// Returns a path from point to point.
pub(super) fn polyline(points: &[kurbo::Point]) -> BezPath {
    let mut path = BezPath::new();
    for (i, p) in points.iter().enumerate() {
        if i == 0 {
            path.move_to(*p);
        } else {
            path.line_to(*p);
        }
    }
    path
}

/// How a highlighted region looks.
pub(super) struct Look<'a> {
    /// Its fill: a tone of the accent.
    pub(super) tone: Tone,
    /// Its accent.
    pub(super) accent: &'a Accent,
    /// How far texts agree on its place.
    pub(super) agreement: Agreement,
}

/// The chart and its layout, from which each part of the scene is drawn.
pub(super) struct Composer<'a> {
    /// The chart: colours and words.
    pub(super) chart: &'a Chart,
    /// The layout: places.
    pub(super) layout: &'a Layout,
}

impl Composer<'_> {
    /// Converts a part of the page's unit to px.
    pub(super) fn px(&self, part: f64) -> f64 {
        part * self.layout.unit
    }

    /// Returns how far the picture says that texts agree on the place of a zone of the map; where it
    /// says nothing of that, zones look as where they agree.
    pub(super) fn agreement(&self, zone: usize) -> Agreement {
        match self.chart.agreement {
            AgreementMarks::None => Agreement::High,
            AgreementMarks::Bare | AgreementMarks::Explained => self.chart.map.zones[zone].agreement,
        }
    }

    /// Returns a tone of an accent, the fainter the less texts agree: main tones towards that of
    /// secondary zones, which they stay apart from, and these towards the skin.
    fn faded(&self, tone: Tone, accent: &Accent, agreement: Agreement) -> Tone {
        let theme = &self.chart.theme;
        // the colours of values stay those of the legend
        let kept = if self.chart.values.is_empty() { agreement::kept(agreement) } else { 1.0 };
        if theme.shading == Shading::Lines {
            // one ink has no faint marks, but thin ones; what is all ink says it by its edge
            let pattern = tone.pattern.map(|p| Pattern { width: kept * p.width, ..p });
            return Tone { pattern, ..tone };
        }
        let is_main = tone == accent.fill && accent.tint.pattern.is_none();
        let towards = match tone.pattern {
            Some(_) => theme.paper,
            None if is_main => accent.tint.color,
            None => theme.role(Role::Skin),
        };
        Tone { color: tone.color.mixed(towards, 1.0 - kept), ..tone }
    }

    /// Returns a tone as hatching of the same darkness where the theme has but one ink.
    fn in_ink(&self, tone: Tone, opacity: f64) -> Tone {
        let theme = &self.chart.theme;
        let part = darkness(tone.color) * opacity;
        if theme.shading == Shading::Tones || tone.pattern.is_some() || part > FULL {
            return tone;
        }
        if part < EMPTY {
            return Tone::plain(theme.paper);
        }
        let pattern = Pattern { kind: PatternKind::Hatch, width: part * SCREEN, pitch: SCREEN };
        Tone { color: theme.ink, pattern: Some(pattern) }
    }

    /// Draws a region in a tone of an accent, with the accent's edge: a plain fill,
    /// or the page's colour and the marks of a pattern.
    pub(super) fn toned(&self, tag: Tag, region: &Region, geometry: Geometry, look: &Look<'_>) -> Vec<Node> {
        let Look { tone, accent, agreement } = *look;
        let edge = Stroke::color(accent.edge, self.px(ZONE_EDGE));
        let edge = match agreement {
            Agreement::High => edge,
            _ => fitted(agreement::edge(edge, agreement, self.layout.unit), girth(region)),
        };
        let tone = self.in_ink(self.faded(tone, accent, agreement), accent.opacity);
        let Some(pattern) = tone.pattern else {
            let fill = Some(Fill::color(tone.color, accent.opacity));
            return vec![Node::Shape(ShapeNode { tag, geometry, fill, stroke: Some(edge) })];
        };
        let part = |tag, geometry, fill, stroke| Node::Shape(ShapeNode { tag, geometry, fill, stroke });
        // one ink has no grey in which marks might blur
        let least = if self.chart.theme.shading == Shading::Lines { COARSE / self.chart.scale } else { 0.0 };
        let marks = Geometry::Path(marks(region, pattern, self.layout.unit.max(least)));
        vec![
            part(tag, geometry.clone(), Some(Fill::color(self.chart.theme.paper, 1.0)), None),
            part(class("pattern"), marks, Some(Fill::color(tone.color, 1.0)), None),
            part(Tag::default(), geometry, None, Some(edge)),
        ]
    }
}
