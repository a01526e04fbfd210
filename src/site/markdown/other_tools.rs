//! Tags and blocks of other tools, which would show as text: each is named at its opening line as what it is.
//!
//! Colons are for the scanner of blocks. It must not know what the page prints of them.

use std::collections::BTreeMap;

use super::Span;
use super::near::{LONGEST, first};
use super::other_callouts;
use super::other_marks::{self, are_attributes};
use super::writer::Writer;
use crate::diag::{Diagnostic, rules};

/// Something another tool would have read.
struct Foreign {
    /// What it is, with its tool.
    what: String,
    /// What to do about it.
    hint: &'static str,
}

const CALLOUT: &str = "write `:::note`, its text without indentation below, and close it with `:::`";
const TABS: &str = "write `:::tabs` and a heading for each part, and close it with `:::`";
const SHORTCODE: &str = "write in Markdown what it made, or remove it";

const BRACES: &str = "remove the part from `{` to `}`: the theme decides how things look";
const TAKEN_IN: &str = "write `![What it shows](picture.png)` for a picture, and a link for a page";
const WIKI_LINK: &str = "write the name and the file: `[What we pay](pay.md)`";

/// How long a link such as `[[Page]]` or `[[#Heading]]` is at the start of `rest`; nothing where brackets mean something else.
fn wiki_link(rest: &str, before: &str) -> Option<usize> {
    let inside = rest[2..].split(['\n', '[', ']']).next().unwrap_or_default();
    let end = 2 + inside.len();
    let behind = rest[end..].strip_prefix("]]")?;
    let name = inside.strip_prefix('#').unwrap_or(inside);
    let is_name = name.starts_with(char::is_alphanumeric)
        && name.contains(char::is_alphabetic)
        && !inside.ends_with(char::is_whitespace);
    // An escaped bracket, a label in brackets, and an image's text are others.
    let is_other = before.ends_with(['\\', '[']) || behind.starts_with(['(', '[', ':', ']']);
    (is_name && !is_other).then_some(end + 2)
}

