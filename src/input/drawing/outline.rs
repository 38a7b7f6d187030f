//! An outline SVG: ids give the meaning, the rest is artwork.

use super::art;
use super::guard;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::geom::{Region, flatten};
use crate::model::{Art, ArtLayer, Aspect, Guide, Outline, Side};
use kurbo::{Affine, BezPath, Point, Shape as _};
use std::collections::BTreeMap;
use std::thread::{Scope, ScopedJoinHandle};
use usvg::roxmltree::Document;

/// Stack for usvg, which recurses over the drawing, in bytes.
const STACK: usize = 16 * 1024 * 1024;
/// Farthest that anything may lie from the heel end, in foot lengths.
const MAX_EXTENT: f64 = 20.0;
/// Least area of a silhouette, in square foot lengths.
const MIN_AREA: f64 = 0.02;
/// How far chords may stray from curves, as a part of the foot's length.
const TOLERANCE: f64 = 2e-4;

/// Reads an outline for an aspect.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) or [`ErrorKind::Limit`](crate::ErrorKind::Limit) with what is wrong or missing.
pub fn read_outline(file: &str, bytes: &[u8], aspect: Aspect) -> Result<Outline, Error> {
    std::thread::scope(|scope| spawn(scope, file, bytes, aspect)?.join())
}

/// An outline that is being read.
pub(in crate::input) struct Reading<'scope> {
    /// The file.
    file: &'scope str,
    /// The thread that reads it.
    thread: ScopedJoinHandle<'scope, Result<Outline, Error>>,
}

impl Reading<'_> {
    /// Waits for the outline and returns it.
    ///
    /// # Errors
    /// As [`read_outline`].
    pub(in crate::input) fn join(self) -> Result<Outline, Error> {
        self.thread.join().map_err(|_| Error::internal(format!("reading {} failed", self.file)))?
    }
}

/// Starts to read an outline on a thread whose stack is large enough.
///
/// # Errors
/// [`ErrorKind::Internal`](crate::ErrorKind::Internal) where there is no thread.
pub(in crate::input) fn spawn<'scope>(
    scope: &'scope Scope<'scope, '_>,
    file: &'scope str,
    bytes: &'scope [u8],
    aspect: Aspect,
) -> Result<Reading<'scope>, Error> {
    let thread = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn_scoped(scope, move || parse(file, bytes, aspect))
        .map_err(|e| Error::internal(format!("no thread for reading {file}: {e}")))?;
    Ok(Reading { file, thread })
}

/// Reads an outline on the thread that calls it; see [`read_outline`].
fn parse(file: &str, bytes: &[u8], aspect: Aspect) -> Result<Outline, Error> {
    let problem = |message: String| Diagnostic::error("outline-svg", message).at(Place::file(file));
    let text = std::str::from_utf8(bytes).map_err(|_| {
        problem("not UTF-8 text".to_owned()).with_hint("compressed SVG is not read; save it as plain SVG")
    })?;
    let marked = |end: usize| format!("{}<style>{}</style>{}", &text[..end], art::role_rules(), &text[end..]);
    // a test holds the compiled-in drawings against the guard
    let trusted = file.strip_prefix("builtin:").and_then(|_| text.rfind("</svg>")).map(marked);
    let (tree, side) = if let Some(doc) = trusted.as_ref().and_then(|text| Document::parse(text).ok()) {
        (usvg::Tree::from_xmltree(&doc, &options()), side(file, &doc, aspect)?)
    } else {
        let doc = guard::parse(file, text)?;
        let side = side(file, &doc, aspect)?;
        let last = doc.root_element().last_child();
        let end = last.map(|n| n.range().end).ok_or_else(|| problem("the drawing is empty".to_owned()))?;
        (usvg::Tree::from_str(&marked(end), &options()), side)
    };
    let tree = tree.map_err(|e| problem(format!("not a usable SVG: {e}")))?;
    let mut found = OutlineElements::default();
    found.group(tree.root(), None);
    found.outline(file, aspect, side)
}

