//! Pure plane geometry on kurbo's types, free of feet, pages and pictures.
//!
//! Paths and regions go in; regions, polylines, points and distances come out.
//! Lengths are in the unit of the caller, angles in radians; y points down.
//! The same input gives the same result on every machine.
//!
//! | file | what it computes |
//! |---|---|
//! | `segment` | whether segments and boxes meet, distances |
//! | `path` | flattening, resampling, rounded corners, splines |
//! | `region` | polygons with holes and the set operations on them |
//! | `offset` | regions grown, shrunk and opened, edge by edge |
//! | `pole` | the pole of inaccessibility |
//! | `clip` | where a segment runs inside regions |
//! | `center_line` | the line along the middle of a region |

mod center_line;
mod clip;
mod offset;
mod path;
mod pole;
mod region;
mod segment;

pub use center_line::center_line;
pub use clip::{inside, length_over};
pub use path::{circle, flatten, polyline_at, round_corners, sample_edges, spline};
pub use pole::{point_inside, pole_of_inaccessibility};
pub use region::{Region, SWAP};
pub use segment::{segment_meets, segments_meet};
