//! Line breaking: opportunities by UAX 14, lines of least raggedness.

use super::bidi;
use super::shape::{Measured, width};
use super::unscaled::{SOFT_HYPHEN, drawn};
use crate::error::Error;
use crate::style::TextStyle;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// What a soft hyphen becomes at the end of a line.
const HYPHEN: char = '-';
/// Widths in which lines without an orphan are looked for, as parts of the whole.
const NARROWER: [f64; 5] = [0.98, 0.96, 0.94, 0.92, 0.9];
/// Makes a line go from left to right.
const LEFT_TO_RIGHT: char = '\u{200E}';
/// Makes a line go from right to left.
const RIGHT_TO_LEFT: char = '\u{200F}';

/// The text in as few lines as fit `max_width`, among those with the fewest
/// soft hyphens used, and among those with the least sum of squared slack, that
/// of the last line not counted (Knuth and Plass's criterion without
/// stretching). What cannot be broken and is wider than `max_width` gets a line
/// of its own.
///
/// The lines are as they are drawn: without unused soft hyphens, with a hyphen
/// where one was used, and with a mark of direction where a line alone would
/// take another direction than its paragraph.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where the font lacks a character.
pub fn wrap(text: &str, style: &TextStyle, max_width: f64) -> Result<Vec<String>, Error> {
    Ok(match Setting::new(text, style, max_width)? {
        None => vec![drawn(text.trim()).into_owned()],
        Some(setting) => setting.lines(&setting.widest_fit()),
    })
}

/// The text in as many lines (and with as many soft hyphens) as [`wrap`] needs,
/// the widest of them as narrow as can be; among such settings, the one with
/// the least sum of squared slack of all lines.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where the font lacks a character.
pub fn balance(text: &str, style: &TextStyle, max_width: f64) -> Result<Vec<String>, Error> {
    let Some(setting) = Setting::new(text, style, max_width)? else {
        return Ok(vec![drawn(text.trim()).into_owned()]);
    };
    let wide = setting.widest_fit();
    // the widest line of the narrowest setting is one of these; what fits one
    // of them fits every wider one as well
    let mut limits: Vec<f64> = setting.widths.iter().flatten().copied().filter(|w| *w <= max_width).collect();
    limits.sort_by(f64::total_cmp);
    let as_few = |fit: &Fit| (fit.lines, fit.hyphens) == (wide.lines, wide.hyphens);
    let at = limits.partition_point(|&limit| !setting.fit(limit, true).as_ref().is_some_and(as_few));
    let narrow = limits.get(at).and_then(|&limit| setting.fit(limit, true));
    Ok(setting.lines(narrow.as_ref().unwrap_or(&wide)))
}

/// The text in as many lines as [`wrap`] needs, the last of them at least `least`
/// px long where that can be: in the widest of some narrower settings, or else
/// in the balanced one.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where the font lacks a character.
pub fn wrap_without_orphan(text: &str, style: &TextStyle, max_width: f64, least: f64) -> Result<Vec<String>, Error> {
    let usual = wrap(text, style, max_width)?;
    let is_whole =
        |lines: &[String]| lines.last().map_or(Ok(true), |last| Ok::<_, Error>(width(last, style)? >= least));
    if usual.len() < 2 || is_whole(&usual)? {
        return Ok(usual);
    }
    for part in NARROWER {
        let lines = wrap(text, style, part * max_width)?;
        if lines.len() == usual.len() && is_whole(&lines)? {
            return Ok(lines);
        }
    }
    balance(text, style, max_width)
}

/// A place where a line may end.
struct LineEnd {
    /// Bytes before it.
    at: usize,
    /// Whether a line must end here.
    forced: bool,
    /// Whether a line that ends here shows a hyphen.
    soft: bool,
    /// Whether the paragraph that goes on here is read from right to left.
    is_rtl: bool,
}

/// A way to break a text.
struct Fit {
    /// Number of lines.
    lines: usize,
    /// Number of soft hyphens at which it breaks.
    hyphens: usize,
    /// For each stop that can be reached, the stop before it.
    before: Vec<usize>,
}

