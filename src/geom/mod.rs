//! Pure plane geometry on kurbo's types, free of feet, pages and pictures.
//!
//! Lengths are whatever unit the caller uses; y points down in all of it.

mod center_line;
mod offset;
mod path;
mod pole;
mod region;
mod segment;

pub use center_line::center_line;
pub use path::{circle, flatten, polyline_at, round_corners, sample_edges, spline};
pub use pole::{point_inside, pole_of_inaccessibility};
pub use region::{Region, SWAP};
pub use segment::{segment_meets, segments_meet};
