//! Pure plane geometry on kurbo's types, free of feet, pages and pictures.
//!
//! Lengths are whatever unit the caller uses; y points down in all of it.

mod parallel;
mod path;
mod pole;
mod region;
mod spine;

pub use path::{circle, flatten, polyline_at, round_corners, sample_edges, spline};
pub use pole::{point_inside, pole_of_inaccessibility};
pub use region::{Region, SWAP};
pub use spine::center_line;
