//! Content security policies: their directives, one laid over another, and whether one allows more than another.

/// Every directive of a policy: those of Content Security Policy Level 3 and of Trusted Types.
pub(super) const NAMES: [&str; 23] = [
    "base-uri",
    "child-src",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "report-to",
    "report-uri",
    "require-trusted-types-for",
    "sandbox",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "trusted-types",
];

/// Directives that browsers know besides, without a list of sources.
const OTHERS: [&str; 3] = ["upgrade-insecure-requests", "block-all-mixed-content", "worker-src"];

/// Directives as they are written, with their values.
pub(super) type Policy = Vec<(String, String)>;

/// Whether browsers know a directive.
pub(super) fn is_known(name: &str) -> bool {
    NAMES.contains(&name) || OTHERS.contains(&name)
}

/// The directives of a policy, their names in small letters.
pub(super) fn parse(text: &str) -> Policy {
    let one = |directive: &str| {
        let mut words = directive.split_ascii_whitespace();
        let name = words.next()?.to_ascii_lowercase();
        Some((name, words.collect::<Vec<_>>().join(" ")))
    };
    text.split(';').filter_map(one).collect()
}

/// A policy as it is written.
pub(super) fn text(policy: &[(String, String)]) -> String {
    let one =
        |(name, value): &(String, String)| if value.is_empty() { name.clone() } else { format!("{name} {value}") };
    policy.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A policy with the directives of `text` in the place of its own of the same names.
pub(super) fn laid_over(mut policy: Policy, text: &str) -> Policy {
    for (name, value) in parse(text) {
        match policy.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => policy.push((name, value)),
        }
    }
    policy
}

/// The first directive of `text` that allows what `default` does not.
pub(super) fn looser(default: &[(String, String)], text: &str) -> Option<String> {
    parse(text)
        .into_iter()
        .find(|(name, value)| is_looser(default, name, value))
        .map(|(name, value)| if value.is_empty() { name } else { format!("{name} {value}") })
}

fn is_looser(default: &[(String, String)], name: &str, value: &str) -> bool {
    let sources = match name {
        // They only narrow, or report.
        "frame-ancestors"
        | "report-to"
        | "report-uri"
        | "sandbox"
        | "trusted-types"
        | "upgrade-insecure-requests"
        | "block-all-mixed-content" => return false,
        "require-trusted-types-for" => return !value.contains("'script'"),
        _ => in_force(default, name),
    };
    let allowed: Vec<&str> = sources.split_ascii_whitespace().collect();
    let harmless = ["'none'", "'report-sample'"];
    // A directive without sources allows nothing.
    value.split_ascii_whitespace().any(|source| {
        let is = |known: &&str| known.eq_ignore_ascii_case(source);
        !harmless.iter().any(is) && !allowed.iter().any(is)
    })
}

/// What a policy allows for a directive, which may follow another where it is not written.
fn in_force<'p>(policy: &'p [(String, String)], name: &str) -> &'p str {
    let own = policy.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    own.unwrap_or_else(|| match name {
        "script-src-attr" | "script-src-elem" | "worker-src" => in_force(policy, "script-src"),
        "style-src-attr" | "style-src-elem" => in_force(policy, "style-src"),
        "frame-src" => in_force(policy, "child-src"),
        "default-src" | "base-uri" | "form-action" => "",
        _ => in_force(policy, "default-src"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_looser_where_it_adds_a_source() {
        let default = parse("default-src 'none'; script-src 'self'; img-src 'self' data:; base-uri 'none'");
        for loose in [
            "script-src 'self' 'unsafe-inline'",
            "script-src *",
            "script-src-elem https://example.org",
            "font-src 'self'",
            "worker-src blob:",
            "default-src 'self'",
            "IMG-SRC https:",
            "base-uri 'self'",
            "frame-ancestors 'none'; object-src 'self'",
        ] {
            assert!(looser(&default, loose).is_some(), "{loose}");
        }
        for tight in [
            "script-src 'none'",
            "script-src 'SELF'",
            "script-src-elem 'self'",
            "img-src 'self'",
            "frame-ancestors https://example.org",
            "upgrade-insecure-requests",
            "object-src 'none'; report-to hook",
            "",
        ] {
            assert_eq!(looser(&default, tight), None, "{tight}");
        }
        let typed = parse("require-trusted-types-for 'script'");
        assert!(looser(&typed, "require-trusted-types-for ''").is_some());
    }

    #[test]
    fn directives_take_the_place_of_those_of_their_name() {
        let over = laid_over(parse("a-src 'none'; b-src 'self'"), "B-SRC 'none';; frame-ancestors 'self'");
        assert_eq!(text(&over), "a-src 'none'; b-src 'none'; frame-ancestors 'self'");
    }
}
