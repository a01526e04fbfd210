//! Values of TOML that have the shape of something else: JSON, a word where a number or a day belongs, a text that goes on
//! in the next line. What a key holds is told by its name alone.

use super::slips::COLON;
use super::wishes::quoted;

/// A message, and what to type.
type Told = (String, String);

/// `"title": "Berlin",` and `"place": {`.
pub(super) fn json_member(shown: &str) -> Option<Told> {
    let (name, behind) = shown.strip_prefix('"')?.split_once('"')?;
    let value = behind.trim_start().strip_prefix(':')?.trim().trim_end_matches(',').trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !is_name {
        return None;
    }
    if value.starts_with('{') || value.is_empty() {
        let hint = format!(
            "write it as TOML: a heading such as `[{name}.oslo]`, and below it a line `title = \"Oslo\"` for each key"
        );
        return Some(("this is JSON, and TOML is read here".to_owned(), hint));
    }
    let is_sound = format!("v = {value}").parse::<::toml::Table>().is_ok();
    let value = if is_sound { value.to_owned() } else { quoted(value) };
    Some((COLON.to_owned(), format!("write `{name} = {value}`")))
}

/// A table in braces: its keys joined by `:`, or a list that it should be.
pub(super) fn in_braces(key: &str, written: &str) -> Option<Told> {
    let mut plain = String::new();
    let mut is_inside = false;
    // A name in quotes before a colon needs none here.
    for part in written.split_inclusive('"') {
        match (is_inside, part.strip_suffix('"')) {
            (true, _) => plain.push_str(part),
            (false, _) => plain.push_str(&part.replace(':', " =")),
        }
        is_inside = !is_inside;
    }
    let mut plain = plain.replace("  =", " =");
    while let Some(at) = plain.find("\" =") {
        let Some(open) = plain[..at].rfind('"') else { break };
        let name = plain[open + 1..at].to_owned();
        plain.replace_range(open..at + 3, &format!("{name} ="));
    }
    let is_sound = |line: &str| line.parse::<::toml::Table>().is_ok();
    let line = format!("{key} = {plain}");
    if plain != written && is_sound(&line) {
        return Some((COLON.to_owned(), format!("write `{line}`")));
    }
    let inside = written.strip_prefix('{')?.trim_end_matches('}').trim();
    let list = format!("{key} = [{inside}]");
    let is_list = !inside.contains(['=', ':']) && is_sound(&list);
    is_list.then(|| ("a list stands between `[` and `]`".to_owned(), format!("write `{list}`")))
}

/// A word where the key's name says that a number or a day belongs, and one that says there is no value yet.
pub(super) fn no_value(key: &str, word: &str) -> Option<Told> {
    const NUMBERS: [&str; 12] = [
        "min", "max", "amount", "budget", "minutes", "weight", "order", "version", "margin", "strike", "sample",
        "total",
    ];
    const DAYS: [&str; 6] = ["as_of", "published", "retrieved", "review_by", "effective_from", "effective_to"];
    let example = match () {
        () if NUMBERS.contains(&key) => format!("{key} = 10"),
        () if key.ends_with("_on") || DAYS.contains(&key) => format!("{key} = 2026-04-09"),
        () => return None,
    };
    let what = if NUMBERS.contains(&key) { "no number" } else { "no day" };
    Some((format!("`{word}` is {what}"), format!("write it in figures, such as `{example}`, or remove the line")))
}

/// A text whose quote is closed in one of the next lines: all of it in one line, and how many lines it goes on for.
pub(super) fn over_lines(line: &str, below: &str) -> Option<(String, usize)> {
    let (key, value) = line.split_once('=')?;
    let mut text =
        value.trim().strip_prefix('"').filter(|text| !text.contains('"') && !text.trim().is_empty())?.to_owned();
    for (at, next) in below.lines().take(4).enumerate() {
        let next = next.trim();
        if next.is_empty() || next.starts_with('[') || next.contains(['=']) {
            return None;
        }
        match next.split_once('"') {
            None => text = format!("{text} {next}"),
            Some((end, behind)) if behind.trim().is_empty() => {
                return Some((format!("{} = {}", key.trim(), quoted(&format!("{text} {end}"))), at + 1));
            }
            Some(_) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_lists_in_braces_are_told() {
        let told = |found: Option<Told>| found.map(|(_, hint)| hint);
        assert_eq!(told(json_member("\"title\": \"Berlin\",")).as_deref(), Some("write `title = \"Berlin\"`"));
        assert!(told(json_member("\"place\": { \"berlin\": {")).is_some_and(|hint| hint.contains("[place.oslo]")));
        assert_eq!(
            told(in_braces("berlin", "{ \"title\": \"Berlin: east\", country: \"DE\" }")).as_deref(),
            Some("write `berlin = { title = \"Berlin: east\", country = \"DE\" }`")
        );
        assert_eq!(told(in_braces("tags", "{\"pay\"}")).as_deref(), Some("write `tags = [\"pay\"]`"));
        assert_eq!(in_braces("x", "{ a = }"), None);
    }

    #[test]
    fn words_in_the_place_of_numbers_and_days_are_told() {
        assert_eq!(no_value("max", "TBC").map(|told| told.0).as_deref(), Some("`TBC` is no number"));
        assert_eq!(no_value("reviewed_on", "today").map(|told| told.0).as_deref(), Some("`today` is no day"));
        assert_eq!(no_value("title", "Berlin"), None);
    }

    #[test]
    fn a_text_over_two_lines_becomes_one() {
        let joined = over_lines("summary = \"What candidates", "ask us.\"\nowner = \"x\"\n");
        assert_eq!(joined, Some(("summary = \"What candidates ask us.\"".to_owned(), 1)));
        assert_eq!(over_lines("title = \"Berlin", "country = \"DE\"\n"), None);
    }
}