impl Writer<'_, '_> {
    /// Looks through the page for what other tools read. Of each kind the first one is told, with their number.
    pub(super) fn report_other_tools(&mut self) {
        let text = self.text.text();
        let mut found: BTreeMap<String, (Span, usize, &'static str)> = BTreeMap::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some((span, foreign)) = of_line(line.trim_end(), at) {
                self.note(&mut found, span, foreign);
            }
            for (span, what) in other_marks::of_line(line.trim_end(), at) {
                let hint = if what.starts_with("`{ }`") { BRACES } else { SHORTCODE };
                self.note(&mut found, span, Foreign { what, hint });
            }
            at += line.len();
        }
        for mark in ["{{", "{%"] {
            for (at, _) in text.match_indices(mark) {
                if let Some(foreign) = of_tag(first(&text[at..], LONGEST), &text[..at]) {
                    let rest = first(&text[at..], LONGEST);
                    let end = rest.find(['}', '\n']).map_or(rest.len(), |end| {
                        end + if rest[end..].starts_with("}}") {
                            2
                        } else {
                            usize::from(!rest[end..].starts_with('\n'))
                        }
                    });
                    self.note(&mut found, at..at + end, foreign);
                }
            }
        }
        self.note_brackets(&mut found);
        for (what, (span, count, hint)) in found {
            let message = match count {
                1 => format!("{what}: it shows as text"),
                2 => format!("{what}: it shows as text, and so does another one on this page"),
                _ => format!("{what}: it shows as text, and so do {} others on this page", count - 1),
            };
            self.diags.push(Diagnostic::new(&rules::MARKDOWN, self.text.place(span), message).hint(hint));
        }
    }

    /// Notes links of wikis, and tags between `<%` and `%>`.
    fn note_brackets(&self, found: &mut BTreeMap<String, (Span, usize, &'static str)>) {
        let text = self.text.text();
        for (at, _) in text.match_indices("[[") {
            if let Some(length) = wiki_link(first(&text[at..], LONGEST), &text[..at]) {
                let inside = &text[at + 2..at + length - 2];
                if text[..at].ends_with('!') && !text[..at].ends_with("\\!") {
                    let what = format!("`![[{inside}]]` takes in a picture or a page in Obsidian");
                    self.note(found, at - 1..at + length, Foreign { what, hint: TAKEN_IN });
                    continue;
                }
                let foreign = Foreign { what: format!("`[[{inside}]]` is a link of a wiki"), hint: WIKI_LINK };
                self.note(found, at..at + length, foreign);
            }
        }
        for (at, _) in text.match_indices("<%") {
            let inside = first(&text[at + 2..], LONGEST);
            let end = inside.find("%>").filter(|end| !inside[..*end].contains("\n\n") && !inside.starts_with('-'));
            if let Some(end) = end {
                let what = "`<% %>` is a tag of ERB, EJS or Templater".to_owned();
                self.note(found, at..at + end + 4, Foreign { what, hint: SHORTCODE });
            }
        }
    }

    fn note(&self, found: &mut BTreeMap<String, (Span, usize, &'static str)>, span: Span, foreign: Foreign) {
        if self.is_quoted(span.start) || self.is_inline_code(span.start) || self.mistyped.touches(&span) {
            return;
        }
        let (first, count, _) = found.entry(foreign.what).or_insert((span.clone(), 0, foreign.hint));
        *count += 1;
        if span.start < first.start {
            *first = span;
        }
    }

    /// Whether the parser has seen code in a line at byte `at` of the text.
    pub(super) fn is_inline_code(&self, at: usize) -> bool {
        let before = self.inline_code.partition_point(|span| span.start <= at);
        before.checked_sub(1).is_some_and(|index| at < self.inline_code[index].end)
    }
}

/// What a whole line is to another tool; the line stands at byte `at`.
fn of_line(line: &str, at: usize) -> Option<(Span, Foreign)> {
    let shown = line.trim_start();
    let start = at + line.len() - shown.len();
    let (mark, rest) = shown.split_once([' ', '\t']).unwrap_or((shown, ""));
    let rest = rest.trim();
    let word = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase() || c == '"');
    let (what, hint) = match mark {
        "!!!" | "!!!+" if word(rest) => ("`!!!` is a callout of MkDocs", CALLOUT),
        "???" | "???+" if word(rest) => ("`???` is a callout of MkDocs that unfolds", CALLOUT),
        "===" | "===!" | "===+" if rest.starts_with('"') && rest.len() > 2 && rest.ends_with('"') => {
            ("`===` begins a tab of MkDocs", TABS)
        }
        "--8<--" => ("`--8<--` takes in another file in MkDocs", "write the text here, or link the page that has it"),
        "<<<" if rest.starts_with('@') || shown.starts_with("<<<@") => {
            ("`<<<` takes in another file in VitePress", "write the code here")
        }
        "export" if ["const ", "default ", "function "].iter().any(|word| rest.starts_with(word)) => {
            ("`export` is JavaScript, as pages of Docusaurus have it", "remove it, and write in Markdown what it made")
        }
        "+++" if rest.is_empty() || rest.starts_with('{') => {
            ("`+++` parts a page in MyST", "write `---` between empty lines, or remove it")
        }
        "$$" => FORMULA,
        _ if mark.starts_with("$$") && mark.len() > 2 => FORMULA,
        "%" if !rest.is_empty() => ("`%` begins a comment in MyST", "write it as `<!-- -->`, or remove it"),
        "import" if rest.contains(" from ") && shown.ends_with(['\'', '"', ';']) => (
            "`import` is JavaScript, as pages of Docusaurus have it",
            "remove the line, and write in Markdown what it made",
        ),
        "[[toc]]" | "[[_TOC_]]" | "[TOC]" => ("a mark for the page's contents", "write `::toc`, or remove it"),
        _ if start > at
            && shown.trim_start_matches(':').trim_start().starts_with(['{'])
            && shown.starts_with(":::") =>
        {
            ("`:::{ }` is how MyST and Quarto open a block", "start it at the beginning of the line, as `:::note`")
        }
        _ if shown.starts_with('>') => {
            let (span, what) = other_callouts::of_line(shown, start)?;
            return Some((span, Foreign { what, hint: other_callouts::HINT }));
        }
        _ => of_marks(shown)?,
    };
    Some((start..start + shown.len(), Foreign { what: what.to_owned(), hint }))
}

/// What GitHub and other tools set as a formula.
const FORMULA: (&str, &str) =
    ("`$$` stands around a formula, which other tools set", "write it as text or code, or show a picture of it");

