//! A slip opens no door, and prose is no slip: every way of missing front matter or a block, joined with every other.
//!
//! The pages are put together from parts, so that the rule is tested and not a list of cases. Each slip must keep its
//! text out of every public byte, and be read rightly or be an error at its place; each harmless text must be public and
//! without a finding.

mod abroad;
mod labels;
mod prose;
mod words;

use std::collections::BTreeSet;

use rolebook::diag::Severity;
use rolebook::disk::MemoryDisk;

use super::support::{self, Built};

const SECRET: &str = "zqxsecret";
const OPEN_FOLDER: &str =
    "+++\ntitle = \"Folder\"\naudience = \"public\"\n[cascade]\naudience = \"public\"\n+++\nText.\n";
/// Everything a site may lower is lowered: what is left are errors that no site can lower.
const SETTINGS: &str = "title = \"Test\"\naudiences = [\"public\", \"hiring-managers\", \"internal\"]\n[markdown]\n\
    html = \"sanitize\"\n[check]\nfront-matter = \"warning\"\nunknown-key = \"warning\"\nunknown-block = \"warning\"\n\
    raw-html = \"warning\"\nbroken-link = \"warning\"\ncomment = \"warning\"\nmarkdown = \"off\"\ncode-fence = \"off\"\n\
    heading-attribute = \"off\"\nmissing-title = \"off\"\nmultiple-h1 = \"off\"\nfootnote-undefined = \"off\"\n\
    heading-order = \"off\"\n";

/// Builds a site with these pages in an open folder.
fn build(pages: &[String]) -> Built {
    let mut disk = MemoryDisk::default();
    disk.insert("rolebook.toml", SETTINGS);
    disk.insert("content/_index.md", OPEN_FOLDER);
    disk.insert("content/f/_index.md", OPEN_FOLDER);
    for (number, page) in pages.iter().enumerate() {
        disk.insert(path(number), page.as_bytes());
    }
    support::build(&disk)
}

fn path(number: usize) -> String {
    format!("content/f/p{number:04}.md")
}

/// The public files that hold `text`, by the page they come from.
fn public(built: &Built, text: &str) -> Vec<String> {
    let files = built.audience("public").expect("it is built");
    let holds = files.iter().filter(|file| String::from_utf8_lossy(&file.bytes).contains(text));
    holds.map(|file| file.path.as_str().to_owned()).collect()
}

/// The sources with an error, or with front matter or a comment that cannot be read: that is told, whatever a site has
/// lowered it to.
fn told(built: &Built) -> BTreeSet<String> {
    let is_told = |rule: &str, severity| severity == Severity::Error || matches!(rule, "front-matter" | "comment");
    let found = built.findings.iter().filter(|finding| is_told(finding.diagnostic.rule.id, finding.severity));
    found.filter_map(|finding| Some(finding.diagnostic.place.as_ref()?.path().to_owned())).collect()
}

