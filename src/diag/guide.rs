//! What the guide says of each rule, for those who ask in a terminal and for services that show it beside a finding.

use super::rules::{self, Rule};

/// The address of the guide.
const GUIDE: &str = env!("CARGO_PKG_HOMEPAGE");

/// Where the guide speaks of a rule.
pub fn address(rule: &Rule) -> String {
    format!("{GUIDE}reference/findings/#{}", rule.id)
}

/// Everything there is to say of a rule: its severity, what breaks it, what to do, how a site sets it.
pub fn explain(rule: &Rule) -> String {
    let settings = match rule.fixed {
        true => "No setting changes that.".to_owned(),
        false => format!(
            "To change that, write into rolebook.toml (`error`, `warning`, `info` or `off`):\n\n  [check]\n  {} = \"{}\"",
            rule.id,
            if rule.severity == super::Severity::Warning { "error" } else { "warning" }
        ),
    };
    let always = if rule.fixed { "always" } else { "unless the settings say otherwise" };
    let text = help(rule).replace("**", "");
    let text = text.lines().map(wrapped).collect::<Vec<_>>().join("\n");
    format!("{}: {} {always}\n\n{text}\n\n{settings}\n\n{}\n", rule.id, rule.severity.name(), address(rule))
}

/// What the guide says of a rule, in Markdown that can stand anywhere: links are their words alone.
pub(super) fn help(rule: &Rule) -> String {
    let section = rules::section(rule);
    let mut text = String::with_capacity(section.len());
    let mut rest = section;
    while let Some(open) = rest.find('[') {
        let link = rest[open..].find("](").map(|middle| open + middle);
        let end = link.and_then(|middle| rest[middle..].find(')').map(|end| middle + end));
        let (Some(middle), Some(end)) = (link, end) else { break };
        // A bracket of its own, such as `[check]` before a link further on.
        if rest[open + 1..middle].contains('[') || rest[open..middle].contains(']') {
            text.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        }
        text.push_str(&rest[..open]);
        text.push_str(&rest[open + 1..middle]);
        rest = &rest[end + 1..];
    }
    text + rest
}

/// The rule whose name is nearest to what was typed.
pub fn nearest_rule(typed: &str) -> Option<&'static str> {
    let close = |rule: &&&Rule| strsim::damerau_levenshtein(rule.id, typed) <= 3 || rule.id.contains(typed);
    let nearest = rules::ALL.iter().filter(close).min_by_key(|rule| strsim::damerau_levenshtein(rule.id, typed));
    nearest.filter(|_| !typed.is_empty()).map(|rule| rule.id)
}

/// A line at most 100 characters wide, where its words allow it.
fn wrapped(line: &str) -> String {
    let (mut text, mut width) = (String::new(), 0);
    for word in line.split(' ') {
        let long = word.chars().count();
        if width > 0 && width + 1 + long > 100 {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += long;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_from_the_guide() {
        for rule in rules::ALL {
            let section = rules::section(rule);
            assert!(section.contains("**To fix it:**") || section.contains("**What to do:**"), "{}", rule.id);
            let text = explain(rule);
            assert!(text.starts_with(&format!("{}: {}", rule.id, rule.severity.name())), "{text}");
            assert!(!text.contains("](") && !text.contains("**") && !text.contains("\n#"), "{text}");
            assert_eq!(text.contains("[check]\n  "), !rule.fixed, "{text}");
        }
    }

    #[test]
    fn links_are_their_words_and_other_brackets_stay() {
        assert!(help(&rules::BROKEN_LINK).contains("Correct the path"));
        assert!(help(&rules::AUDIENCE_WIDENED).contains("See Audiences and the gate."));
        assert!(help(&rules::CONTRAST).contains("`[brand]`"));
        assert_eq!(nearest_rule("broken-lnk"), Some("broken-link"));
        assert_eq!(nearest_rule("anchor"), Some("broken-anchor"));
        assert_eq!(nearest_rule("zzzzzzzzzz"), None);
    }
}
