//! The figure of the body: where it stands, and its name.

use super::figures::Row;
use super::standing::Standing;
use crate::error::Error;
use crate::geom::Region;
use crate::layout::placed::{Locator, TextRole};
use crate::layout::texts::line;
use crate::text::width;
use kurbo::{Affine, Rect};

/// From the ground to the baseline of the figure's name, in units.
const NAME: f64 = 0.0465;
/// How far a figure between feet stands below the ground, as a part of its
/// height.
const DEEPER: f64 = 0.09;
/// From the ground to the baseline of that name below upright feet, in units.
const NAME_UPRIGHT: f64 = 0.039;

/// From a figure at the margin to the baseline of its name, in sizes of its type.
const NAME_ASIDE: f64 = 1.5;

/// Returns the box that labels keep off: the figure of a row, and its name where
/// that stands among them.
pub(super) fn block(row: &Row<'_>, standing: &Standing) -> Option<Rect> {
    let rect = place(row, standing)?;
    if !row.plan.is_body_aside {
        return Some(rect);
    }
    let name = locator(row, standing).ok().flatten()?.name;
    Some(rect.union(name.bounds().inflate(0.5 * name.style.size, 0.5 * name.style.size)))
}

/// Returns where the name of the figure of a row lies, left and right; none
/// without a figure.
pub(super) fn name_span(row: &Row<'_>, standing: &Standing) -> Result<Option<(f64, f64)>, Error> {
    let Some(rect) = place(row, standing).filter(|_| !row.plan.is_body_aside) else { return Ok(None) };
    let w = width(&row.chart.words.body, &row.page.sizes.guide())?;
    Ok(Some((rect.center().x - w / 2.0, rect.center().x + w / 2.0)))
}

/// Returns the box of the figure of a row.
fn place(row: &Row<'_>, standing: &Standing) -> Option<Rect> {
    let (w, h) = row.plan.body?;
    let m = &row.page.sizes;
    if row.plan.is_body_aside {
        return Some(Rect::new(m.right() - w, row.plan.top, m.right(), row.plan.top + h));
    }
    let x = standing.body.unwrap_or(m.middle() - w / 2.0);
    // between feet it stands a little deeper: it has faded where they stand
    let base = row.plan.base + if row.is_pair() && !row.is_upright() { DEEPER * h } else { 0.0 };
    Some(Rect::new(x, base - h, x + w, base))
}

/// Places the figure of the body that stands in a row.
pub(in crate::layout) fn locator(row: &Row<'_>, standing: &Standing) -> Result<Option<Locator>, Error> {
    let (Some(rect), Some(figure)) = (place(row, standing), &row.chart.body) else { return Ok(None) };
    let m = &row.page.sizes;
    let scale = rect.height() / figure.bounds.height();
    let transform = Affine::translate((rect.x0 - scale * figure.bounds.x0, rect.y0 - scale * figure.bounds.y0))
        * Affine::scale(scale);
    let style = m.guide();
    let text = row.chart.words.body.clone();
    let wide = width(&text, &style)?;
    if row.plan.is_body_aside {
        // under the figure, and not beyond the margin
        let x = (rect.center().x - wide / 2.0).min(m.right() - wide);
        let name = line(text, TextRole::Guide, x, rect.y1 + NAME_ASIDE * style.size, style)?;
        let silhouette = Region::from_path(&(transform * figure.silhouette.clone()), 0.5);
        return Ok(Some(Locator { transform, silhouette, name }));
    }
    let drop = if row.is_pair() && !row.is_upright() { NAME } else { NAME_UPRIGHT };
    let x = rect.center().x - wide / 2.0;
    let name = line(text, TextRole::Guide, x, row.plan.base + m.px(drop), style)?;
    let silhouette = Region::from_path(&(transform * figure.silhouette.clone()), 0.5);
    Ok(Some(Locator { transform, silhouette, name }))
}
