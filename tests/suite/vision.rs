//! Colours can be told apart by people who see colours differently, and on
//! prints without colour.
//!
//! Colour vision is simulated after Machado, Oliveira and Fernandes (*A
//! physiologically-based model for simulation of color vision deficiency*, 2009)
//! at full severity, on linear RGB; differences are CIEDE2000.

use palette::color_difference::Ciede2000 as _;
use palette::{FromColor as _, Lab, LinSrgb, Srgb};
use reflexology_chart::ChartSpec;
use reflexology_chart::model::{Accent, Theme};
use reflexology_chart::style::{Color, Tone};

/// A colour vision: its name and what it makes of linear RGB.
type Vision = (&'static str, [[f64; 3]; 3]);

/// Usual colour vision and the three kinds of dichromacy.
const VISIONS: [Vision; 4] = [
    ("usual vision", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

/// Least difference of two colours that stand for different things.
const APART: f64 = 10.0;
/// Least difference of one accent's fill from another's tint: they also differ
/// in their edges, labels and leaders.
const ACROSS: f64 = 5.0;
/// Least difference of two neighbouring classes of five.
const CLASSES_APART: f64 = 6.0;

/// A colour as somebody sees it.
fn seen(color: Color, matrix: &[[f64; 3]; 3]) -> Lab<palette::white_point::D65, f32> {
    let c: LinSrgb<f64> = Srgb::new(color.r, color.g, color.b).into_format::<f64>().into_linear();
    let row = |r: &[f64; 3]| (r[0] * c.red + r[1] * c.green + r[2] * c.blue).clamp(0.0, 1.0);
    let lin = LinSrgb::new(row(&matrix[0]), row(&matrix[1]), row(&matrix[2]));
    Lab::from_color(lin.into_format::<f32>())
}

/// The difference of two colours as somebody sees them.
fn difference(a: Color, b: Color, vision: &Vision) -> f32 {
    seen(a, &vision.1).difference(seen(b, &vision.1))
}

/// A theme.
fn theme(name: &str) -> Theme {
    let spec = ChartSpec { theme: name.to_owned(), ..ChartSpec::default() };
    reflexology_chart::input::load(&spec, &()).expect("a theme").theme
}

/// The tones of all accents with their names.
fn tones(accents: &[Accent]) -> Vec<(String, usize, Tone)> {
    accents
        .iter()
        .enumerate()
        .flat_map(|(i, a)| [(format!("fill {}", i + 1), i, a.fill), (format!("tint {}", i + 1), i, a.tint)])
        .collect()
}

#[test]
fn the_reference_holds() {
    // Sharma, Wu and Dalal (2005), pair 1 of their test data
    let pair: (Lab, Lab) = (Lab::new(50.0, 2.6772, -79.7751), Lab::new(50.0, 0.0, -82.7485));
    let found: f32 = pair.0.difference(pair.1);
    assert!((found - 2.0425).abs() < 1e-3, "{found}");
    let grey = Color::rgb(128, 128, 128);
    for vision in &VISIONS {
        assert!(difference(grey, grey, vision) < 1e-3 && VISIONS.len() == 4, "{}: grey is grey", vision.0);
        let moved = seen(grey, &vision.1).difference(seen(grey, &VISIONS[0].1));
        assert!(moved < 1.0, "{}: grey stays grey, moved by {moved}", vision.0);
    }
    let (red, green) = (Color::rgb(200, 60, 40), Color::rgb(120, 110, 20));
    assert!(
        difference(red, green, &VISIONS[2]) < 0.5 * difference(red, green, &VISIONS[0]),
        "red and olive come closer under deuteranopia"
    );
}

#[test]
fn any_two_accents_differ_for_everyone() {
    let mut close = Vec::new();
    for name in ["light", "dark"] {
        let tones = tones(&theme(name).accents);
        for vision in &VISIONS {
            for (i, a) in tones.iter().enumerate() {
                for b in tones[i + 1..].iter().filter(|b| b.1 != a.1) {
                    let d = difference(a.2.color, b.2.color, vision);
                    let least = if a.0.starts_with("fill") == b.0.starts_with("fill") { APART } else { ACROSS };
                    if f64::from(d) < least {
                        close.push(format!("{name}, {}: {} and {} differ by {d:.1}", vision.0, a.0, b.0));
                    }
                }
            }
        }
    }
    assert!(close.is_empty(), "{close:#?}");
}

#[test]
fn an_accent_and_its_tint_differ_for_everyone() {
    for name in ["light", "dark"] {
        for accent in theme(name).accents {
            for vision in &VISIONS {
                let d = difference(accent.fill.color, accent.tint.color, vision);
                assert!(f64::from(d) >= APART, "{name}, {}: {} and its tint: {d:.1}", vision.0, accent.fill.color);
            }
        }
    }
}

#[test]
fn the_print_theme_needs_no_colour() {
    let mut alike = Vec::new();
    let theme = theme("print");
    let tones = tones(&theme.accents);
    let systems = theme.systems.iter().enumerate().map(|(i, t)| (format!("system {}", i + 1), i, *t));
    for list in [tones, systems.collect()] {
        for (i, a) in list.iter().enumerate() {
            let c = a.2.color;
            assert!(c.r == c.g && c.g == c.b, "{} is grey: {c}", a.0);
            for b in &list[i + 1..] {
                let same_marks = match (a.2.pattern, b.2.pattern) {
                    (None, None) => true,
                    (Some(p), Some(q)) => p.kind == q.kind && (p.width / p.pitch - q.width / q.pitch).abs() < 0.06,
                    _ => false,
                };
                let d = difference(a.2.color, b.2.color, &VISIONS[0]);
                if same_marks && f64::from(d) < CLASSES_APART {
                    alike.push(format!("{} and {}: {d:.1}", a.0, b.0));
                }
            }
        }
    }
    assert!(alike.is_empty(), "{alike:#?}");
}

#[test]
fn scales_of_values_keep_their_order_for_everyone() {
    for name in ["light", "dark", "print"] {
        let scales = theme(name).scales;
        for vision in &VISIONS {
            let lightness = |c: &Color| seen(*c, &vision.1).l;
            let ramp: Vec<f32> = scales.ramp.iter().map(lightness).collect();
            let rises = ramp.windows(2).all(|w| w[1] > w[0] + 10.0);
            let falls = ramp.windows(2).all(|w| w[1] + 10.0 < w[0]);
            assert!(rises || falls, "{name}, {}: the ramp goes one way: {ramp:?}", vision.0);
            let ends = (scales.diverging[0], scales.diverging[scales.diverging.len() - 1]);
            let middle = scales.diverging[scales.diverging.len() / 2];
            for end in [ends.0, ends.1] {
                let d = difference(end, middle, vision);
                assert!(f64::from(d) >= 2.0 * APART, "{name}, {}: {end} against the middle: {d:.1}", vision.0);
            }
            let arms = difference(scales.diverging[1], scales.diverging[scales.diverging.len() - 2], vision);
            assert!(f64::from(arms) >= CLASSES_APART, "{name}, {}: the two arms differ by {arms:.1}", vision.0);
        }
    }
}

#[test]
fn categories_differ_for_everyone() {
    let mut close = Vec::new();
    for name in ["light", "dark", "print"] {
        let scales = theme(name).scales;
        for vision in &VISIONS {
            for (i, a) in scales.categories.iter().enumerate() {
                for b in &scales.categories[i + 1..] {
                    let d = difference(*a, *b, vision);
                    if f64::from(d) < CLASSES_APART {
                        close.push(format!("{name}, {}: {a} and {b} differ by {d:.1}", vision.0));
                    }
                }
            }
        }
    }
    assert!(close.is_empty(), "{close:#?}");
}
