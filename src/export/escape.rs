//! Escaping of text for XML.

/// Text for element content or a quoted attribute. Characters that XML 1.0
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_are_defused() {
        assert_eq!(xml("<a b=\"1\">&'\u{0}"), "&lt;a b=&quot;1&quot;&gt;&amp;&#39;\u{FFFD}", "all escaped");
    }
}
