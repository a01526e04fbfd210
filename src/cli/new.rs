//! `rolebook new`: a page of a kind with its front matter filled in, or a record.

use std::path::Path;

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::args::New;
use super::{Outcome, import_pay, open, refuse, terminal};
use crate::config::{AudienceLevels, Config, PageKind};
use crate::disk::write::{self, Found};
use crate::pipeline::{Complaints, FrontMatterTyped, Recorded};
use crate::{drafts, pipeline};

/// Keys that say the same of a page and of its record.
const OF_BOTH: [&str; 2] = ["audience", "owner"];

/// Types as they are typed by those who expect a hyphen.
const HYPHENATED: [(&str, &str); 4] = [
    ("place_set", "place-set"),
    ("question_bank", "question-bank"),
    ("red_flag", "red-flag"),
    ("walk_away", "walk-away"),
];

/// What `new` can make: kinds of pages, then types of records.
pub(super) fn kinds() -> PossibleValuesParser {
    let pages = PageKind::ALL.iter().map(|kind| (kind.name(), kind.about()));
    let records = pipeline::record_kinds().filter(|(name, _)| PageKind::find(name).is_none());
    let value = |(name, about): (&'static str, &'static str)| {
        let value = PossibleValue::new(name).help(about.trim_end_matches('.'));
        match HYPHENATED.iter().find(|(known, _)| *known == name) {
            Some((_, hyphenated)) => value.alias(*hyphenated),
            None => value,
        }
    };
    PossibleValuesParser::from(pages.chain(records).map(value).collect::<Vec<_>>())
}

/// Writes the page or the record and says what to do next; a file that is there already is never written over.
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
        if args.kind != PageKind::Pay.name() {
            return Err(refuse("`--from` reads pay", "write `rolebook new pay NAME --from FILE`"));
        }
        let (target, flags) = (format!("content/data/{slug}.toml"), import_pay::flags(&args.flags)?);
        return import_pay::import(&opened.root, &opened.disk, config, sheet, &target, flags);
    }
    let pairs = pairs(&args.pairs)?;
    match PageKind::find(&args.kind) {
        Some(kind) => new_page(&opened, config, kind, (title, &slug), &pairs),
        None => {
            let made = pipeline::new_record(&opened.disk, config, (&args.kind, title), &pairs, None);
            let made = made.map_err(|wrong| all(&wrong))?;
            put(&opened.root, &made)?;
            terminal::out(&format!(
                "wrote {} to {}\n\n{}.\n\nNext: `rolebook check` says whether anything is missing\n",
                about(&made),
                made.file,
                seen_by(config, config.audiences.name(made.readers))
            ))?;
            Ok(Outcome::Fine)
        }
    }
}

/// `key=value`, one by one.
fn pairs(typed: &[String]) -> Result<Vec<(String, String)>> {
    let pair = |text: &String| match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.trim().to_owned())),
        _ => Err(refuse(
            format!("`{}` is not a key with a value", text.escape_debug()),
            "write `key=value`, with quotes around all of it where it holds a space: `\"mission=Keeps it running\"`",
        )),
    };
    typed.iter().map(pair).collect()
}

/// Everything that is wrong, each with what to type.
fn all(wrong: &Complaints) -> anyhow::Error {
    let rest = |(message, hint): &(String, String)| format!("\nerror: {message}\n  hint: {hint}");
    match wrong.split_first() {
        Some((first, others)) => {
            refuse(&first.0, format!("{}{}", first.1, others.iter().map(rest).collect::<String>()))
        }
        None => refuse("nothing can be made of this", "see `rolebook new --help`"),
    }
}

fn about(made: &Recorded) -> String {
    format!("the {} `{}`", made.kind.replace('_', " "), made.id)
}

fn seen_by(config: &Config, readers: &str) -> String {
    if config.audiences.names().len() == 1 {
        "Everybody sees it".to_owned()
    } else {
        format!("`{readers}` sees it, unless an `audience` line says otherwise")
    }
}

/// Writes the file of a record with it at its end.
fn put(root: &Path, made: &Recorded) -> Result<()> {
    let file = root.join(&made.file);
    let result = match write::find(&file) {
        Ok(Found::Nothing) => return write_page(root, &made.file, &made.text),
        _ => write::replace(&file, made.text.as_bytes()),
    };
    result.map_err(|error| {
        refuse(format!("cannot write `{}`: {error}", made.file), "see that the site's folder may be written to")
    })
}

