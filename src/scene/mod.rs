//! The compose stage: from a chart and its layout to a scene, a picture with no
//! decisions left.
//!
//! Exporters see nothing else. Nodes are painted in order; a group's transform
//! applies to all in it. Colours are final, lengths are px.
//!
//! | file | what it does |
//! |---|---|
//! | `paint`, `node`, `picture` | the nouns: paints, nodes, a finished picture and its dark twin |
//! | `composer` | the chart and its layout, from which each part is drawn |
//! | `soft` | territories of anatomy, whose borders fade |
//! | `tone`, `engrave`, `drawing` | drawings by layer, in tones or engraved in lines |
//! | `art`, `pattern`, `fade`, `crop` | artwork, patterns as geometry, fades, close-ups |
//! | `agreement` | how far texts agree, in edges and fills |
//! | `figure`, `body`, `callout`, `arrows`, `notes`, `legend`, `texts` | one part of the picture each |
//! | `lost` | warnings about what was asked for and is not drawn |
//! | `describe`, `facts` | the picture in words; what the map says about its zones |
//! | `compose` | the stage itself: paint order |

mod agreement;
mod arrows;
mod art;
mod body;
mod callout;
mod compose;
mod composer;
mod crop;
mod describe;
mod drawing;
mod engrave;
mod facts;
mod fade;
mod figure;
mod legend;
mod lost;
mod node;
mod notes;
mod paint;
mod pattern;
mod picture;
mod soft;
mod texts;
mod tone;

pub use compose::{compose, dark_twin};
pub use facts::{Facts, PageColors, ZoneFacts};
pub use node::{Geometry, GroupNode, Node, ShapeNode, Tag, TextNode};
pub use paint::{Fill, Paint, Stop, Stroke};
pub use picture::{DarkTwin, Scene};
