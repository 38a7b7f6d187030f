//! Paints, and how they are laid over pixels.
//!
//! Channels are drawn in planes of their own and in steps of a 256th of a
//! level, so that many faint paints over each other are rounded but once: the
//! shades are smoother and files smaller, and eight pixels go at a time.

use super::coverage::Span;
use super::pixel::f;
use crate::model::Gradient;
use crate::scene::{Paint, Stop};
use crate::style::Color;
use fearless_simd::{Level, dispatch};
use kurbo::Affine;
use std::ops::Range;

/// Colours of a gradient that are worked out beforehand.
const STEPS: usize = 512;
/// Pixels of a gradient that are worked out together.
const WIDE: usize = 16;
/// Pixels that are worked out together where fewer than [`WIDE`] are left.
const NARROW: usize = 4;
/// Steps of one level.
const LEVEL: u16 = 256;

/// Red, green and blue of a colour, and full alpha, in steps of levels.
type Channels = [u16; 4];

/// What a shape is painted with, in the pixels of the page.
#[derive(Debug)]
pub(super) enum Ink {
    /// One colour everywhere, with an alpha of 16 bits.
    Plain(Channels, u16),
    /// A gradient along a line, or from the middle of a circle.
    Gradient {
        /// The transform from the page to the unit line or circle.
        to_unit: [f32; 6],
        /// Whether it is a circle.
        radial: bool,
        /// Its colours.
        table: ColorTable,
    },
}

/// The colours of a gradient from 0 to 1.
#[derive(Debug)]
pub(super) struct ColorTable {
    /// The colours, without alpha.
    colors: Colors,
    /// The alphas, if they are not all full.
    alphas: Option<Box<[u16; STEPS]>>,
}

/// The colours of a gradient.
#[derive(Debug)]
enum Colors {
    /// Only the alpha changes.
    One(Channels),
    /// Evenly from one to another: for each channel the first level and how much
    /// it changes.
    Two([[f32; 2]; 4]),
    /// The colours from 0 to 1.
    Many(Box<[Channels; STEPS]>),
}

impl Ink {
    /// Prepares a paint with an opacity, for a shape under a transform.
    pub(super) fn new(paint: &Paint, opacity: f64, t: Affine) -> Self {
        match paint {
            Paint::Color(color) => Self::plain(*color, opacity),
            Paint::Gradient(g) => {
                let to_unit = (t * g.transform).inverse().as_coeffs().map(f);
                Self::Gradient { to_unit, radial: g.radial, table: table(g, opacity) }
            }
        }
    }

    /// Prepares one colour.
    pub(super) fn plain(color: Color, opacity: f64) -> Self {
        Self::Plain(channels([color.r, color.g, color.b].map(f64::from)), alpha(opacity))
    }

    /// Returns whether it is a gradient that hides what lies below.
    pub(super) fn is_solid_gradient(&self) -> bool {
        matches!(self, Self::Gradient { table: ColorTable { alphas: None, .. }, .. })
    }

    /// Returns whether it is grey everywhere.
    pub(super) fn is_gray(&self) -> bool {
        let is_gray = |[r, g, b, _]: &Channels| r == g && g == b;
        match self {
            Self::Plain(color, _) => is_gray(color),
            Self::Gradient { table, .. } => match &table.colors {
                Colors::One(color) => is_gray(color),
                Colors::Two([r, g, b, _]) => r == g && g == b,
                Colors::Many(colors) => colors.iter().all(is_gray),
            },
        }
    }

    /// Returns the bytes that it has on the heap.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Plain(..) => 0,
            Self::Gradient { table: ColorTable { colors, alphas }, .. } => {
                alphas.as_ref().map_or(0, |alphas| size_of_val(&**alphas))
                    + if let Colors::Many(colors) = colors { size_of_val(&**colors) } else { 0 }
            }
        }
    }

    /// Paints runs of a row, which is the row `y` of the page and lies somewhere
    /// in the planes.
    pub(super) fn paint(&self, simd: Level, planes: &mut [Vec<u16>], row: Range<usize>, y: usize, runs: &[Span]) {
        match self {
            Self::Plain(color, alpha) => dispatch!(simd, _ => plain(planes, row, color, *alpha, runs)),
            Self::Gradient { to_unit, radial, table } => {
                let along = |run: &Span| Along::new(to_unit, *radial, run.start, y);
                dispatch!(simd, _ => runs.iter().for_each(|run| shade(planes, row.start, &along(run), table, run)));
            }
        }
    }
}

