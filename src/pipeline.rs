//! The way of the data, from a chart spec to a scene. Read this first.

use crate::error::Error;
use crate::input::{Resolver, load};
use crate::layout::{Arrangement, Layout, Shrink, arrange, layout};
use crate::model::{Chart, ChartSpec};
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
/// no room, at the first of the [smaller ones](Shrink::LADDER) that works.
///
/// # Errors
/// [`Error::DoesNotFit`] with what stood in the way, where none works.
pub fn lay_out(chart: &Chart) -> Result<Laid, Error> {
    let mut first_problem = None;
    for shrink in attempts(chart) {
        let attempt = arrange(chart, shrink).and_then(|page| {
            let views = page
                .figures
                .iter()
                .map(|f| resolve(chart, f.view, &options(&page, f.length)))
                .collect::<Result<Vec<_>, _>>()?;
            let layout = layout(chart, &page, &views)?;
            Ok(Laid { views, layout })
        });
        match attempt {
            Err(Error::DoesNotFit(reason)) => {
                if std::env::var_os("DBG").is_some() { eprintln!("{shrink:?}: {reason}"); }
                first_problem.get_or_insert(reason);
            }
            done => return done,
        }
    }
    Err(Error::DoesNotFit(first_problem.unwrap_or_default()))
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
