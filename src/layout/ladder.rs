//! The ladder: one attempt at a layout after the other, until one works.

use super::Layout;
use super::arrange::{Arrangement, FigurePlan, arrange};
use super::lens::{LensRequest, for_lens, lens_request, may_need_lens};
use super::metrics::Metrics;
use super::place::layout;
use super::shrink::{Marks, Shrink, attempts};
use crate::error::Error;
use crate::model::{Chart, Toggle, View};
use crate::resolve::{Cache, ResolveOptions, ResolvedView, resolve_with};

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
pub struct LaidOut {
    /// The views of the layout's figures, in the same order.
    pub views: Vec<ResolvedView>,
    /// The layout.
    pub layout: Layout,
}

/// The resolve and layout stages: at the usual sizes, or where the labels find
/// no room, at the first of the [smaller ones](Shrink::LADDER) that works. Where
/// highlighted zones come out too small to see, once more with a lens.
///
/// # Errors
/// [`Error::DoesNotFit`] with what stood in the way, where none works.
pub fn lay_out(chart: &Chart) -> Result<LaidOut, Error> {
    lay_out_with(chart, &Cache::default())
}

/// The same with the tiles of earlier charts, where they fit.
///
/// # Errors
/// As [`lay_out`].
pub fn lay_out_with(chart: &Chart, tiles: &Cache) -> Result<LaidOut, Error> {
    let (plain, step) = climb(chart, None, attempts(chart), tiles);
    let has_room = !chart.is_atlas && chart.notes.is_empty() && chart.crop.is_empty();
    if chart.lens == Toggle::Off || (!has_room && chart.lens == Toggle::Auto) {
        return plain;
    }
    let must = chart.lens == Toggle::On;
    let request = match &plain {
        Ok(laid) => {
            let lengths: Vec<f64> = laid.layout.figures.iter().map(|f| f.length).collect();
            request(chart, &laid.views, &lengths, tiles)
        }
        // what has no room without a lens may have it with one
        Err(Error::DoesNotFit(_)) => {
            let page = arrange(chart, Shrink::LADDER[0].without_body(), None)?;
            let lengths: Vec<f64> = page.figures.iter().map(|f| f.length).collect();
            request(chart, &resolved(chart, &page, None, &mut Known::new(tiles))?, &lengths, tiles)
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
                climb(&one_foot, Some(&lens), attempts, tiles).0
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
fn request(
    chart: &Chart,
    views: &[ResolvedView],
    lengths: &[f64],
    tiles: &Cache,
) -> Result<Option<LensRequest>, Error> {
    let lit = ResolveOptions { only_lit: true, ..ResolveOptions::default() };
    let metrics = Metrics::new(chart, Shrink::LADDER[0]);
    // side views have no lens
    let may = |v: &ResolvedView, length| !v.view.aspect.is_profile() && may_need_lens(chart, &metrics, v, length);
    let (views, lengths): (Vec<_>, Vec<f64>) = views.iter().cloned().zip(lengths).filter(|(v, l)| may(v, **l)).unzip();
    let exact = views.iter().map(|v| resolve_with(chart, v.view, &lit, tiles)).collect::<Result<Vec<_>, _>>()?;
    lens_request(chart, &metrics, &views, &exact, &lengths)
}

/// The first of some attempts that works, and which that was.
fn climb(
    chart: &Chart,
    lens: Option<&LensRequest>,
    attempts: Vec<Shrink>,
    tiles: &Cache,
) -> (Result<LaidOut, Error>, Shrink) {
    let mut first_problem = None;
    let mut known = Known::new(tiles);
    // a sound layout with steep slants, in case none has gentler ones
    let mut steep: Option<(LaidOut, Shrink)> = None;
    // the layout that leaves the fewest labels out, where all leave some out
    let mut fewest: Option<(LaidOut, Shrink)> = None;
    for shrink in attempts {
        // steep slants are better than small figures and numbers
        if (shrink.marks != Marks::None || shrink.gives_up || shrink.figures < SMALL)
            && let Some((laid, shrink)) = steep
        {
            return (Ok(laid), shrink);
        }
        let attempt = arrange(chart, shrink, lens).and_then(|page| {
            let views = resolved(chart, &page, lens, &mut known)?;
            let layout = layout(chart, &page, &views)?;
            Ok(LaidOut { views, layout })
        });
        match attempt {
            Err(Error::DoesNotFit(reason)) => {
                first_problem.get_or_insert(reason);
            }
            Ok(laid) if laid.layout.steepest() > STEEP && shrink.marks == Marks::None => {
                let gentler = |s: &(LaidOut, Shrink)| laid.layout.steepest() < s.0.layout.steepest() - GENTLER;
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

/// What earlier attempts resolved.
struct Known<'a> {
    /// Views with their figure's view, its length and whether it is a lens.
    views: Vec<((View, u64, bool), ResolvedView)>,
    /// Their tiles.
    tiles: &'a Cache,
}

impl<'a> Known<'a> {
    /// No views, but maybe tiles of other charts.
    fn new(tiles: &'a Cache) -> Self {
        Self { views: Vec::new(), tiles }
    }
}

/// The views of a page's figures at their sizes.
fn resolved(
    chart: &Chart,
    page: &Arrangement,
    lens: Option<&LensRequest>,
    known: &mut Known<'_>,
) -> Result<Vec<ResolvedView>, Error> {
    let is_new = |figure: &&FigurePlan| known.views.iter().all(|(k, _)| *k != key(figure));
    for figure in page.figures.iter().filter(is_new).collect::<Vec<_>>() {
        let view = resolved_figure(chart, page, figure, lens, known.tiles)?;
        known.views.push((key(figure), view));
    }
    let view = |figure| known.views.iter().find(|(k, _)| *k == key(figure)).map(|(_, view)| view.clone());
    Ok(page.figures.iter().filter_map(view).collect())
}

/// What tells views apart: attempts often differ in their labels alone.
fn key(figure: &FigurePlan) -> (View, u64, bool) {
    (figure.view, figure.length.to_bits(), figure.lens.is_some())
}

/// The view of one figure at its size.
fn resolved_figure(
    chart: &Chart,
    page: &Arrangement,
    figure: &FigurePlan,
    lens: Option<&LensRequest>,
    tiles: &Cache,
) -> Result<ResolvedView, Error> {
    let mut options = options(page, figure.length);
    match (figure.lens, lens) {
        (Some(_), Some(lens)) => Ok(resolve_with(chart, figure.view, &options, tiles)?.within(
            &lens.circle(),
            options.anchor_clearance,
            &lens.zones,
        )),
        (_, Some(lens)) if figure.view == lens.view => {
            // what the lens shows keeps its true shape on the foot
            options.exact.clone_from(&lens.zones);
            Ok(resolve_with(chart, figure.view, &options, tiles)?.without_names(&lens.zones))
        }
        _ => resolve_with(chart, figure.view, &options, tiles),
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
