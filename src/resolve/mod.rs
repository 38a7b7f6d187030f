//! The resolve stage: from a chart and a view to zones in place on one foot.
//!
//! Works in *foot space*: the foot as it stands on the page before it is
//! turned and scaled, one foot length = 1, y down, origin at the heel end
//! (soles and tops) or on the ground below the rearmost heel (side views).

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
