//! The order of text that runs in two directions: base direction and visual
//! runs by the Unicode Bidirectional Algorithm (UAX 9). No font is asked.

use std::ops::Range;
use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};

/// A stretch of text that is set in one direction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisualRun {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether its characters go from right to left.
    pub is_rtl: bool,
}

/// Returns whether a text as a whole goes from right to left, as its first strong character says
/// (rules P2 and P3); `false` for a text without one.
pub fn is_rtl(text: &str) -> bool {
    get_base_direction(text) == Direction::Rtl
}

/// Returns the runs of one line in visual order, from left to right, for a base direction.
pub fn visual_runs(text: &str, is_rtl: bool) -> Vec<VisualRun> {
    let base = if is_rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(base));
    let mut out = Vec::new();
    // one line has one paragraph; a stray line feed starts another, which
    // must not vanish, so that its character is refused by the shaper
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        out.extend(runs.into_iter().map(|range| VisualRun { is_rtl: levels[range.start].is_rtl(), range }));
    }
    out
}

/// Returns whether the visual order of a text depends on its base direction. It does for text that
/// mixes two directions, and for text that goes from right to left to a full stop.
pub fn order_needs_base(text: &str) -> bool {
    visual_runs(text, true) != visual_runs(text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the texts of the runs in visual order, those from right to left in angle brackets.
    fn runs(text: &str) -> String {
        let run = |r: VisualRun| {
            let part = &text[r.range];
            if r.is_rtl { format!("<{part}>") } else { format!("[{part}]") }
        };
        visual_runs(text, is_rtl(text)).into_iter().map(run).collect()
    }

    #[test]
    fn the_first_strong_character_decides() {
        for (text, rtl) in [
            ("Lower back", false),
            ("כף הרגל", true),
            ("القدم", true),
            ("12 (כף הרגל)", true),
            ("L5 כף הרגל", false),
            ("12–14, 7 %", false),
            ("", false),
            ("\u{2067}כף\u{2069} foot", false),
            ("\u{200F}12", true),
        ] {
            assert_eq!(is_rtl(text), rtl, "“{text}”");
        }
    }

    #[test]
    fn one_direction_is_one_run() {
        assert_eq!(runs("Lower back, 12 (L5)"), "[Lower back, 12 (L5)]", "Latin");
        assert_eq!(runs("Поясница · Μέση"), "[Поясница · Μέση]", "scripts of one direction stay together");
        assert_eq!(runs("כף הרגל."), "<כף הרגל.>", "Hebrew with its full stop");
        assert_eq!(runs("أسفل الظهر، القدم"), "<أسفل الظهر، القدم>", "Arabic");
        assert_eq!(runs("12–14"), "[12–14]", "numbers alone");
        assert!(visual_runs("", false).is_empty(), "nothing has no runs");
    }

    #[test]
    fn numbers_in_right_to_left_text_keep_their_own_direction() {
        assert_eq!(runs("אזור 12 בכף"), "< בכף>[12]<אזור >", "Hebrew");
        assert_eq!(runs("أسفل 3.5 الظهر"), "< الظهر>[3.5]<أسفل >", "Arabic with a decimal point");
        assert_eq!(runs("القدم ١٢"), "[١٢]<القدم >", "Arabic digits");
        assert_eq!(runs("12 כף"), "< כף>[12]", "a number first stands at the right");
    }

    #[test]
    fn mixed_text_follows_its_base_direction() {
        assert_eq!(runs("foot כף הרגל here"), "[foot ]<כף הרגל>[ here]", "Latin around Hebrew");
        assert_eq!(runs("כאב L5 בגב."), "< בגב.>[L5]<כאב >", "Hebrew around Latin");
        assert_eq!(runs("الظهر (lower back)"), "<)>[lower back]<الظهر (>", "a closing bracket belongs to the outside");
        assert_eq!(runs("L5, כף 12"), "[L5, ][12]<כף >", "a number after Hebrew is read after it");
    }

    #[test]
    fn runs_cover_the_text_once() {
        for text in ["a כף 12 b", "כאב L5–S1 (12%) בגב", "القدم foot ١٢ 12", "a\nב", "\u{202B}a ב\u{202C}"]
        {
            let mut ranges: Vec<_> = visual_runs(text, is_rtl(text)).into_iter().map(|r| r.range).collect();
            ranges.sort_by_key(|r| r.start);
            let ends: Vec<usize> = std::iter::once(0).chain(ranges.iter().map(|r| r.end)).collect();
            assert!(ranges.iter().zip(&ends).all(|(r, end)| r.start == *end), "no gap in “{text}”");
            assert_eq!(ends.last(), Some(&text.len()), "all of “{text}”");
        }
    }

    #[test]
    fn purely_right_to_left_text_needs_no_base() {
        assert!(!order_needs_base("כף הרגל"), "one run");
        assert!(!order_needs_base("אזור 12"), "a number after Hebrew");
        assert!(order_needs_base("כף הרגל."), "the full stop changes sides");
        assert!(order_needs_base("כאב L5 בגב"), "Hebrew changes sides around Latin");
        assert!(!order_needs_base("") && !order_needs_base("Lower back"), "nor does purely left-to-right text");
    }
}
