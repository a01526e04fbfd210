//! Lines that were meant as a block without content and are not read as one: `:: toc`, `::pay_table[Pay]{role="x"}`,
//! `::pay-table(role="x")`. What they show otherwise is their own source.
//!
//! Attributes are read leniently here, to say how they are written.

use super::block_kind::Names;
use crate::fields::nearest;

/// The line that was meant by `line`, which stands at the start of a line and outside code; `None` when it is prose.
pub(in crate::site) fn leaf(line: &str, names: &Names) -> Option<String> {
    let rest = line.trim_start_matches([':', '：']);
    let colons = line[..line.len() - rest.len()].chars().count();
    if !(1..=2).contains(&colons) {
        return None;
    }
    let name_and_more = rest.trim_start_matches(' ');
    let spaces = rest.len() - name_and_more.len();
    let end = name_and_more.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(name_and_more.len());
    let (name, behind) = name_and_more.split_at(end);
    let behind = behind.trim();
    // `::pay-table role="x"`: the braces are missing.
    if colons == 2
        && behind.contains('=')
        && let Some(known) = names.of(true).find(|known| *known == name)
        && let Some(inside) = attributes(behind)
    {
        return Some(format!("::{known}{{{inside}}}"));
    }
    // `::pay table[Pay]`: the name in two words.
    if let Some(more) = behind.find(['[', '{', '(']).filter(|at| *at > 0) {
        let joined = format!("{name}-{}", behind[..more].trim()).to_lowercase();
        let known = names.of(true).find(|known| *known == joined)?;
        return (colons == 2).then(|| format!("::{known}{}", brackets(&behind[more..])));
    }
    let is_bracketed = behind.starts_with(['[', '{', '(']);
    if name.is_empty() || spaces > 2 || !(is_bracketed || behind.is_empty()) {
        return None;
    }
    let plain = name.to_lowercase().replace('_', "-");
    let known = names.of(true).find(|known| *known == plain);
    let near = || nearest(name, names.of(true)).filter(|_| is_bracketed && name.len() > 3);
    let known = known.or_else(near)?;
    // `: toc` defines a term; `:toc` alone may be anything.
    if colons == 1 && !is_bracketed {
        return None;
    }
    Some(format!("::{known}{}", brackets(behind)))
}

/// A label and attributes as they are written.
fn brackets(behind: &str) -> String {
    let mut rest = behind.trim();
    let mut written = String::new();
    if let Some(inside) = rest.strip_prefix('[') {
        let end = inside.find([']', '{', '(']).unwrap_or(inside.len());
        written.push_str(&format!("[{}]", inside[..end].trim()));
        rest = inside[end..].trim_start_matches(']').trim();
    }
    if let Some(inside) = rest.strip_prefix(['{', '(', '[']) {
        let end = inside.rfind(['}', ')', ']']).unwrap_or(inside.len());
        match attributes(&inside[..end]) {
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
    use crate::config::AudienceLevels;

    fn names() -> Names {
        Names::new(&AudienceLevels::new(vec!["public".into(), "internal".into()]).expect("two names"))
    }

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
            ("::Toc", "::toc"),
        ] {
            assert_eq!(leaf(line, &names()).as_deref(), Some(meant), "{line}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for line in
            ["::toc here", ": toc", ":toc", "::std::vec", ":: and so on", "::", ": A definition (short)", ":-) {x}"]
        {
            assert_eq!(leaf(line, &names()), None, "{line}");
        }
    }

    #[test]
    fn attributes_are_read_leniently() {
        assert_eq!(attributes("role=“a b”, place = 'x' #id .c").as_deref(), Some("role=\"a b\" place=\"x\" #id .c"));
        assert_eq!((attributes("role"), attributes("role=")), (None, None));
    }
}
