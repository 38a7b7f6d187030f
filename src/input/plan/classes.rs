//! Values as classes and colours: what a choropleth chart shows of a table.

use crate::error::Error;
use crate::input::values::{Datum, ValueTable};
use crate::model::{Accent, ChartSpec, Theme, Words};
use crate::style::Color;
use color::{AlphaColor, Oklab, Srgb};
use std::collections::BTreeMap;

/// Values in the colours of a theme, and in words.
pub(in crate::input) struct ValueColors {
    /// Name in the legend and zones of each class that has any; the last may be
    /// that of missing values.
    pub classes: Vec<(String, Vec<usize>)>,
    /// The colours of the classes.
    pub palette: Vec<Accent>,
    /// The value of each zone, in words.
    pub texts: BTreeMap<usize, String>,
    /// What the values are, if the table says so.
    pub title: Option<String>,
}

/// Colours the values of a table by a theme.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where there are more categories than colours can tell apart.
pub(in crate::input) fn color_values(
    spec: &ChartSpec,
    table: &ValueTable,
    theme: &Theme,
    words: &Words,
) -> Result<ValueColors, Error> {
    let unit = spec.unit.as_deref().or(table.unit.as_deref()).unwrap_or("");
    let scales = &theme.scales;
    let style = NumberStyle { point: words.decimal_mark, unit };
    let shared = classes(table, spec.classes, scales.categories.len(), &style)?;
    let mut out =
        ValueColors { classes: Vec::new(), palette: Vec::new(), texts: shared.texts, title: table.title.clone() };
    for (k, (name, at)) in shared.classes.into_iter().enumerate() {
        let zones: Vec<usize> = shared.of.iter().filter(|(_, class)| **class == k).map(|(zone, _)| *zone).collect();
        if zones.is_empty() {
            continue;
        }
        let color = match (shared.are_categories, shared.is_diverging) {
            (true, _) => scales.categories[k],
            (false, true) => between(&scales.diverging, at),
            (false, false) => between(&scales.ramp, at),
        };
        out.classes.push((name, zones));
        out.palette.push(theme.value(color));
    }
    let missing: Vec<usize> = table.data.iter().filter(|(_, d)| d.is_none()).map(|(zone, _)| *zone).collect();
    if !missing.is_empty() {
        out.texts.extend(missing.iter().map(|&zone| (zone, words.no_value.clone())));
        out.classes.push((words.no_value.clone(), missing));
        out.palette.push(theme.value(scales.missing));
    }
    Ok(out)
}

/// Returns the colour at a place of a scale, 0 to 1, mixed in `OKLab`.
fn between(colors: &[Color], at: f64) -> Color {
    let last = colors.len() - 1;
    let place = at.clamp(0.0, 1.0) * f64::from(u32::try_from(last).unwrap_or(1));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the list")]
    let first = (place.floor() as usize).min(last.saturating_sub(1));
    let part = place - f64::from(u32::try_from(first).unwrap_or(0));
    let lab = |c: Color| AlphaColor::<Srgb>::from_rgb8(c.r, c.g, c.b).convert::<Oklab>();
    #[expect(clippy::cast_possible_truncation, reason = "colours need no more than f32")]
    let mixed = lab(colors[first]).lerp_rect(lab(colors[(first + 1).min(last)]), part as f32);
    let byte = mixed.convert::<Srgb>().to_rgba8();
    Color::rgb(byte.r, byte.g, byte.b)
}

/// Values divided into classes of one colour.
struct Classes {
    /// Name in the legend, and where the class is on the scale, 0 to 1.
    pub classes: Vec<(String, f64)>,
    /// The class of each zone that has a value.
    pub of: BTreeMap<usize, usize>,
    /// Whether the scale has its middle at zero.
    pub is_diverging: bool,
    /// Whether the classes are categories without an order.
    pub are_categories: bool,
    /// The value of each zone, in words.
    pub texts: BTreeMap<usize, String>,
}

