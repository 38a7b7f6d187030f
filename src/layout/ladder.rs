//! The ladder: one attempt at a layout after the other, until one works.

use super::assemble::layout;
use super::attempt::{Attempt, Numbered};
use super::fewer::fewer_figures;
use super::lens_request::{LensRequest, for_lens, lens_request, may_need_lens};
use super::page::{Arrangement, FigurePlan, arrange};
use super::placed::Layout;
use super::sizes::{Sizes, ZONE_GAP};
use super::texts::FEWER;
use crate::error::Error;
use crate::model::{Chart, LabelMode, MapKind, Toggle, View};
use crate::resolve::{Cache, ResolveOptions, ResolvedView, resolve_with};

/// Attempts with a lens where a chart without one is possible.
const LENS_ATTEMPTS: usize = 6;
/// Pages at least this wide, in heights, may have their texts beside the figures.
const CARD: f64 = 1.75;

/// A chart with its zones and labels in place.
#[derive(Clone, Debug)]
pub struct LaidOut {
    /// The views of the layout's figures, in the same order.
    pub views: Vec<ResolvedView>,
    /// The layout.
    pub layout: Layout,
}

/// Resolves and lays out a chart: at the usual sizes, or where the labels find
/// no room, at the first of the [smaller ones](Attempt::LADDER) that works.
/// Where highlighted zones come out too small to see, once more with a lens.
///
/// # Errors
/// [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) with what stood in the way, where none works.
pub fn lay_out(chart: &Chart) -> Result<LaidOut, Error> {
    lay_out_with(chart, &Cache::default())
}

/// Resolves and lays out a chart as [`lay_out`] does, and takes the tiles of
/// earlier charts where they fit. Where not all that was asked for is drawn and
/// named, fewer figures may lose less.
///
/// # Errors
/// [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) with what stood in the way, where not even one
/// figure has room.
pub fn lay_out_with(chart: &Chart, tiles: &Cache) -> Result<LaidOut, Error> {
    let mut best = with_all_figures(chart, tiles);
    let loss = |outcome: &Result<LaidOut, Error>| match outcome {
        Ok(laid) => laid.layout.loss(),
        Err(e) if e.is_about_room() => usize::MAX,
        Err(_) => 0,
    };
    let unnamed = best.as_ref().map_or(usize::MAX, |laid| laid.layout.unplaced.len());
    // what no figure would show is lost anyway
    if unnamed == 0 || loss(&best) == 0 {
        return best;
    }
    // figures that were chosen by name go only where they have no room at all
    let may_go = chart.sides_are_free || best.is_err();
    for fewer in fewer_figures(chart).into_iter().filter(|_| may_go) {
        let other = with_all_figures(&fewer, tiles);
        if loss(&other) < loss(&best) {
            best = other;
        }
        if best.as_ref().is_ok_and(|laid| laid.layout.unplaced.is_empty()) {
            break;
        }
    }
    best
}

/// Resolves and lays out a chart with all its figures.
fn with_all_figures(chart: &Chart, tiles: &Cache) -> Result<LaidOut, Error> {
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
        Err(e) if e.is_about_room() => {
            let page = arrange(chart, Attempt::LADDER[0].without_body(), None)?;
            let lengths: Vec<f64> = page.figures.iter().map(|f| f.length).collect();
            request(chart, &resolved(chart, &page, None, &mut Resolved::new(tiles))?, &lengths, tiles)
        }
        Err(_) => return plain,
    };
    let with_lens = match request {
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
            None if must => Err(Error::usage("lens-foot", "a lens needs a single foot of its view")
                .with_hint("choose it with `side` or `view`, or leave `lens` out")
                .in_field("/lens")),
            None => return plain,
        },
        Err(e) => Err(e),
    };
    match with_lens {
        Err(e) if e.is_about_room() && !must => plain,
        done => done,
    }
}

/// Returns whether an attempt's labels are a poor price for a lens.
fn is_poorer(with_lens: Attempt, plain: Attempt) -> bool {
    with_lens.labels < plain.labels || with_lens.numbered != Numbered::None || with_lens.gives_up
}

/// Finds the lens that some views need.
fn request(
    chart: &Chart,
    views: &[ResolvedView],
    lengths: &[f64],
    tiles: &Cache,
) -> Result<Option<LensRequest>, Error> {
    let lit = ResolveOptions { only_lit: true, ..ResolveOptions::default() };
    let sizes = Sizes::new(chart, Attempt::LADDER[0]);
    // side views have no lens
    let may = |v: &ResolvedView, length| !v.view.aspect.is_profile() && may_need_lens(chart, &sizes, v, length);
    let (views, lengths): (Vec<_>, Vec<f64>) = views.iter().cloned().zip(lengths).filter(|(v, l)| may(v, **l)).unzip();
    let exact = views.iter().map(|v| resolve_with(chart, v.view, &lit, tiles)).collect::<Result<Vec<_>, _>>()?;
    lens_request(chart, &sizes, &views, &exact, &lengths)
}

