//! The pictures of a page: one for wide windows, and where there is one, its twin for
//! narrow ones. The style sheet shows the one that suits the window.

use crate::export::escape::xml;
use crate::export::format::TextMode;
use crate::export::svg::{Inline, InlineOptions, inline};
use crate::scene::{Node, Scene};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A picture of the page.
pub(super) struct Shown<'a> {
    /// The attribute with the class of what belongs to it; empty for a lone picture.
    pub class: &'static str,
    /// What its ids begin with.
    pub prefix: String,
    /// What the variables of its colours begin with.
    variable: &'static str,
    /// Its nodes.
    pub nodes: &'a [Node],
    /// Its element.
    pub inline: Inline,
}

/// The pictures of a page.
pub(super) struct Pictures<'a> {
    /// The pictures, that for wide windows first.
    pub shown: Vec<Shown<'a>>,
}

impl<'a> Pictures<'a> {
    /// Writes the pictures of a scene; `spots` has the zones that can be pointed at, each
    /// with the id of what describes it.
    pub(super) fn of(
        scene: &'a Scene,
        prefix: &str,
        text: TextMode,
        spots: BTreeMap<String, String>,
        job: Option<&str>,
    ) -> Self {
        let write = |scene: &'a Scene, own: &str, class, variable, job| {
            let own = format!("{prefix}{own}");
            let options = InlineOptions {
                prefix: own.clone(),
                font_prefix: prefix.to_owned(),
                variable,
                text,
                spots: spots.clone(),
                job,
            };
            Shown { class, prefix: own, variable, nodes: &scene.nodes, inline: inline(scene, options) }
        };
        let shown = match &scene.narrow_twin {
            None => vec![write(scene, "", "", "c", job)],
            Some(twin) => vec![
                write(scene, "", " class=\"broad\"", "c", job),
                write(twin, "narrow-", " class=\"narrow\"", "n", None),
            ],
        };
        Self { shown }
    }

    /// Returns whether all pictures can be dark too.
    pub(super) fn has_dark(&self) -> bool {
        self.shown.iter().all(|picture| picture.inline.has_dark)
    }

    /// Returns the variables of all pictures for a style sheet, in light or in dark.
    pub(super) fn variables(&self, which: fn(&(String, String)) -> &String) -> String {
        let mut out = String::new();
        for picture in &self.shown {
            for (i, value) in picture.inline.values.iter().enumerate() {
                let _ = write!(out, ";--{}{i}:{}", picture.variable, which(value));
            }
        }
        out
    }

    /// Returns links from a name, escaped, to the shape of a zone in each picture that
    /// shows it; the name alone where none does.
    pub(super) fn links(&self, zone: &str, name: &str) -> String {
        let link = |picture: &Shown<'_>| {
            picture.inline.first.get(zone).map(|id| format!("<a{} href=\"#{}\">{name}</a>", picture.class, xml(id)))
        };
        let links: String = self.shown.iter().filter_map(link).collect();
        if links.is_empty() { name.to_owned() } else { links }
    }
}
