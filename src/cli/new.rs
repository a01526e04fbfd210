//! `rolebook new`: a page of a kind, with its front matter filled in.

use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::args::{Kind, New};
use super::{Outcome, import_pay, open, refuse, terminal};
use crate::config::{Audience, AudienceLevels};
use crate::disk::write::{self, Found};

/// Writes the page and says what to do next; a file that is there already is never touched.
pub(super) fn run(args: &New, today: Date) -> Result<Outcome> {
    let opened = open::site(&args.site, today)?;
    let Some(config) = &opened.config else {
        return opened.report_settings();
    };
    let title = args.name.trim();
    let slug = slug(title);
    if slug.is_empty() {
        return Err(refuse(
            format!("no file can be named after `{}`", title.escape_debug()),
            "give a name with at least one letter or digit",
        ));
    }
    if let Some(sheet) = &args.from {
        if args.kind != Kind::Pay {
            return Err(refuse("`--from` reads pay", "write `rolebook new pay NAME --from FILE`"));
        }
        let (target, flags) = (format!("content/data/{slug}.toml"), import_pay::flags(&args.flags)?);
        return import_pay::import(&opened.root, &opened.disk, config, sheet, &target, flags);
    }
    let path = page_path(args.kind, &slug);
    for taken in addresses_of(&path) {
        if !matches!(write::find(&opened.root.join(&taken)), Ok(Found::Nothing)) {
            return Err(refuse(format!("`{taken}` exists already"), "choose another name, or change that page"));
        }
    }
    let text = page(args.kind, title, today, &config.audiences, config.default_audience);
    write_page(&opened.root, &path, &text)?;
    terminal::out(&format!(
        "wrote {path}\n\nNext:\n  1. open it: fill in `summary`, choose who may see it, replace the sample sentences\n  \
         2. rolebook serve    look at it\n  3. rolebook check    see that nothing is left to fix\n"
    ))?;
    Ok(Outcome::Fine)
}

fn write_page(root: &Path, path: &str, text: &str) -> Result<()> {
    let file = root.join(path);
    let folder = file.parent().unwrap_or(root);
    write::create_folders(folder).and_then(|()| write::write_new(&file, text.as_bytes())).map_err(|error| {
        refuse(format!("cannot write `{path}`: {error}"), "see that the site's folder may be written to")
    })
}

/// Where a page of this kind goes.
fn page_path(kind: Kind, slug: &str) -> String {
    match folder(kind) {
        "" => format!("content/{slug}.md"),
        folder => format!("content/{folder}/{slug}.md"),
    }
}

/// The files that would have the same address as `path`, itself first.
fn addresses_of(path: &str) -> [String; 4] {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    [path.to_owned(), format!("{stem}/_index.md"), format!("{stem}/index.md"), format!("{stem}/README.md")]
}

fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Role => "roles",
        Kind::Comparison => "compare",
        Kind::Guide => "guides",
        Kind::Faq => "faq",
        Kind::Interview => "interviews",
        Kind::Posting => "postings",
        Kind::Pay => "pay",
        Kind::Glossary => "glossary",
        Kind::Page => "",
    }
}

fn word_and_body(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Role => ("role", include_str!("pages/role.md")),
        Kind::Comparison => ("comparison", include_str!("pages/comparison.md")),
        Kind::Guide => ("guide", include_str!("pages/guide.md")),
        Kind::Faq => ("faq", include_str!("pages/faq.md")),
        Kind::Interview => ("interview", include_str!("pages/interview.md")),
        Kind::Posting => ("posting", include_str!("pages/posting.md")),
        Kind::Pay => ("pay", include_str!("pages/pay.md")),
        Kind::Glossary => ("glossary", include_str!("pages/glossary.md")),
        Kind::Page => ("page", include_str!("pages/page.md")),
    }
}

/// The text of a new page. Its audience stays unsaid, so that nobody publishes by accident.
fn page(kind: Kind, title: &str, today: Date, audiences: &AudienceLevels, default: Audience) -> String {
    let (word, body) = word_and_body(kind);
    let title = toml::Value::from(title);
    let choices = audiences.names().join(", ");
    let default = audiences.name(default);
    format!(
        "+++\n\
         title = {title}\n\
         summary = \"One sentence for lists and search engines.\"\n\
         kind = \"{word}\"\n\
         # Who may see it: {choices}. Without this line: {default}, or what the folder's _index.md passes down.\n\
         # audience = \"{default}\"\n\
         reviewed_on = {today}\n\
         tags = []\n\
         +++\n\
         \n\
         {body}"
    )
}

/// A file name from a title: lower case letters and digits, with single hyphens for all else.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && !"'’".contains(c) {
            slug.push('-');
        }
        // A name of 200 bytes fits every file system with room for what a build adds.
        if slug.len() >= 200 {
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check_slug(title: &str, expected: &str) {
        assert_eq!(slug(title), expected, "{title:?}");
    }

    #[test]
    fn files_are_named_after_titles() {
        check_slug("AI Tech Lead", "ai-tech-lead");
        check_slug("  Lead / Manager (AI)  ", "lead-manager-ai");
        check_slug("Don't panic", "dont-panic");
        check_slug("Cafe\u{301}", "café");
        check_slug("../../etc/passwd", "etc-passwd");
        check_slug("CON_2", "con-2");
        check_slug("🙂 !", "");
        assert!(slug(&"ж".repeat(500)).len() <= 201);
    }

    #[test]
    fn titles_are_quoted_for_the_front_matter() {
        let ladder = AudienceLevels::new(vec!["public".into(), "internal".into()]).expect("two names");
        let text = page(Kind::Page, "A \"quoted\" \\ title", date(2026, 11, 21), &ladder, ladder.highest());
        let front = text.split("+++\n").nth(1).expect("front matter");
        let table: toml::Table = front.parse().expect("the front matter is TOML");
        assert_eq!(table["title"].as_str(), Some("A \"quoted\" \\ title"));
        assert_eq!(table["kind"].as_str(), Some("page"));
        assert!(!table.contains_key("audience"), "who may see a new page stays unsaid");
    }

    #[test]
    fn a_folder_of_the_same_name_is_noticed() {
        assert_eq!(addresses_of("content/roles/x.md")[1], "content/roles/x/_index.md");
    }
}