/// Tries attempts in order; returns the first layout that works, and its
/// attempt.
fn climb(
    chart: &Chart,
    lens: Option<&LensRequest>,
    attempts: Vec<Attempt>,
    tiles: &Cache,
) -> (Result<LaidOut, Error>, Attempt) {
    let mut first_problem = None;
    let mut known = Resolved::new(tiles);
    // the layout that leaves the fewest labels out, where all leave some out
    let mut fewest: Option<(LaidOut, Attempt)> = None;
    for attempt in attempts {
        let outcome = arrange(chart, attempt, lens).and_then(|page| {
            let views = resolved(chart, &page, lens, &mut known)?;
            let layout = layout(chart, &page, &views)?;
            Ok(LaidOut { views, layout })
        });
        match outcome {
            Err(e) if e.is_about_room() => {
                first_problem.get_or_insert(e);
            }
            Ok(laid) if !laid.layout.unplaced.is_empty() => {
                if fewest.as_ref().is_none_or(|f| laid.layout.loss() < f.0.layout.loss()) {
                    fewest = Some((laid, attempt));
                }
            }
            done => return (done, attempt),
        }
    }
    if let Some((laid, attempt)) = fewest {
        return (Ok(laid), attempt);
    }
    // a lens may leave no attempt at all
    let problem = first_problem.unwrap_or_else(|| Error::does_not_fit("no arrangement has room for everything", FEWER));
    (Err(problem), Attempt::LADDER[0])
}

/// Returns the attempts for a chart, in order: labels by name, smaller and
/// smaller; then quiet labels as numbers with a list, then all; at last those
/// that leave labels out.
pub(super) fn attempts(chart: &Chart) -> Vec<Attempt> {
    if !chart.notes.is_empty() {
        return with_notes(chart);
    }
    let named = named(chart);
    let numbered = |which| Attempt::NUMBERED.map(|s| s.without_body().with_numbered(which));
    let mut out = Vec::new();
    // names too small to read are no names
    let is_legible = |s: &Attempt| {
        chart.labels != LabelMode::All || Sizes::new(chart, *s).quiet_label().size >= Attempt::LEAST_QUIET
    };
    if chart.labels != LabelMode::Numbers {
        out.extend(named.into_iter().filter(is_legible));
    }
    if chart.labels == LabelMode::All && !chart.highlights.is_empty() {
        out.extend(numbered(Numbered::Quiet));
    }
    if !matches!(chart.labels, LabelMode::Highlighted | LabelMode::None) {
        out.extend(numbered(Numbered::All));
    }
    if may_turn(chart) {
        let turned: Vec<Attempt> = out.iter().filter(|s| !s.aside && !s.tucked).map(|s| s.turned()).collect();
        out.extend(turned);
    }
    let last: Vec<Attempt> = match chart.labels {
        LabelMode::Auto if chart.is_atlas => Attempt::wall_chart()
            .last()
            .into_iter()
            .chain([numbered(Numbered::All)[1], numbered(Numbered::All)[3]])
            .collect(),
        LabelMode::Highlighted | LabelMode::None => out.last().copied().into_iter().collect(),
        LabelMode::Numbers => vec![numbered(Numbered::All)[2]],
        // by names, where a list of numbers has no room
        LabelMode::Auto | LabelMode::Groups => vec![numbered(Numbered::All)[2], Attempt::NUMBERED[0].without_body()],
        LabelMode::All => {
            vec![numbered(Numbered::All)[2], numbered(Numbered::Quiet)[2], Attempt::NUMBERED[0].without_body()]
        }
    };
    let both = last.iter().copied().chain(last.iter().filter(|_| may_turn(chart)).map(|s| s.turned()));
    out.extend(both.map(Attempt::giving_up).collect::<Vec<_>>());
    out
}

/// Returns whether the figures of a wide page could stand in several rows.
fn may_turn(chart: &Chart) -> bool {
    chart.size.is_wide() && chart.views.iter().any(|v| v.aspect != chart.views[0].aspect)
}

/// Returns the attempts of a chart with notes, whose numbers leave no others:
/// smaller gaps and figures, each in one row and in several, then notes at
/// another place, then smaller notes.
fn with_notes(chart: &Chart) -> Vec<Attempt> {
    let has_body = chart.body.is_some() && !chart.body_may_go;
    let fit = |s: Attempt| if has_body { s } else { s.without_body() };
    let steps = [(1.0, false), (0.5, false), (1.0, true), (0.0, false), (0.0, true)];
    let one = |notes, moved, turned| Attempt::LADDER.map(|s| Attempt { turned, ..fit(s).with_notes(notes, moved) });
    let both = |&(notes, moved): &(f64, bool)| [false, true].map(|turned| one(notes, moved, turned)).concat();
    let mut out: Vec<Attempt> = steps.iter().flat_map(both).collect();
    // what finds no room in the end is left out, at the usual place first
    let last = |moved| Attempt::LADDER.last().map(|s| fit(*s).with_notes(0.0, moved).giving_up());
    out.extend([false, true].into_iter().filter_map(last));
    out
}

