//! What an author pastes into a page: the picture with its size, its alt text
//! and a caption that says what the claims are.

use super::escape::{address, markdown, post, script, xml};
use super::number::decimals_2;
use crate::scene::Scene;

/// Languages of snippets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Snippet {
    /// HTML.
    Html,
    /// Markdown, which has no place for sizes.
    Markdown,
    /// MDX: Markdown with JSX.
    Mdx,
    /// An image block of the `WordPress` editor.
    WpBlock,
}

impl Snippet {
    /// Every language.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Mdx, Self::WpBlock];

    /// Returns the name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Mdx => "mdx",
            Self::WpBlock => "wp-block",
        }
    }
}

/// Writes the snippet for a picture in a file of some name.
///
/// Width and height are those of the page in px, so that a picture of scale 2
/// is sharp on dense screens.
pub fn snippet(scene: &Scene, language: Snippet, file: &str) -> String {
    let (width, height) = (decimals_2(scene.width.round()), decimals_2(scene.height.round()));
    let src = address(file);
    let (alt, caption, lang) = (&scene.alt, &scene.caption, &scene.lang);
    match language {
        Snippet::Html => format!(
            "<figure lang=\"{}\">\n  <img src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"{}\" \
             loading=\"lazy\" decoding=\"async\">\n  <figcaption>{}</figcaption>\n</figure>\n",
            xml(lang),
            xml(alt),
            xml(caption)
        ),
        Snippet::Markdown => format!("![{}]({src})\n\n*{}*\n", markdown(alt), markdown(caption)),
        Snippet::Mdx => format!(
            "<figure lang={{{}}}>\n  <img src=\"{src}\" width={{{width}}} height={{{height}}} alt={{{}}} \
             loading=\"lazy\" decoding=\"async\" />\n  <figcaption>{{{}}}</figcaption>\n</figure>\n",
            script(lang),
            script(alt),
            script(caption)
        ),
        // what the editor itself saves for such a block; anything else it calls invalid
        Snippet::WpBlock => format!(
            "<!-- wp:image {{\"width\":\"{width}px\",\"height\":\"auto\",\"sizeSlug\":\"full\",\
             \"linkDestination\":\"none\"}} -->\n\
             <figure class=\"wp-block-image size-full is-resized\"><img src=\"{src}\" alt=\"{}\" \
             style=\"width:{width}px;height:auto\"/>\
             <figcaption class=\"wp-element-caption\">{}</figcaption></figure>\n<!-- /wp:image -->\n",
            post(alt),
            post(caption)
        ),
    }
}

/// Returns the alt text and the long description as the two paragraphs of a text file.
pub fn alt_file(scene: &Scene) -> String {
    format!("{}\n\n{}\n", scene.alt, scene.description)
}
