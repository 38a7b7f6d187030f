//! The way of the data, from a chart spec to the bytes of a picture. The stages
//! are strung together here and nowhere else. Read this first.

use crate::diag::Diagnostic;
use crate::error::{Error, ErrorKind};
use crate::export::{self, ExportOptions, Format, export_shared};
use crate::input::{self, Resolver, load_with, record};
use crate::layout::{LaidOut, lay_out_with};
use crate::model::{Chart, ChartSpec};
use crate::resolve;
use crate::scene::{Scene, compose, dark_twin};

/// Widest page that is narrow enough for a phone as it is, px.
const WIDEST_NARROW: u32 = 520;
/// Heights of the page for a phone that are tried, px.
const NARROW_HEIGHTS: [u32; 4] = [640, 800, 1000, 1200];

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Everything that a spec names is read and checked.
    Load,
    /// Everything gets its place.
    LayOut,
    /// Everything gets its colours.
    Compose,
    /// The bytes of one format are made.
    Export(Format),
}

impl Stage {
    /// Returns its name: `load`, `lay out`, `compose`, or that of a format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::LayOut => "lay out",
            Self::Compose => "compose",
            Self::Export(format) => format.name(),
        }
    }
}

/// An observer of the stages of a chart, for clocks and progress.
pub trait Observer {
    /// Observes that a stage has ended.
    fn ended(&mut self, stage: Stage);
}

/// The observer for callers that need none: it does nothing.
impl Observer for () {
    fn ended(&mut self, _: Stage) {}
}

/// The purpose of a scene: the formats it is for, and whether its layout is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The formats that it will be exported to.
    pub formats: &'a [Format],
    /// Whether a layout that breaks a rule is an error.
    pub checked: bool,
}

/// Renders charts, from as many threads as you like, and does once what they
/// share: maps, drawings, themes and fonts are read once, zones are cut once, and
/// equal strips of PNG files are drawn and compressed once. A picture is the same,
/// byte by byte, whatever was rendered before.
///
/// What a renderer keeps is bounded; it forgets what was not asked for lately.
///
/// ```
/// use reflexology_chart::{ChartSpec, Format, Renderer};
///
/// let renderer = Renderer::new();
/// let pictures: Vec<Vec<u8>> = std::thread::scope(|scope| {
///     let draw = |zone: &'static str| {
///         let spec = ChartSpec { zones: vec![zone.into()], ..ChartSpec::default() };
///         renderer.render(&spec, &(), Format::Png)
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
    inputs: input::Cache,
    /// Zones that were cut.
    zones: resolve::Cache,
    /// Shapes and strips that were drawn.
    pictures: export::Cache,
}

impl Renderer {
    /// Returns a renderer that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs all stages and returns the bytes of one picture. `files` is asked for
    /// the files that the spec names; `&()` has none.
    ///
    /// # Errors
    /// Any [`Error`]; a diagnostic about a value of the spec has its JSON pointer,
    /// one about a value of a file its line and column too.
    pub fn render(&self, spec: &ChartSpec, files: &dyn Resolver, format: Format) -> Result<Vec<u8>, Error> {
        let chart = self.load(spec, files)?;
        let scene = self.scene_for(&chart, Wanted { formats: &[format], checked: false }, &mut ())?;
        self.export(&scene, format, &ExportOptions::default())
    }

    /// Runs the first stage: reads and checks everything that a spec names.
    ///
    /// # Errors
    /// Those of [`load`](crate::input::load()).
    #[doc(hidden)]
    pub fn load(&self, spec: &ChartSpec, files: &dyn Resolver) -> Result<Chart, Error> {
        load_with(spec, files, &self.inputs)
    }

    /// Runs the stages up to the layout: puts everything in its place.
    ///
    /// # Errors
    /// [`ErrorKind::DoesNotFit`] where no arrangement has room for what was asked
    /// for.
    #[doc(hidden)]
    pub fn lay_out(&self, chart: &Chart) -> Result<LaidOut, Error> {
        lay_out_with(chart, &self.zones)
    }

