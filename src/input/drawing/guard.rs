//! Checks of a foreign SVG before usvg may see it.
//!
//! usvg recurses over reference chains and can be made to run for hours or to
//! overflow its stack; tiny-skia aborts on coordinates near the limits of f32.
//! So size, depth, elements, references and numbers are bounded here first.

use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use std::collections::BTreeMap;
use usvg::roxmltree::{Document, Node, ParsingOptions};

/// Largest file in bytes.
pub(super) const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Most elements, with every `use` counted as what it repeats.
const MAX_ELEMENTS: usize = 20_000;
/// Deepest nesting of elements, `use` included.
const MAX_DEPTH: usize = 64;
/// Most path segments.
const MAX_SEGMENTS: usize = 200_000;
/// Largest coordinate.
pub(super) const MAX_COORDINATE: f64 = 1e6;
/// Most attributes of one element.
const MAX_ATTRIBUTES: usize = 256;
/// Most XML nodes, text and comments included.
const MAX_NODES: u32 = 100_000;

/// Elements that a drawing may use.
const ALLOWED: [&str; 22] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "defs",
    "style",
    "title",
    "desc",
    "metadata",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "use",
    "symbol",
    "switch",
    "a",
];

/// The SVG namespace.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Parses the XML of a drawing and refuses what could do harm.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a bound is hit, [`ErrorKind::Input`](crate::ErrorKind::Input) with line and column
/// for anything else.
pub(super) fn parse<'a>(file: &str, text: &'a str) -> Result<Document<'a>, Error> {
    if text.len() > MAX_BYTES {
        return Err(Error::limit(
            "svg-bytes",
            format!("{} bytes of SVG are too many; the limit is {MAX_BYTES}", text.len()),
        ));
    }
    nesting(file, text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let doc = Document::parse_with_options(text, options).map_err(|e| {
        let pos = e.pos();
        at(file, pos.row, pos.col, format!("not well-formed XML: {e}"))
    })?;
    let guard = Guard { file, doc: &doc };
    guard.elements()?;
    guard.expansion()?;
    Ok(doc)
}

/// Returns a diagnostic at a line and column, both from 1.
fn at(file: &str, row: u32, col: u32, message: String) -> Diagnostic {
    let number = |n: u32| usize::try_from(n).ok();
    Diagnostic::error("svg-refused", message).at(Place { line: number(row), column: number(col), ..Place::file(file) })
}

/// Limits nesting and attributes before the XML parser runs: it recurses over
/// elements, and its time grows with the square of the attributes.
fn nesting(file: &str, text: &str) -> Result<(), Error> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->")
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>")
        } else {
            let tag = TagScan::scan(rest);
            if tag.attributes > MAX_ATTRIBUTES {
                return Err(Error::limit(
                    "svg-attributes",
                    format!("an element has more than {MAX_ATTRIBUTES} attributes"),
                )
                .at(&Place::file(file)));
            }
            match rest.as_bytes().get(1) {
                Some(b'/') => depth = depth.saturating_sub(1),
                Some(b'!' | b'?') | None => {}
                Some(_) => depth += usize::from(!tag.is_empty),
            }
            Some(tag.length)
        };
        if depth > 4 * MAX_DEPTH {
            return Err(Error::limit("svg-depth", format!("elements are nested more than {MAX_DEPTH} deep"))
                .at(&Place::file(file)));
        }
        rest = rest.get(end.unwrap_or(rest.len()).max(1)..).unwrap_or("");
    }
    Ok(())
}

/// What a first scan of a tag tells.
struct TagScan {
    /// Bytes up to its end.
    length: usize,
    /// Number of attributes, or a little more.
    attributes: usize,
    /// Whether it closes itself.
    is_empty: bool,
}

impl TagScan {
    /// Scans the tag that a text begins with.
    fn scan(text: &str) -> Self {
        let (mut quote, mut attributes, mut last) = (None, 0, b'<');
        for (i, b) in text.bytes().enumerate() {
            match (quote, b) {
                (None, b'>') => return Self { length: i, attributes, is_empty: last == b'/' },
                (None, b'"' | b'\'') => quote = Some(b),
                (None, b'=') => attributes += 1,
                (Some(q), _) if q == b => quote = None,
                _ => {}
            }
            last = b;
        }
        Self { length: text.len(), attributes, is_empty: false }
    }
}

