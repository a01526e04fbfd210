//! Text that only looks a little like an instruction: it is public, and nothing is said about it.

use rolebook::diag::Severity;

use super::{LONG, build, public};

/// What anybody may write.
const TEXTS: &[&str] = &[
    "Words.\n\n---\n\nMore words.",
    "Owner: Jane",
    "Status: final",
    "Status: published",
    "Our audience: engineers.",
    "The audience: engineers and internal teams.",
    "Words.\n\n***\n\nOwner: Jane",
    "Draft: nothing is sent before Friday.",
    "Draft: nothing, for now.",
    "Published: yes, in May.",
    "Audience: candidates, and their friends.",
    "## Internal mobility\n\nWords.",
    "## Internal\n\nWords.\n\n## External\n\nWords.",
    "- Internal\n- External",
    "- Internal only\n- External only",
    "| Kind | Who |\n|---|---|\n| Internal: | all: |",
    "Internal\n: People of ours.",
    "> [!NOTE]\n> Internal candidates come first.",
    "> [!TIP]\n> Words.",
    "<!-- TODO -->",
    "<!-- TODO: ask the internal team -->",
    "<!-- internal links checked in May -->",
    "An `:::internal` block and `::internal` and `:internal[x]`.",
    "```markdown\n:::internal\nHidden.\n:::\n```",
    "```text\n:::internal\n```",
    "```toml\naudience = \"internal\"\n```",
    "```html\n<div class=\"internal\">\n```",
    "```md\n> [!INTERNAL]\n```",
    "`{.internal}` and `<!-- internal -->`.",
    "See [internal](https://example.org/internal) and [internal][x].\n\n[x]: https://example.org",
    "\\:::internal is written so.",
    "The internal, and the hiring managers, decide.",
    "**Internal:** the form. **External:** the letter.",
    "10:internal [text].",
    "Use std::internal for that.",
    "An internal-only rule is rare.",
    "(internal)",
    "**Internal** people of ours.",
    "- **Internal:** moves\n- **Agency:** hires",
    "### internal\n\nWords.\n\n### images\n\nWords.",
    "Internal: the form.\n\nExternal: the letter.",
    "| Kind | Pay (internal) | Pay (external) |\n|---|---|---|\n| a | b | c |",
    "Is it internal?",
    "{#internal}",
    "## Heading {#internal}",
    "<span id=\"internal\">Words</span>",
    "{{ page.internal_links }} stays.",
    "{{< figure src=\"internal.png\" >}}",
    "At 10:30 the ratio is 1::2.",
    "Published: 12 May 2024",
    "Date: Monday",
    "Visibility: high in summer",
    "Private conversations: yes, often.",
    "Access: by train",
    "Hiring managers only see the summary of what was said in the interview.",
    "They are hiring-managers.",
    "Role: Engineer\nPlace: London",
    "1. Internal\n2. External",
    "Term\n: Definition: more\n\nOther\n: internal",
    "The policy is internal only in the sense that nobody asked\nfor internal use only of it in public.",
    "\"Audience\" is a word.",
    "| Audience | Use |\n|---|---|\n| engineers | internal |",
    "Internal #1 and @internal-news.",
    "Marks such as `> [!INTERNAL]`, `!!! internal`, `## Heading {.internal}` and `<!-- internal -->` are others'.",
    "| Written | Read |\n|---|---|\n| `{.internal}`, `[internal]` | `Audience: internal` |",
    "[internal: a link](https://example.org)",
    "Email internal@example.org or <internal@example.org>.",
    "![internal](x.png \"internal\")",
    "--internal",
    "a --- internal --- b",
    "!important",
    "Yes!!! internal people too.",
    "What??? An internal thing.",
    "Run `rolebook build --audience internal`.",
];

#[test]
fn prose_is_no_sign() {
    let mut pages = Vec::new();
    for text in TEXTS {
        for above in ["", "Words of an introduction.\n\n", LONG] {
            pages.push(format!("+++\ntitle = \"x\"\n+++\n{above}{text}\n\nzqxopen\n"));
            pages.push(format!("# A title\n\n{above}{text}\n\nzqxopen\n"));
        }
    }
    let built = build(&pages);
    let fixed: Vec<String> = built
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            let place = finding.diagnostic.place.as_ref();
            let text = place.map_or("", |place| place.text());
            format!("{}: {text:?}", finding.diagnostic.message)
        })
        .collect();
    assert!(fixed.is_empty(), "{}", fixed.join("\n"));
    let open = public(&built, "zqxopen");
    let missing: Vec<&String> = pages
        .iter()
        .enumerate()
        .filter(|(number, _)| !open.iter().any(|file| file.contains(&format!("p{number:04}/index.html"))))
        .map(|(_, page)| page)
        .collect();
    assert!(missing.is_empty(), "not public: {missing:#?}");
}