/// A page, and the record that it is about where there is one.
fn new_page(
    opened: &open::Opened,
    config: &Config,
    kind: PageKind,
    (title, slug): (&str, &str),
    pairs: &[(String, String)],
) -> Result<Outcome> {
    let path = page_path(kind, slug);
    for taken in addresses_of(&path) {
        if !matches!(write::find(&opened.root.join(&taken)), Ok(Found::Nothing)) {
            return Err(refuse(format!("`{taken}` exists already"), "choose another name, or change that page"));
        }
    }
    let below = path.strip_prefix("content/").unwrap_or(&path);
    let (readers, has_role) = pipeline::before_new_page(&opened.disk, config, below, slug);
    let readers = config.audiences.name(readers);
    let is_of_record = |key: &str| key != "title" && pipeline::record_has_key(kind.name(), key);
    let (of_record, mut of_page): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|(key, _)| is_of_record(key));
    of_page.extend(of_record.iter().filter(|(key, _)| OF_BOTH.contains(&key.as_str())).cloned());
    let is_id = slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let role_file = format!("content/data/{slug}.toml");
    let is_free = matches!(write::find(&opened.root.join(&role_file)), Ok(Found::Nothing));
    let is_role = kind == PageKind::Role;
    let mut made = None;
    let is_there = is_role && has_role;
    if !of_record.is_empty() && !is_there {
        let file = (is_role && is_free).then_some(role_file.as_str());
        let record = pipeline::new_record(&opened.disk, config, (kind.name(), title), &of_record, file);
        made = Some(record.map_err(|wrong| all(&wrong))?);
    } else if is_role && has_role && of_record.iter().any(|(key, _)| !OF_BOTH.contains(&key.as_str())) {
        return Err(refuse(
            format!("the role `{slug}` has a record already"),
            "change that record, and leave out what it says",
        ));
    }
    if let Some(made) = made.as_ref().filter(|_| kind == PageKind::Posting) {
        of_page.push(("posting".to_owned(), made.id.clone()));
    }
    let typed = pipeline::front_matter(&of_page).map_err(|wrong| all(&wrong))?;
    write_page(&opened.root, &path, &page(kind, title, &config.audiences, readers, typed))?;
    let mut wrote = format!("wrote {path}\n");
    if let Some(made) = &made {
        put(&opened.root, made)?;
        wrote.push_str(&format!("wrote {} to {}\n", about(made), made.file));
    } else if is_role && is_id && !has_role && is_free {
        let readers = config.audiences.name(config.default_audience);
        write_page(&opened.root, &role_file, &role_record(slug, title, readers))?;
        wrote.push_str(&format!("wrote {role_file}, the role `{slug}`\n"));
    }
    let readers = pairs.iter().find(|(key, _)| key == "audience").map_or(readers, |(_, audience)| audience.as_str());
    let seen = if config.audiences.names().len() == 1 {
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
fn page_path(kind: PageKind, slug: &str) -> String {
    match kind.folder() {
        "" => format!("content/{slug}.md"),
        folder => format!("content/{folder}/{slug}.md"),
    }
}

/// The files that would have the same address as `path`, itself first.
fn addresses_of(path: &str) -> [String; 4] {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    [path.to_owned(), format!("{stem}/_index.md"), format!("{stem}/index.md"), format!("{stem}/README.md")]
}

/// The text of a new page: a draft that nobody has reviewed. Its audience stays unsaid, so that nobody publishes by accident.
fn page(kind: PageKind, title: &str, audiences: &AudienceLevels, readers: &str, mut typed: FrontMatterTyped) -> String {
    let word = kind.name();
    let title = typed.take("title").unwrap_or_else(|| toml::Value::from(title).to_string());
    let body = drafts::text(kind);
    let summary = typed.take("summary").map_or_else(
        || "# summary = \"One sentence for lists and search engines.\"".to_owned(),
        |summary| format!("summary = {summary}"),
    );
    let audience = typed.take("audience").map_or_else(
        || {
            let choices = audiences.names().join(", ");
            format!("# Who may see it: {choices}. Without this line: {readers}.\n# audience = \"{readers}\"")
        },
        |audience| format!("audience = {audience}"),
    );
    let draft = match typed.take("draft") {
        Some(draft) => format!("draft = {draft}"),
        None => "# Remove this line when it is ready.\ndraft = true".to_owned(),
    };
    let tags = typed.take("tags").unwrap_or_else(|| "[]".to_owned());
    typed.take("kind");
    let rest = typed.lines(&[], "extra");
    format!(
        "+++\ntitle = {title}\n{summary}\nkind = \"{word}\"\n{audience}\n{draft}\ntags = {tags}\n{rest}+++\n\n{body}"
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
        let text = page(PageKind::Page, "A \"quoted\" \\ title", &ladder, "internal", FrontMatterTyped::default());
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