    /// Runs the stages between load and export. The twin for dark pages is composed
    /// where a wanted format shows it.
    ///
    /// # Errors
    /// [`ErrorKind::DoesNotFit`] where no arrangement has room for what was asked
    /// for; any [`Error`] of the check, where a layout is checked and breaks a rule.
    #[doc(hidden)]
    pub fn scene_for(&self, chart: &Chart, wanted: Wanted<'_>, observer: &mut dyn Observer) -> Result<Scene, Error> {
        let laid_out = self.lay_out(chart)?;
        observer.ended(Stage::LayOut);
        if wanted.checked {
            check_rules(&laid_out)?;
        }
        let mut scene = compose(chart, &laid_out.layout, &laid_out.views)?;
        let is_dark = wanted.formats.iter().any(|format| format.has_dark_twin());
        if is_dark {
            scene.dark_twin = dark_twin(chart, &laid_out.layout, &laid_out.views)?;
        }
        if wanted.formats.iter().any(|format| format.has_narrow_twin()) {
            scene.narrow_twin = self.narrow_twin(chart, is_dark)?.map(Box::new);
        }
        observer.ended(Stage::Compose);
        Ok(scene)
    }

    /// Draws a chart for a narrow page, at the first height at which all names have room;
    /// none where the chart is narrow anyway, or has too much to say for such a page.
    fn narrow_twin(&self, chart: &Chart, is_dark: bool) -> Result<Option<Scene>, Error> {
        if chart.size.width <= WIDEST_NARROW {
            return Ok(None);
        }
        let mut best: Option<(usize, Chart, LaidOut)> = None;
        let tried = Chart::NARROW_TYPE.iter().flat_map(|&scale| NARROW_HEIGHTS.map(|height| (height, scale)));
        for (height, scale) in tried {
            let narrow = chart.narrow(height, scale);
            let laid_out = match self.lay_out(&narrow) {
                Ok(laid_out) => laid_out,
                Err(e) if e.is_about_room() => continue,
                Err(e) => return Err(e),
            };
            let unnamed = laid_out.layout.list.len() + laid_out.layout.unplaced.len();
            if best.as_ref().is_none_or(|b| unnamed < b.0) {
                best = Some((unnamed, narrow, laid_out));
            }
            if unnamed == 0 {
                break;
            }
        }
        let Some((_, narrow, laid_out)) = best else { return Ok(None) };
        let mut scene = compose(&narrow, &laid_out.layout, &laid_out.views)?;
        if is_dark {
            scene.dark_twin = dark_twin(&narrow, &laid_out.layout, &laid_out.views)?;
        }
        Ok(Some(scene))
    }

    /// Runs the last stage: returns the bytes of a picture.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] where a raster picture would be too large.
    #[doc(hidden)]
    pub fn export(&self, scene: &Scene, format: Format, options: &ExportOptions) -> Result<Vec<u8>, Error> {
        export_shared(scene, format, options, &self.pictures)
    }

    /// Returns the record of a chart, for [`ExportOptions::job`]: its spec and the
    /// hashes of all files that it is made of. `output` says how files are written.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where a file that was there is gone.
    #[doc(hidden)]
    pub fn record(
        &self,
        spec: &ChartSpec,
        chart: &Chart,
        files: &dyn Resolver,
        output: &[(&'static str, String)],
    ) -> Result<String, Error> {
        record(spec, chart, files, output, &self.inputs)
    }
}

/// Refuses a layout that breaks one of the rules that every layout keeps.
fn check_rules(laid_out: &LaidOut) -> Result<(), Error> {
    let broken = laid_out.layout.problems(&laid_out.views);
    if broken.is_empty() {
        return Ok(());
    }
    let message = format!("the layout breaks a rule: {}", broken.join("; "));
    Err(Error::new(ErrorKind::DoesNotFit, Diagnostic::error("layout-rule", message)))
}
