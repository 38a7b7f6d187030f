//! Values of zones, from CSV or JSON: what a choropleth chart colours them by.

use super::json::Source;
use super::plan::unknown_zone;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::model::{Accent, ChartSpec, Map, Named, Theme, Words};
use crate::style::Color;
use color::{AlphaColor, Oklab, Srgb};
use std::collections::BTreeMap;

/// Most lines of a table.
const MAX_ROWS: usize = 20_000;
/// What stands for a missing value, beside nothing at all.
const MISSING: [&str; 3] = ["NA", "null", "-"];

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Datum {
    /// A finite number.
    Number(f64),
    /// A word.
    Category(String),
}

/// Values as read: one for each zone that the file names.
pub(super) struct Table {
    /// What the values are, if the file says so.
    pub title: Option<String>,
    /// Their unit, if the file says so.
    pub unit: Option<String>,
    /// By index of the zone in the map; `None` where the file says that there is none.
    pub data: BTreeMap<usize, Option<Datum>>,
}

/// Values as written in JSON.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawValues {
    /// `reflex-values/1`.
    format: String,
    /// What the values are.
    title: Option<String>,
    /// Their unit.
    unit: Option<String>,
    /// By zone or group.
    values: serde_json::Map<String, serde_json::Value>,
}

/// A table being read.
struct Reader<'a> {
    /// The map.
    map: &'a Map,
    /// The values of zones named by themselves.
    zones: BTreeMap<usize, Option<Datum>>,
    /// The values of zones that are members of a named group.
    members: BTreeMap<usize, Option<Datum>>,
}

/// Reads a table: JSON where it begins with a brace, else CSV.
///
/// # Errors
/// [`Error::Input`] with the place of a value that is neither a number nor a
/// category, of a zone that the map does not have, or of one given twice.
pub(super) fn read_values(file: &str, bytes: &[u8], map: &Map) -> Result<Table, Error> {
    let source = Source::new(file, bytes)?;
    let mut reader = Reader { map, zones: BTreeMap::new(), members: BTreeMap::new() };
    let (title, unit) = if source.text.trim_start().starts_with('{') {
        reader.json(&source)?
    } else {
        reader.csv(&source)?;
        (None, None)
    };
    let Reader { zones, mut members, .. } = reader;
    members.extend(zones);
    if members.values().all(Option::is_none) {
        return Err(Diagnostic::new(Place::file(file), "no value in it").into());
    }
    let is_number = |d: &Option<Datum>| matches!(d, Some(Datum::Number(_)));
    let is_word = |d: &Option<Datum>| matches!(d, Some(Datum::Category(_)));
    if members.values().any(is_number)
        && let Some(word) = members.values().find(|d| is_word(d))
        && let Some(Datum::Category(word)) = word
    {
        let message = format!("numbers and categories are mixed: `{word}` is not a number");
        let hint = format!("write missing values as nothing or as {}", MISSING[0]);
        return Err(Diagnostic::new(Place::file(file), message).with_hint(hint).into());
    }
    Ok(Table { title, unit, data: members })
}

/// A cell as a value.
fn datum(text: &str) -> Option<Datum> {
    let text = text.trim();
    if text.is_empty() || MISSING.iter().any(|m| m.eq_ignore_ascii_case(text)) {
        return None;
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Some(Datum::Number(number)),
        _ => Some(Datum::Category(text.to_owned())),
    }
}