/// What a line that is one mark from end to end is to another tool, and what to do about it.
fn of_marks(line: &str) -> Option<(&'static str, &'static str)> {
    let braces = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    Some(match line {
        _ if braces.is_some_and(|inside| inside.starts_with(':')) => {
            ("`{: }` sets attributes in Jekyll", "remove it; the theme decides how things look")
        }
        _ if braces.is_some_and(are_attributes) => {
            ("`{ }` sets attributes in Hugo, MkDocs and pandoc", "remove it; the theme decides how things look")
        }
        _ if line.starts_with('(') && line.ends_with(")=") && !line.contains(' ') => {
            ("`( )=` names a place in MyST", "write `{#name}` behind the heading below, and remove the line")
        }
        _ if line.starts_with("*[") && line.contains("]: ") => (
            "`*[ ]:` explains an abbreviation in MkDocs and Jekyll",
            "write it out where it is first used, and remove the line",
        ),
        _ if line.starts_with(": ") && line.ends_with('}') && line.contains("{#tbl-") => {
            ("`: {#tbl- }` is the caption of a table in Quarto", "write it as a sentence above the table")
        }
        "\\newpage" | "\\pagebreak" | "\\clearpage" => ("`\\newpage` is a command of LaTeX", "remove the line"),
        _ => return None,
    })
}

/// What a tag in braces is to another tool. `rest` begins with it; `before` is the text up to it.
fn of_tag(rest: &str, before: &str) -> Option<Foreign> {
    // A variable in an address is looked into with the address; of a tag there no link comes.
    // An address with a space in it ends there, and no link comes of it either.
    let has_space = || rest.split([')', '\n']).next().unwrap_or_default().contains(' ');
    let is_tag = ["{{<", "{{%", "{%"].iter().any(|tag| rest.starts_with(tag));
    let is_address = before.ends_with("](") && !is_tag && !has_space();
    if is_address || before.ends_with(['\\', '{']) {
        return None;
    }
    let inside = &rest[2..];
    let name_of = |text: &str| -> String {
        let text = text.trim_start_matches(['-', '<', '%', '/', ' ', '#', '@']);
        text.chars().take_while(|c| c.is_alphanumeric() || "_-./".contains(*c)).collect()
    };
    let name = name_of(inside);
    if rest.starts_with("{%") {
        return in_percents(&name, inside);
    }
    let closes = inside.trim_start_matches(['<', '%']).trim_start().starts_with('/');
    if inside.starts_with(['<', '%']) {
        let of_quarto = ["include", "video", "pagebreak", "meta", "var", "kbd", "lipsum"].contains(&name.as_str());
        let tool = if of_quarto && inside.starts_with('<') { "Quarto" } else { "Hugo" };
        return (!closes && !name.is_empty())
            .then(|| Foreign { what: format!("`{name}` is a shortcode of {tool}"), hint: SHORTCODE });
    }
    if inside.starts_with('#')
        && ["include", "playground", "rustdoc_include", "title", "template"].contains(&name.as_str())
    {
        let what = format!("`{{{{#{name}}}}}` is an instruction of mdBook");
        return Some(Foreign { what, hint: SHORTCODE });
    }
    let tag = inside.split('}').next().unwrap_or_default().trim();
    let is_call = tag.contains('(') && tag.ends_with(')') && !name.is_empty();
    if is_call {
        return Some(Foreign { what: format!("`{{{{ {name}() }}}}` is a shortcode of Zola"), hint: SHORTCODE });
    }
    let of_a_site = ["site.", "page.", "include.", "config.", "section.", ".Site.", ".Params.", ".Page.", "book."];
    let is_variable = of_a_site.iter().any(|start| tag.starts_with(start)) || tag.contains(" | ");
    let is_of_hugo = tag.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    if is_of_hugo && !is_variable {
        return Some(Foreign { what: "`{{ . }}` is a variable of Hugo".to_owned(), hint: SHORTCODE });
    }
    // Anything else between braces is a place to fill in, as templates of letters have them.
    is_variable
        .then(|| Foreign { what: "`{{ }}` is a variable of Liquid, as Jekyll has it".to_owned(), hint: SHORTCODE })
}

