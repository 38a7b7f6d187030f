//! Frames: from a map's coordinates to an outline's foot.
//!
//! *Anatomical space* is one foot length = 1 for left and right alike. Soles
//! and tops: (lateral, v), lateral positive, v from the heel end. Side views:
//! (x, height), x from the rearmost heel.

use super::key::Key;
use crate::geom::Region;
use crate::model::{Aspect, Guide, Outline, Side};
use kurbo::{Affine, Point, Rect, Vec2};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Guides of the reference foot, to which maps are written, as (u, v).
const REFERENCE: [(Guide, &[[f64; 2]]); 4] = [
    (Guide::Heel, &[[0.0, 0.282], [0.5, 0.27], [1.0, 0.282]]),
    (Guide::Waist, &[[0.0, 0.438], [0.5, 0.43], [1.0, 0.418]]),
    (
        Guide::Diaphragm,
        &[
            [0.0, 0.653],
            [0.1, 0.643],
            [0.22, 0.639],
            [0.36, 0.667],
            [0.52, 0.657],
            [0.68, 0.629],
            [0.84, 0.584],
            [1.0, 0.55],
        ],
    ),
    (
        Guide::Shoulder,
        &[
            [0.03, 0.838],
            [0.13, 0.822],
            [0.25, 0.826],
            [0.34, 0.85],
            [0.45, 0.872],
            [0.545, 0.864],
            [0.63, 0.852],
            [0.7, 0.818],
            [0.79, 0.795],
            [0.85, 0.752],
            [0.93, 0.736],
            [1.0, 0.734],
        ],
    ),
];

/// Heights on the reference foot above which the edge is held, because the silhouette is cleft by
/// the toes: at the crease of the little toe (lateral) and of the big toe (medial).
const HOLDS: [(Aspect, f64, f64); 2] = [(Aspect::Plantar, 0.715, 0.85), (Aspect::Dorsal, 0.706, 0.84)];

/// Part of a fade in which the drawing is still solid enough for a dot.
const SOLID: f64 = 0.12;
/// Parts into which the length is divided for looking up edges.
const PARTS: u32 = 1000;
/// Least width of a foot, so that nothing is divided by zero.
const NARROW: f64 = 1e-3;
/// Distance from the ends of the foot within which no edges are looked for.
const END: f64 = 0.004;

/// One foot of an outline, ready to place shapes.
pub struct Foot<'a> {
    /// The drawing.
    outline: &'a Outline,
    /// The foot to show.
    side: Side,
    /// The transform from the outline's units to anatomical space.
    from_outline: Affine,
    /// The silhouette in anatomical space.
    silhouette: Region,
    /// Medial and lateral edge at every thousandth of the length.
    edges: OnceLock<Vec<(f64, f64)>>,
    /// Heights above which the edges are held: lateral, medial.
    holds: (f64, f64),
    /// Guides as (u, v) on this outline, sorted by u.
    guides_uv: BTreeMap<Guide, Vec<[f64; 2]>>,
}

impl<'a> Foot<'a> {
    /// Returns a foot of a side, drawn by an outline of either side.
    pub fn new(outline: &'a Outline, side: Side) -> Self {
        let axis = outline.toe_tip - outline.heel_end;
        let length = axis.hypot2().sqrt();
        let along = axis / length;
        // the second direction: lateral for soles and tops, up for side views
        let left_of_axis = Vec2::new(along.y, -along.x);
        let is_left = matches!(
            (outline.aspect, outline.side),
            (Aspect::Plantar | Aspect::Lateral, Side::Right) | (Aspect::Dorsal | Aspect::Medial, Side::Left)
        );
        let across = if is_left { left_of_axis } else { -left_of_axis };
        let (first, second) = if outline.aspect.is_profile() { (along, across) } else { (across, along) };
        let o = outline.heel_end;
        let from_outline = Affine::new([
            first.x / length,
            second.x / length,
            first.y / length,
            second.y / length,
            -(first.x * o.x + first.y * o.y) / length,
            -(second.x * o.x + second.y * o.y) / length,
        ]);
        let silhouette = outline.inside.transform(from_outline);
        let reference = HOLDS.iter().find(|h| h.0 == outline.aspect).map_or((1.0, 1.0), |h| (h.1, h.2));
        let mut foot = Self {
            outline,
            side,
            from_outline,
            silhouette,
            edges: OnceLock::new(),
            holds: reference,
            guides_uv: BTreeMap::new(),
        };
        foot.read_guides();
        foot
    }