/// Returns the first attempts on a page so wide that all figures stand in one
/// row: labels over the toes of side views; on the widest pages with the texts
/// beside the figures.
fn first_on_wide_pages(chart: &Chart) -> impl Iterator<Item = Attempt> + Clone {
    let ratio = f64::from(chart.size.width) / f64::from(chart.size.height);
    let is_card = ratio >= CARD;
    let profiles = chart.views.iter().filter(|v| v.aspect.is_profile()).count();
    let in_one_row = chart.size.is_wide() || !chart.crop.is_empty();
    let is_mixed = in_one_row && profiles > 0 && profiles < chart.views.len();
    let tuck = move |s: Attempt| if is_mixed { s.tucked() } else { s };
    let aside = [0, 2, 3, 5].map(|i| Attempt::LADDER[i]).map(|s| tuck(s).aside());
    let tucked = [0, 1, 2, 3].map(|i| Attempt::LADDER[i].tucked());
    aside.into_iter().filter(move |_| is_card).chain(tucked.into_iter().filter(move |_| is_mixed))
}

/// Returns the attempts that name all labels; a figure of the body that may go
/// stays for the first of them only.
fn named(chart: &Chart) -> Vec<Attempt> {
    if chart.is_atlas && chart.body.is_none() {
        return Attempt::wall_chart().collect();
    }
    let grown = grown(chart);
    let all = grown.iter().copied().chain(first_on_wide_pages(chart)).chain(Attempt::LADDER);
    // at the margin first, where it is larger and in nobody's way
    let first = grown.len() + Attempt::WITH_BODY;
    let aside = all.clone().take(first).filter(|_| !chart.size.is_wide()).map(Attempt::with_body_aside);
    match (&chart.body, chart.body_may_go) {
        // a close-up comes close before it shows more
        (Some(_), true) if !chart.crop.is_empty() => all.map(Attempt::without_body).collect(),
        (None, _) => all.map(Attempt::without_body).collect(),
        (Some(_), false) => aside.chain(all).collect(),
        (Some(_), true) => {
            let with = all.clone().take(first).skip(if chart.size.is_wide() { 0 } else { grown.len() });
            aside.chain(with).chain(all.map(Attempt::without_body)).collect()
        }
    }
}

/// Returns the attempts at figures larger than usual, for pages that would stay
/// emptier than they need.
fn grown(chart: &Chart) -> Vec<Attempt> {
    let usual = first_on_wide_pages(chart).next().unwrap_or(Attempt::LADDER[0]);
    let growth = if chart.crop.is_empty() { Attempt::GROWTH.0 } else { Attempt::GROWTH.1 };
    growth.iter().map(|&growth| usual.grown(growth)).collect()
}

/// What earlier attempts resolved.
struct Resolved<'a> {
    /// Views with their figure's view, its length and whether it is a lens.
    views: Vec<((View, u64, bool), ResolvedView)>,
    /// Their tiles.
    tiles: &'a Cache,
}

impl<'a> Resolved<'a> {
    /// Returns an empty store, with the tiles of other charts.
    fn new(tiles: &'a Cache) -> Self {
        Self { views: Vec::new(), tiles }
    }
}

/// Resolves the views of a page's figures at their sizes.
fn resolved(
    chart: &Chart,
    page: &Arrangement,
    lens: Option<&LensRequest>,
    known: &mut Resolved<'_>,
) -> Result<Vec<ResolvedView>, Error> {
    let is_new = |figure: &&FigurePlan| known.views.iter().all(|(k, _)| *k != key(figure));
    for figure in page.figures.iter().filter(is_new).collect::<Vec<_>>() {
        let view = resolved_figure(chart, page, figure, lens, known.tiles)?;
        known.views.push((key(figure), view));
    }
    let view = |figure| known.views.iter().find(|(k, _)| *k == key(figure)).map(|(_, view)| view.clone());
    Ok(page.figures.iter().filter_map(view).collect())
}

/// Returns what tells views apart: attempts often differ in their labels alone.
fn key(figure: &FigurePlan) -> (View, u64, bool) {
    (figure.view, figure.length.to_bits(), figure.lens.is_some())
}

/// Resolves the view of one figure at its size.
fn resolved_figure(
    chart: &Chart,
    page: &Arrangement,
    figure: &FigurePlan,
    lens: Option<&LensRequest>,
    tiles: &Cache,
) -> Result<ResolvedView, Error> {
    let mut options = options(chart, page, figure.length);
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

/// Returns the lengths of the page that shapes depend on, in foot lengths.
fn options(chart: &Chart, page: &Arrangement, length: f64) -> ResolveOptions {
    let usual = ResolveOptions::default();
    // territories of anatomy meet: no gap is between them
    let is_parted = chart.map.kind == MapKind::Reflexology;
    let gap = if is_parted { ZONE_GAP * page.sizes.unit / length } else { 0.0 };
    ResolveOptions {
        min_width: page.sizes.min_strip() / length,
        anchor_clearance: 1.7 * page.sizes.dot() / length,
        gap,
        highlight_corner: if is_parted { usual.highlight_corner } else { 0.0 },
        ..usual
    }
}
