//! The whole test suite in one binary; see `tests/README.md`.

/// How far texts agree, in the picture.
mod agreement;
/// Every zone on every view and foot, of the map and its variants.
mod atlas;
/// One base, highlights on top.
mod base;
/// Many charts at once.
mod batch;
/// What a person meets at the command line.
mod cli;
/// All that is asked for is drawn and named, or told of.
mod coverage;
/// The library without the program.
mod features;
/// Fonts that a user gives.
mod fonts;
/// Other people's programs that look at our files.
mod foreign;
/// Every format says what it should, to us and to others.
mod formats;
/// The smallest charts that show one thing, held exactly.
mod golden;
/// The interactive page.
mod html;
/// What holds for every zone, group, size and map.
mod invariants;
/// What users of the labeling solver rely on.
mod labeling;
/// Labeling problems made at random.
mod labeling_cases;
/// A second opinion on solutions of the labeling solver.
mod labeling_check;
/// The labeling solver beyond two columns.
mod labeling_gutters;
/// The labeling solver with rows, columns, blocks and rooms at once.
mod labeling_mixed;
/// The labeling solver on problems in bulk.
mod labeling_random;
/// Labels of real charts, in every mode, language and length of name.
mod labels;
/// Every language names everything, in letters that the fonts have.
mod languages;
/// The house rules: imports, faces, names, sizes.
mod layers;
mod leaders;
/// The licences of what is linked and compiled in.
mod licences;
/// Measured text is as wide as drawn text, in every script and face.
mod measure;
/// The map of anatomy.
mod nerves;
/// Notes, strokes and close-ups.
mod notes;
/// Another foot under the same map.
mod other_foot;
/// What a published package holds.
mod package;
/// Pages of every shape and their sizes of type.
mod pages;
/// The papers: what they show works, what they link to is there.
mod papers;
/// Every error names the value that is wrong.
mod places;
/// Bad input is refused with its place and a remedy.
mod reject;
/// JSON Schemas describe the files that the program reads.
mod schema;
/// The source tree as the house rules see it.
mod source;
/// Chart specs, in files and as flags.
mod spec;
/// Loading and laying out for the others.
mod support;
/// Every theme and skin is legible.
mod themes;
/// SVG and PNG are one picture, for us, for resvg and for a browser.
mod twins;
/// Values colour zones.
mod values;
/// Colours can be told apart by everyone.
mod vision;
