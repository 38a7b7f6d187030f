//! The compose stage: a layout and its theme become a scene.
//!
//! Here are colours, strokes and paint order; nothing here moves.

use super::composer::Composer;
use super::describe;
use super::engrave::one_ink;
use super::facts::{self, PageColors};
use super::node::Node;
use super::picture::{DarkTwin, Scene};
use crate::error::Error;
use crate::layout::{Layout, credit};
use crate::model::{Chart, Shading};
use crate::resolve::ResolvedView;

/// Turns a layout into a scene, without its [`dark_twin`].
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where no font has a character; everything else was checked before.
pub fn compose(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Scene, Error> {
    Ok(Scene {
        width: layout.width,
        height: layout.height,
        scale: chart.scale,
        paper: chart.theme.paper,
        is_transparent: chart.is_transparent,
        colors: PageColors::of(chart),
        ppi: chart.size.ppi.map(f64::from),
        title: describe::title(chart),
        alt: describe::alt(chart, layout, views),
        description: describe::description(chart, layout, views),
        caption: describe::caption(chart),
        rights: credit(chart),
        warnings: describe::warnings(chart, layout, views),
        lang: chart.lang.clone(),
        facts: facts::facts(chart, layout, views),
        nodes: nodes(chart, layout, views)?,
        dark_twin: None,
        narrow_twin: None,
    })
}

/// Returns the dark twin of a scene, or `None` where the chart's theme has none. Only pages show
/// it.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where no font has a character.
pub fn dark_twin(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Option<DarkTwin>, Error> {
    let Some(dark) = chart.in_dark() else { return Ok(None) };
    Ok(Some(DarkTwin {
        colors: PageColors::of(&dark),
        zones: facts::colors(&dark, views),
        nodes: nodes(&dark, layout, views)?,
    }))
}

/// Draws all parts of the picture, in paint order.
fn nodes(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Vec<Node>, Error> {
    let c = Composer { chart, layout };
    let mut nodes = Vec::new();
    for (figure, view) in layout.figures.iter().zip(views) {
        nodes.push(c.figure(figure, view));
    }
    nodes.extend(layout.lens.iter().map(|l| c.lens(l)));
    // names after all drawings: a leg fades over what stands above it
    for figure in layout.figures.iter().filter(|f| !f.is_lens) {
        nodes.push(c.name(figure)?);
    }
    if let (Some(locator), Some(figure)) = (&layout.body, &chart.body) {
        nodes.push(c.body(locator, figure)?);
    }
    nodes.extend(c.rules());
    for guide in &layout.guides {
        nodes.push(c.guide(guide)?);
    }
    nodes.push(c.legend()?);
    nodes.push(c.list()?);
    if !layout.notes.is_empty() {
        nodes.push(c.notes()?);
    }
    if !layout.arrows.is_empty() {
        nodes.push(c.arrows()?);
    }
    // halos under all leaders and texts, so that none cuts another
    nodes.push(c.halos());
    for callout in &layout.callouts {
        nodes.push(c.callout(callout)?);
    }
    for text in &layout.texts {
        nodes.push(c.text(text)?);
    }
    if chart.theme.shading == Shading::Lines {
        one_ink(&mut nodes, chart.theme.ink, chart.theme.paper);
    }
    Ok(nodes)
}
