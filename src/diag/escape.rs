//! Text that authors and file names put into findings, made safe to print.
//!
//! A name may hold a line break, a terminal's control sequence, a mark that turns the direction of writing, or a
//! command for the log of a continuous integration service. All of them are shown, none of them works.

use std::borrow::Cow;

/// Whether the character turns the direction of writing, and so can make text look like something else.
pub fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character must not reach a terminal or a log as it is.
pub(super) fn is_hostile(character: char) -> bool {
    character.is_control() || is_bidi_control(character) || matches!(character, '\u{2028}' | '\u{2029}')
}

/// One line that is safe anywhere in a line of output, even at its start.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_command = text.trim_start().starts_with("::") || text.contains("##[");
    if !is_command && !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' => safe.push_str("\\t"),
            hostile if is_hostile(hostile) => safe.extend(hostile.escape_unicode()),
            plain => safe.push(plain),
        }
    }
    // The two ways a log reads a line as a command.
    if safe.trim_start().starts_with("::") {
        safe = safe.replacen(':', "\\u{3a}", 1);
    }
    Cow::Owned(safe.replace("##[", "#\\u{23}["))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Fifty names and titles that want to be more than text.
    pub(in crate::diag) fn hostile_names() -> Vec<String> {
        let pieces = [
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\0",
            "\u{7}",
            "\u{8}",
            "\u{b}",
            "\u{c}",
            "\u{1b}[2J",
            "\u{1b}]0;x\u{7}",
            "\u{7f}",
            "\u{80}",
            "\u{85}",
            "\u{90}",
            "\u{9b}31m",
            "\u{9f}",
            "\u{61c}",
            "\u{200e}",
            "\u{200f}",
            "\u{202a}",
            "\u{202b}",
            "\u{202c}",
            "\u{202d}",
            "\u{202e}",
            "\u{2028}",
            "\u{2029}",
            "\u{2066}",
            "\u{2067}",
            "\u{2068}",
            "\u{2069}",
            "##[error]",
        ];
        let mut names: Vec<String> = pieces.iter().map(|piece| format!("a{piece}b.md")).collect();
        let commands = [
            "::error::x",
            "::set-output name=x::y",
            " ::error::x",
            "\t::error::x",
            "\n::error::x",
            "x\n::error::y",
            "x\r::error::y",
            "::add-mask::x",
            "::stop-commands::x",
            ":::",
            "::",
            "##[group]x",
            "##[add-path]x",
            "###[x]",
            "\u{2028}::error::x",
            "\u{85}::error::x",
            "\u{1b}::error::x",
            "##[\n::debug::x",
        ];
        names.extend(commands.iter().map(|command| (*command).to_owned()));
        assert_eq!(names.len(), 50);
        names
    }

    #[test]
    fn hostile_text_is_shown_and_does_not_work() {
        for name in hostile_names() {
            let safe = escape(&name);
            assert!(!safe.contains(is_hostile), "{name:?} gives {safe:?}");
            assert!(!safe.trim_start().starts_with("::") && !safe.contains("##["), "{name:?} gives {safe:?}");
        }
        assert_eq!(escape("a\nb\u{1b}"), "a\\nb\\u{1b}");
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["", "content/a.md", "naïve 日本語 🦀", "a::b", "# [x]", "content/קובץ.md"] {
            assert_eq!(escape(text), text);
        }
    }
}
