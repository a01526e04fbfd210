//! Callouts of Obsidian and GitLab in quotes, which GitHub shows as quotes: `> [!info]- Title`.
//!
//! It must not know what is code on the page.

use super::Span;

/// What to write.
pub(super) const HINT: &str =
    "write `> [!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION), alone on its line, or `:::note[Title]`";

/// Names that Obsidian has besides those of GitHub.
const CALLOUTS: [&str; 21] = [
    "abstract",
    "summary",
    "tldr",
    "info",
    "todo",
    "hint",
    "success",
    "check",
    "done",
    "question",
    "help",
    "faq",
    "attention",
    "failure",
    "fail",
    "missing",
    "danger",
    "error",
    "bug",
    "example",
    "quote",
];

/// `> [!info]- Title` of Obsidian: kinds and titles that GitHub does not know. The line stands at byte `at`.
pub(super) fn of_line(line: &str, at: usize) -> Option<(Span, String)> {
    let mark = line.trim_start_matches(['>', ' ']);
    let (kind, title) = mark.strip_prefix("[!")?.split_once(']')?;
    let kind = kind.split('|').next().unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    let on_github = ["note", "tip", "important", "warning", "caution"].contains(&lower.as_str());
    if title.starts_with(['(', '[', ':'])
        || (on_github && title.is_empty())
        || !(on_github || CALLOUTS.contains(&lower.as_str()))
    {
        return None;
    }
    let what = if on_github { "with a title" } else { "with this name" };
    let what = format!("`[!{kind}]` {what} is a callout of Obsidian and GitLab");
    let from = at + line.len() - mark.len();
    Some((from..from + mark.len(), what))
}

/// `> [NOTE]`, `> [!NOTE`, `> !note`: the first line of a quote that was meant as a callout. Where it stands in the line.
pub(super) fn meant(line: &str) -> Option<Span> {
    let quoted = line.trim_start().strip_prefix('>')?.trim();
    let word = quoted.trim_matches(|c: char| " ![]{}()<>:".contains(c));
    let is_kind = ["note", "tip", "important", "warning", "caution"].contains(&word.to_ascii_lowercase().as_str());
    let is_read = quoted.strip_prefix("[!").and_then(|rest| rest.strip_suffix(']')) == Some(word);
    let start = line.len() - line.trim_end().len() + line.len();
    let start = line.find(quoted).unwrap_or(start);
    (is_kind && !is_read && quoted.starts_with(['[', '!', '{', '('])).then(|| start..start + quoted.len())
}

#[cfg(test)]
mod tests {
    use super::of_line;

    #[test]
    fn callouts_are_told_from_alerts_of_github() {
        for line in ["> [!info]", "> [!note]- Folded", "> > [!faq] Nested", "> [!WARNING|wide] Wide"] {
            assert!(of_line(line, 0).is_some(), "{line}");
        }
        for line in ["> [!NOTE]", ">[!tip]", "> [!a](b)", "> [!info](b.md)", "> Text", "> [!INTERNAL]"] {
            assert!(of_line(line, 0).is_none(), "{line}");
        }
        assert_eq!(of_line("> [!info] A", 10).map(|(span, _)| span), Some(12..21));
    }
}
