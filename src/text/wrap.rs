//! Line breaking: opportunities by UAX 14, lines of least raggedness.

use super::font::width;
use crate::error::Error;
use crate::style::TextStyle;

/// The text in as few lines as fit `max_width`, and among those the lines with
/// the least sum of squared slack, that of the last line not counted (Knuth and
/// Plass's criterion without stretching). A word wider than `max_width` gets a
/// line of its own.
///
/// # Errors
/// [`Error::MissingGlyph`] where the font lacks a character.
pub fn wrap(text: &str, style: &TextStyle, max_width: f64) -> Result<Vec<String>, Error> {
    let text = text.trim();
    if text.is_empty() || width(text, style)? <= max_width {
        return Ok(vec![text.to_owned()]);
    }
    let mut stops: Vec<usize> = unicode_linebreak::linebreaks(text).map(|(i, _)| i).collect();
    stops.insert(0, 0);
    stops.dedup();
    let n = stops.len();
    // best[j]: (lines, sum of squared slack, start of the last line) for the text before stop j
    let mut best: Vec<Option<(usize, f64, usize)>> = vec![None; n];
    best[0] = Some((0, 0.0, 0));
    for j in 1..n {
        for i in (0..j).rev() {
            let line = text[stops[i]..stops[j]].trim_end();
            let slack = max_width - width(line, style)?;
            if slack < 0.0 && j - i > 1 {
                break;
            }
            if let Some((lines, cost, _)) = best[i] {
                let open = if j + 1 == n { 0.0 } else { slack * slack };
                let candidate = (lines + 1, cost + open, i);
                if best[j].is_none_or(|b| (candidate.0, candidate.1) < (b.0, b.1)) {
                    best[j] = Some(candidate);
                }
            }
        }
    }
    let mut lines = Vec::new();
    let mut j = n - 1;
    while j > 0 {
        let i = best[j].map_or(0, |b| b.2);
        lines.push(text[stops[i]..stops[j]].trim().to_owned());
        j = i;
    }
    lines.reverse();
    Ok(lines)
}

/// The text in at most `max_lines` lines of as equal widths as can be, where
/// it does not fit `max_width` in one; the narrowest such setting.
///
/// # Errors
/// [`Error::MissingGlyph`] where the font lacks a character.
pub fn balance(text: &str, style: &TextStyle, max_width: f64) -> Result<Vec<String>, Error> {
    let lines = wrap(text, style, max_width)?;
    if lines.len() < 2 {
        return Ok(lines);
    }
    let (mut narrow, mut wide) = (max_width / 3.0, max_width);
    for _ in 0..12 {
        let middle = f64::midpoint(narrow, wide);
        let tried = wrap(text, style, middle)?;
        let fits = tried.len() == lines.len() && widest(&tried, style)? <= middle;
        if fits {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    wrap(text, style, wide)
}

/// The width of the widest line.
fn widest(lines: &[String], style: &TextStyle) -> Result<f64, Error> {
    lines.iter().try_fold(0.0, |w: f64, line| Ok(w.max(width(line, style)?)))
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
    fn a_long_word_stands_alone_and_whole() {
        let lines = wrap("a Lendenwirbelsäulenzone b", &STYLE, 60.0).expect("glyphs");
        assert_eq!(lines, ["a", "Lendenwirbelsäulenzone", "b"], "never broken inside a word");
    }
}
