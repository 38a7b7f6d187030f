//! One chart from its spec to the bytes of its files, every error and warning at
//! its place in the spec.

use crate::diag::Diagnostic;
use crate::error::Error;
use crate::export::{ExportOptions, Format, Snippet, alt_file, pdf, snippet};
use crate::input::{Request, Resolver};
use crate::model::{Chart, ChartSpec};
use crate::pipeline::{Observer, Renderer, Stage, Wanted};
use crate::scene::{Scene, compose};
use serde_json::Value;

/// What a job writes, and how.
#[derive(Clone, Debug, Default)]
pub struct JobOptions {
    /// The formats to write. Default: those that the spec names, else PNG.
    pub formats: Vec<Format>,
    /// How files are written. The record of the job is added, where there is none.
    pub export: ExportOptions,
    /// Whether a layout that breaks a rule is an error. Default: no.
    pub checked: bool,
}

/// The bytes of a chart in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Picture {
    /// The format.
    pub format: Format,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
}

/// One chart to draw.
pub struct Job<'a> {
    /// Renders it.
    renderer: &'a Renderer,
    /// The fields that were asked for, and where each was said.
    request: Request,
    /// The chart spec of the fields.
    spec: ChartSpec,
    /// Reads the files that the spec names.
    files: Box<dyn Resolver + 'a>,
}

impl<'a> Job<'a> {
    /// Returns the job of a request.
    ///
    /// # Errors
    /// The first field that will not do, at its place.
    pub fn new(renderer: &'a Renderer, request: Request, files: impl Resolver + 'a) -> Result<Self, Error> {
        let spec = request.spec()?;
        Ok(Self { renderer, request, spec, files: Box::new(files) })
    }

    /// Returns what was asked for.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Returns the formats that the spec names.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a name that is no format.
    pub fn formats(&self) -> Result<Vec<Format>, Error> {
        let format = |(i, name): (usize, &str)| {
            Format::named(name).map_err(|e| self.request.placed(e.in_field(format!("/formats/{i}"))))
        };
        self.request.fields().formats().enumerate().map(format).collect()
    }

    /// Reads and checks everything that the spec names.
    ///
    /// # Errors
    /// Any of the load stage, at its place.
    pub fn load(&self, observer: &mut dyn Observer) -> Result<Loaded<'_>, Error> {
        let chart = self.renderer.load(&self.spec, &*self.files).map_err(|e| self.request.placed(e))?;
        observer.ended(Stage::Load);
        Ok(Loaded { job: self, chart })
    }

    /// Draws the chart in all formats that are wanted.
    ///
    /// # Errors
    /// Any of all stages, at its place.
    pub fn draw(&self, options: &JobOptions, observer: &mut dyn Observer) -> Result<Drawing, Error> {
        self.load(observer)?.draw(options, observer)
    }
}

/// A job whose files are read and checked.
pub struct Loaded<'a> {
    /// The job.
    job: &'a Job<'a>,
    /// The chart.
    chart: Chart,
}