/// Returns which foot a drawing says it shows; an error if the drawing is for another
/// aspect.
fn side(file: &str, doc: &Document<'_>, aspect: Aspect) -> Result<Side, Error> {
    let problem = |message: String| Diagnostic::error("outline-svg", message).at(Place::file(file));
    let root = doc.root_element();
    if !root.has_tag_name(("http://www.w3.org/2000/svg", "svg")) {
        return Err(problem(format!("the root element is <{}>, not an SVG drawing", root.tag_name().name())).into());
    }
    if let Some(declared) = root.attribute("data-aspect").filter(|a| *a != aspect.name()) {
        return Err(problem(format!(
            "the drawing declares data-aspect=\"{declared}\", but is used for the {aspect} view"
        ))
        .into());
    }
    match root.attribute("data-side") {
        None => Ok(Side::Right),
        Some(name) => Side::from_name(name)
            .ok_or_else(|| problem(format!("data-side=\"{name}\" is not known; it is left or right")).into()),
    }
}

/// Returns options of usvg that read no images and no files.
fn options() -> usvg::Options<'static> {
    usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The elements of a drawing, sorted by meaning.
#[derive(Default)]
struct OutlineElements {
    /// Paths of elements with a meaning, by id.
    named: BTreeMap<String, BezPath>,
    /// Toe ellipses: the map of the unit circle.
    toes: [Option<Affine>; 5],
    /// Artwork by layer.
    art: BTreeMap<ArtLayer, Vec<Art>>,
    /// The box around everything.
    extent: Option<usvg::Rect>,
}

/// Returns the layer that a group's id names.
fn layer(id: &str) -> Option<ArtLayer> {
    Some(match id {
        "lines" => ArtLayer::Lines,
        "over" => ArtLayer::Over,
        "contour" => ArtLayer::Contour,
        "fade" => ArtLayer::Fade,
        _ => return None,
    })
}

/// Returns whether an id gives an element a meaning, so that it is not drawn.
fn has_meaning(id: &str) -> bool {
    matches!(id, "outline" | "heel-end" | "toe-tip" | "leg-top")
        || id.starts_with("guide-")
        || id.starts_with("zone-border-")
        || toe_index(id).is_some()
}

/// Returns the index, from 0, of the toe that an id names.
fn toe_index(id: &str) -> Option<usize> {
    let n = id.strip_prefix("toe-")?.parse::<usize>().ok()?;
    (1..=5).contains(&n).then(|| n - 1)
}

impl OutlineElements {
    /// Sorts a group's children. `at` is the layer of the group; `None` is the top
    /// level.
    fn group(&mut self, group: &usvg::Group, at: Option<ArtLayer>) {
        let mut out = Vec::new();
        self.children(group, at, &mut out);
        self.art.entry(at.unwrap_or(ArtLayer::Under)).or_default().extend(out);
    }

