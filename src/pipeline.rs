//! The way of the data, from a chart spec to a scene. Read this first.

use crate::error::Error;
use crate::input::{Resolver, load};
use crate::layout::{
    Arrangement, FigurePlan, Layout, LensRequest, Marks, Metrics, Shrink, arrange, for_lens, layout, lens_request,
};
use crate::model::{Chart, ChartSpec, Choice, LabelMode, View};
use crate::resolve::{ResolveOptions, ResolvedView, resolve};
use crate::scene::{Scene, compose};

/// Slants steeper than this are avoided by smaller figures and labels, degrees.
const STEEP: f64 = 66.0;
/// Attempts with a lens where a chart without one is possible.
const LENS_ATTEMPTS: usize = 6;
/// Figures below this factor are a higher price than steep slants.
const SMALL: f64 = 0.8;
/// A smaller layout is worth it only where its slants are gentler by this.
const GENTLER: f64 = 3.0;

/// A chart with its zones and labels in place.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The views of the layout's figures, in the same order.
    pub views: Vec<ResolvedView>,
    /// The layout.
    pub layout: Layout,
}

/// All stages but the last: reads what a spec names and makes the scene that
/// [`export`](crate::export::export) writes.
///
/// # Errors
/// Any [`Error`]; see the stages.
pub fn render(spec: &ChartSpec, files: &dyn Resolver) -> Result<Scene, Error> {
    let (chart, laid) = laid(spec, files)?;
    compose(&chart, &laid.layout, &laid.views)
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

/// The resolve and layout stages: at the usual sizes, or where the labels find
/// no room, at the first of the [smaller ones](Shrink::LADDER) that works. Where
/// highlighted zones come out too small to see, once more with a lens.
///
/// # Errors
/// [`Error::DoesNotFit`] with what stood in the way, where none works.
pub fn lay_out(chart: &Chart) -> Result<Laid, Error> {
    let (plain, step) = climb(chart, None, attempts(chart));
    let has_room = !chart.is_atlas && chart.notes.is_empty() && chart.crop.is_empty();
    if chart.lens == Choice::Off || (!has_room && chart.lens == Choice::Auto) {
        return plain;
    }
    let must = chart.lens == Choice::On;
    let request = match &plain {
        Ok(laid) => {
            let lengths: Vec<f64> = laid.layout.figures.iter().map(|f| f.length).collect();
            request(chart, &laid.views, &lengths)
        }
        // what has no room without a lens may have it with one
        Err(Error::DoesNotFit(_)) => {
            let page = arrange(chart, Shrink::LADDER[0].without_body(), None)?;
            let lengths: Vec<f64> = page.figures.iter().map(|f| f.length).collect();
            request(chart, &resolved(chart, &page, None, &mut Vec::new())?, &lengths)
        }
        Err(_) => return plain,
    };
    let attempt = match request {
        Ok(None) => return plain,
        Ok(Some(lens)) => match for_lens(chart, &lens) {
            Some(one_foot) => {
                let mut attempts = attempts(&one_foot);
                if !must && plain.is_ok() {
                    // smaller names or numbers would be a poor price
                    // a lens has the place of the figure of the body
                    attempts.retain(|s| !is_poorer(*s, step) && !s.body);
                    attempts.truncate(LENS_ATTEMPTS);
                }
                climb(&one_foot, Some(&lens), attempts).0
            }
            None if must => Err(Error::Usage(
                "a lens needs a single foot of its view; choose with --side or --view, or leave --lens out".to_owned(),
            )),
            None => return plain,
        },
        Err(e) => Err(e),
    };
    match attempt {
        Err(Error::DoesNotFit(_)) if !must => plain,
        done => done,
    }
}

/// Whether an attempt's labels are a poor price for a lens.
fn is_poorer(with_lens: Shrink, plain: Shrink) -> bool {
    with_lens.labels < plain.labels || with_lens.marks != Marks::None || with_lens.gives_up
}

/// The lens that some views need.
fn request(chart: &Chart, views: &[ResolvedView], lengths: &[f64]) -> Result<Option<LensRequest>, Error> {
    let lit = ResolveOptions { only_lit: true, ..ResolveOptions::default() };
    let exact = views.iter().map(|v| resolve(chart, v.view, &lit)).collect::<Result<Vec<_>, _>>()?;
    lens_request(chart, &Metrics::new(chart, Shrink::LADDER[0]), views, &exact, lengths)
}

/// The first of some attempts that works, and which that was.
fn climb(chart: &Chart, lens: Option<&LensRequest>, attempts: Vec<Shrink>) -> (Result<Laid, Error>, Shrink) {
    let mut first_problem = None;
    let mut known = Vec::new();
    // a sound layout with steep slants, in case none has gentler ones
    let mut steep: Option<(Laid, Shrink)> = None;
    // the layout that leaves the fewest labels out, where all leave some out
    let mut fewest: Option<(Laid, Shrink)> = None;
    for shrink in attempts {
        // steep slants are better than small figures and numbers
        if (shrink.marks != Marks::None || shrink.gives_up || shrink.figures < SMALL)
            && let Some((laid, shrink)) = steep
        {
            return (Ok(laid), shrink);
        }
        let t0 = std::time::Instant::now();
        let attempt = arrange(chart, shrink, lens).and_then(|page| {
            eprintln!("ARR {:?}", t0.elapsed());
            let views = resolved(chart, &page, lens, &mut known)?;
            let t0 = std::time::Instant::now();
            let layout = layout(chart, &page, &views);
            eprintln!("LAY {:?} {}", t0.elapsed(), layout.is_ok());
            let layout = layout?;
            Ok(Laid { views, layout })
        });
        match attempt {
            Err(Error::DoesNotFit(reason)) => {
                first_problem.get_or_insert(reason);
            }
            Ok(laid) if laid.layout.steepest() > STEEP && shrink.marks == Marks::None => {
                let gentler = |s: &(Laid, Shrink)| laid.layout.steepest() < s.0.layout.steepest() - GENTLER;
                if steep.as_ref().is_none_or(gentler) {
                    steep = Some((laid, shrink));
                }
            }
            Ok(laid) if !laid.layout.unplaced.is_empty() => {
                if fewest.as_ref().is_none_or(|f| laid.layout.unplaced.len() < f.0.layout.unplaced.len()) {
                    fewest = Some((laid, shrink));
                }
            }
            done => return (done, shrink),
        }
    }
    if let Some((laid, shrink)) = steep.or(fewest) {
        return (Ok(laid), shrink);
    }
    (Err(Error::DoesNotFit(first_problem.unwrap_or_default())), Shrink::LADDER[0])
}

/// Resolved views of earlier attempts, with their view, length and whether
/// they are a lens: attempts often differ in their labels alone.
type Known = Vec<((View, u64, bool), ResolvedView)>;

/// The views of a page's figures at their sizes.
fn resolved(
    chart: &Chart,
    page: &Arrangement,
    lens: Option<&LensRequest>,
    known: &mut Known,
) -> Result<Vec<ResolvedView>, Error> {
    let mut out = Vec::new();
    for figure in &page.figures {
        let key = (figure.view, figure.length.to_bits(), figure.lens.is_some());
        let view = match known.iter().find(|(k, _)| *k == key) {
            Some((_, view)) => view.clone(),
            None => {
                let t0 = std::time::Instant::now();
                let view = resolved_figure(chart, page, figure, lens)?;
                eprintln!("RES {} {:.4} {} {:?}", figure.view, figure.length, figure.lens.is_some(), t0.elapsed());
                known.push((key, view.clone()));
                view
            }
        };
        out.push(view);
    }
    Ok(out)
}

/// The view of one figure at its size.
fn resolved_figure(
    chart: &Chart,
    page: &Arrangement,
    figure: &FigurePlan,
    lens: Option<&LensRequest>,
) -> Result<ResolvedView, Error> {
    let mut options = options(page, figure.length);
    match (figure.lens, lens) {
        (Some(_), Some(lens)) => {
            Ok(resolve(chart, figure.view, &options)?.within(&lens.circle(), options.anchor_clearance, &lens.zones))
        }
        (_, Some(lens)) if figure.view == lens.view => {
            // what the lens shows keeps its true shape on the foot
            options.exact.clone_from(&lens.zones);
            Ok(resolve(chart, figure.view, &options)?.without_names(&lens.zones))
        }
        _ => resolve(chart, figure.view, &options),
    }
}

/// The ladder: labels by name, smaller and smaller; then quiet labels as
/// numbers with a list, then all; at last what finds no room is left out.
fn attempts(chart: &Chart) -> Vec<Shrink> {
    if !chart.notes.is_empty() {
        return with_notes(chart);
    }
    let named = named(chart);
    let numbered = |marks| Shrink::NUMBERED.map(|s| s.without_body().with_marks(marks));
    let mut out = Vec::new();
    // names too small to read are no names
    let is_legible = |s: &Shrink| {
        chart.labels != LabelMode::All || Metrics::new(chart, *s).quiet_label().size >= Shrink::LEAST_QUIET
    };
    if chart.labels != LabelMode::Numbers {
        out.extend(named.into_iter().filter(is_legible));
    }
    if chart.labels == LabelMode::All && !chart.highlights.is_empty() {
        out.extend(numbered(Marks::Quiet));
    }
    if !matches!(chart.labels, LabelMode::Highlighted | LabelMode::None) {
        out.extend(numbered(Marks::All));
    }
    let last: Vec<Shrink> = match chart.labels {
        LabelMode::Auto if chart.is_atlas => {
            Shrink::wall_chart().last().into_iter().chain([numbered(Marks::All)[1], numbered(Marks::All)[3]]).collect()
        }
        LabelMode::Highlighted | LabelMode::None => out.last().copied().into_iter().collect(),
        LabelMode::Auto | LabelMode::Groups | LabelMode::Numbers => vec![numbered(Marks::All)[2]],
        LabelMode::All => vec![numbered(Marks::All)[2], numbered(Marks::Quiet)[2], Shrink::NUMBERED[0].without_body()],
    };
    out.extend(last.into_iter().map(Shrink::giving_up));
    out
}

/// The attempts of a chart with notes, whose numbers leave no others: smaller
/// gaps and figures, then notes at another place, then smaller notes.
fn with_notes(chart: &Chart) -> Vec<Shrink> {
    let has_body = chart.body.is_some() && !chart.body_may_go;
    let fit = |s: Shrink| if has_body { s } else { s.without_body() };
    let steps = [(1.0, false), (0.5, false), (1.0, true), (0.0, false), (0.0, true)];
    let mut out: Vec<Shrink> =
        steps.iter().flat_map(|&(n, moved)| Shrink::LADDER.map(|s| fit(s).with_notes(n, moved))).collect();
    // what finds no room in the end is left out, at the usual place first
    let last = |moved| Shrink::LADDER.last().map(|s| fit(*s).with_notes(0.0, moved).giving_up());
    out.extend([false, true].into_iter().filter_map(last));
    out
}

/// The attempts that name all labels; a figure of the body that may go stays
/// for the first of them only.
fn named(chart: &Chart) -> Vec<Shrink> {
    if chart.is_atlas && chart.body.is_none() {
        return Shrink::wall_chart().collect();
    }
    let all = Shrink::LADDER.into_iter();
    match (&chart.body, chart.body_may_go) {
        (None, _) => all.map(Shrink::without_body).collect(),
        (Some(_), false) => all.collect(),
        (Some(_), true) => all.clone().take(Shrink::WITH_BODY).chain(all.map(Shrink::without_body)).collect(),
    }
}

/// Lengths of the page that shapes depend on, in foot lengths.
fn options(page: &Arrangement, length: f64) -> ResolveOptions {
    ResolveOptions {
        min_width: page.metrics.min_strip() / length,
        anchor_clearance: 1.7 * page.metrics.dot() / length,
        gap: 0.0028 * page.metrics.unit / length,
        ..ResolveOptions::default()
    }
}