/// The checks of a parsed document.
struct Guard<'a, 'd> {
    /// The file as messages name it.
    file: &'a str,
    /// The document.
    doc: &'a Document<'d>,
}

impl Guard<'_, '_> {
    /// Returns a problem at a node.
    fn refuse(&self, node: Node<'_, '_>, message: String) -> Diagnostic {
        let pos = self.doc.text_pos_at(node.range().start);
        at(self.file, pos.row, pos.col, message)
    }

    /// Checks each element by itself: its name, its references, its numbers.
    fn elements(&self) -> Result<(), Error> {
        let mut segments = 0;
        for node in self.doc.descendants().filter(|n| n.is_element() && n.tag_name().namespace() == Some(SVG)) {
            let name = node.tag_name().name();
            if !ALLOWED.contains(&name) {
                return Err(self
                    .refuse(node, format!("element <{name}> cannot be used in an outline"))
                    .with_hint(
                        "convert text and effects to plain paths; filters, masks, patterns and images are not drawn",
                    )
                    .into());
            }
            if name == "style" {
                self.css(node, node.text().unwrap_or(""))?;
            }
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                if key == "href" && !value.starts_with('#') {
                    return Err(self
                        .refuse(node, format!("reference `{value}` leads out of the file"))
                        .with_hint("only references of the form #id are followed")
                        .into());
                }
                if attribute.namespace().is_some() || matches!(key, "id" | "class" | "href") {
                    continue;
                }
                self.css(node, value)?;
                if let Some(number) = numbers(value).find(|n| !n.is_finite() || n.abs() > MAX_COORDINATE) {
                    return Err(self.refuse(node, format!("number {number} in `{key}` is out of range")).into());
                }
                if matches!(key, "d" | "points") {
                    segments += value.bytes().filter(u8::is_ascii_alphabetic).count().max(numbers(value).count() / 2);
                }
            }
        }
        if segments > MAX_SEGMENTS {
            return Err(Error::limit(
                "svg-segments",
                format!("{segments} path segments are too many; the limit is {MAX_SEGMENTS}"),
            )
            .at(&Place::file(self.file)));
        }
        Ok(())
    }

    /// Refuses styles that refer to other files.
    fn css(&self, node: Node<'_, '_>, text: &str) -> Result<(), Error> {
        let outside = text
            .match_indices("url(")
            .any(|(i, _)| !text[i + 4..].trim_start_matches(['"', '\'', ' ']).starts_with('#'));
        if outside || text.contains("@import") {
            return Err(self.refuse(node, "a style refers to something outside the file".to_owned()).into());
        }
        Ok(())
    }

    /// Limits the number and depth of elements with every `use` expanded.
    fn expansion(&self) -> Result<(), Error> {
        let by_id: BTreeMap<&str, Node<'_, '_>> =
            self.doc.descendants().filter_map(|n| Some((n.attribute("id")?, n))).collect();
        let mut known = BTreeMap::new();
        let (count, depth) = self.weigh(self.doc.root_element(), &by_id, &mut known, 0)?;
        if count > MAX_ELEMENTS || depth > MAX_DEPTH {
            return Err(Error::limit(
                "svg-elements",
                format!(
                    "{count} elements, nested {depth} deep, are too many; the limits are {MAX_ELEMENTS} and {MAX_DEPTH}"
                ),
            )
            .at(&Place::file(self.file)));
        }
        Ok(())
    }

    /// Counts the elements below a node and their depth, with a memo; refuses
    /// circular references.
    fn weigh<'n>(
        &self,
        node: Node<'n, 'n>,
        by_id: &BTreeMap<&str, Node<'n, 'n>>,
        known: &mut BTreeMap<u32, (usize, usize)>,
        level: usize,
    ) -> Result<(usize, usize), Error> {
        if level > 4 * MAX_DEPTH {
            return Err(self.refuse(node, "references go round in a circle or too deep".to_owned()).into());
        }
        if let Some(&w) = known.get(&node.id().get()) {
            return Ok(w);
        }
        let mut total = (1_usize, 0_usize);
        let references = node.attributes().filter_map(|a| target(a.value())).filter_map(|id| by_id.get(id).copied());
        for inner in node.children().filter(Node::is_element).chain(references) {
            let (count, depth) = self.weigh(inner, by_id, known, level + 1)?;
            total = (total.0.saturating_add(count), total.1.max(depth));
        }
        let weight = (total.0, total.1 + 1);
        known.insert(node.id().get(), weight);
        Ok(weight)
    }
}

