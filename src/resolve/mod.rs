//! The resolve stage: from a chart and a view to zones in place on one foot.
//!
//! Works in *foot space*: the foot as it stands on the page before it is
//! turned and scaled, one foot length = 1, y down, origin at the heel end
//! (soles and tops) or on the ground below the rearmost heel (side views).
//!
//! | file | what it does |
//! |---|---|
//! | `key` | what a cached thing depends on, bit by bit |
//! | `frame` | transforms from a map's coordinates to an outline's foot |
//! | `shape` | one shape, placed and widened |
//! | `tiles` | the cache of grounds, shapes and tiles |
//! | `view` | the result: a view with its zones in place; the options |
//! | `crop` | the part of a view that a close-up shows |
//! | `cut` | zones cut into tiles with even gaps |
//! | `anchors` | where the dots of labels may stand |
//! | `zones` | the stage itself |

mod anchors;
mod crop;
mod cut;
mod frame;
mod key;
mod shape;
mod tiles;
mod view;
mod zones;

pub use crop::window;
pub use frame::Foot;
pub use tiles::Cache;
pub use view::{ResolveOptions, ResolvedView, ResolvedZone, Window};
pub use zones::{resolve, resolve_with};
