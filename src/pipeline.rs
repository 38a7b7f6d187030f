//! The way of the data, from a chart spec to a scene. Read this first.

use crate::error::Error;
use crate::input::{Resolver, load};
pub use crate::layout::{Laid, lay_out, lay_out_with};
use crate::model::{Chart, ChartSpec};
use crate::scene::{Scene, compose, night};

/// All stages but the last: reads what a spec names and makes the scene that
/// [`export`](crate::export::export) writes.
///
/// # Errors
/// Any [`Error`]; see the stages.
pub fn render(spec: &ChartSpec, files: &dyn Resolver) -> Result<Scene, Error> {
    let (chart, laid) = laid(spec, files)?;
    let night = night(&chart, &laid.layout, &laid.views)?;
    Ok(Scene { night, ..compose(&chart, &laid.layout, &laid.views)? })
}

/// The stages up to the layout: reads what a spec names and puts everything in
/// its place.
///
/// # Errors
/// Any [`Error`]; see the stages.
pub fn laid(spec: &ChartSpec, files: &dyn Resolver) -> Result<(Chart, Laid), Error> {
    let chart = load(spec, files)?;
    let laid = lay_out(&chart)?;
    Ok((chart, laid))
}
