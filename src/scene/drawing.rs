//! Drawings by layer, as the theme shows them: in tones, or engraved in lines.

use super::composer::Composer;
use super::engrave::{Engraver, moved};
use super::node::{GroupNode, Node, Tag};
use crate::model::{ArtLayer, Shading, Theme};
use crate::style::Color;
use kurbo::{Affine, BezPath, Shape};

/// Greatest distance of engraved lines, in units.
const PITCH: f64 = 0.0054;
/// Lines across the longer side of a drawing, at least, where they are not too fine.
const LINES: f64 = 84.0;
/// Least distance, in px: a finer screen would be grey.
const FINEST: f64 = 2.4;

/// The layers of a drawing in its own units.
pub(super) struct Drawing {
    /// Skin and shading.
    pub(super) under: Vec<Node>,
    /// Creases.
    pub(super) lines: Vec<Node>,
    /// Nails.
    pub(super) over: Vec<Node>,
    /// The contour.
    pub(super) contour: Vec<Node>,
    /// What fades it to paper.
    pub(super) fade: Vec<Node>,
    /// How it was engraved, where tones are lines.
    pub(super) engraved: Option<Engraved>,
}

/// How a drawing was engraved, for what is drawn over it.
pub(super) struct Engraved {
    /// The engraver.
    engraver: Engraver,
    /// The way from the drawing's units to the page.
    transform: Affine,
}

impl Composer<'_> {
    /// Returns a drawing as the theme shows it. `layer` draws one of its layers in tones,
    /// `silhouette` is its form, `transform` leads from its units to the page.
    pub(super) fn drawing(
        &self,
        layer: impl Fn(&Theme, ArtLayer) -> Vec<Node>,
        silhouette: &BezPath,
        transform: Affine,
    ) -> Drawing {
        let (theme, fading) = (&self.chart.theme, self.fading());
        let mut out = Drawing {
            under: layer(theme, ArtLayer::Under),
            lines: layer(theme, ArtLayer::Lines),
            over: layer(theme, ArtLayer::Over),
            contour: layer(theme, ArtLayer::Contour),
            fade: layer(&fading, ArtLayer::Fade),
            engraved: None,
        };
        if theme.shading == Shading::Lines {
            let scale = transform.determinant().abs().sqrt().max(1e-9);
            let form = silhouette.bounding_box();
            let pitch = self.px(PITCH).min(scale * form.width().max(form.height()) / LINES);
            let pitch = pitch.max(FINEST / self.chart.scale) / scale;
            let engraver = Engraver::new(silhouette, pitch, theme.ink, theme.paper);
            let fade = layer(theme, ArtLayer::Fade);
            let (shading, tones) = engraver.shaded(&out.under, &fade);
            out.under = vec![shading];
            for layer in [&mut out.lines, &mut out.over, &mut out.contour] {
                *layer = engraver.drawn(layer, &tones);
            }
            if !fade.is_empty() {
                out.fade = vec![engraver.faded(&fade, fading.paper)];
            }
            out.engraved = Some(Engraved { engraver, transform });
        }
        out
    }
}

impl Engraved {
    /// Returns fades on the page as lines of a colour.
    pub(super) fn cuts(&self, fades: &[Node], color: Color) -> Vec<Node> {
        if fades.is_empty() {
            return Vec::new();
        }
        let lines = self.engraver.faded(&moved(fades, self.transform.inverse()), color);
        vec![Node::Group(GroupNode { transform: self.transform, ..GroupNode::plain(Tag::default(), vec![lines]) })]
    }
}