/// A text that needs more than one line, with all lines that it could have.
struct Setting<'a> {
    /// What is set.
    text: &'a str,
    /// The width to which it is set.
    max_width: f64,
    /// Where lines may end; the first is the beginning of the text, the last its end.
    stops: Vec<LineEnd>,
    /// By stop: the widths of the lines that end there and begin at the stop
    /// before, at the one before that, and so on, as far as they fit.
    widths: Vec<Vec<f64>>,
}

impl<'a> Setting<'a> {
    /// Measures all lines; `None` for a text that is one line.
    fn new(text: &'a str, style: &TextStyle, max_width: f64) -> Result<Option<Self>, Error> {
        let text = text.trim();
        let stops = stops(text);
        let forced = stops.iter().any(|s| s.forced);
        if stops.len() < 3 || !forced && width(text, style)? <= max_width {
            return Ok(None);
        }
        let measured = Measured::new(text, style)?;
        let mut setting = Self { text, max_width, stops, widths: vec![Vec::new()] };
        for end in 1..setting.stops.len() {
            let mut widths = Vec::new();
            for start in (0..end).rev() {
                let w = setting.width(start, end, &measured)?;
                // one piece alone must stand somewhere, however wide it is
                if w <= max_width || start + 1 == end {
                    widths.push(w);
                }
                if w > max_width || setting.stops[start].forced {
                    break;
                }
            }
            setting.widths.push(widths);
        }
        Ok(Some(setting))
    }

    /// The width of the line between two stops as it is drawn.
    fn width(&self, start: usize, end: usize, measured: &Measured<'_>) -> Result<f64, Error> {
        let (from, to) = (&self.stops[start], &self.stops[end]);
        let part = &self.text[from.at..to.at];
        let trimmed = part.trim();
        let begin = from.at + part.len() - part.trim_start().len();
        if to.soft || from.is_rtl || trimmed.is_empty() {
            return width(&self.line(start, end), measured.style());
        }
        measured.width(begin..begin + trimmed.len())
    }

    /// The line between two stops as it is drawn.
    fn line(&self, start: usize, end: usize) -> String {
        let (from, to) = (&self.stops[start], &self.stops[end]);
        let mut line = drawn(self.text[from.at..to.at].trim()).into_owned();
        if to.soft {
            line.push(HYPHEN);
        }
        // the direction of the paragraph holds for each of its lines (UAX 9,
        // P3), but a line is shaped and exported by itself
        if bidi::is_rtl(&line) != from.is_rtl {
            line.insert(0, if from.is_rtl { RIGHT_TO_LEFT } else { LEFT_TO_RIGHT });
        }
        line
    }

    /// The best way within the width that the text is set to.
    fn widest_fit(&self) -> Fit {
        self.fit(self.max_width, false).expect("every piece may stand alone")
    }

    /// The best way with no line wider than `limit`, but for pieces that are
    /// wider than the width that the text is set to; whether the slack at the
    /// end of paragraphs counts. `None` if there is no way.
    fn fit(&self, limit: f64, last_counts: bool) -> Option<Fit> {
        let mut best: Vec<Option<(usize, usize, f64)>> = vec![Some((0, 0, 0.0))];
        let mut before = vec![0];
        for (end, stop) in self.stops.iter().enumerate().skip(1) {
            let is_open = !last_counts && (stop.forced || end + 1 == self.stops.len());
            let (mut found, mut from): (Option<(usize, usize, f64)>, usize) = (None, 0);
            for (start, &w) in (0..end).rev().zip(&self.widths[end]) {
                let Some((lines, hyphens, cost)) = best[start].filter(|_| w <= limit || w > self.max_width) else {
                    continue;
                };
                let slack = if is_open { 0.0 } else { limit - w };
                let way = (lines + 1, hyphens + usize::from(stop.soft), cost + slack * slack);
                if found.is_none_or(|f| way < f) {
                    (found, from) = (Some(way), start);
                }
            }
            best.push(found);
            before.push(from);
        }
        let (lines, hyphens, _) = best.pop().flatten()?;
        Some(Fit { lines, hyphens, before })
    }

