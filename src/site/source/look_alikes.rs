//! Lines that were meant as a block without content and are not read as one: `:: toc`, `::pay_table[Pay]{role="x"}`,
//! `::pay-table(role="x")`. What they show otherwise is their own source.
//!
//! Attributes are read leniently here, to say how they are written.

use crate::config::{CONTAINERS, LeafBlock};
use crate::fields::nearest;
use crate::site::source::fold::fold;

/// Marks that people put before the name of a block.
const LEADS: [char; 22] =
    [':', ';', '.', '@', '#', '!', '\\', '%', '/', '&', '{', '[', '<', '(', '=', '$', '~', '^', '+', '*', '_', '·'];
const CLOSINGS: [char; 12] = ['}', ']', ')', '>', ':', ';', '.', '%', '/', '*', '_', ' '];

fn leaves() -> impl Iterator<Item = &'static str> {
    LeafBlock::ALL.iter().map(|block| block.name())
}

/// A line in its parts: the marks before the name, the name, and what stands behind it.
fn parts(line: &str) -> (&str, &str, &str) {
    let rest = line.trim_start_matches(|c| LEADS.contains(&c) || c == ' ');
    let lead = &line[..line.len() - rest.len()];
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(rest.len());
    (lead.trim_end(), &rest[..end], rest[end..].trim())
}

/// How many colons, or marks beside them on the keyboard, stand before a name.
fn colons(lead: &str) -> usize {
    lead.chars().filter(|c| ":;".contains(*c)).count()
}

/// The line that was meant by `line`, which stands at the start of a line and outside code; `None` when it is prose.
pub(in crate::site) fn leaf(line: &str) -> Option<String> {
    let folded = fold(line.trim_end());
    if name_is_all(&folded) {
        return None;
    }
    // Lists, quotes, headings and tables are for others.
    if folded.starts_with(' ') || is_of_markdown(&folded) {
        return None;
    }
    let (lead, name, behind) = parts(&folded);
    let count = colons(lead);
    if count > 2 && lead.bytes().all(|byte| b":; ".contains(&byte)) || name.is_empty() {
        return None;
    }
    let spaces = lead.matches(' ').count() + usize::from(folded[lead.len()..].starts_with(' '));
    let is_bracketed = behind.starts_with(['[', '{', '(', '<', ']']);
    let bare = behind.trim_matches(|c| CLOSINGS.contains(&c) || "[{(<".contains(c));
    let lower = name.to_lowercase().replace('_', "-").replace("--", "-");
    let joined = |known: &&str| {
        (7..20).contains(&lower.len())
            && known.as_bytes().first() == lower.as_bytes().first()
            && known.replace('-', "") == lower
    };
    let near = || if is_bracketed && name.len() > 3 { nearest(name, leaves()) } else { None };
    let known = leaves().find(|known| *known == lower).or_else(|| leaves().find(joined));
    // The name in two words, or the words in brackets right behind the colons: `::pay table[Pay]`, `::[pay-table]{...}`.
    let (known, behind) = match known {
        Some(known) => (known, behind),
        None if count == 2 && behind.contains(['[', '{', '(']) => {
            let more = behind.find(['[', '{', '(']).unwrap_or(0);
            let two = format!("{lower}-{}", behind[..more].trim()).to_lowercase();
            match leaves().find(|known| more > 0 && *known == two) {
                Some(known) => (known, &behind[more..]),
                None => (near()?, behind),
            }
        }
        None if count > 0 => (near()?, behind),
        None => return None,
    };
    let block = LeafBlock::find(known)?;
    let has_attribute = block.attributes().iter().any(|key| sets(behind, key)) || behind.contains('=');
    let is_wrapped = lead.contains(['{', '[', '<', '(']) && behind.ends_with(['}', ']', '>', ')']);
    let is_meant = match () {
        () if count == 2 => {
            (is_bracketed || bare.is_empty()) && spaces < 3
                || has_attribute && !behind.starts_with(|c: char| c.is_alphanumeric())
                || has_attribute && spaces == 0
        }
        () if has_attribute => {
            let is_set = block.attributes().iter().any(|key| sets(behind, key));
            is_set && (is_bracketed || is_wrapped || !lead.is_empty() || behind.len() < 120)
        }
        () if count == 1 && !behind.is_empty() => {
            is_bracketed && spaces == 0 || behind == ":" && known == "toc" && lead == ":"
        }
        () if bare.is_empty() => {
            let is_name = known.contains('-') || known == "toc";
            is_name && (is_wrapped || known == "toc" && ["@", "\\", ".."].contains(&lead))
        }
        () => false,
    };
    is_meant.then(|| format!("::{known}{}", brackets(behind)))
}

