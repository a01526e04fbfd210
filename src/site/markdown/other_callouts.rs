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
