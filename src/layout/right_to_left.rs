//! Pages of languages that are read from right to left.
//!
//! Title block, legend, notes, lists and the lines at the foot change sides; what
//! stands about a foot stays, as anatomy has no direction of reading.

use super::placed::{Layout, TextLine};
use kurbo::Rect;

impl Layout {
    /// Turns the page about its middle for readers who begin at the right.
    pub(super) fn mirror(&mut self) {
        let width = self.width;
        let turn = |line: &mut TextLine| line.x = width - line.x - line.width;
        self.texts.iter_mut().for_each(turn);
        for item in &mut self.legend {
            turn(&mut item.text);
            item.rect = Rect::new(width - item.rect.x1, item.rect.y0, width - item.rect.x0, item.rect.y1);
        }
        self.notes.iter_mut().for_each(|note| note.turn(width));
        for entry in &mut self.list {
            turn(&mut entry.number);
            turn(&mut entry.name);
        }
    }
}
