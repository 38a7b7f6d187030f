//! The lens on a page: the enlarged detail beside its foot, and the rings round
//! both.

use super::plan::{Arrangement, FigurePlan};
use crate::error::Error;
use crate::layout::lens_request::LensRequest;
use crate::layout::placed::LensMark;
use crate::layout::texts::no_lens;
use kurbo::{Affine, Point, Rect, Vec2};

/// How many times larger the detail is: least, usual.
const SCALE: (f64, f64) = (2.0, 3.0);
/// Radius of the lens in units: least, greatest.
const RADIUS: (f64, f64) = (0.12, 0.18);

/// Adds the lens to a page, on the side of its foot where the detail is.
pub(super) fn add(page: &mut Arrangement, lens: &LensRequest) -> Result<(), Error> {
    let m = &page.sizes;
    let at = page.figures.iter().position(|f| f.view == lens.view).ok_or_else(no_lens)?;
    let Some(row) = page.rows.iter_mut().find(|r| r.figures.contains(&at)) else { return Err(no_lens()) };
    let plan = &page.figures[at];
    let source = plan.shape * lens.center;
    let detail = lens.radius * plan.length;
    let radius = (SCALE.1 * detail).clamp(m.px(RADIUS.0), m.px(RADIUS.1));
    let scale = radius / detail;
    if scale < SCALE.0 {
        return Err(no_lens());
    }
    // a little lower than what it shows, but not above the row
    let center = Point::new(0.0, (source.y + 0.6 * radius).max(row.top - row.base + radius));
    let shape = Affine::translate(center.to_vec2())
        * Affine::scale(scale)
        * plan.shape
        * Affine::translate(-lens.center.to_vec2());
    let bounds = Rect::from_center_size(center, (2.0 * radius, 2.0 * radius));
    let figure = FigurePlan { view: lens.view, length: scale * plan.length, shape, bounds, lens: Some(radius) };
    let place = row.figures.iter().position(|f| *f == at).unwrap_or(0) + usize::from(source.x >= 0.0);
    row.figures.insert(place, page.figures.len());
    page.figures.push(figure);
    Ok(())
}

/// Draws the rings of a lens on the page and the lines between them: from the
/// ring round the detail (`from`) to the lens (`to`), each a centre and a
/// radius.
pub(in crate::layout) fn mark(from: (Point, f64), to: (Point, f64)) -> LensMark {
    let d = to.0 - from.0;
    let distance = d.hypot().max(1.0);
    let u = d / distance;
    let cos = (from.1 - to.1) / distance;
    let sin = (1.0 - cos * cos).max(0.0).sqrt();
    let tangent = |sign: f64| {
        let n = u * cos + Vec2::new(-u.y, u.x) * (sign * sin);
        (from.0 + n * from.1, to.0 + n * to.1)
    };
    LensMark { ring: from, lens: to, tangents: [tangent(1.0), tangent(-1.0)] }
}