impl Reader<'_> {
    /// Takes a value; the message says why not.
    fn take(&mut self, name: &str, value: Option<Datum>) -> Result<(), Error> {
        let twice = || Error::Usage(format!("`{name}` has a value already"));
        match self.map.find(name) {
            Some(Named::Zone(zone)) => match self.zones.insert(zone, value) {
                Some(_) => Err(twice()),
                None => Ok(()),
            },
            Some(Named::Group(group)) => {
                for zone in self.map.zones_in(&self.map.groups[group]) {
                    if self.members.insert(zone, value.clone()).is_some() {
                        return Err(twice());
                    }
                }
                Ok(())
            }
            None => Err(unknown_zone(self.map, name)),
        }
    }

    /// A JSON object: title and unit.
    fn json(&mut self, source: &Source<'_>) -> Result<(Option<String>, Option<String>), Error> {
        let raw: RawValues = source.read()?;
        if raw.format != "reflex-values/1" {
            return Err(source.at("/format", "this program reads values of the format `reflex-values/1`").into());
        }
        for (name, value) in &raw.values {
            let at = |e: String| source.at(&format!("/values/{}", super::json::escape(name)), e);
            let value = match value {
                serde_json::Value::Null => None,
                serde_json::Value::Number(n) => n.as_f64().map(Datum::Number),
                serde_json::Value::String(s) => datum(s),
                _ => return Err(at("a value is a number, a category or null".to_owned()).into()),
            };
            self.take(name, value).map_err(|e| at(e.to_string()))?;
        }
        Ok((raw.title, raw.unit))
    }

    /// Comma-separated values with a header that names the columns `zone` and `value`.
    fn csv(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(source.text.as_bytes());
        let place = |line: u64| Place { line: usize::try_from(line).ok(), column: Some(1), ..Place::file(source.file) };
        let broken = |e: &csv::Error| {
            let line = e.position().map_or(1, csv::Position::line);
            let message = match e.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} columns where the header has {expected_len}")
                }
                _ => "not a line of comma-separated values".to_owned(),
            };
            Diagnostic::new(place(line), message)
        };
        let header = reader.headers().map_err(|e| broken(&e))?.clone();
        let column = |name: &str| -> Result<usize, Error> {
            let found = header.iter().position(|h| h.eq_ignore_ascii_case(name));
            found.ok_or_else(|| {
                Diagnostic::new(place(1), format!("no column `{name}`"))
                    .with_hint("the first line names the columns: zone,value")
                    .into()
            })
        };
        let (zone, value) = (column("zone")?, column("value")?);
        for (row, record) in reader.records().enumerate() {
            let record = record.map_err(|e| broken(&e))?;
            if row >= MAX_ROWS {
                return Err(Error::Limit(format!("{}: more than {MAX_ROWS} values", source.file)));
            }
            let line = record.position().map_or(1, csv::Position::line);
            let cell = |i: usize| record.get(i).unwrap_or("");
            self.take(cell(zone), datum(cell(value))).map_err(|e| Diagnostic::new(place(line), e.to_string()))?;
        }
        Ok(())
    }
}

/// Values as they are drawn.
pub(super) struct Coloured {
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

/// A table's values with the colours of a theme.
///
/// # Errors
/// As [`read_values`], and [`Error::Usage`] for a number of classes out of
/// range or too many categories.
pub(super) fn coloured(spec: &ChartSpec, table: &Table, theme: &Theme, words: &Words) -> Result<Coloured, Error> {
    if !(2..=9).contains(&spec.classes) {
        return Err(Error::Usage(format!("{} classes are out of range; there are 2 to 9", spec.classes)));
    }
    let unit = spec.unit.as_deref().or(table.unit.as_deref()).unwrap_or("");
    let scales = &theme.scales;
    let style = Style { point: words.decimal_mark, unit };
    let shared = classes(table, spec.classes, scales.categories.len(), &style)?;
    let mut out =
        Coloured { classes: Vec::new(), palette: Vec::new(), texts: shared.texts, title: table.title.clone() };
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

/// The colour at a place of a scale, 0 to 1, mixed in `OKLab`.
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

/// How values are shared out into classes of one colour.
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
struct Style<'a> {
    /// Decimal mark.
    pub point: char,
    /// What follows a number.
    pub unit: &'a str,
}

impl Style<'_> {
    /// A number with at most `digits` places, without needless zeros.
    fn number(&self, x: f64, digits: usize) -> String {
        let text = format!("{x:.digits$}");
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        let text = if text == "-0" { "0" } else { text };
        text.replace('.', &self.point.to_string()).replace('-', "\u{2212}")
    }

    /// The unit after a number.
    fn with_unit(&self, number: &str) -> String {
        if self.unit.is_empty() { number.to_owned() } else { format!("{number}\u{A0}{}", self.unit) }
    }
}

/// Shares numbers out into at most `most` classes with round borders, or
/// categories in the order of the map.
///
/// # Errors
/// [`Error::Usage`] where there are more categories than colours can tell apart.
fn classes(table: &Table, most: usize, categories: usize, style: &Style<'_>) -> Result<Classes, Error> {
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

/// One class for each category.
fn by_category(table: &Table, most: usize) -> Result<Classes, Error> {
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
        return Err(Error::Usage(format!(
            "{} categories are more than {most} colours can tell apart; put rare ones together",
            names.len()
        )));
    }
    let classes = names.into_iter().map(|n| (n.to_owned(), 0.0)).collect();
    Ok(Classes { classes, of, is_diverging: false, are_categories: true, texts })
}

/// Classes of numbers with round borders.
fn by_number(numbers: &[(usize, f64)], most: usize, style: &Style<'_>) -> Classes {
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

/// The smallest round step (1, 2, 2.5 or 5 times a power of ten) that makes at
/// most `most` classes, and how many digits it has after the point.
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

    /// Names of classes and the class of each number.
    fn shared(numbers: &[f64], most: usize) -> (Vec<String>, Vec<usize>) {
        let numbers: Vec<(usize, f64)> = numbers.iter().copied().enumerate().collect();
        let c = by_number(&numbers, most, &Style { point: '.', unit: "" });
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
        let c = by_number(&numbers, 5, &Style { point: ',', unit: "%" });
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