/// How numbers are written: the decimal mark, the unit.
struct NumberStyle<'a> {
    /// Decimal mark.
    pub point: char,
    /// What follows a number.
    pub unit: &'a str,
}

impl NumberStyle<'_> {
    /// Writes a number with at most `digits` decimal places and no trailing zeros.
    fn number(&self, x: f64, digits: usize) -> String {
        let text = format!("{x:.digits$}");
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        let text = if text == "-0" { "0" } else { text };
        text.replace('.', &self.point.to_string()).replace('-', "\u{2212}")
    }

    /// Appends the unit to a number.
    fn with_unit(&self, number: &str) -> String {
        if self.unit.is_empty() { number.to_owned() } else { format!("{number}\u{A0}{}", self.unit) }
    }
}

/// Divides numbers into at most `most` classes with round borders, or gives each
/// category a class, in the order of the map.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where there are more categories than colours can tell apart.
fn classes(table: &ValueTable, most: usize, categories: usize, style: &NumberStyle<'_>) -> Result<Classes, Error> {
    let numbers: Vec<(usize, f64)> = table
        .data
        .iter()
        .filter_map(|(zone, d)| match d {
            Some(Datum::Number(n)) => Some((*zone, *n)),
            _ => None,
        })
        .collect();
    if numbers.is_empty() { by_category(table, categories) } else { Ok(by_number(&numbers, most, style)) }
}

/// Returns one class for each category.
fn by_category(table: &ValueTable, most: usize) -> Result<Classes, Error> {
    let mut names: Vec<&str> = Vec::new();
    let (mut of, mut texts) = (BTreeMap::new(), BTreeMap::new());
    for (zone, datum) in &table.data {
        if let Some(Datum::Category(name)) = datum {
            let index = names.iter().position(|n| n == name).unwrap_or(names.len());
            if index == names.len() {
                names.push(name);
            }
            of.insert(*zone, index);
            texts.insert(*zone, name.clone());
        }
    }
    if names.len() > most {
        return Err(Error::usage(
            "categories",
            format!("{} categories are more than {most} colours can tell apart", names.len()),
        )
        .with_hint("put rare ones together")
        .in_field("/values"));
    }
    let classes = names.into_iter().map(|n| (n.to_owned(), 0.0)).collect();
    Ok(Classes { classes, of, is_diverging: false, are_categories: true, texts })
}

/// Returns classes of numbers with round borders.
fn by_number(numbers: &[(usize, f64)], most: usize, style: &NumberStyle<'_>) -> Classes {
    let low = numbers.iter().map(|n| n.1).fold(f64::INFINITY, f64::min);
    let high = numbers.iter().map(|n| n.1).fold(f64::NEG_INFINITY, f64::max);
    let (step, digits) = step(low, high, most.max(1));
    let index = |x: f64| (x / step + 1e-9).floor();
    // the highest value closes the last class and does not open one of its own
    let (first, last) = (index(low), index(high - 2e-9 * step).max(index(low)));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most as many as wanted")]
    let class = |x: f64| (index(x).min(last) - first) as usize;
    let count = class(high) + 1;
    let is_diverging = low < 0.0 && high > 0.0;
    let reach = first.abs().max(last + 1.0);
    let at = |k: usize| {
        let k = f64::from(u32::try_from(k).unwrap_or(0));
        if is_diverging {
            // equal steps from zero are equal steps of colour
            0.5 + (first + k + 0.5) / (2.0 * reach)
        } else if count > 1 {
            k / f64::from(u32::try_from(count - 1).unwrap_or(1))
        } else {
            0.5
        }
    };
    let name = |k: usize| {
        let k = first + f64::from(u32::try_from(k).unwrap_or(0));
        let (a, b) = (style.number(k * step, digits), style.number((k + 1.0) * step, digits));
        // a dash between minus signs would be read as one of them
        let to = if first < 0.0 { "\u{A0}\u{2026}\u{A0}" } else { "\u{2013}" };
        style.with_unit(&format!("{a}{to}{b}"))
    };
    Classes {
        classes: (0..count).map(|k| (name(k), at(k))).collect(),
        of: numbers.iter().map(|&(zone, x)| (zone, class(x))).collect(),
        is_diverging,
        are_categories: false,
        texts: numbers.iter().map(|&(zone, x)| (zone, style.with_unit(&style.number(x, 6)))).collect(),
    }
}

