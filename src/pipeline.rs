//! The way of the data, from a chart spec to a scene. Read this first.

use crate::error::Error;
use crate::export::{ExportOptions, Format, export_shared};
use crate::input::{Resolver, load_with, record};
pub use crate::layout::{LaidOut, lay_out, lay_out_with};
use crate::model::{Chart, ChartSpec};
use crate::scene::{Scene, compose, dark_twin};
use crate::{export, input, resolve};

/// Renders many charts, from as many threads as you like, and does once what
/// they share: maps, drawings and themes are read once, zones cut once, and
/// strips of a PNG that are the same are drawn and compressed once. A picture
/// is the same, byte by byte, whatever was rendered before.
///
/// What it keeps is bounded: some dozens of files, some thousands of zones, 64 MiB
/// of shapes, as much of artwork and of compressed strips.
///
/// ```
/// use reflexology_chart::export::ExportOptions;
/// use reflexology_chart::{ChartSpec, Format, Renderer};
///
/// let renderer = Renderer::new();
/// let pictures: Vec<Vec<u8>> = std::thread::scope(|scope| {
///     let draw = |zone: &'static str| {
///         let spec = ChartSpec { zones: vec![zone.into()], ..ChartSpec::default() };
///         let scene = renderer.render(&spec, &())?;
///         renderer.export(&scene, Format::Png, &ExportOptions::default())
///     };
///     let threads = ["liver", "stomach"].map(|zone| scope.spawn(move || draw(zone)));
///     threads.into_iter().map(|t| t.join().expect("no panic")).collect::<Result<_, _>>()
/// })?;
/// assert_ne!(pictures[0], pictures[1]);
/// # Ok::<(), reflexology_chart::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Renderer {
    /// Files that were read.
    known: input::Cache,
    /// Zones that were cut.
    tiles: resolve::Cache,
    /// Strips that were compressed.
    strips: export::Cache,
}

impl Renderer {
    /// A renderer that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All stages but the last: reads what a spec names and makes the scene
    /// that [`export`](Self::export) writes.
    ///
    /// # Errors
    /// Any [`Error`]; see the stages.
    pub fn render(&self, spec: &ChartSpec, files: &dyn Resolver) -> Result<Scene, Error> {
        let chart = self.load(spec, files)?;
        let laid = self.lay_out(&chart)?;
        let dark_twin = dark_twin(&chart, &laid.layout, &laid.views)?;
        Ok(Scene { dark_twin, ..compose(&chart, &laid.layout, &laid.views)? })
    }

    /// The first stage: reads what a spec names.
    ///
    /// # Errors
    /// As [`load`](crate::input::load()).
    pub fn load(&self, spec: &ChartSpec, files: &dyn Resolver) -> Result<Chart, Error> {
        load_with(spec, files, &self.known)
    }

    /// The stages up to the layout: puts everything in its place.
    ///
    /// # Errors
    /// As [`lay_out`].
    pub fn lay_out(&self, chart: &Chart) -> Result<LaidOut, Error> {
        lay_out_with(chart, &self.tiles)
    }

    /// The last stage: the bytes of a picture.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a raster picture would be too large.
    pub fn export(&self, scene: &Scene, format: Format, options: &ExportOptions) -> Result<Vec<u8>, Error> {
        export_shared(scene, format, options, &self.strips)
    }

    /// The job of a chart, for [`ExportOptions::job`]; `output` are the flags
    /// that decide how files are written.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) where a file that was there is gone.
    pub fn job(
        &self,
        spec: &ChartSpec,
        chart: &Chart,
        files: &dyn Resolver,
        output: &[(&'static str, String)],
    ) -> Result<String, Error> {
        record(spec, chart, files, output, &self.known)
    }
}

/// All stages but the last: reads what a spec names and makes the scene that
/// [`export`](crate::export::export) writes. For more than one chart, a
/// [`Renderer`] is faster.
///
/// # Errors
/// Any [`Error`]; see the stages.
pub fn render(spec: &ChartSpec, files: &dyn Resolver) -> Result<Scene, Error> {
    Renderer::new().render(spec, files)
}

/// The stages up to the layout: reads what a spec names and puts everything in
/// its place.
///
/// # Errors
/// Any [`Error`]; see the stages.
pub fn laid(spec: &ChartSpec, files: &dyn Resolver) -> Result<(Chart, LaidOut), Error> {
    let renderer = Renderer::new();
    let chart = renderer.load(spec, files)?;
    let laid = renderer.lay_out(&chart)?;
    Ok((chart, laid))
}