/// Returns the id that an attribute value refers to.
fn target(value: &str) -> Option<&str> {
    let value = value.trim();
    if let Some(id) = value.strip_prefix('#') {
        return Some(id);
    }
    let (_, rest) = value.split_once("url(")?;
    let id = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix('#')?;
    id.split(['"', '\'', ')', ' ']).next()
}

/// Iterates over the numbers in an attribute value; skips words, ids and hex colours.
fn numbers(value: &str) -> impl Iterator<Item = f64> + '_ {
    let bytes = value.as_bytes();
    let mut i = 0;
    std::iter::from_fn(move || {
        while i < bytes.len() {
            let start = i;
            let b = bytes[i];
            if b == b'#' {
                while i < bytes.len() && !matches!(bytes[i], b' ' | b';' | b')' | b',') {
                    i += 1;
                }
            } else if b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+') {
                i = number_end(bytes, start);
                let text = &value[start..i];
                if text.bytes().any(|b| b.is_ascii_digit()) {
                    // what is no number to us might be one to another parser
                    return Some(text.parse().unwrap_or(f64::NAN));
                }
            } else {
                i += 1;
            }
        }
        None
    })
}

/// Returns where the number that begins at `start` ends: sign, digits, one point, and
/// an exponent, as in path data, where `1.5.5-2` is three numbers.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut i = start + usize::from(matches!(bytes[start], b'-' | b'+'));
    let digits = |mut i: usize| {
        while bytes.get(i).is_some_and(u8::is_ascii_digit) {
            i += 1;
        }
        i
    };
    i = digits(i);
    if bytes.get(i) == Some(&b'.') {
        i = digits(i + 1);
    }
    if matches!(bytes.get(i), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(i + 1), Some(b'-' | b'+')));
        if bytes.get(i + 1 + sign).is_some_and(u8::is_ascii_digit) {
            i = digits(i + 1 + sign);
        }
    }
    i.max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> String {
        let text = format!("<svg xmlns=\"{SVG}\">{body}</svg>");
        parse("f.svg", &text).map(|_| ()).expect_err("must be refused").to_string()
    }

    #[test]
    fn harmful_drawings_are_refused_with_a_reason() {
        assert!(refused("<image href=\"#a\"/>").contains("<image>"), "element");
        assert!(refused("<use href=\"http://x/y#z\"/>").contains("leads out"), "reference");
        assert!(refused("<path d=\"M0 0L-1e38 5\"/>").contains("out of range"), "number");
        assert!(refused("<style>a{fill:url(http://x)}</style>").contains("outside"), "style");
        assert!(refused("<g id=\"a\"><use href=\"#a\"/></g>").contains("circle"), "loop");
        assert!(refused(&"<g>".repeat(5000)).contains("nested"), "depth");
        let many: String = (0..100_000).map(|i| format!(" a{i}='>'")).collect();
        assert!(refused(&format!("<g{many}/>")).contains("attributes"), "attributes");
    }

    #[test]
    fn a_use_bomb_is_counted_before_it_goes_off() {
        let mut body = String::from("<g id=\"l0\"><path d=\"M0 0L1 1\"/></g>");
        for i in 1..20 {
            body.push_str(&format!("<g id=\"l{i}\"><use href=\"#l{}\"/><use href=\"#l{}\"/></g>", i - 1, i - 1));
        }
        assert!(refused(&body).contains("too many"), "2^19 elements");
    }

    #[test]
    fn colours_and_ids_are_no_numbers() {
        assert_eq!(numbers("fill:#1e9999;stroke:#000 12e1 a.5").collect::<Vec<_>>(), [120.0, 0.5], "only numbers");
        assert_eq!(numbers("M1.5.5-2e1-1e38.5").collect::<Vec<_>>(), [1.5, 0.5, -20.0, -1e38, 0.5], "path data");
    }
}