    /// Reads the guides of the outline in (u, v); the shoulder line also tells where the edges end.
    fn read_guides(&mut self) {
        if self.outline.aspect != Aspect::Plantar {
            return;
        }
        if let Some(line) = self.outline.guides.get(&Guide::Shoulder) {
            let mut ends: Vec<Point> = line.iter().map(|p| self.from_outline * *p).collect();
            ends.sort_by(|a, b| a.x.total_cmp(&b.x));
            if let [medial, .., lateral] = ends.as_slice() {
                // the reference's holds lie a little below and above its line's ends
                self.holds = (lateral.y - 0.02, medial.y + 0.012);
            }
        }
        for (&guide, line) in &self.outline.guides {
            let mut uv: Vec<[f64; 2]> = line
                .iter()
                .map(|p| {
                    let q = self.from_outline * *p;
                    let (medial, lateral) = self.edges(q.y);
                    [(q.x - medial) / (lateral - medial).max(NARROW), q.y]
                })
                .collect();
            uv.sort_by(|a, b| a[0].total_cmp(&b[0]));
            self.guides_uv.insert(guide, uv);
        }
    }

    /// Adds to a key all that places shapes. It is equal for both feet of an outline.
    pub(super) fn key(&self, key: Key) -> Key {
        let outline = self.outline;
        let points = |line: &[Point]| line.iter().flat_map(|p| [p.x, p.y]).collect::<Vec<f64>>();
        let mut key = key.made(outline.aspect as u64).numbers(self.from_outline.as_coeffs());
        for toe in outline.toes {
            key = key.numbers(toe.iter().flat_map(|t| t.as_coeffs()));
        }
        for (&guide, line) in &outline.guides {
            key = key.made(guide as u64).numbers(points(line));
        }
        let faded = self.faded().map(|f| [f.x0, f.y0, f.x1, f.y1]);
        key.numbers(outline.leg_top.iter().flat_map(|p| [p.x, p.y]))
            .numbers(faded.iter().flatten().copied())
            .region(&self.silhouette)
    }

    /// Returns the transform from the outline's units to anatomical space.
    pub fn from_outline(&self) -> Affine {
        self.from_outline
    }

    /// Returns the transform from anatomical space to foot space.
    pub fn to_foot_space(&self) -> Affine {
        // on a page the lateral edge of a right sole and the toes of a right
        // inner side are on the left
        let right_is_left = matches!(self.outline.aspect, Aspect::Plantar | Aspect::Medial);
        let sign = if (self.side == Side::Right) == right_is_left { -1.0 } else { 1.0 };
        Affine::scale_non_uniform(sign, -1.0)
    }

    /// Returns the silhouette in anatomical space.
    pub fn silhouette(&self) -> &Region {
        &self.silhouette
    }

    /// Returns the silhouette without the part of the leg that has faded away.
    pub fn visible(&self) -> Region {
        let (Some(top), Some(bounds)) = (self.outline.leg_top, self.silhouette.bounds()) else {
            return self.silhouette.clone();
        };
        let limit = (self.from_outline * top).y;
        let keep = if self.outline.aspect.is_profile() {
            Rect::new(bounds.x0 - 1.0, bounds.y0 - 1.0, bounds.x1 + 1.0, limit)
        } else {
            Rect::new(bounds.x0 - 1.0, limit, bounds.x1 + 1.0, bounds.y1 + 1.0)
        };
        self.silhouette.intersect(&Region::from_rect(keep))
    }

