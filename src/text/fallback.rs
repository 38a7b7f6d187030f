//! Fonts that a user gives, for letters that the compiled-in ones lack.
//!
//! A font that was given once stays in memory, so that styles can be small and
//! copied freely; the same fonts given again are the same handle.

use super::font::Font;
use crate::style::{Face, Fonts};
use std::sync::{PoisonError, RwLock};

/// Most fonts of a chart.
const MOST: usize = 8;

/// A given font.
pub(super) struct Given {
    /// Its file.
    pub bytes: &'static [u8],
    /// The font.
    pub loaded: Font,
    /// Its weight, 1 to 1000.
    weight: f64,
}

/// Fonts that were given together, in the order in which they are asked for a letter.
type Stack = &'static [Given];

/// All that were given; a handle is a place in this list, from 1.
static STACKS: RwLock<Vec<Stack>> = RwLock::new(Vec::new());

/// Takes font files (TrueType or OpenType, of a collection the first font), in
/// the order in which they are asked for a letter.
///
/// # Errors
/// The index of a file that cannot be used, and why.
pub fn give(files: Vec<Vec<u8>>) -> Result<Fonts, (usize, String)> {
    if files.is_empty() {
        return Ok(Fonts::default());
    }
    if files.len() > MOST {
        return Err((MOST, format!("more than {MOST} fonts")));
    }
    let mut stacks = STACKS.write().unwrap_or_else(PoisonError::into_inner);
    let same = |s: &Stack| s.len() == files.len() && s.iter().zip(&files).all(|(g, f)| g.bytes == f.as_slice());
    let place = match stacks.iter().position(same) {
        Some(place) => place,
        None => {
            let mut stack = Vec::new();
            for (i, file) in files.into_iter().enumerate() {
                let bytes: &'static [u8] = file.leak();
                let loaded = Font::new(bytes).ok_or_else(|| (i, "it is not a TrueType or OpenType font".to_owned()))?;
                let weight = loaded.weight();
                stack.push(Given { bytes, loaded, weight });
            }
            stacks.push(stack.leak());
            stacks.len() - 1
        }
    };
    u16::try_from(place + 1).map(Fonts).map_err(|_| (0, "too many sets of fonts".to_owned()))
}

/// The fonts of a handle.
pub(super) fn stack(fonts: Fonts) -> Stack {
    let stacks = STACKS.read().unwrap_or_else(PoisonError::into_inner);
    usize::from(fonts.0).checked_sub(1).and_then(|i| stacks.get(i)).copied().unwrap_or(&[])
}

/// The file of a given font.
pub fn given_file(fonts: Fonts, index: u8) -> Option<&'static [u8]> {
    stack(fonts).get(usize::from(index)).map(|g| g.bytes)
}

/// The font of a stack that has a letter and comes nearest to a face's weight;
/// of equally near ones the first.
pub(super) fn best(stack: &[Given], letter: char, face: Face) -> Option<u8> {
    let far = |g: &Given| (g.weight - f64::from(face.weight())).abs();
    let having = stack.iter().enumerate().filter(|(_, g)| g.loaded.has(letter));
    having.min_by(|a, b| far(a.1).total_cmp(&far(b.1))).and_then(|(i, _)| u8::try_from(i).ok())
}
