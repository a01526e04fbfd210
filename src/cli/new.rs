//! `rolebook new`: a page of a kind, with its front matter filled in.

use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::args::{Kind, New};
use super::{Outcome, import_pay, open, refuse, terminal};
use crate::config::AudienceLevels;
use crate::disk::write::{self, Found};
use crate::{drafts, pipeline};

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
    let below = path.strip_prefix("content/").unwrap_or(&path);
    let (readers, has_role) = pipeline::before_new_page(&opened.disk, config, below, &slug);
    let readers = config.audiences.name(readers);
    let is_id = slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let record = (args.kind == Kind::Role && is_id).then(|| format!("content/data/{slug}.toml"));
    let text = page(args.kind, title, &config.audiences, readers);
    write_page(&opened.root, &path, &text)?;
    let mut wrote = format!("wrote {path}\n");
    let is_free = |path: &String| matches!(write::find(&opened.root.join(path)), Ok(Found::Nothing));
    if let Some(record) = record.filter(|path| !has_role && is_free(path)) {
        write_page(&opened.root, &record, &role_record(&slug, title, config.audiences.name(config.default_audience)))?;
        wrote.push_str(&format!("wrote {record}, the role `{slug}`\n"));
    }
    let is_only = config.audiences.names().len() == 1;
    let seen = if is_only {
        "everybody sees it".to_owned()
    } else {
        format!("`{readers}` sees it, unless its `audience` line says otherwise")
    };
    terminal::out(&format!(
        "{wrote}\nIt is a draft: only `rolebook serve` shows it. Without the line `draft = true`, {seen}.\n\nNext:\n  \
         1. open it: choose who may see it, and replace the sample sentences\n  \
         2. rolebook serve    look at it\n  \
         3. rolebook check    names each sample sentence that is left\n  \
         4. remove `draft = true`, and write `reviewed_on` with the day you read it through\n"
    ))?;
    Ok(Outcome::Fine)
}

/// A role's record, with what it may say.
fn role_record(id: &str, title: &str, readers: &str) -> String {
    let title = toml::Value::from(title);
    format!(
        "# The role that its page is about. Without a line `audience` it is for the site's default audience.\n\
         # audience = \"{readers}\"\n\n\
         [role.{id}]\ntitle = {title}\n\
         # mission = \"What changes when this role is done well.\"\n\
         # outcomes = [\"What is there after a year.\"]\n"
    )
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

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Role => "role",
        Kind::Comparison => "comparison",
        Kind::Guide => "guide",
        Kind::Faq => "faq",
        Kind::Interview => "interview",
        Kind::Posting => "posting",
        Kind::Pay => "pay",
        Kind::Glossary => "glossary",
        Kind::Page => "page",
    }
}

/// The text of a new page: a draft that nobody has reviewed. Its audience stays unsaid, so that nobody publishes by accident.
fn page(kind: Kind, title: &str, audiences: &AudienceLevels, readers: &str) -> String {
    let (word, title) = (word(kind), toml::Value::from(title));
    let body = drafts::text(word);
    let choices = audiences.names().join(", ");
    format!(
        "+++\n\
         title = {title}\n\
         # summary = \"One sentence for lists and search engines.\"\n\
         kind = \"{word}\"\n\
         # Who may see it: {choices}. Without this line: {readers}.\n\
         # audience = \"{readers}\"\n\
         # Remove this line when it is ready.\n\
         draft = true\n\
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
        let text = page(Kind::Page, "A \"quoted\" \\ title", &ladder, "internal");
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
