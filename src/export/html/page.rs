//! One self-contained page: the picture, in which zones can be pointed at,
//! touched and reached by keyboard, and a table of what is said of them.
//!
//! Without its script the page says the same; with it, a zone, its label and
//! its row light up together and a card tells of the zone. The page loads
//! nothing, and its policy forbids all but its own style sheet and script.

use super::pictures::{Pictures, Shown};
use crate::error::Error;
use crate::export::escape::xml;
use crate::export::format::{SvgOptions, TextMode};
use crate::export::svg::{embedded_family, font_faces, motion_rules, prefix};
use crate::scene::{Node, PageColors, Scene, TextNode, ZoneFacts};
use crate::style::{Color, Face, TextStyle};
use crate::text::shape;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::Point;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The style sheet but for colours and fonts.
const STYLE: &str = include_str!("page.css");
/// The script.
const SCRIPT: &str = include_str!("page.js");
/// Pages at least this much wider than high have their table below.
const WIDE: f64 = 1.1;

/// Writes the picture as a page, with the job that made it if there is one.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a prefix that cannot begin an id, [`ErrorKind::Internal`](crate::ErrorKind::Internal)
/// where a font cannot be made smaller.
pub fn html(scene: &Scene, options: &SvgOptions, job: Option<&str>) -> Result<String, Error> {
    let prefix = prefix(scene, options)?;
    let spots = scene.facts.zones.iter().map(|z| (z.id.clone(), said_id(&prefix, z))).collect();
    let pictures = Pictures::of(scene, &prefix, options.text, spots, job);
    let tones = Tones::of(scene);
    let mut style = String::from("\n");
    if options.text == TextMode::Live {
        style.push_str(&font_faces(scene, &beside(scene), &prefix)?);
    }
    style.push_str(&colors(scene, &pictures, &tones, &prefix));
    style.push_str(STYLE);
    for picture in &pictures.shown {
        style.push_str(&motion_rules(picture.nodes, &picture.prefix));
    }
    let script = format!("\n{SCRIPT}");
    let (lang, direction) = (xml(&scene.lang), if scene.facts.is_rtl { "rtl" } else { "ltr" });
    let mut out =
        format!("<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    let _ = writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         script-src 'sha256-{}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'\"/>",
        STANDARD.encode(Sha256::digest(&style)),
        STANDARD.encode(Sha256::digest(&script))
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    let _ = writeln!(out, "<meta name=\"description\" content=\"{}\"/>", xml(&scene.alt));
    let _ = writeln!(out, "<title>{}</title>", xml(&scene.title));
    let _ = write!(out, "<style>{style}</style>\n</head>\n<body>\n");
    let words = &scene.facts.words;
    let shape = if scene.width < WIDE * scene.height { "tall" } else { "wide" };
    let has_table = !scene.facts.zones.is_empty();
    if has_table {
        let _ = writeln!(out, "<a class=\"skip\" href=\"#{}zones\">{}</a>", xml(&prefix), xml(&words.skip));
    }
    let _ = writeln!(out, "<main class=\"{shape}\">\n<h1>{}</h1>", xml(&scene.title));
    for Shown { class, inline, .. } in &pictures.shown {
        let _ = write!(out, "<figure{class}>\n{}</figure>\n", inline.svg);
    }
    let _ = write!(out, "<div class=\"about\">\n<p class=\"claim\">{}</p>\n", xml(&scene.facts.claim));
    if has_table {
        ZoneTable { scene, pictures: &pictures, tones: &tones, prefix: &prefix }.write(&mut out);
    }
    sources(&mut out, scene);
    out.push_str("</div>\n</main>\n<div class=\"card\" aria-hidden=\"true\"></div>\n");
    let _ = write!(out, "<script>{script}</script>\n</body>\n</html>\n");
    Ok(out)
}

/// Returns the id of a zone's claim in the table.
fn said_id(prefix: &str, zone: &ZoneFacts) -> String {
    format!("{prefix}said-{}", zone.id)
}

/// The table of zones: what is said of each, row by row.
struct ZoneTable<'a> {
    /// The scene whose zones are listed.
    scene: &'a Scene,
    /// The pictures that rows lead to.
    pictures: &'a Pictures<'a>,
    /// The colours of the zones.
    tones: &'a Tones,
    /// What ids begin with.
    prefix: &'a str,
}

