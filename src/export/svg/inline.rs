//! The picture as an element of a page: its zones can be pointed at and
//! reached by keyboard, and where it has a twin for the dark, its colours are
//! variables of the page's style sheet.

use super::document::Writer;
use crate::export::escape::xml;
use crate::export::format::TextMode;
use crate::export::metadata;
use crate::export::number::decimals_2;
use crate::scene::{Node, Scene};
use crate::style::Color;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Attributes in which the twin may differ.
const PAINTS: [&str; 6] =
    [" fill=", " stroke=", " stop-color=", " fill-opacity=", " stroke-opacity=", " stop-opacity="];

/// A picture in a page.
pub(in crate::export) struct Inline {
    /// The element.
    pub(in crate::export) svg: String,
    /// The id of the shape that stands for each zone.
    pub(in crate::export) first: BTreeMap<String, String>,
    /// Values of its variables, such as `--c0`, `--c1` and so on, in light and dark.
    pub(in crate::export) values: Vec<(String, String)>,
    /// Whether the picture can be dark too.
    pub(in crate::export) has_dark: bool,
}

/// How a picture is written into a page.
pub(in crate::export) struct InlineOptions<'a> {
    /// What ids begin with.
    pub(in crate::export) prefix: String,
    /// What the names of the page's fonts begin with.
    pub(in crate::export) font_prefix: String,
    /// What the variables of its colours begin with, after two hyphens.
    pub(in crate::export) variable: &'static str,
    /// How texts are written.
    pub(in crate::export) text: TextMode,
    /// The zones that can be pointed at, each with the id of what describes it.
    pub(in crate::export) spots: BTreeMap<String, String>,
    /// The job that made the picture, if it is to be embedded.
    pub(in crate::export) job: Option<&'a str>,
}

/// Writes the picture as an element of a page.
pub(in crate::export) fn inline(scene: &Scene, options: InlineOptions<'_>) -> Inline {
    let InlineOptions { prefix, font_prefix, variable, text, spots, job } = options;
    let empty = Writer {
        prefix: prefix.clone(),
        font_prefix: Some(font_prefix),
        text,
        embeds: text == TextMode::Live,
        animates: true,
        explicit: true,
        spots,
        ..Writer::default()
    };
    let (day, first) = drawing(scene, &scene.nodes, scene.paper, &empty);
    let dark = scene.dark_twin.as_ref().map(|n| drawing(scene, &n.nodes, n.colors.paper, &empty).0);
    let merged = dark.and_then(|dark| merge(&day, &dark, variable));
    let has_dark = merged.is_some();
    let (drawing, values) = merged.unwrap_or((day, Vec::new()));
    // what was written for the comparison alone
    let drawing = drawing.replace(" fill-opacity=\"1\"", "").replace(" stroke-opacity=\"1\"", "");
    let (width, height) = (decimals_2(scene.width), decimals_2(scene.height));
    let (lang, prefix) = (xml(&scene.lang), xml(&prefix));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"graphics-document document\" aria-label=\"{}\" \
         aria-describedby=\"{prefix}chart-desc\" lang=\"{lang}\">\n",
        xml(&scene.alt)
    );
    // no `title`: browsers would show it all over the picture
    let _ = writeln!(svg, "<desc id=\"{prefix}chart-desc\">{}</desc>", xml(&scene.description));
    let _ = write!(svg, "<metadata>\n{}</metadata>\n{drawing}</svg>\n", metadata::rdf(scene, job, false));
    Inline { svg, first, values, has_dark }
}

/// Writes the inside of the element in one set of colours.
fn drawing(scene: &Scene, nodes: &[Node], paper: Color, empty: &Writer) -> (String, BTreeMap<String, String>) {
    let mut w = empty.clone();
    for node in nodes {
        w.node(node);
    }
    let (width, height) = (decimals_2(scene.width), decimals_2(scene.height));
    let ground = match scene.is_transparent {
        true => String::new(),
        false => format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>"),
    };
    (format!("<defs>\n{}</defs>\n{ground}\n{}", w.defs, w.body), w.first)
}

/// Merges two drawings into one with variables where they differ, whose names begin with
/// `variable`; `None` where they differ in more than paints.
///
/// A quotation mark in a drawing always begins or ends an attribute's value:
/// those in texts are escaped.
fn merge(day: &str, dark: &str, variable: &str) -> Option<(String, Vec<(String, String)>)> {
    let mut out = String::with_capacity(day.len());
    let mut values: Vec<(String, String)> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut before, mut parts) = ("", (day.split('"'), dark.split('"')));
    for i in 0_usize.. {
        let (a, b) = match (parts.0.next(), parts.1.next()) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => break,
            _ => return None,
        };
        if i > 0 {
            out.push('"');
        }
        if a == b {
            out.push_str(a);
        } else if i % 2 == 1 && PAINTS.iter().any(|p| before.ends_with(p)) {
            let n = *known.entry((a, b)).or_insert_with(|| {
                values.push((a.to_owned(), b.to_owned()));
                values.len() - 1
            });
            let _ = write!(out, "var(--{variable}{n})");
        } else {
            return None;
        }
        before = a;
    }
    Some((out, values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paints_that_differ_become_variables() {
        let day = "<g fill=\"#FFF\"/><g fill=\"#FFF\"/><g stroke=\"#000\" id=\"a\">&quot;</g>";
        let dark = "<g fill=\"#111\"/><g fill=\"#111\"/><g stroke=\"#000\" id=\"a\">&quot;</g>";
        let (text, values) = merge(day, dark, "c").expect("one drawing");
        assert_eq!(values, [("#FFF".to_owned(), "#111".to_owned())], "once each");
        assert_eq!(text, day.replace("#FFF", "var(--c0)"), "the rest stays");
    }

    #[test]
    fn drawings_that_differ_in_more_stay_apart() {
        for dark in ["<g fill=\"a\" id=\"y\"/>", "<g fill=\"a\"/>", "<p fill=\"a\" id=\"x\"/>"] {
            assert_eq!(merge("<g fill=\"a\" id=\"x\"/>", dark, "c"), None, "{dark}");
        }
    }
}
