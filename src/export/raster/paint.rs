//! Paints, and how they are laid over pixels.
//!
//! A pixel is four bytes in one number: red lowest, then green, blue and
//! alpha; colours are premultiplied by alpha.

use crate::model::Gradient;
use crate::scene::{Paint, Stop};
use crate::style::Color;
use kurbo::Affine;

/// Colours of a gradient that are worked out beforehand.
const STEPS: usize = 512;
/// Pixels of a gradient that are worked out together.
const RUN: usize = 16;
/// Two of the four bytes of a pixel, each with room for eight bits more.
const PAIR: u32 = 0x00FF_00FF;

/// What a shape is painted with, in the pixels of the page.
#[derive(Debug)]
pub(super) enum Ink {
    /// One pixel everywhere.
    Plain(u32),
    /// Along a line, or from the middle of a circle.
    Gradient {
        /// From the page to the unit line or circle.
        to_unit: [f32; 6],
        /// Whether it is a circle.
        radial: bool,
        /// The pixels from 0 to 1.
        table: Box<[u32; STEPS]>,
    },
}

impl Ink {
    /// A paint with an opacity, for a shape under a transform.
    pub(super) fn new(paint: &Paint, opacity: f64, t: Affine) -> Self {
        match paint {
            Paint::Color(color) => Self::Plain(pixel(*color, opacity)),
            Paint::Gradient(g) => Self::Gradient {
                to_unit: (t * g.transform).inverse().as_coeffs().map(super::f),
                radial: g.radial,
                table: table(g, opacity),
            },
        }
    }

    /// Appends all that the ink is, for a digest.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Plain(pixel) => out.extend(pixel.to_le_bytes()),
            Self::Gradient { to_unit, radial, table } => {
                out.push((*radial).into());
                out.extend(to_unit.iter().flat_map(|x| x.to_le_bytes()));
                out.extend(table.iter().flat_map(|pixel| pixel.to_le_bytes()));
            }
        }
    }

    /// Paints the pixels of a row from `x` on, covered by a part of 255.
    #[expect(clippy::cast_precision_loss, reason = "places on the page")]
    pub(super) fn span(&self, pixels: &mut [u32], x: usize, y: usize, coverage: u8) {
        match self {
            Self::Plain(ink) => {
                let ink = part(*ink, coverage.into());
                match ink >> 24 {
                    255 => pixels.fill(ink),
                    alpha => pixels.iter_mut().for_each(|p| *p = ink + part(*p, 255 - alpha)),
                }
            }
            Self::Gradient { to_unit: [a, b, c, d, e, f], radial, table } => {
                let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
                let (mut u, mut v) = (a * x + c * y + e, b * x + d * y + f);
                for run in pixels.chunks_mut(RUN) {
                    let mut inks = if *radial {
                        run_of(table, |i| ((u + a * i).powi(2) + (v + b * i).powi(2)).sqrt())
                    } else {
                        run_of(table, |i| u + a * i)
                    };
                    (u, v) = (u + a * RUN as f32, v + b * RUN as f32);
                    // much of a shade is clear
                    if inks.iter().all(|ink| *ink == 0) {
                        continue;
                    }
                    if coverage < 255 {
                        inks = inks.map(|ink| part(ink, coverage.into()));
                    }
                    match <&mut [u32; RUN]>::try_from(&mut *run) {
                        Ok(run) => lay(run, &inks),
                        Err(_) => lay(run, &inks),
                    }
                }
            }
        }
    }
}

/// Lays pixels over others.
#[inline(always)]
fn lay(below: &mut [u32], above: &[u32; RUN]) {
    for (below, above) in below.iter_mut().zip(above) {
        *below = over(*below, *above);
    }
}

/// The next pixels of a gradient, by where each lies on it.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn run_of(table: &[u32; STEPS], at: impl Fn(f32) -> f32) -> [u32; RUN] {
    let steps: [u32; RUN] = std::array::from_fn(|i| {
        let step = at(i as f32).clamp(0.0, 1.0) * (STEPS - 1) as f32;
        // the lowest bits of so large a number are the whole part, rounded;
        // a conversion to an integer would take several times as long
        (step + (1 << (f32::MANTISSA_DIGITS - 1)) as f32).to_bits()
    });
    steps.map(|step| table[step as usize % STEPS])
}

/// A pixel laid over another.
#[inline(always)]
pub(super) fn over(below: u32, above: u32) -> u32 {
    above + part(below, 255 - (above >> 24))
}

/// A pixel times a part of 255, rounded.
#[inline(always)]
pub(super) fn part(pixel: u32, of: u32) -> u32 {
    let scaled = |pair: u32| {
        let product = (pair & PAIR) * of + 0x0080_0080;
        ((product + ((product >> 8) & PAIR)) >> 8) & PAIR
    };
    scaled(pixel) | scaled(pixel >> 8) << 8
}

/// A colour with an opacity as a pixel.
pub(super) fn pixel(color: Color, opacity: f64) -> u32 {
    premultiplied([color.r, color.g, color.b].map(f64::from), opacity)
}

/// The channels of a pixel, its colours not multiplied by its alpha.
pub(super) fn straight(pixel: u32) -> [u8; 4] {
    let [r, g, b, a] = pixel.to_le_bytes();
    let whole = |c: u8| u8::try_from((255 * u32::from(c) + u32::from(a / 2)) / u32::from(a.max(1))).unwrap_or(u8::MAX);
    [whole(r), whole(g), whole(b), a]
}

/// Channels of 255 and an opacity as a pixel. Alpha is rounded first, so that
/// along a gradient all channels change at the same places: files are smaller.
fn premultiplied(channels: [f64; 3], opacity: f64) -> u32 {
    let [r, g, b] = channels.map(super::byte);
    part(u32::from_le_bytes([r, g, b, 255]), super::byte(255.0 * opacity).into())
}

/// The pixels of a gradient; colours are mixed before alpha is applied, as SVG
/// wants it.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn table(g: &Gradient<Stop>, opacity: f64) -> Box<[u32; STEPS]> {
    let mut out = Box::new([0; STEPS]);
    let mut next = 0;
    for (i, pixel) in out.iter_mut().enumerate() {
        let at = i as f64 / (STEPS - 1) as f64;
        while g.stops.get(next).is_some_and(|s| s.offset <= at) {
            next += 1;
        }
        let before = next.checked_sub(1).and_then(|i| g.stops.get(i));
        let (from, to) = match (before, g.stops.get(next)) {
            (Some(from), Some(to)) => (from, to),
            (Some(only), None) | (None, Some(only)) => (only, only),
            (None, None) => continue,
        };
        let along = if to.offset > from.offset { (at - from.offset) / (to.offset - from.offset) } else { 0.0 };
        let mix = |a: f64, b: f64| a + (b - a) * along;
        let (p, q) = (from.color, to.color);
        let channels = [(p.r, q.r), (p.g, q.g), (p.b, q.b)].map(|(a, b)| mix(a.into(), b.into()));
        *pixel = premultiplied(channels, mix(from.opacity, to.opacity) * opacity);
    }
    out
}