/// Whether what stands behind a name sets an attribute.
fn sets(behind: &str, key: &str) -> bool {
    behind.find(key).is_some_and(|at| {
        let rest = behind[at + key.len()..].trim_start();
        let is_free = !behind[..at].ends_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
        is_free && rest.starts_with(['=', ':']) && rest.len() > 1
    })
}

/// Whether a line has none of the marks that a block has.
fn name_is_all(line: &str) -> bool {
    !line.contains([':', ';', '{', '[', '<', '(', '=', '@', '\\', '.'])
}

/// Whether a line begins as a list, a quote, a heading, a table, a rule or code does.
fn is_of_markdown(line: &str) -> bool {
    let begins = |marks: &str| line.starts_with(marks);
    begins("- ")
        || begins("* ")
        || begins("+ ")
        || begins(">")
        || begins("|")
        || begins("# ")
        || begins("##")
        || begins("```")
        || begins("~~~")
}

/// The opening line that was meant by `line`: `;;;note`, `:: :note`, `note:::`, `{note}`. Those with fewer than three
/// marks are meant only where a line closes them.
pub(in crate::site) fn container(line: &str) -> Option<(String, bool)> {
    let folded = fold(line.trim_end());
    if folded.starts_with(' ')
        || is_of_markdown(&folded)
        || folded.starts_with("---")
        || folded.starts_with("\\:")
        || folded.starts_with(":::/")
        || folded.starts_with("[/")
    {
        return None;
    }
    let (lead, name, behind) = parts(&folded);
    let marks = lead.bytes().filter(|byte| *byte != b' ').count();
    let trailing = behind.bytes().filter(|byte| *byte == b':').count();
    if name.is_empty() || marks == 0 && !(trailing > 1 && behind.bytes().all(|byte| byte == b':')) {
        return None;
    }
    let lower = name.to_lowercase().replace('_', "-");
    let known = CONTAINERS.into_iter().find(|known| *known == lower)?;
    // Everything but colons, a title in brackets, and marks that close what stands before the name, is prose.
    let bare = behind.trim_matches(|c| CLOSINGS.contains(&c) || c == '{');
    let label = behind.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(label, _)| label.trim());
    if !(bare.is_empty() || label.is_some()) || lead.starts_with("[!") {
        return None;
    }
    let is_read = lead.len() > 2 && lead.bytes().all(|byte| byte == b':') && line.starts_with(lead);
    let label = label.filter(|label| !label.is_empty()).map_or(String::new(), |label| format!("[{label}]"));
    let is_clear = colons(lead) > 1 && marks > 2 && !lead.contains(['{', '[']);
    (!is_read).then(|| (format!(":::{known}{label}"), is_clear))
}

/// Whether a line was meant as the line that closes a block: `;;;`, `: : :`, `:::.`.
pub(in crate::site) fn closing(line: &str) -> bool {
    let folded = fold(line.trim());
    colons(&folded) > 1 && folded.bytes().all(|byte| b":;./}]) ".contains(&byte))
}

/// A label and attributes as they are written.
fn brackets(behind: &str) -> String {
    let mut rest = behind.trim().trim_start_matches([':', ']']).trim_start();
    let mut written = String::new();
    let label_of = |inside: &str| inside.find([']', '[', '{', '(', ')', '}']).unwrap_or(inside.len());
    let is_set = |inside: &str| inside[..label_of(inside)].contains(['=', '"']);
    if let Some(inside) = rest.strip_prefix(['[', '{', '(']).filter(|inside| !is_set(inside)) {
        let end = label_of(inside);
        let has_more = inside[end..].contains(['[', '{', '(']);
        let is_label = rest.starts_with('[') || has_more;
        if is_label && !inside[..end].trim().is_empty() {
            written.push_str(&format!("[{}]", inside[..end].trim()));
        }
        if is_label {
            rest = inside[end..].trim_start_matches([']', '}', ')', ' ']).trim();
        }
    } else if !rest.starts_with(['{', '(', '[', '<']) && rest.contains(['[', '{']) && !rest.contains('=') {
        rest = "";
    } else if let Some(at) = rest.find('[').filter(|at| *at > 0 && rest[*at..].starts_with("[{")) {
        // `]Pay[{role="x"}`
        written.push_str(&format!("[{}]", rest[..at].trim()));
        rest = &rest[at + 1..];
    }
    let inside = rest.trim_start_matches(['{', '(', '[', '<']).trim_end_matches(CLOSINGS);
    if !inside.trim().is_empty() {
        match attributes(inside) {
            Some(inside) => written.push_str(&format!("{{{inside}}}")),
            None => written.push_str("{key=\"value\"}"),
        }
    }
    written
}

