//! Where drawings fade: over them lies the page's colour, or where the page is
//! open, they are taken away.

use super::composer::Composer;
use super::node::Node;
use crate::model::Theme;
use crate::style::{Color, Role};

impl Composer<'_> {
    /// Returns the list for what fades a drawing: `over` it, in the page's colour, or `fade`, which
    /// takes the drawing away, where the page has no colour.
    pub(super) fn fades<'a>(&self, over: &'a mut Vec<Node>, fade: &'a mut Vec<Node>) -> &'a mut Vec<Node> {
        if self.chart.is_transparent { fade } else { over }
    }

    /// Returns the theme with the colours of fades.
    pub(super) fn fading(&self) -> Theme {
        let mut theme = self.chart.theme.clone();
        if self.chart.is_transparent {
            theme.paper = Color::rgb(0, 0, 0);
            theme.tones.insert(Role::Paper, theme.paper);
        }
        theme
    }
}
