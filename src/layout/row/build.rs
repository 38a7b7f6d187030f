//! A row as it begins: its figures about their heel ends, its labels and arrows.

use super::arrows::arrows;
use super::figures::{Row, RowFigure, RowZone};
use super::label::labels;
use super::numbers;
use crate::layout::page::{Arrangement, RowPlan};
use crate::model::Chart;
use crate::resolve::ResolvedView;
use kurbo::{Affine, Point};

/// Builds a row with its figures about their heel ends and its labels.
pub(in crate::layout) fn row<'a>(
    chart: &'a Chart,
    page: &'a Arrangement,
    plan: &'a RowPlan,
    views: &[ResolvedView],
    shapes: &[Affine],
) -> Row<'a> {
    let figures: Vec<RowFigure> = plan
        .figures
        .iter()
        .map(|&figure| RowFigure {
            figure,
            view: page.figures[figure].view,
            length: page.figures[figure].length,
            silhouette: views[figure].silhouette.transform(shapes[figure]),
            zones: views[figure]
                .zones
                .iter()
                .map(|z| RowZone { zone: z.zone, emphasis: z.emphasis, region: z.region.transform(shapes[figure]) })
                .collect(),
            is_lens: page.figures[figure].lens.is_some(),
        })
        .collect();
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    let arrows = arrows(chart, &page.sizes, &figures, shapes);
    let mut discs: Vec<(usize, Point)> = arrows.iter().filter_map(|a| Some((a.figure, a.disc?))).collect();
    for label in labels(chart, &page.sizes, views, shapes, &plan.figures) {
        match numbers::inside(label, &page.sizes, &discs) {
            Ok(label) => {
                discs.extend(label.discs());
                inside.push(label);
            }
            Err(label) => outside.push(*label),
        }
    }
    Row { chart, page, plan, figures, labels: outside, inside, arrows }
}
