//! Escaping of text for every language that a file or a snippet is written in.

use std::fmt::Write as _;

/// Escapes text for element content or a quoted attribute. Characters that XML 1.0
/// cannot hold become U+FFFD.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// Undoes [`xml`].
pub(super) fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Escapes text for the HTML of a `WordPress` post, where square brackets are commands.
pub(super) fn post(text: &str) -> String {
    xml(text).replace('[', "&#91;").replace(']', "&#93;")
}

/// Escapes text for Markdown: every mark that could mean something gets a backslash;
/// line breaks and control characters become spaces.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            out.push(' ');
            continue;
        }
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~' | '!' | '"' | '$' | '@'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Quotes text as a JavaScript string, which is a JSON string too. Angle brackets are
/// escaped, so that no tag ends within it.
pub(super) fn script(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() || matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Encodes the name of a file as the last part of an address: all but letters, digits
/// and four marks in percent notation.
pub(super) fn address(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for b in name.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_are_defused() {
        assert_eq!(xml("<a b=\"1\">&'\u{0}"), "&lt;a b=&quot;1&quot;&gt;&amp;&#39;\u{FFFD}", "all escaped");
    }

    #[test]
    fn marks_of_other_languages_are_defused_too() {
        assert_eq!(markdown("a*b_[c](d)\n<e>"), "a\\*b\\_\\[c\\](d) \\<e\\>", "no emphasis, link or tag");
        assert_eq!(script("a\"b\\c</script>\n"), r#""a\"b\\c\u003c/script\u003e\u000a""#, "one string to its end");
        assert_eq!(post("[gallery] <b>"), "&#91;gallery&#93; &lt;b&gt;", "no short code");
        assert_eq!(address("my chart \"ü\".png"), "my%20chart%20%22%C3%BC%22.png", "no quote, no space");
    }
}