impl Loaded<'_> {
    /// Returns the record of the job, which is embedded in its pictures: the spec,
    /// how files are written, and the hashes of all files that the chart is made of.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) where a file that was there is gone.
    pub fn record(&self, options: &ExportOptions) -> Result<String, Error> {
        let Job { renderer, request, spec, files } = self.job;
        renderer.record(spec, &self.chart, &**files, &options.flags()).map_err(|e| request.placed(e))
    }

    /// Returns what the spec and its files make worth a warning, at its place.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        self.placed(&self.chart.warnings)
    }

    /// Draws the chart in all formats that are wanted.
    ///
    /// # Errors
    /// Any of the stages after the first, at its place.
    pub fn draw(&self, options: &JobOptions, observer: &mut dyn Observer) -> Result<Drawing, Error> {
        let placed = |e| self.job.request.placed(e);
        let mut formats = if options.formats.is_empty() { self.job.formats()? } else { options.formats.clone() };
        if formats.is_empty() {
            formats.push(Format::Png);
        }
        let mut drawing = self.scene(&formats, options.checked, observer)?;
        if options.export.svg.animate {
            drawing.warnings.extend(self.stands_still(&formats));
        }
        let job = options.export.job.clone().map_or_else(|| self.record(&options.export), Ok)?;
        let export = ExportOptions { job: Some(job), ..options.export.clone() };
        for format in formats {
            if drawing.picture(format).is_none() {
                let bytes = self.job.renderer.export(&drawing.scene, format, &export).map_err(placed)?;
                drawing.pictures.push(Picture { format, bytes });
                observer.ended(Stage::Export(format));
            }
        }
        Ok(drawing)
    }

    /// Returns why no stroke will draw itself though that is wanted, if none will.
    fn stands_still(&self, formats: &[Format]) -> Option<Diagnostic> {
        if self.chart.strokes.is_empty() {
            let message = "there are no strokes to animate";
            return Some(Diagnostic::warning("animate-strokes", message).with_hint("add some with `stroke`"));
        }
        (!formats.contains(&Format::Svg)).then(|| {
            Diagnostic::warning("animate-svg", "only SVG files are animated on request, and none is written")
                .with_hint("write an SVG file too; the strokes of an HTML page are always animated")
        })
    }

    /// Draws the chart up to the bytes of its files, for some formats.
    ///
    /// # Errors
    /// As [`draw`](Self::draw).
    fn scene(&self, formats: &[Format], checked: bool, observer: &mut dyn Observer) -> Result<Drawing, Error> {
        let scene = self.job.renderer.scene_for(&self.chart, Wanted { formats, checked }, observer);
        let scene = scene.map_err(|e| self.job.request.placed(e))?;
        Ok(Drawing { warnings: self.placed(&scene.warnings), scene, pictures: Vec::new() })
    }

    /// Lays the chart out; returns the layout as JSON, with how good it is and which
    /// rules it breaks, and the warnings.
    ///
    /// # Errors
    /// Any of the layout stage, at its place.
    pub fn layout(&self) -> Result<(Value, Vec<Diagnostic>), Error> {
        let placed = |e| self.job.request.placed(e);
        let laid_out = self.job.renderer.lay_out(&self.chart).map_err(placed)?;
        let scene = compose(&self.chart, &laid_out.layout, &laid_out.views).map_err(placed)?;
        let mut json = laid_out.layout.to_json(&self.chart);
        json["metrics"] = laid_out.layout.metrics(&laid_out.views);
        json["problems"] = laid_out.layout.problems(&laid_out.views).into();
        Ok((json, self.placed(&scene.warnings)))
    }

    /// Returns warnings with their places in the spec.
    fn placed(&self, warnings: &[Diagnostic]) -> Vec<Diagnostic> {
        warnings.iter().map(|w| self.job.request.placed_warning(w.clone())).collect()
    }
}

/// A chart that is drawn: its pictures, its texts and what is to be said about it.
#[derive(Debug)]
pub struct Drawing {
    /// The laid-out picture.
    scene: Scene,
    /// The bytes in each format, in the order in which they were asked for.
    pub pictures: Vec<Picture>,
    /// Warnings, each at its place.
    pub warnings: Vec<Diagnostic>,
}

impl Drawing {
    /// Returns the picture of a format, if it was asked for.
    pub fn picture(&self, format: Format) -> Option<&Picture> {
        self.pictures.iter().find(|p| p.format == format)
    }

    /// Returns width and height of raster pictures, in pixels.
    pub fn size(&self) -> (f64, f64) {
        ((self.scene.width * self.scene.scale).round(), (self.scene.height * self.scene.scale).round())
    }

    /// Returns the text alternative of the picture.
    pub fn alt(&self) -> &str {
        &self.scene.alt
    }

    /// Returns the text alternative and the long description, as a file of text.
    pub fn alt_file(&self) -> String {
        alt_file(&self.scene)
    }

    /// Returns markup that shows a file of the picture in a page.
    pub fn snippet(&self, language: Snippet, file: &str) -> String {
        snippet(&self.scene, language, file)
    }
}

/// Draws charts as the pages of one PDF file; returns its bytes and the warnings.
///
/// # Errors
/// Those of the first chart that fails, at their places.
pub fn pages(
    jobs: &[Job<'_>],
    checked: bool,
    observer: &mut dyn Observer,
) -> Result<(Vec<u8>, Vec<Diagnostic>), Error> {
    let drawings = jobs.iter().map(|job| job.load(observer)?.scene(&[Format::Pdf], checked, observer));
    let drawings = drawings.collect::<Result<Vec<_>, _>>()?;
    let bytes = pdf(&drawings.iter().map(|d| &d.scene).collect::<Vec<_>>(), None)?;
    observer.ended(Stage::Export(Format::Pdf));
    Ok((bytes, drawings.into_iter().flat_map(|d| d.warnings).collect()))
}