impl ZoneTable<'_> {
    /// Writes the whole table, with its heading.
    fn write(&self, out: &mut String) {
        let words = &self.scene.facts.words;
        let start = xml(self.prefix);
        let _ = write!(
            out,
            "<h2 id=\"{start}zones\" tabindex=\"-1\">{}</h2>\n<p class=\"hint quiet-text\" hidden=\"hidden\">{}</p>\n\
             <table role=\"table\" aria-labelledby=\"{start}zones\">\n\
             <thead role=\"rowgroup\"><tr role=\"row\">",
            xml(&words.zones),
            xml(&words.hint)
        );
        for head in [&words.zone, &words.place, &words.system, &words.claim, &words.agreement, &words.sources] {
            let _ = write!(out, "<th role=\"columnheader\" scope=\"col\">{}</th>", xml(head));
        }
        out.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for (i, zone) in self.scene.facts.zones.iter().enumerate() {
            self.row(out, zone, self.tones.class(i));
        }
        out.push_str("</tbody>\n</table>\n");
    }

    /// Writes the row of a zone, whose colour is that of a class if it has one.
    fn row(&self, out: &mut String, zone: &ZoneFacts, tone: Option<String>) {
        let class = tone.as_ref().map_or(String::new(), |t| format!(" class=\"{t}\""));
        let bare = if tone.is_some() { "" } else { " bare" };
        let name = self.pictures.links(&zone.id, &xml(&zone.name));
        let _ = writeln!(
            out,
            "<tr role=\"row\" id=\"{start}row-{id}\" data-zone=\"{id}\"{class}>\
             <th role=\"rowheader\" scope=\"row\"><span class=\"name{bare}\">{name}</span></th>",
            start = xml(self.prefix),
            id = xml(&zone.id)
        );
        for (head, class, content) in self.cells(zone) {
            let _ = writeln!(out, "<td role=\"cell\"{class} data-head=\"{}\"><div>{content}</div></td>", xml(head));
        }
        out.push_str("</tr>\n");
    }

    /// Returns the cells of a zone after its name: the head of the column, the
    /// attributes of the cell, and what is in it.
    fn cells(&self, zone: &ZoneFacts) -> [(&str, &'static str, String); 5] {
        let words = &self.scene.facts.words;
        let place = match zone.place.is_empty() {
            true => xml(&zone.feet),
            false => format!("{}: {}", xml(&zone.feet), xml(&zone.place)),
        };
        let note = match zone.note.is_empty() {
            true => String::new(),
            false => format!("<p class=\"note\">{}</p>", xml(&zone.note)),
        };
        let level = zone.agreement.name();
        [
            (&words.place, " class=\"place\"", place),
            (&words.system, "", xml(&zone.system)),
            (
                &words.claim,
                "",
                format!("<p class=\"says\" id=\"{}\">{}</p>", xml(&said_id(self.prefix, zone)), xml(&zone.claim)),
            ),
            (
                &words.agreement,
                "",
                format!(
                    "<p><span class=\"dots {level}\" aria-hidden=\"true\"><i></i><i></i><i></i></span>\
                     <span class=\"words\">{}</span></p>{note}",
                    xml(&zone.agreement_words)
                ),
            ),
            (&words.sources, " class=\"from\"", xml(&zone.sources.join(", "))),
        ]
    }
}

/// Writes the credit and the list of sources.
fn sources(out: &mut String, scene: &Scene) {
    out.push_str("<div class=\"more\">\n");
    if !scene.facts.sources.is_empty() {
        let _ = write!(out, "<h2>{}</h2>\n<ul class=\"sources\">\n", xml(&scene.facts.words.sources));
        for (name, text) in &scene.facts.sources {
            let _ = writeln!(out, "<li><b>{}</b>: {}</li>", xml(name), xml(text));
        }
        out.push_str("</ul>\n");
    }
    let _ = write!(out, "<p class=\"quiet-text\">{}</p>\n</div>\n", xml(&scene.rights));
}

/// The colours of the zones in the table, each pair of light and dark once.
struct Tones {
    /// The pairs.
    pairs: Vec<(Color, Color)>,
    /// For each zone of the facts the index of its pair.
    zones: Vec<Option<usize>>,
}

impl Tones {
    /// Collects the colours of the zones of a scene.
    fn of(scene: &Scene) -> Self {
        let mut pairs: Vec<(Color, Color)> = Vec::new();
        let mut zones = Vec::new();
        for (i, zone) in scene.facts.zones.iter().enumerate() {
            let dark = scene.dark_twin.as_ref().and_then(|n| n.zones.get(i).copied().flatten());
            zones.push(zone.color.map(|day| {
                let pair = (day, dark.unwrap_or(day));
                pairs.iter().position(|p| *p == pair).unwrap_or_else(|| {
                    pairs.push(pair);
                    pairs.len() - 1
                })
            }));
        }
        Self { pairs, zones }
    }