    /// The lines of a way to break the text.
    fn lines(&self, fit: &Fit) -> Vec<String> {
        let mut lines = Vec::with_capacity(fit.lines);
        let mut end = self.stops.len() - 1;
        while end > 0 {
            let start = fit.before[end];
            lines.push(self.line(start, end));
            end = start;
        }
        lines.reverse();
        lines
    }
}

/// Where lines of a text may end, and its beginning.
fn stops(text: &str) -> Vec<LineEnd> {
    let mut out = vec![LineEnd { at: 0, forced: false, soft: false, is_rtl: bidi::is_rtl(text) }];
    for (at, kind) in linebreaks(text) {
        let is_inside = at < text.len();
        if is_inside && kind == BreakOpportunity::Allowed && is_inside_hangul(text, at) {
            continue;
        }
        let forced = is_inside && kind == BreakOpportunity::Mandatory;
        let soft = is_inside && !forced && text[..at].ends_with(SOFT_HYPHEN);
        let is_rtl = if forced { bidi::is_rtl(&text[at..]) } else { out.last().is_some_and(|s| s.is_rtl) };
        if at > 0 {
            out.push(LineEnd { at, forced, soft, is_rtl });
        }
    }
    out
}

/// Whether a place is within a Korean word: titles and labels break at spaces
/// alone, which UAX 14 leaves to the publisher.
fn is_inside_hangul(text: &str, at: usize) -> bool {
    let is_hangul = |c: char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}');
    text[..at].chars().next_back().is_some_and(is_hangul) && text[at..].chars().next().is_some_and(is_hangul)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Face;

    const STYLE: TextStyle = TextStyle::new(Face::SemiBold, 42.0, 1.14);

    #[test]
    fn breaks_only_where_needed_and_loses_nothing() {
        let text = "Lower back and buttocks";
        assert_eq!(wrap(text, &STYLE, 2000.0).expect("glyphs"), [text], "fits");
        let lines = wrap(text, &STYLE, 300.0).expect("glyphs");
        assert_eq!(lines, ["Lower back", "and buttocks"], "two even lines");
        assert_eq!(lines.join(" "), text, "nothing lost");
    }

    #[test]
    fn korean_words_stay_whole() {
        let ends = |text: &str| stops(text).iter().map(|s| text[..s.at].to_owned()).collect::<Vec<_>>();
        assert_eq!(ends("발 반사구"), ["", "발 ", "발 반사구"], "only at the space");
        assert_eq!(ends("足裏").len(), 3, "Japanese breaks between any two");
    }

    #[test]
    fn a_long_word_stands_alone_and_whole() {
        let lines = wrap("a Lendenwirbelsäulenzone b", &STYLE, 60.0).expect("glyphs");
        assert_eq!(lines, ["a", "Lendenwirbelsäulenzone", "b"], "never broken inside a word");
        let lines = balance("a b Lendenwirbelsäulenzone c d e", &STYLE, 120.0).expect("glyphs");
        assert_eq!(lines, ["a b", "Lendenwirbelsäulenzone", "c d e"], "the rest is set as if it were not there");
    }

    #[test]
    fn soft_hyphens_show_where_a_line_ends_at_them() {
        let text = "Lenden\u{AD}wirbel\u{AD}säule";
        assert_eq!(wrap(text, &STYLE, 2000.0).expect("glyphs"), ["Lendenwirbelsäule"], "unused, they vanish");
        assert_eq!(wrap(text, &STYLE, 300.0).expect("glyphs"), ["Lendenwirbel-", "säule"], "the first line is full");
        assert_eq!(wrap(text, &STYLE, 160.0).expect("glyphs"), ["Lenden-", "wirbel-", "säule"], "both are used");
        assert_eq!(balance(text, &STYLE, 300.0).expect("glyphs"), ["Lenden-", "wirbelsäule"], "the narrower of two");
    }

    #[test]
    fn a_space_is_better_than_a_soft_hyphen() {
        let text = "Lenden\u{AD}wirbel\u{AD}säule und Kreuz\u{AD}bein";
        let max = width("Lendenwirbelsäule und Kreuz-", &STYLE).expect("glyphs") + 1.0;
        let lines = wrap(text, &STYLE, max).expect("glyphs");
        assert_eq!(lines, ["Lendenwirbelsäule und", "Kreuzbein"], "although the hyphen would fill the line");
        let lines = balance(text, &STYLE, max).expect("glyphs");
        assert_eq!(lines, ["Lendenwirbelsäule", "und Kreuzbein"], "although the hyphen would make it narrower");
    }

    #[test]
    fn a_hyphen_must_fit_its_line() {
        let text = "Kreuz\u{AD}bein";
        let bare = width("Kreuz", &STYLE).expect("glyphs") + 1.0;
        let lines = wrap(&format!("{text} {text}"), &STYLE, bare).expect("glyphs");
        assert_eq!(lines, ["Kreuz-", "bein", "Kreuz-", "bein"], "a piece with its hyphen stands alone if it must");
        let text = format!("Leber, Milz und {text}");
        let edge = width("Leber, Milz und Kreuz", &STYLE).expect("glyphs");
        let lines = wrap(&format!("{text}, {text}"), &STYLE, edge).expect("glyphs");
        assert_eq!(lines[..2], ["Leber, Milz und", "Kreuzbein, Leber,"], "no hyphen beyond the edge");
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        assert_eq!(wrap("Liver\nand  spleen", &STYLE, 2000.0).expect("glyphs"), ["Liver", "and  spleen"], "wrapped");
        let lines = balance("Liver and spleen\nkidneys", &STYLE, 220.0).expect("glyphs");
        assert_eq!(lines, ["Liver and", "spleen", "kidneys"], "and the parts are broken for themselves");
    }

    #[test]
    fn nothing_is_one_empty_line() {
        for text in ["", "  ", "\n"] {
            assert_eq!(wrap(text, &STYLE, 100.0).expect("no glyphs"), [""], "{text:?}");
            assert_eq!(balance(text, &STYLE, 100.0).expect("no glyphs"), [""], "{text:?}");
        }
    }

    #[test]
    fn a_line_keeps_the_direction_of_its_paragraph() {
        // marks of direction stand for Hebrew, which the fonts do not have
        let text = "\u{200F}12 L5 34 L4";
        let lines = wrap(text, &STYLE, 130.0).expect("glyphs");
        assert_eq!(lines, ["\u{200F}12 L5", "\u{200F}34 L4"], "the second line starts from the right, too");
        let lines = wrap("L5 12\u{200F} \u{200F}34 L4", &STYLE, 130.0).expect("glyphs");
        assert_eq!(lines, ["L5 12\u{200F}", "\u{200E}\u{200F}34 L4"], "and here from the left");
    }

    /// Numbers without a pattern, the same every time.
    struct Numbers(u64);

    impl Numbers {
        /// The next number below `n`.
        fn below(&mut self, n: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((self.0 >> 33) % u64::try_from(n).expect("small")).expect("small")
        }
    }

    /// Every way to break words of one line: widths of its lines. Ways with an
    /// overfull line of more than one word are left out.
    fn all_ways(words: &[&str], max: f64) -> Vec<Vec<f64>> {
        let n = words.len();
        let measure = |i: usize, j: usize| width(&words[i..j].join(" "), &STYLE).expect("glyphs");
        let table: Vec<Vec<f64>> = (0..n).map(|i| (i + 1..=n).map(|j| measure(i, j)).collect()).collect();
        let way = |mask: u32| {
            let mut lines = Vec::new();
            let mut start = 0;
            for end in 1..=n {
                if end == n || mask & (1 << (end - 1)) != 0 {
                    let w = table[start][end - start - 1];
                    if w > max && end - start > 1 {
                        return None;
                    }
                    lines.push(w);
                    start = end;
                }
            }
            Some(lines)
        };
        (0..1_u32 << (n - 1)).filter_map(way).collect()
    }

    /// Sum of squared slack of all lines but the last.
    fn raggedness(widths: &[f64], max: f64) -> f64 {
        widths[..widths.len() - 1].iter().map(|w| (max - w) * (max - w)).sum()
    }

    #[test]
    fn no_other_way_is_shorter_or_less_ragged() {
        let words = "Lower back and buttocks of the right foot a AVATAR Ty. 12 inner edge Lendenwirbelsäule";
        let words: Vec<&str> = words.split(' ').collect();
        let mut numbers = Numbers(7);
        let mut most = 0;
        for case in 0..300 {
            let picked: Vec<&str> = (0..2 + numbers.below(8)).map(|_| words[numbers.below(words.len())]).collect();
            let text = picked.join(" ");
            let max = [90.0, 150.0, 220.0, 300.0, 400.0, 520.0][numbers.below(6)];
            let ways = all_ways(&picked, max);
            let fewest = ways.iter().map(Vec::len).min().expect("a word a line is a way");
            let few: Vec<&Vec<f64>> = ways.iter().filter(|w| w.len() == fewest).collect();
            let least = few.iter().map(|w| raggedness(w, max)).fold(f64::INFINITY, f64::min);
            let measured =
                |lines: &[String]| -> Vec<f64> { lines.iter().map(|l| width(l, &STYLE).expect("glyphs")).collect() };

            let wrapped = wrap(&text, &STYLE, max).expect("glyphs");
            assert_eq!(wrapped.join(" "), text, "case {case}: nothing lost");
            let widths = measured(&wrapped);
            for (line, w) in wrapped.iter().zip(&widths) {
                assert!(*w <= max || !line.contains(' '), "case {case}: “{line}” is too wide");
            }
            assert_eq!(widths.len(), fewest, "case {case}: as few lines as can be of “{text}”");
            let cost = raggedness(&widths, max);
            assert!(cost <= least + 1e-6 * max * max, "case {case}: {cost} against {least} of “{text}”");

            let balanced = balance(&text, &STYLE, max).expect("glyphs");
            assert_eq!(balanced.join(" "), text, "case {case}: nothing lost");
            let widths = measured(&balanced);
            assert_eq!(widths.len(), fewest, "case {case}: balancing adds no line to “{text}”");
            // what sticks out anyway is the same in all ways
            let widest = |w: &[f64]| w.iter().copied().filter(|w| *w <= max).fold(0.0, f64::max);
            let narrowest = few.iter().map(|w| widest(w)).fold(f64::INFINITY, f64::min);
            assert!(widest(&widths) <= narrowest + 1e-9, "case {case}: “{text}” could be narrower than {widths:?}");
            most = most.max(few.len());
        }
        assert!(most > 5, "there was a choice: {most}");
    }

    #[test]
    fn soft_hyphens_lose_nothing_at_any_width() {
        let text = "Brust\u{AD}wirbel\u{AD}säule, Lenden\u{AD}wirbel\u{AD}säule und Kreuz\u{AD}bein – Bauch\u{AD}speichel\u{AD}drüse";
        let bare: String = text.chars().filter(|c| *c != SOFT_HYPHEN && *c != ' ').collect();
        for step in 0..60 {
            let max = 60.0 + 20.0 * f64::from(step);
            for lines in [wrap(text, &STYLE, max).expect("glyphs"), balance(text, &STYLE, max).expect("glyphs")] {
                assert!(lines.iter().all(|l| !l.contains(SOFT_HYPHEN)), "none is left: {lines:?}");
                // the text has no hyphens of its own
                let joined: String = lines.iter().flat_map(|l| l.strip_suffix(HYPHEN).unwrap_or(l).chars()).collect();
                assert_eq!(joined.replace(' ', ""), bare, "nothing lost at {max}: {lines:?}");
                for line in &lines {
                    let fits = width(line, &STYLE).expect("glyphs") <= max;
                    assert!(fits || max < 320.0 && !line.contains(' '), "“{line}” at {max}");
                }
            }
        }
    }
}