    /// Returns where the drawing has faded towards paper, in anatomical space.
    pub fn faded(&self) -> Option<Rect> {
        use crate::model::{Art, ArtLayer};
        use kurbo::Shape as _;
        let art = self.outline.art.get(&ArtLayer::Fade)?;
        let boxes = art.iter().filter_map(|a| match a {
            Art::Path { path, .. } => Some((self.from_outline * path.clone()).bounding_box()),
            Art::Group { .. } => None,
        });
        let whole = boxes.reduce(|a, b| a.union(b))?;
        // a fade begins gently: its first part still counts as solid
        Some(if self.outline.aspect.is_profile() {
            Rect { y0: whole.y0 + SOLID * whole.height(), ..whole }
        } else {
            Rect { y1: whole.y1 - SOLID * whole.height(), ..whole }
        })
    }

    /// Returns the guides in anatomical space.
    pub fn guides(&self) -> impl Iterator<Item = (Guide, Vec<Point>)> + '_ {
        self.outline.guides.iter().map(|(g, line)| (*g, line.iter().map(|p| self.from_outline * *p).collect()))
    }

    /// Returns the borders of the longitudinal zones in anatomical space, medial first.
    pub fn borders(&self) -> impl Iterator<Item = Vec<Point>> + '_ {
        self.outline.borders.iter().map(|line| line.iter().map(|p| self.from_outline * *p).collect())
    }

    /// Returns the medial and the lateral edge at a height.
    fn edges(&self, v: f64) -> (f64, f64) {
        let table = self.edges.get_or_init(|| edges(&self.silhouette));
        let at = |v: f64| {
            let place = v.clamp(0.0, 1.0) * f64::from(PARTS);
            let index = floor(place).min(table.len() - 2);
            let (a, b) = (table[index], table[index + 1]);
            let t = place - place.floor().min(f64::from(PARTS - 1));
            (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
        };
        let (hold_lateral, hold_medial) = self.holds;
        let here = at(v);
        let medial = if v > hold_medial { at(hold_medial).0 } else { here.0 };
        let lateral = if v > hold_lateral { at(hold_lateral).1 } else { here.1 };
        (medial, lateral)
    }

    /// Returns the width of the foot, in foot lengths, at a height of the map.
    pub fn width_at(&self, u: f64, v: f64) -> f64 {
        let (medial, lateral) = self.edges(self.warp(u, v));
        (lateral - medial).max(NARROW)
    }

    /// Maps a point of the sole or top frame to anatomical space.
    pub fn body(&self, u: f64, v: f64) -> Point {
        let v = self.warp(u, v);
        let (medial, lateral) = self.edges(v);
        Point::new(medial + u * (lateral - medial), v)
    }

    /// Returns the transform from a toe's frame, or `None` where the outline lacks that toe.
    pub fn toe(&self, index: usize) -> Option<Affine> {
        let unit = self.from_outline * self.outline.toes.get(index).copied().flatten()?;
        let center = unit * Point::ZERO;
        let axes = [unit * Point::new(1.0, 0.0) - center, unit * Point::new(0.0, 1.0) - center];
        let (width, length) = if axes[0].y.abs() > axes[1].y.abs() { (axes[1], axes[0]) } else { (axes[0], axes[1]) };
        let width = if width.x < 0.0 { -width } else { width };
        let length = if length.y < 0.0 { -length } else { length };
        Some(Affine::new([width.x, width.y, length.x, length.y, center.x, center.y]))
    }

    /// Returns the height on this outline for a height on the reference foot: linear between the
    /// guides, at each u along the guides' own curves.
    fn warp(&self, u: f64, v: f64) -> f64 {
        let mut below = (0.0, 0.0);
        for (guide, reference) in REFERENCE {
            let Some(line) = self.guides_uv.get(&guide) else { continue };
            let here = (height_at(reference, u), height_at(line, u));
            if v <= here.0 {
                return between(below, here, v);
            }
            below = here;
        }
        between(below, (1.0, 1.0), v)
    }
}