/// Lays one colour over runs of a row.
#[inline(always)]
fn plain(planes: &mut [Vec<u16>], row: Range<usize>, color: &Channels, alpha: u16, runs: &[Span]) {
    for run in runs {
        let alpha = times(alpha, u16::from(run.coverage) * 257);
        let at = row.start + run.xs().start..row.start + run.xs().end;
        if at.len() == 1 {
            // as most are: the pixel at an edge
            for (plane, color) in planes.iter_mut().zip(color) {
                let pixel = &mut plane[at.start];
                *pixel = if alpha == u16::MAX { *color } else { over(*pixel, alpha, *color) };
            }
            continue;
        }
        for (plane, color) in planes.iter_mut().zip(color) {
            let pixels = &mut plane[at.clone()];
            match alpha {
                u16::MAX => pixels.fill(*color),
                alpha => pixels.iter_mut().for_each(|pixel| *pixel = over(*pixel, alpha, *color)),
            }
        }
    }
}

/// Lays a gradient over a run of a row.
#[inline(always)]
fn shade(planes: &mut [Vec<u16>], row: usize, along: &Along, table: &ColorTable, run: &Span) {
    let (at, count) = (row + run.xs().start, run.xs().len());
    let shading = Shading { along, table, coverage: u16::from(run.coverage) * 257 };
    let ends = table.alphas.as_ref().is_some_and(|alphas| alphas[STEPS - 1] == 0);
    let seen = if count < WIDE { 0..count } else { along.seen(count, ends) };
    let mut from = seen.start;
    while from + WIDE <= seen.end {
        shade_few::<WIDE>(planes, at, from, &shading);
        from += WIDE;
    }
    while from + NARROW <= seen.end {
        shade_few::<NARROW>(planes, at, from, &shading);
        from += NARROW;
    }
    while from < seen.end {
        shade_few::<1>(planes, at, from, &shading);
        from += 1;
    }
}

/// What a run of a row is shaded with.
struct Shading<'a> {
    /// Where its pixels lie on the gradient.
    along: &'a Along,
    /// The colours of the gradient.
    table: &'a ColorTable,
    /// How much of each pixel is covered, 0 to 65535.
    coverage: u16,
}

/// Lays a gradient over `N` pixels of a run at once.
#[inline(always)]
fn shade_few<const N: usize>(planes: &mut [Vec<u16>], at: usize, from: usize, shading: &Shading<'_>) {
    let Shading { along, table, coverage } = *shading;
    let places = along.places::<N>(from);
    let at = at + from..at + from + N;
    let mut alphas = [coverage; N];
    if let Some(table) = &table.alphas {
        alphas.iter_mut().zip(&places).for_each(|(alpha, place)| *alpha = high(table[step(*place)], coverage));
    }
    match &table.colors {
        Colors::One(color) => {
            for (plane, color) in planes.iter_mut().zip(color) {
                let pixels = plane[at.clone()].iter_mut().zip(&alphas);
                pixels.for_each(|(pixel, alpha)| *pixel = over(*pixel, *alpha, *color));
            }
        }
        Colors::Two(colors) => {
            for (plane, [first, change]) in planes.iter_mut().zip(colors) {
                let pixels = plane[at.clone()].iter_mut().zip(&places);
                if table.alphas.is_none() && coverage == u16::MAX {
                    pixels.for_each(|(pixel, place)| *pixel = rounded(first + change * place));
                } else {
                    let pixels = pixels.zip(&alphas);
                    pixels.for_each(|((pixel, place), alpha)| {
                        *pixel = over(*pixel, *alpha, rounded(first + change * place));
                    });
                }
            }
        }
        Colors::Many(colors) => {
            for (channel, plane) in planes.iter_mut().enumerate() {
                let pixels = plane[at.clone()].iter_mut().zip(&places).zip(&alphas);
                pixels.for_each(|((pixel, place), alpha)| {
                    *pixel = over(*pixel, *alpha, colors[step(*place)][channel % 4]);
                });
            }
        }
    }
}

/// Where the pixels of a row lie on a gradient.
struct Along {
    /// The first pixel on the unit line or circle.
    at: (f32, f32),
    /// From one pixel to the next.
    by: (f32, f32),
    /// Whether it is a circle.
    radial: bool,
}

impl Along {
    /// Places a row that begins at a pixel.
    #[expect(clippy::cast_precision_loss, reason = "places on the page")]
    #[inline(always)]
    fn new(&[a, b, c, d, e, f]: &[f32; 6], radial: bool, x: u32, y: usize) -> Self {
        let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
        Self { at: (a * x + c * y + e, b * x + d * y + f), by: (a, b), radial }
    }

    /// Returns which of some pixels a gradient reaches: those within the circle, where
    /// it is clear at its end.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the pixels"
    )]
    fn seen(&self, count: usize, ends: bool) -> Range<usize> {
        if !(self.radial && ends) {
            return 0..count;
        }
        let ((u, v), (a, b)) = (self.at, self.by);
        let (square, half, rest) = (a * a + b * b, a * u + b * v, u * u + v * v - 1.0);
        let root = half * half - square * rest;
        if root <= 0.0 {
            return 0..0;
        }
        // one pixel more at both ends, as these are rounded
        let [from, to] = [-root.sqrt() - half, root.sqrt() - half].map(|x| x / square);
        let clamped = |x: f32| x.clamp(0.0, count as f32) as usize;
        clamped(from - 1.0)..clamped(to + 2.0)
    }

    /// Returns where some pixels lie, from 0 to 1.
    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "pixels of a row")]
    fn places<const N: usize>(&self, from: usize) -> [f32; N] {
        let ((u, v), (a, b), mut out) = (self.at, self.by, [0.0; N]);
        let from = from as f32;
        for (i, out) in out.iter_mut().enumerate() {
            let x = from + i as f32;
            let (u, v) = (u + a * x, v + b * x);
            *out = if self.radial { (u * u + v * v).sqrt() } else { u }.clamp(0.0, 1.0);
        }
        out
    }
}

