//! The way of the data, from a chart spec to a scene. Read this first.

use crate::error::Error;
use crate::input::{Resolver, load};
use crate::layout::{
    Arrangement, Layout, LensRequest, Metrics, Shrink, arrange, for_lens, layout, lens_request,
};
use crate::model::{Chart, ChartSpec, Choice};
use crate::resolve::{ResolveOptions, ResolvedView, resolve};
use crate::scene::{Scene, compose};

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
    let chart = load(spec, files)?;
    let laid = lay_out(&chart)?;
    compose(&chart, &laid.layout, &laid.views)
}

/// The resolve and layout stages: at the usual sizes, or where the labels find
/// no room, at the first of the [smaller ones](Shrink::LADDER) that works. Where
/// highlighted zones come out too small to see, once more with a lens.
///
/// # Errors
/// [`Error::DoesNotFit`] with what stood in the way, where none works.
pub fn lay_out(chart: &Chart) -> Result<Laid, Error> {
    let plain = climb(chart, None);
    if chart.lens == Choice::Off || (chart.is_atlas && chart.lens == Choice::Auto) {
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
            request(chart, &resolved(chart, &page, None)?, &lengths)
        }
        Err(_) => return plain,
    };
    let attempt = match request {
        Ok(None) => return plain,
        Ok(Some(lens)) => match for_lens(chart, &lens) {
            Some(one_foot) => climb(&one_foot, Some(&lens)),
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

/// The lens that some views need.
fn request(chart: &Chart, views: &[ResolvedView], lengths: &[f64]) -> Result<Option<LensRequest>, Error> {
    let exact = views
        .iter()
        .map(|v| resolve(chart, v.view, &ResolveOptions::default()))
        .collect::<Result<Vec<_>, _>>()?;
    lens_request(chart, &Metrics::new(chart, Shrink::LADDER[0]), views, &exact, lengths)
}

/// The first attempt of the ladder that works.
fn climb(chart: &Chart, lens: Option<&LensRequest>) -> Result<Laid, Error> {
    let mut first_problem = None;
    for shrink in attempts(chart) {
        let attempt = arrange(chart, shrink, lens).and_then(|page| {
            let views = resolved(chart, &page, lens)?;
            let layout = layout(chart, &page, &views)?;
            Ok(Laid { views, layout })
        });
        match attempt {
            Err(Error::DoesNotFit(reason)) => {
                first_problem.get_or_insert(reason);
            }
            done => return done,
        }
    }
    Err(Error::DoesNotFit(first_problem.unwrap_or_default()))
}

/// The views of a page's figures at their sizes.
fn resolved(chart: &Chart, page: &Arrangement, lens: Option<&LensRequest>) -> Result<Vec<ResolvedView>, Error> {
    let unnamed: &[usize] = lens.map_or(&[], |l| &l.zones);
    page.figures
        .iter()
        .map(|f| match (f.lens, lens) {
            (Some(_), Some(lens)) => {
                let view = resolve(chart, f.view, &options(page, f.length))?;
                Ok(view.within(&lens.circle(), &lens.zones))
            }
            (_, Some(lens)) if f.view == lens.view => {
                let options = ResolveOptions { exact: unnamed.to_vec(), ..options(page, f.length) };
                Ok(resolve(chart, f.view, &options)?.without_names(unnamed))
            }
            _ => resolve(chart, f.view, &options(page, f.length)),
        })
        .collect()
}

/// The ladder; a figure of the body that may go stays for its first steps only.
fn attempts(chart: &Chart) -> Vec<Shrink> {
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