/// Interpolates linearly between two (from, to) pairs.
fn between(a: (f64, f64), b: (f64, f64), v: f64) -> f64 {
    let span = b.0 - a.0;
    if span.abs() < 1e-9 { b.1 } else { a.1 + (v - a.0) / span * (b.1 - a.1) }
}

/// Returns the least and the greatest x of a silhouette at every thousandth of the length.
fn edges(silhouette: &Region) -> Vec<(f64, f64)> {
    let height = |i: usize| (i as f64 / f64::from(PARTS)).clamp(END, 1.0 - END);
    let mut out = vec![None; PARTS as usize + 1];
    for (a, b) in silhouette.edges() {
        let (low, high) = (a.y.min(b.y), a.y.max(b.y));
        // the heights at the ends are held inside, where more parts look
        let first = if low <= END { 0 } else { floor(low * f64::from(PARTS)) };
        let last = if high >= 1.0 - END { PARTS as usize } else { floor(high * f64::from(PARTS)) + 1 };
        for (i, row) in out.iter_mut().enumerate().take(last + 1).skip(first) {
            let v = height(i);
            if (a.y > v) != (b.y > v) {
                let x = a.x + (v - a.y) / (b.y - a.y) * (b.x - a.x);
                *row = Some(row.map_or((x, x), |(l, r): (f64, f64)| (l.min(x), r.max(x))));
            }
        }
    }
    out.into_iter().map(Option::unwrap_or_default).collect()
}

/// Returns the whole part of a number that is not negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "callers have parts of the length")]
fn floor(x: f64) -> usize {
    x.max(0.0) as usize
}

/// Returns the height of a polyline in (u, v) at u; beyond its ends, that of the nearer end.
fn height_at(line: &[[f64; 2]], u: f64) -> f64 {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return 0.0 };
    if u <= first[0] {
        return first[1];
    }
    for pair in line.windows(2) {
        if u <= pair[1][0] {
            return between((pair[0][0], pair[0][1]), (pair[1][0], pair[1][1]), u);
        }
    }
    last[1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::read_outline;

    fn sole() -> Outline {
        let svg = crate::assets::find(crate::assets::OUTLINES, "foot-plantar").expect("built in");
        read_outline("foot-plantar", svg.as_bytes(), Aspect::Plantar).expect("valid")
    }

    #[test]
    fn the_reference_foot_is_not_warped() {
        let outline = sole();
        let foot = Foot::new(&outline, Side::Right);
        for u in [0.05, 0.3, 0.5, 0.7, 0.95] {
            for v in [0.1, 0.28, 0.44, 0.6, 0.7] {
                let warped = foot.warp(u, v);
                assert!((warped - v).abs() < 0.004, "u {u} v {v} went to {warped}");
            }
        }
    }

    #[test]
    fn the_big_toe_is_medial_on_both_feet_and_mirrored_on_the_page() {
        let outline = sole();
        for (side, sign) in [(Side::Right, 1.0), (Side::Left, -1.0)] {
            let foot = Foot::new(&outline, side);
            let toe = foot.toe(0).expect("has toes") * Point::ZERO;
            assert!(toe.x < 0.0 && toe.y > 0.8, "medial and far: {toe:?}");
            let page = foot.to_foot_space() * toe;
            assert!(page.x * sign > 0.0, "the {} hallux stands towards the middle: {page:?}", side.name());
        }
    }

    #[test]
    fn edges_of_the_frame_are_the_edges_of_the_foot() {
        let outline = sole();
        let foot = Foot::new(&outline, Side::Left);
        assert_eq!(foot.silhouette().piece_count(), 1, "one silhouette");
        for v in [0.1, 0.3, 0.5, 0.65] {
            assert!(foot.silhouette().signed_distance(foot.body(0.0, v)).abs() < 2e-3, "u 0 at {v}");
            assert!(foot.silhouette().signed_distance(foot.body(1.0, v)).abs() < 2e-3, "u 1 at {v}");
        }
    }
}