    /// Returns the class of a zone's row, if the zone has a colour.
    fn class(&self, zone: usize) -> Option<String> {
        self.zones.get(zone).copied().flatten().map(|n| format!("t{n}"))
    }
}

/// Returns the style rules for the colours in light, and in dark where the picture has
/// both.
fn colors(scene: &Scene, pictures: &Pictures<'_>, tones: &Tones, prefix: &str) -> String {
    let of = |c: &PageColors, scheme: &str, values: String, tones: &mut dyn Iterator<Item = Color>| {
        // a card is a little lighter than the page
        let sheet =
            if is_dark(c.paper) { c.paper.mixed(c.ink, 0.08) } else { c.paper.mixed(Color::rgb(255, 255, 255), 0.7) };
        let mut out = format!(
            ":root{{color-scheme:{scheme};--paper:{};--ink:{};--muted:{};--rule:{};--accent:{};--sheet:{sheet}",
            c.paper, c.ink, c.muted, c.rule, c.accent
        );
        out.push_str(&values);
        out.push('}');
        for (i, tone) in tones.enumerate() {
            let _ = write!(out, ".t{i}{{--tone:{tone}}}");
        }
        out
    };
    let scheme = if is_dark(scene.paper) { "dark" } else { "light" };
    let mut out = format!(":root{{--face:\"{}\"}}\n", embedded_family(prefix, Face::Regular));
    out.push_str(&of(&scene.colors, scheme, pictures.variables(|v| &v.0), &mut tones.pairs.iter().map(|t| t.0)));
    if let (Some(dark), true) = (&scene.dark_twin, pictures.has_dark()) {
        let dark = of(&dark.colors, "dark", pictures.variables(|v| &v.1), &mut tones.pairs.iter().map(|t| t.1));
        let _ = write!(out, "\n@media screen and (prefers-color-scheme:dark){{{dark}}}");
    }
    out.push('\n');
    out
}

/// Returns whether light text stands out on a colour more than dark text.
fn is_dark(color: Color) -> bool {
    color.contrast(Color::rgb(255, 255, 255)) > color.contrast(Color::rgb(0, 0, 0))
}

/// Returns the texts among some nodes.
fn texts(nodes: &[Node]) -> Vec<TextNode> {
    let of = |node: &Node| match node {
        Node::Text(text) => vec![text.clone()],
        Node::Group(group) => texts(&group.children),
        Node::Shape(_) => Vec::new(),
    };
    nodes.iter().flat_map(of).collect()
}

/// Shapes the texts of the page beside its picture in the two faces that the style sheet asks for.
/// Characters that the fonts lack are left to the reader's own fonts.
fn beside(scene: &Scene) -> Vec<TextNode> {
    let facts = &scene.facts;
    let words = &facts.words;
    let heads = [&words.skip, &words.hint, &words.zone, &words.place, &words.system, &words.claim, &words.agreement];
    let mut regular: Vec<&str> = heads.into_iter().map(String::as_str).collect();
    regular.extend([facts.claim.as_str(), &scene.rights, ": ,"]);
    let mut strong: Vec<&str> = vec![&words.zones, &words.sources];
    for zone in &facts.zones {
        regular.extend([zone.feet.as_str(), &zone.place, &zone.system, &zone.claim, &zone.agreement_words, &zone.note]);
        regular.extend(zone.sources.iter().map(String::as_str));
        strong.push(&zone.name);
    }
    for (name, text) in &facts.sources {
        strong.push(name);
        regular.push(text);
    }
    let node = |text: &str, face: Face| {
        let style = TextStyle::new(face, 16.0, 1.5);
        let run = shape(text, &style).ok()?;
        Some(TextNode {
            class: "",
            text: text.to_owned(),
            origin: Point::ZERO,
            style,
            color: scene.colors.ink,
            halo: None,
            run,
        })
    };
    let regular = regular.into_iter().filter_map(|t| node(t, Face::Regular));
    let strong = strong.into_iter().filter_map(|t| node(t, Face::SemiBold));
    let narrow = scene.narrow_twin.iter().flat_map(|twin| texts(&twin.nodes));
    regular.chain(strong).chain(narrow).collect()
}