    /// Appends a group's artwork to `out`; elements with a meaning and groups of
    /// other layers go where they belong.
    fn children(&mut self, group: &usvg::Group, at: Option<ArtLayer>, out: &mut Vec<Art>) {
        for node in group.children() {
            let id = node.id();
            if has_meaning(id) {
                self.meaning(id, node);
                continue;
            }
            match node {
                usvg::Node::Path(p) => {
                    self.bound(p.abs_bounding_box());
                    out.extend(art::path(p));
                }
                usvg::Node::Group(g) if id == "frame" => self.children(g, at, &mut Vec::new()),
                usvg::Node::Group(g) => match layer(id).filter(|_| at.is_none()) {
                    Some(layer) => self.group(g, Some(layer)),
                    None => {
                        let opacity = f64::from(g.opacity().get());
                        let clip = g.clip_path().map(|c| art::clip(c, art::affine(g.abs_transform())));
                        if opacity < 1.0 || clip.is_some() {
                            let mut children = Vec::new();
                            self.children(g, at, &mut children);
                            out.push(Art::Group { opacity, clip, children });
                        } else {
                            self.children(g, at, out);
                        }
                    }
                },
                usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
        }
    }

    /// Keeps an element that has a meaning.
    fn meaning(&mut self, id: &str, node: &usvg::Node) {
        self.bound(node.abs_bounding_box());
        let mut path = BezPath::new();
        match node {
            usvg::Node::Path(p) => {
                path = art::geometry(p.data(), art::affine(p.abs_transform()));
                if let Some(i) = toe_index(id) {
                    let b = art::geometry(p.data(), Affine::IDENTITY).bounding_box();
                    let unit = Affine::new([b.width() / 2.0, 0.0, 0.0, b.height() / 2.0, b.center().x, b.center().y]);
                    self.toes[i] = Some(art::affine(p.abs_transform()) * unit);
                }
            }
            usvg::Node::Group(g) => art::collect(g, Affine::IDENTITY, &mut path),
            usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
        if !path.elements().is_empty() {
            self.named.insert(id.to_owned(), path);
        }
    }

    /// Extends the box around everything.
    fn bound(&mut self, b: usvg::Rect) {
        self.extent = Some(self.extent.map_or(b, |e| {
            let (l, t) = (e.left().min(b.left()), e.top().min(b.top()));
            let (r, d) = (e.right().max(b.right()), e.bottom().max(b.bottom()));
            usvg::Rect::from_ltrb(l, t, r, d).unwrap_or(e)
        }));
    }

    /// Returns whether everything lies within reach of the foot. Coordinates beyond
    /// could harm a rasteriser, and no drawing needs them.
    fn is_within(&self, heel: Point, length: f64) -> bool {
        self.extent.is_none_or(|e| {
            let [l, t, r, b] = [e.left(), e.top(), e.right(), e.bottom()].map(f64::from);
            let far = [l - heel.x, t - heel.y, r - heel.x, b - heel.y].into_iter().map(f64::abs).fold(0.0, f64::max);
            far.is_finite() && far <= MAX_EXTENT * length
        })
    }

    /// Returns the guide lines as points; chords stray from curves by less than
    /// `tolerance`, in units of the drawing.
    fn guides(&self, tolerance: f64) -> BTreeMap<Guide, Vec<Point>> {
        let line = |guide: Guide| {
            let path = self.named.get(&format!("guide-{}", guide.name()))?;
            Some((guide, flatten(path, tolerance).into_iter().next()?))
        };
        Guide::ALL.into_iter().filter_map(line).collect()
    }

    /// Returns the borders of the longitudinal zones as points, as finely as
    /// the guides.
    fn borders(&self, tolerance: f64) -> Vec<Vec<Point>> {
        let line = |n: usize| flatten(self.named.get(&format!("zone-border-{n}"))?, tolerance).into_iter().next();
        (1..=4).filter_map(line).collect()
    }

    /// Builds the outline, if all that it needs is there.
    fn outline(mut self, file: &str, aspect: Aspect, side: Side) -> Result<Outline, Error> {
        let mut problems = Vec::new();
        let mut report = |message: String, hint: &str| {
            problems.push(Diagnostic::error("outline-element", message).at(Place::file(file)).with_hint(hint));
        };
        let mut need = |id: &str, what: &str| {
            let path = self.named.remove(id);
            if path.is_none() {
                report(format!("no element with the id `{id}`"), what);
            }
            path.unwrap_or_default()
        };
        let silhouette = need(
            "outline",
            "give the foot's closed silhouette the id `outline`; give it a fill or a stroke, or it is not seen",
        );
        let heel = need("heel-end", "put a small circle with the id `heel-end` at the end of the heel");
        let tip =
            need("toe-tip", "put a small circle with the id `toe-tip` one foot length from `heel-end` along the foot");
        if let Some(error) = Error::of_input(problems) {
            return Err(error);
        }
        let (heel_end, toe_tip) = (heel.bounding_box().center(), tip.bounding_box().center());
        let length = (toe_tip - heel_end).hypot2().sqrt();
        if length.is_nan() || length < 1e-3 {
            return Err(Diagnostic::error("outline-axis", "`heel-end` and `toe-tip` are at the same place")
                .at(Place::file(file))
                .into());
        }
        let finite =
            silhouette.elements().iter().all(|el| el.end_point().is_none_or(|p| p.x.is_finite() && p.y.is_finite()));
        if !finite || !self.is_within(heel_end, length) {
            let problem =
                Diagnostic::error("outline-reach", "something lies too far from the foot").at(Place::file(file));
            return Err(problem.with_hint("keep the drawing within twenty lengths of the foot").into());
        }
        let inside = Region::from_path(&silhouette, TOLERANCE * length).simplified(TOLERANCE / 2.0 * length);
        if inside.area() < MIN_AREA * length * length {
            let problem = Diagnostic::error("outline-area", "the path with the id `outline` encloses almost nothing")
                .at(Place::file(file));
            return Err(problem.with_hint("draw the foot's whole silhouette as one closed path").into());
        }
        let (guides, borders) = (self.guides(TOLERANCE * length), self.borders(TOLERANCE * length));
        let leg_top = self.named.get("leg-top").map(|p| p.bounding_box().center());
        self.art.retain(|_, nodes| !nodes.is_empty());
        Ok(Outline {
            aspect,
            side,
            silhouette,
            inside,
            heel_end,
            toe_tip,
            toes: self.toes,
            leg_top,
            guides,
            borders,
            art: self.art,
        })
    }
}
