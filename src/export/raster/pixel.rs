//! Coordinates and levels as the rasteriser has them, and the form in which rows
//! of pixels are written.

/// How the rows of a picture are written.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::export) struct RowForm {
    /// Bytes before each row, all 0.
    pub(in crate::export) before: usize,
    /// One byte a pixel instead of three: all is grey.
    pub(in crate::export) is_gray: bool,
}

/// Converts a coordinate to the precision of the rasteriser.
#[expect(clippy::cast_possible_truncation, reason = "pixel coordinates need no more than f32")]
pub(super) fn f(x: f64) -> f32 {
    x as f32
}

/// Rounds a number to 0..=255.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
pub(super) fn byte(x: f64) -> u8 {
    (x.clamp(0.0, 255.0) + 0.5) as u8
}
