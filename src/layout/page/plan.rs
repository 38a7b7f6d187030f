//! The plan of a page: its figures with their sizes, its rows, and the texts
//! around them.

use super::footer::Footer;
use crate::layout::placed::{NoteBlock, TextLine};
use crate::layout::sizes::Sizes;
use crate::model::View;
use kurbo::{Affine, Rect};

/// A figure before it has its place.
#[derive(Clone, Debug)]
pub struct FigurePlan {
    /// Which foot and aspect.
    pub view: View,
    /// px per foot length.
    pub length: f64,
    /// From foot space to px about the heel end: turn and scale.
    pub shape: Affine,
    /// The visible foot's box about the heel end, px.
    pub bounds: Rect,
    /// The radius of a lens, px, where it is a detail of another figure.
    pub lens: Option<f64>,
}

/// A row of figures.
#[derive(Clone, Debug)]
pub struct RowPlan {
    /// Indices of its figures, left to right.
    pub figures: Vec<usize>,
    /// Where its figures begin.
    pub top: f64,
    /// Where their heel ends or soles stand.
    pub base: f64,
    /// Where it ends, labels and names included.
    pub bottom: f64,
    /// Distance of the heels of a pair of side views, px.
    pub heels: f64,
    /// Width and height of the figure of the body that stands in it.
    pub body: Option<(f64, f64)>,
    /// Whether that figure stands in the free paper at the right margin, beside a
    /// pair of upright feet.
    pub is_body_aside: bool,
}

/// A page with its figures' sizes.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Sizes of type and strokes.
    pub sizes: Sizes,
    /// Kicker, title, subtitle.
    pub header: Vec<TextLine>,
    /// Where the part for figures begins.
    pub body_top: f64,
    /// The free part of a column of texts at the left of the figures, below its
    /// texts.
    pub aside: Option<Rect>,
    /// Rule, legend, claim.
    pub footer: Footer,
    /// Notes beside or below the figures.
    pub notes: Vec<NoteBlock>,
    /// The figures in page order.
    pub figures: Vec<FigurePlan>,
    /// The rows from top to bottom.
    pub rows: Vec<RowPlan>,
}