/// Marks that people put around values.
const QUOTES: [char; 12] = ['"', '\'', '“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '`'];

/// Attributes as they are written, from what somebody wrote for them; `None` where that says nothing.
pub(in crate::site) fn attributes(written: &str) -> Option<String> {
    let mut plain = Vec::new();
    let mut rest = written.trim();
    while !rest.is_empty() {
        let word = |from: &str| from.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(from.len());
        if rest.starts_with(['#', '.']) {
            let end = 1 + word(&rest[1..]);
            plain.push(rest[..end].to_owned());
            rest = &rest[end..];
        } else {
            let key = &rest[..word(rest)];
            let value = rest[key.len()..].trim_start().strip_prefix(['=', ':'])?.trim_start();
            let (inside, behind) = match value.strip_prefix(QUOTES) {
                Some(inside) => {
                    let end = inside.find(QUOTES).unwrap_or(inside.len());
                    (&inside[..end], inside[end..].trim_start_matches(QUOTES))
                }
                None => value.split_at(value.find([' ', ',', ';']).unwrap_or(value.len())),
            };
            if key.is_empty() || inside.is_empty() {
                return None;
            }
            plain.push(format!("{key}=\"{inside}\""));
            rest = behind;
        }
        rest = rest.trim_start_matches([' ', ',', ';', '\t', '\u{a0}']);
    }
    Some(plain.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_were_meant_are_told_with_the_line_to_write() {
        for (line, meant) in [
            ("::pay-table {role=\"x\"}", "::pay-table{role=\"x\"}"),
            ("::pay-table[Pay]{role=\"x\"", "::pay-table[Pay]{role=\"x\"}"),
            (":: pay-table[Pay]{role=\"x\"}", "::pay-table[Pay]{role=\"x\"}"),
            (":pay-table[Pay]{role=\"x\"}", "::pay-table[Pay]{role=\"x\"}"),
            ("::pay_table[Pay]{role=\"x\"}", "::pay-table[Pay]{role=\"x\"}"),
            ("::Pay-Table{role=x}", "::pay-table{role=\"x\"}"),
            ("::pay-table(role: 'x', place: “y”)", "::pay-table{role=\"x\" place=\"y\"}"),
            ("::pay-tabel {role=\"x\"}", "::pay-table{role=\"x\"}"),
            ("::pay-table role=\"x\"", "::pay-table{role=\"x\"}"),
            ("::pay-table{role=\"x} ", "::pay-table{role=\"x\"}"),
            ("::pay table[Pay]{role=\"x\"}", "::pay-table[Pay]{role=\"x\"}"),
            (":: toc", "::toc"),
            ("{pay-table role=\"x\"}", "::pay-table{role=\"x\"}"),
            ("；；pay-table｛role=“x”｝", "::pay-table{role=\"x\"}"),
            ("pay-table{role=\"x\"}", "::pay-table{role=\"x\"}"),
            ("::[pay-table]{role=\"x\"}", "::pay-table{role=\"x\"}"),
            ("{{ toc }}", "::toc"),
            ("::toc::", "::toc"),
            ("::Toc", "::toc"),
        ] {
            assert_eq!(leaf(line).as_deref(), Some(meant), "{line}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for line in
            ["::toc here", ": toc", ":toc", "::std::vec", ":: and so on", "::", ": A definition (short)", ":-) {x}"]
        {
            assert_eq!(leaf(line), None, "{line}");
        }
    }

    #[test]
    fn opening_and_closing_lines_that_were_meant_are_told() {
        let meant = |line: &str| container(line).map(|(meant, _)| meant);
        for line in [
            ":: :note",
            ";;;note",
            "：：：note",
            "note:::",
            "{note}",
            ":::[note]",
            "!!!note",
            ": : : Note",
            ".. note::",
        ] {
            assert_eq!(meant(line).as_deref(), Some(":::note"), "{line}");
        }
        for line in [
            ":::note",
            "::::note",
            "> [!NOTE]",
            "note",
            "Note: this",
            "...and so on",
            "- note",
            "[note]: x.md",
            "# note",
        ] {
            assert_eq!(meant(line), None, "{line}");
        }
        assert!(closing(";;;") && closing(": : :") && closing(":::.") && !closing("...") && !closing("a::"));
    }

    #[test]
    fn attributes_are_read_leniently() {
        assert_eq!(attributes("role=“a b”, place = 'x' #id .c").as_deref(), Some("role=\"a b\" place=\"x\" #id .c"));
        assert_eq!((attributes("role"), attributes("role=")), (None, None));
    }
}