/// Returns the smallest round step (1, 2, 2.5 or 5 times a power of ten) that makes
/// at most `most` classes, and how many decimal places it has.
fn step(low: f64, high: f64, most: usize) -> (f64, usize) {
    let most = f64::from(u32::try_from(most).unwrap_or(1));
    let span = (high - low).max(1e-12 * low.abs().max(high.abs())).max(1e-300);
    let mut power = libm::floor(libm::log10(span / most)) - 1.0;
    loop {
        for (factor, more) in [(1.0, 0.0), (2.0, 0.0), (2.5, 1.0), (5.0, 0.0)] {
            let step = factor * libm::pow(10.0, power);
            let count = (high / step - 1e-9).ceil() - (low / step + 1e-9).floor();
            if count <= most {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
                let digits = (more - power).clamp(0.0, 12.0) as usize;
                return (step, digits);
            }
        }
        power += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names of classes and the class of each number.
    fn shared(numbers: &[f64], most: usize) -> (Vec<String>, Vec<usize>) {
        let numbers: Vec<(usize, f64)> = numbers.iter().copied().enumerate().collect();
        let c = by_number(&numbers, most, &NumberStyle { point: '.', unit: "" });
        (c.classes.into_iter().map(|c| c.0).collect(), c.of.into_values().collect())
    }

    #[test]
    fn classes_have_round_borders_and_hold_every_number() {
        let (names, of) = shared(&[0.0, 19.9, 20.0, 87.0, 100.0], 5);
        assert_eq!(names, ["0–20", "20–40", "40–60", "60–80", "80–100"], "five of 20");
        assert_eq!(of, [0, 0, 1, 4, 4], "a border opens the next class, the highest closes the last");
        assert_eq!(shared(&[3.0, 3.0], 5).0.len(), 1, "one value, one class");
        assert_eq!(shared(&[0.012, 0.031], 4).0, ["0.01–0.02", "0.02–0.03", "0.03–0.04"], "small numbers");
    }

    #[test]
    fn negative_and_positive_numbers_meet_at_zero() {
        let numbers: Vec<(usize, f64)> = [-7.0, -1.0, 2.0].into_iter().enumerate().collect();
        let c = by_number(&numbers, 5, &NumberStyle { point: ',', unit: "%" });
        assert!(c.is_diverging, "both sides of zero");
        assert_eq!(c.texts[&1], "\u{2212}1\u{A0}%", "a true minus and the unit");
        let zero = c.classes.iter().position(|k| k.1 > 0.5).expect("a class above zero");
        assert_eq!(c.of[&2], zero, "2 is in the first class above zero: {:?}", c.classes);
    }

    proptest::proptest! {
        #[test]
        fn any_numbers_find_their_class(
            numbers in proptest::collection::vec(-1e6..1e6_f64, 1..40),
            most in 2..9_usize,
        ) {
            let (names, of) = shared(&numbers, most);
            proptest::prop_assert!(names.len() <= most, "{names:?}");
            proptest::prop_assert!(of.iter().all(|k| *k < names.len()));
            for (a, x) in numbers.iter().zip(&of) {
                for (b, y) in numbers.iter().zip(&of) {
                    proptest::prop_assert!(a > b || x <= y, "{a} is in class {x}, {b} in {y}");
                }
            }
        }
    }
}
