//! Strokes that draw themselves, one after the other, by a style sheet alone: no
//! script, nothing on paper, and nothing for readers who ask for less motion. Where a
//! viewer knows no style sheets the strokes stand there whole.

use crate::scene::Node;
use std::fmt::Write as _;

/// Time that a stroke takes, in seconds: slow enough for a hand to follow.
const STROKE: f64 = 1.2;
/// Time before the first stroke, and between two, in seconds.
const PAUSE: f64 = 0.4;
/// Time in which a head shows, in seconds.
const HEAD: f64 = 0.2;

/// The class of the group of all strokes, and what its id ends with.
const STROKES: &str = "strokes";
/// The classes of the lines that draw themselves.
const LINES: [&str; 2] = ["stroke-line", "stroke-rim"];

/// Returns whether a class is that of a line that draws itself: it needs a length of 1.
pub(super) fn moves(class: Option<&str>) -> bool {
    class.is_some_and(|class| LINES.contains(&class))
}

/// Returns the rules of the style sheet by which the strokes of a picture, whose ids
/// begin with `prefix`, draw themselves; nothing for a picture without strokes.
pub(in crate::export) fn rules(nodes: &[Node], prefix: &str) -> String {
    let count = strokes(nodes);
    if count == 0 {
        return String::new();
    }
    let all = format!("#{prefix}{STROKES}");
    let mut out = format!(
        "@media screen and (prefers-reduced-motion:no-preference){{\n\
         @keyframes {prefix}draw{{from{{stroke-dashoffset:1.05}}to{{stroke-dashoffset:0}}}}\n\
         @keyframes {prefix}show{{from{{opacity:0}}}}\n\
         {all} .stroke-line,{all} .stroke-rim{{stroke-dasharray:1.02 1.1;animation:{prefix}draw {STROKE}s ease-in-out both}}\n\
         {all} .stroke-head,{all} .stroke-head-rim{{animation:{prefix}show {HEAD}s linear both}}\n"
    );
    let mut start = PAUSE;
    for n in 1..=count {
        let one = format!("{all}>.stroke:nth-of-type({n})");
        let end = start + STROKE - HEAD;
        let _ = writeln!(
            out,
            "{one} .stroke-line,{one} .stroke-rim{{animation-delay:{start:.1}s}}\n\
             {one} .stroke-head,{one} .stroke-head-rim{{animation-delay:{end:.1}s}}"
        );
        start += STROKE + PAUSE;
    }
    out.push_str("}\n");
    out
}

/// Counts the strokes among some nodes.
fn strokes(nodes: &[Node]) -> usize {
    let groups = nodes.iter().filter_map(|node| match node {
        Node::Group(group) => Some(group),
        Node::Shape(_) | Node::Text(_) => None,
    });
    let of = |group: &crate::scene::GroupNode| match group.tag.class {
        Some("stroke") => 1,
        _ => strokes(&group.children),
    };
    groups.map(of).sum()
}