/// Returns the step of a table for a place from 0 to 1.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn step(place: f32) -> usize {
    rounded(place * (STEPS - 1) as f32) as usize % STEPS
}

/// Rounds a number to 16 bits.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "a power of two")]
#[expect(clippy::cast_possible_truncation, reason = "the lower bits count")]
fn rounded(x: f32) -> u16 {
    // the lowest bits of so large a number are the whole part, rounded; a
    // conversion to an integer would take several times as long
    (x + (1 << (f32::MANTISSA_DIGITS - 1)) as f32).to_bits() as u16
}

/// Lays one channel over another.
#[inline(always)]
fn over(below: u16, alpha: u16, color: u16) -> u16 {
    high(below, !alpha) + high(color, alpha) + 1
}

/// Multiplies two parts of a whole, rounded down. Of what two such products lose
/// together, one step is the mean.
#[inline(always)]
pub(super) fn high(a: u16, b: u16) -> u16 {
    ((u32::from(a) * u32::from(b)) >> 16) as u16
}

/// Multiplies an alpha by a part; all of it is all.
fn times(alpha: u16, part: u16) -> u16 {
    if part == u16::MAX { alpha } else { high(alpha, part) }
}

/// Converts channels of 255 to steps of levels.
fn channels([r, g, b]: [f64; 3]) -> Channels {
    [r, g, b, 255.0].map(|x| whole(x * f64::from(LEVEL)))
}

/// Converts an opacity to an alpha.
fn alpha(opacity: f64) -> u16 {
    whole(opacity * f64::from(u16::MAX))
}

/// Rounds a number to 16 bits; it saturates.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn whole(x: f64) -> u16 {
    (x + 0.5) as u16
}

/// Makes the colours and alphas of a gradient; colours are mixed before alpha is
/// applied, as SVG wants it.
fn table(g: &Gradient<Stop>, opacity: f64) -> ColorTable {
    let ink = |color: Color| channels([color.r, color.g, color.b].map(f64::from));
    let first = g.stops.first().map_or(Color { r: 0, g: 0, b: 0 }, |stop| stop.color);
    let colors = match &g.stops[..] {
        stops if stops.iter().all(|stop| stop.color == first) => Colors::One(ink(first)),
        [from, to] if from.offset == 0.0 && to.offset == 1.0 => {
            let (from, to) = (ink(from.color).map(f32::from), ink(to.color).map(f32::from));
            Colors::Two(std::array::from_fn(|channel| [from[channel], to[channel] - from[channel]]))
        }
        stops => {
            let mut colors = Box::new([[0; 4]; STEPS]);
            along(stops, |i, from, to, mix| {
                let (p, q) = (from.color, to.color);
                colors[i] = channels([(p.r, q.r), (p.g, q.g), (p.b, q.b)].map(|(a, b)| mix(a.into(), b.into())));
            });
            Colors::Many(colors)
        }
    };
    let is_solid = alpha(opacity) == u16::MAX && g.stops.iter().all(|stop| alpha(stop.opacity) == u16::MAX);
    let alphas = (!is_solid).then(|| {
        let mut alphas = Box::new([0; STEPS]);
        along(&g.stops, |i, from, to, mix| alphas[i] = alpha(mix(from.opacity, to.opacity) * opacity));
        alphas
    });
    ColorTable { colors, alphas }
}

/// Goes along a gradient in the steps of a table, with the stops before and after
/// each and what mixes a value of the one with that of the other.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn along(stops: &[Stop], mut each: impl FnMut(usize, &Stop, &Stop, &dyn Fn(f64, f64) -> f64)) {
    let mut next = 0;
    for i in 0..STEPS {
        let at = i as f64 / (STEPS - 1) as f64;
        while stops.get(next).is_some_and(|stop| stop.offset <= at) {
            next += 1;
        }
        let before = next.checked_sub(1).and_then(|i| stops.get(i));
        let (from, to) = match (before, stops.get(next)) {
            (Some(from), Some(to)) => (from, to),
            (Some(only), None) | (None, Some(only)) => (only, only),
            (None, None) => continue,
        };
        let along = if to.offset > from.offset { (at - from.offset) / (to.offset - from.offset) } else { 0.0 };
        each(i, from, to, &|a, b| a + (b - a) * along);
    }
}