/// What `{% name %}` is to another tool.
fn in_percents(name: &str, inside: &str) -> Option<Foreign> {
    if name.starts_with("end") || name == "else" || name == "elsif" || name == "elif" || name.is_empty() {
        return None;
    }
    let gitbook = ["hint", "tabs", "tab", "content-ref", "embed", "code", "file", "stepper", "step", "columns"];
    Some(match name {
        "hint" => Foreign { what: "`{% hint %}` is a callout of GitBook".to_owned(), hint: CALLOUT },
        "tabs" | "tab" => Foreign { what: "`{% tabs %}` are tabs of GitBook".to_owned(), hint: TABS },
        _ if gitbook.contains(&name) || inside.trim_start().starts_with('@') => {
            Foreign { what: format!("`{{% {name} %}}` is a block of GitBook"), hint: SHORTCODE }
        }
        // The rule on comments says it.
        "comment" => return None,
        _ if inside.trim_start_matches(['-', ' ']).strip_prefix(name).is_some_and(|rest| rest.starts_with('(')) => {
            Foreign { what: format!("`{{% {name} %}}` is a shortcode of Zola"), hint: SHORTCODE }
        }
        _ => Foreign { what: format!("`{{% {name} %}}` is a tag of Liquid, as Jekyll has it"), hint: SHORTCODE },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<String> {
        of_tag(text, "").map(|foreign| foreign.what)
    }

    #[test]
    fn tags_are_named_as_what_they_are() {
        assert_eq!(tag("{{< figure src=\"a.png\" >}}").as_deref(), Some("`figure` is a shortcode of Hugo"));
        assert_eq!(tag("{{< include _a.qmd >}}").as_deref(), Some("`include` is a shortcode of Quarto"));
        assert_eq!(tag("{{ .Title }}").as_deref(), Some("`{{ . }}` is a variable of Hugo"));
        assert!(of_tag("{{< ref \"b.md\" >}})", "[a](").is_some(), "no link comes of it");
        assert_eq!(tag("{{% notice note %}}").as_deref(), Some("`notice` is a shortcode of Hugo"));
        assert_eq!(tag("{% hint style=\"info\" %}").as_deref(), Some("`{% hint %}` is a callout of GitBook"));
        assert_eq!(
            tag("{%- include x.html -%}").as_deref(),
            Some("`{% include %}` is a tag of Liquid, as Jekyll has it")
        );
        assert_eq!(tag("{{ site.baseurl }}").as_deref(), Some("`{{ }}` is a variable of Liquid, as Jekyll has it"));
        assert_eq!(tag("{{#include a.rs}}").as_deref(), Some("`{{#include}}` is an instruction of mdBook"));
        assert_eq!(
            tag("{% slack \"a\" \"b (c)\" %}").as_deref(),
            Some("`{% slack %}` is a tag of Liquid, as Jekyll has it")
        );
        assert_eq!(tag("{% gallery(a=1) %}").as_deref(), Some("`{% gallery %}` is a shortcode of Zola"));
        assert_eq!(tag("{{ youtube(id=\"x\") }}").as_deref(), Some("`{{ youtube() }}` is a shortcode of Zola"));
        for plain in ["{{ name }}", "{{CANDIDATE_NAME}}", "{{< /tabs >}}", "{% endif %}", "{{#if x}}", "{{}}", "{%"] {
            assert_eq!(tag(plain), None, "{plain}");
        }
        assert!(of_tag("{{ site.url }}/a", "[x](").is_some(), "a space ends the address");
        assert!(of_tag("{{site.url}}/a)", "[x](").is_none());
        assert_eq!(tag("{% @figma/embed url=\"x\" %}").as_deref(), Some("`{% figma/embed %}` is a block of GitBook"));
    }

    #[test]
    fn links_of_a_wiki_are_told_from_other_brackets() {
        let link = |text: &str| text.find("[[").and_then(|at| wiki_link(&text[at..], &text[..at]));
        for text in ["[[Pay]]", "[[Pay|what we pay]]", "[[#Bands]]", "![[plan.png|200]]", "[[2026 plan]]"] {
            assert!(link(text).is_some(), "{text}");
        }
        for text in ["[[1]]", "[[a]](b.md)", "\\[[a]]", "[[[a]]]", "[[ a ]]"] {
            assert!(link(text).is_none(), "{text}");
        }
    }

    #[test]
    fn lines_are_named_as_what_they_are() {
        let line = |text: &str| of_line(text, 0).map(|(_, foreign)| foreign.what);
        for foreign in [
            "!!! note",
            "!!! note \"Title\"",
            "??? tip",
            "???+ danger \"T\"",
            "=== \"Tab\"",
            "    !!! note",
            "{: .lead}",
            "{:toc}",
            "{ .annotate }",
            "{.lead #top}",
            "(my-target)=",
            "% a comment",
            "*[HTML]: Hyper Text Markup Language",
            ": Pay by level {#tbl-pay}",
            "\\newpage",
            "export const x = 1;",
            "+++",
            "+++ {\"cell\": 1}",
            "$$",
            "$$x^2$$",
        ] {
            assert!(line(foreign).is_some(), "{foreign}");
        }
        for plain in [
            "> Text",
            "+++ x",
            "$5 and $6",
            "{name}",
            "{ a: 1 }",
            "(see above)",
            "50 % of them",
            "* [a]: b",
            ": a definition",
            "export the list",
        ] {
            assert!(line(plain).is_none(), "{plain}");
        }
        for plain in ["!!!", "!!! Wow", "??? Really", "===", "=== x", "{ a }", "import this book", "!!important"] {
            assert!(line(plain).is_none(), "{plain}");
        }
    }
}