/// Every page must be closed; unless it `is_read` rightly, it must have an error of its own.
fn check_closed(pages: &[String], is_read: impl Fn(&str) -> bool) {
    let built = build(pages);
    let leaks: Vec<String> = public(&built, SECRET);
    let told = told(&built);
    let mut wrong = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let source = path(number);
        let url = format!("p{number:04}");
        if leaks.iter().any(|leak| leak.contains(&url)) {
            wrong.push(format!("public: {page:?}"));
        } else if !told.contains(&source) && !is_read(page) {
            wrong.push(format!("without an error: {page:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pages.len(), wrong.join("\n"));
    assert!(leaks.is_empty(), "{leaks:?}");
}

const PREFIXES: [&str; 12] = [
    "",
    "\n\n",
    "\u{FEFF}",
    "\u{200B}",
    " ",
    "<!-- lint off -->\n",
    "\n<!-- two\nlines -->\n\n",
    "# A heading\n\n",
    "Words of an introduction.\n\n",
    "![](line.png)\n",
    "---\n\n",
    "> \n",
];
const FENCES: [(&str, &str); 16] = [
    ("+++\n", "+++\n"),
    ("---\n", "---\n"),
    ("----\n", "----\n"),
    ("++++\n", "++++\n"),
    ("—\n", "—\n"),
    ("–––\n", "–––\n"),
    ("++\n", "++\n"),
    ("***\n", "***\n"),
    ("===\n", "===\n"),
    ("--- yaml\n", "---\n"),
    ("\\---\n", "\\---\n"),
    ("～～～\n", "～～～\n"),
    ("", "\n"),
    ("{\n", "}\n"),
    ("- - -\n", "- - -\n"),
    ("---\n", "...\n"),
];
const KEYS: [&str; 26] = [
    "audience: internal",
    "audience = \"internal\"",
    "\"audience\": \"internal\"",
    "Audience: hiring-managers",
    "audiance: internal",
    "audience： internal",
    "**Audience:** internal",
    "- audience: internal",
    "title: x, audience: internal",
    "draft: true",
    "draft = true",
    "Draft: yes",
    "published: false",
    "publish_on: 2099-01-01",
    "publishDate: 2031-05-01",
    "expire_on: 2020-01-01",
    "expiryDate: 2020-01-01",
    "private: true",
    "visibility: private",
    "unlisted: true",
    "status: draft",
    "Status: In review",
    "hidden: yes",
    "drafts: true",
    "visibility: internal",
    "isDraft: true",
];

#[test]
fn front_matter_that_is_not_read_closes_its_page() {
    let mut pages = Vec::new();
    for prefix in PREFIXES {
        for (open, close) in FENCES {
            for key in KEYS {
                pages.push(format!("{prefix}{open}title: x\n{key}\n{close}\n{SECRET} one.\n"));
            }
        }
    }
    // A key of ours in front matter that is where it belongs needs no error.
    let ours = [
        "audience: internal\n",
        "\"audience\": \"internal\"\n",
        "draft: true\n",
        "publish_on: 2099-01-01\n",
        "expire_on: 2020-01-01\n",
    ];
    check_closed(&pages, |page| ours.iter().any(|key| page.contains(key)) && page.contains("---\n"));
}

#[test]
fn keys_in_the_wrong_table_close_their_page() {
    let tables = [("+++\ntitle = \"x\"\n", "+++\n"), ("+++\ntitle = \"x\"\n[extra]\ncolour = \"red\"\n", "+++\n")];
    let keys = [
        "audiance = \"internal\"",
        "Audience = \"internal\"",
        "target_audience = \"internal\"",
        "drafts = true",
        "published = false",
        "private = true",
        "publishDate = 2099-01-01",
        "expiryDate = \"2020-01-01\"",
        "visibility = \"private\"",
        "status = \"draft\"",
        "unlisted = true",
        "publish_onn = 2099-01-01",
        "nested = { audience = \"internal\" }",
        "lists = [{ audience = \"internal\" }]",
        "summary2 = \"One :internal[two]\"",
        "note = \"：：：internal\"",
    ];
    let mut pages = Vec::new();
    for (open, close) in tables {
        for key in keys {
            pages.push(format!("{open}{key}\n{close}{SECRET}\n"));
        }
    }
    pages.push(format!("+++\ntitle = \"x\"\n[extra]\naudience = \"internal\"\n+++\n{SECRET}\n"));
    pages.push(format!("---\ntitle: x\nextra:\n  draft: true\n---\n{SECRET}\n"));
    pages.push(format!("+++\ntitle = \"x\"\n+++\naudience = \"internal\"\n\n{SECRET}\n"));
    pages.push(format!("---\ntitle: x\n---\n\n---\naudience: internal\n---\n{SECRET}\n"));
    pages.push(format!("```\n+++\naudience = \"internal\"\n+++\n```\n\n{SECRET}\n"));
    pages.push(format!("``` toml\ntitle = \"x\"\ndraft = true\n```\n\n{SECRET}\n"));
    pages.push(format!("    ---\n    audience: internal\n    ---\n\n{SECRET}\n"));
    pages.push(format!("title: x\nowner: Jane\n\n{SECRET}\n"));
    pages.push(format!("{{\"title\": \"x\", \"audience\": \"internal\"}}\n\n{SECRET}\n"));
    pages.push(format!("Audience\n: internal\n\n{SECRET}\n"));
    check_closed(&pages, |page| page.starts_with("    ---"));
}

/// What stands before a block, and what stands behind its opening line.
const PLACES: [(&str, &str); 14] = [
    ("Words. ", ""),
    ("**", "**"),
    ("- ", ""),
    ("- a\n\n      ", ""),
    ("> ", ""),
    ("    ", ""),
    ("\t", ""),
    ("\u{A0}", ""),
    ("\u{3000}", ""),
    ("\u{200B}", ""),
    ("| a | b |\n|---|---|\n| x | ", " |"),
    ("<div>", "</div>"),
    ("```\n", "\n```"),
    ("```rust\n", "\n```"),
];
const OPENINGS: [&str; 9] = [
    ":::internal",
    "::: internal",
    "::::hiring-managers",
    "::internal",
    "：：：internal",
    ":\u{200B}::internal",
    "∷:internal",
    ":::Internal",
    ":::{.internal}",
];

#[test]
fn blocks_that_are_not_read_close_their_page() {
    let mut pages = Vec::new();
    for (before, behind) in PLACES {
        for opening in OPENINGS {
            pages.push(format!("# A\n\n{before}{opening} {SECRET}{behind}\n\n{SECRET}\n"));
            pages.push(format!("# A\n\n{before}{opening}{behind}\n{SECRET}\n"));
        }
    }
    for before in ["", "Words ", "- ", "**", "| a |\n|---|\n| ", "<p>", "Words (", "> ", "# "] {
        pages.push(format!("# A\n\n{before}:internal[{SECRET}]\n"));
    }
    pages.push(format!("# A\n\n::internal\n{SECRET}\n::\n"));
    pages.push(format!("# A\n\n::internl\n{SECRET}\n::\n"));
    pages.push(format!("# A\n\n:internal\n{SECRET}\n:\n"));
    pages.push(format!("# A\n\n```text\nExample\n\n:::internal\n{SECRET}\n:::\n"));
    check_closed(&pages, |_| false);
}

/// How other tools say who reads a passage: `NAME` is the audience, `S` what it should hide.
const MARKS: &[&str] = &[
    "> [!NAME]\n> S",
    ">[!NAME]- Title\n> S",
    "> [!NOTE] NAME only\n> S",
    "[!NAME] S",
    "!!! NAME\n    S",
    "!!! note NAME \"Title\"\n    S",
    "??? NAME\n    S",
    "???+ NAME \"T\"\n    S",
    "## Heading {.NAME}\n\nS",
    "## Heading { .x .NAME }\n\nS",
    "{: .NAME }\nS",
    "{:.NAME}\nS",
    "[S]{.NAME}",
    "::: {.NAME}\nS\n:::",
    "<!-- NAME -->\nS",
    "<!--NAME-->\nS\n<!-- /NAME -->",
    "<!-- NAME only -->\n\nS",
    "<!-- begin NAME -->\nS",
    "<!-- audience: NAME -->\nS",
    "<!-- :::NAME -->\nS\n<!-- ::: -->",
    "<div class=\"NAME\">S</div>",
    "<div\n  class=\"box NAME\">\nS\n</div>",
    "<section data-audience=\"NAME\">S</section>",
    "<NAME>S</NAME>",
    "{{< NAME >}}S{{< /NAME >}}",
    "{{% NAME %}}S{{% /NAME %}}",
    "{% NAME %}S{% endNAME %}",
    "{% if NAME %}S{% endif %}",
    "{{< hint NAME >}}S{{< /hint >}}",
    "{{#NAME}}S{{/NAME}}",
    "{{ NAME }}\nS",
    "{% if audience == \"NAME\" %}S{% endif %}",
    "[NAME]\nS\n[/NAME]",
    "@NAME\nS",
    "%% NAME %%\nS",
    "=== NAME\nS",
    "--- NAME ---\nS",
    ";;;NAME\nS",
    "#NAME\n\nS",
    "``` NAME\nS\n```",
    "```{NAME}\nS\n```",
    "~~~ {.NAME}\nS\n~~~",
    "[//]: # (NAME)\nS",
    "[comment]: # (audience: NAME)\nS",
    "Audience: NAME\n\nS",
    "| Audience | NAME |\n|---|---|\n| a | S |",
    "NAME only\n\nS",
    "For NAME use only.\n\nS",
    "## NAME only\n\nS",
    "audience:: NAME\nS",
    ":::note{.NAME}\nS\n:::",
    ":::note[NAME]\nS\n:::",
    ":::note NAME\nS\n:::",
    "::::tip{audience=\"NAME\"}\nS\n::::",
    "{# NAME #}\nS",
    "{/* NAME */}\nS",
    "[[NAME]]{.NAME}\nS",
    "<details NAME>S</details>",
];

#[test]
fn marks_of_other_tools_close_their_page() {
    let mut pages = Vec::new();
    for mark in MARKS {
        for name in ["internal", "INTERNAL", "Hiring-Managers"] {
            for (above, below) in [("", ""), ("Words.\n\n", "\nMore.\n"), (LONG, "")] {
                let text = mark.replace("NAME", name).replace('S', SECRET);
                pages.push(format!("+++\ntitle = \"x\"\n+++\n{above}{text}\n{below}"));
            }
        }
    }
    check_closed(&pages, |_| false);
}

/// More than what counts as the top of a page.
const LONG: &str =
    "A\n\nB\n\nC\n\nD\n\nE\n\nF\n\nG\n\nH\n\nI\n\nJ\n\nK\n\nL\n\nM\n\nN\n\nO\n\nP\n\nQ\n\nR\n\nS\n\nT\n\nU\n\n";

#[test]
fn a_sign_in_a_page_for_a_folder_closes_the_folder() {
    let limit = "audience = \"internal\"\n";
    let slips = [
        ("_index.md", format!("\n+++\ntitle = \"T\"\n{limit}+++\n")),
        ("_index.md", format!("----\ntitle: T\n{limit}----\n")),
        ("_index.md", format!("+++\ntitle = \"T\"\n[extra]\n{limit}+++\n")),
        ("_index.md", "+++\ntitle = \"T\"\n+++\n> [!INTERNAL]\n> Text\n".to_owned()),
        ("_index.md", String::new()),
        ("_Index.md", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
        ("_index.MD", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
        ("_INDEX.markdown", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
        ("index.md", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
        ("README.md", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
        ("Readme.md", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
        ("../f.md", format!("+++\ntitle = \"T\"\n{limit}+++\n")),
    ];
    for (name, text) in slips {
        let mut disk = MemoryDisk::default();
        disk.insert("rolebook.toml", SETTINGS);
        disk.insert("content/_index.md", OPEN_FOLDER);
        let path = if name.starts_with("..") { "content/f.md".to_owned() } else { format!("content/f/{name}") };
        disk.insert(path, text.as_bytes());
        disk.insert("content/f/silent.md", format!("# Silent\n\n{SECRET}\n"));
        disk.insert("content/f/deep/silent.md", format!("# Silent\n\n{SECRET}\n"));
        disk.insert("content/f/deep/_index.md", format!("+++\ntitle = \"{SECRET}\"\n+++\n"));
        let built = support::build(&disk);
        assert!(public(&built, SECRET).is_empty(), "{name} {text:?}: {:?}", public(&built, SECRET));
    }
}
