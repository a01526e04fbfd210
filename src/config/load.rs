//! Reads `rolebook.toml` into a [`Config`]. A mistake is a finding and its setting keeps the default, so that the rest
//! of the site is checked too; most are of the rule `settings`, which stops the build whatever the site says.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;

use super::load_audiences::{audience_tables, audiences, default_audience, meant_as_list, print_for};
use super::{
    Config, RawHtml, Repository, ReviewInterval, Security, announcement, beside, brand, employer, languages, prose,
};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, Severities, Severity, Source, rules};
use crate::disk::Disk;
use crate::fields::{Fields, Spanned, Table, Value, parse_toml, suggestion};

/// The settings file, from the site's root.
const FILE: &str = "rolebook.toml";

impl Config {
    /// Reads `rolebook.toml` at the root of `disk`; `today` is the day the build takes for today.
    ///
    /// Returns nothing only when the file cannot be read as TOML at all.
    pub fn load(disk: &dyn Disk, today: Date, diags: &mut Diagnostics) -> Option<Config> {
        let text = read(disk, diags)?;
        let source = Source::new(FILE, text);
        // A byte order mark is no part of the settings, but places still count from the file's start.
        let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let table = parse_toml(&source, start..source.text.len(), &rules::SETTINGS, diags)?;
        Some(settings(&table, disk, today, diags))
    }
}

fn read(disk: &dyn Disk, diags: &mut Diagnostics) -> Option<String> {
    let finding = match disk.read(FILE) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                Diagnostic::new(
                    &rules::UNREADABLE,
                    Place::file(FILE),
                    format!("this is not UTF-8: byte {at} does not fit"),
                )
                .hint("save the file as UTF-8")
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Diagnostic::new(&rules::SETTINGS, Place::file(FILE), "there are no settings")
                .hint("a site begins with a file `rolebook.toml` that sets a `title`; `rolebook init` makes one")
        }
        Err(error) => {
            let reason = error.to_string();
            Diagnostic::new(&rules::UNREADABLE, Place::file(FILE), format!("the settings cannot be read: {reason}"))
                .hint("it must be a regular file that you may read")
        }
    };
    diags.push(finding);
    None
}

fn settings(table: &Table, disk: &dyn Disk, today: Date, diags: &mut Diagnostics) -> Config {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    let title = fields.required().string("title").map_or_else(|| "Untitled".to_owned(), |title| title.value);
    let mut config = Config::new(title, today);

    config.base_url = web_address(&mut fields, "base_url");
    if let Some(language) = fields.parse("language", "a language tag such as `en` or `pt-BR`", language_tag) {
        config.language = language.value;
    }
    let place = fields.place("language");
    let (ladder, unclear) = audiences(&mut fields, table);
    config = config.with_audiences(ladder);
    config.audiences_unclear = unclear;
    default_audience(&mut fields, &mut config);
    print_for(&mut fields, &mut config);
    if let Some(theme) = fields.parse("theme", "the name of a folder under `themes/`", folder_name) {
        config.theme = theme.value;
    }
    languages::load(&mut fields, &mut config, disk, place);
    (config.ignore, config.ignored) = ignored(&mut fields);
    if let Some(table) = fields.table("repository") {
        config.repository = repository(table, fields.diags());
    }
    if let Some(table) = fields.table("markdown") {
        let mut inner = Fields::new(table, &rules::SETTINGS, fields.diags());
        let choices = [("forbid", RawHtml::Forbid), ("sanitize", RawHtml::Sanitize)];
        if let Some(choice) = inner.one_of("html", &choices) {
            config.raw_html = choice.value;
        }
        inner.finish_as(&rules::SETTINGS);
    }
    if let Some(table) = fields.table("review") {
        let mut inner = Fields::new(table, &rules::SETTINGS, fields.diags());
        let every = inner.parse_near("every", ReviewInterval::WANTED, ReviewInterval::parse, ReviewInterval::near);
        config.review_every = every.map(|every| every.value);
        config.review_shown = inner.bool("show_due").is_some_and(|shown| shown.value);
        inner.finish_as(&rules::SETTINGS);
    }
    if let Some(table) = fields.table("interviews") {
        let mut inner = Fields::new(table, &rules::SETTINGS, fields.diags());
        config.scale = scale(&mut inner).unwrap_or(config.scale);
        config.interview_minutes = interview_minutes(&mut inner);
        inner.finish_as(&rules::SETTINGS);
    }
    if let Some(table) = fields.table("owners") {
        config.accounts = accounts(table, fields.diags());
    }
    if let Some(table) = fields.table("check") {
        severities(table, None, &mut config, fields.diags());
    }
    if meant_as_list(table) {
        fields.pass_over("audience");
    } else if let Some(table) = fields.table("audience") {
        audience_tables(table, &mut config, fields.diags());
    }
    presentation(&mut fields, &mut config, disk);
    // Not `unknown-key`, which a site may lower: `audinces` left unread would make everything public.
    fields.finish_as(&rules::SETTINGS);
    config
}

/// The brand, the navigation, the next steps, the footer, what is asked of prose, and what lies beside pages and in them.
fn presentation(fields: &mut Fields<'_, '_>, config: &mut Config, disk: &dyn Disk) {
    if let Some(table) = fields.table("spelling") {
        config.spelling = prose::spelling(table, &config.language, fields.diags());
    }
    if let Some(table) = fields.table("changes") {
        let mut inner = Fields::new(table, &rules::SETTINGS, fields.diags());
        config.changes_from_git =
            inner.one_of("from", &[("records", false), ("git", true)]).is_some_and(|from| from.value);
        inner.finish_as(&rules::SETTINGS);
    }
    if let Some(table) = fields.table("reading") {
        config.reading = prose::reading(table, &config.language, fields.diags());
    }
    if let Some(table) = fields.table("security") {
        config.hosting.security = Security::read(table, fields.diags());
    }
    if let Some(table) = fields.table("headers") {
        config.hosting.read_headers(table, fields.diags());
    }
    if let Some(table) = fields.table("robots") {
        config.hosting.read_robots(table, fields.diags());
    }
    if let Some(table) = fields.table("output") {
        let mut inner = Fields::new(table, &rules::SETTINGS, fields.diags());
        config.markdown_copies = inner.bool("markdown_copies").is_none_or(|wanted| wanted.value);
        config.smaller_pictures = inner.bool("smaller_pictures").is_none_or(|wanted| wanted.value);
        inner.finish_as(&rules::SETTINGS);
    }
    if let Some(table) = fields.table("print") {
        config.printed = beside::printed(table, &config.audiences, fields.diags());
    }
    if let Some(table) = fields.table("share") {
        config.cards = beside::cards(table, fields.diags());
    }
    if let Some(table) = fields.table("brand") {
        config.brand = brand::brand(table, &config.audiences, disk, fields.diags());
    }
    if let Some(table) = fields.table("employer") {
        config.employer = employer::employer(table, fields.diags());
    }
    if let Some(tables) = fields.tables("navigation") {
        config.navigation = brand::entries(&tables, &config.audiences, fields.diags());
    }
    if let Some(table) = fields.table("announcement") {
        config.announcement = announcement::announcement(table, &config.audiences, config.today, fields.diags());
    }
    if let Some(table) = fields.table("careers") {
        config.careers = brand::careers(table, &config.audiences, fields.diags());
    }
    if let Some(table) = fields.table("footer") {
        config.footer = brand::footer(table, &config.audiences, fields.diags());
    }
}

/// An `http` or `https` address, with a slash at its end.
pub(super) fn web_address(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    let wanted = "a web address such as `https://careers.example.org/`, without `?` and `#`";
    // `careers.example.org` alone is a name, and no address.
    let near = |text: &str| {
        let whole = format!("https://{}/", text.trim_end_matches('/'));
        let is_name = !text.contains("://") && text.contains('.') && !text.starts_with(['.', '/']);
        whole_address(&whole).filter(|_| is_name)
    };
    fields.parse_near(key, wanted, whole_address, near).map(|address| address.value)
}

/// An address with a slash at its end, when it is one.
fn whole_address(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let host = rest.split('/').next()?;
    let sound = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !host.contains('@')
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "?#<>\"'\\`{}|^".contains(c))
        && !rest.split('/').any(|segment| segment == "." || segment == "..");
    sound.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// A host as `[security]` names it, in small letters; the `https://` before it and the slash behind it go.
pub(super) fn web_host(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let host = text.strip_prefix("https://").unwrap_or(&text);
    let host = host.strip_suffix('/').unwrap_or(host);
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let below = name.strip_prefix("*.").unwrap_or(name);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    // `*.org` would be nearly everybody.
    let is_named = below.contains('.') || (below == "localhost" && below == name);
    let sound = host.len() <= 253
        && is_named
        && below.split('.').all(is_label)
        && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    sound.then(|| host.to_owned())
}

pub(super) fn language_tag(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let first = parts.next()?;
    let sound = (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    sound.then(|| text.to_owned())
}

fn folder_name(text: &str) -> Option<String> {
    let sound = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    sound.then(|| text.to_owned())
}

/// Whether a name is lower-case words joined by `-`, beginning with a letter.
pub(super) fn is_kebab_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

fn ignored(fields: &mut Fields<'_, '_>) -> (GlobSet, Vec<(String, Place)>) {
    let (mut set, mut written) = (GlobSetBuilder::new(), Vec::new());
    for Spanned { value: pattern, span } in fields.strings("ignore").unwrap_or_default() {
        let below = pattern.strip_prefix("./").unwrap_or(&pattern).trim_matches('/');
        let path = below.strip_prefix("content/").unwrap_or(below);
        // As in `.gitignore`: a name alone is meant wherever it stands.
        let is_path = path.contains('/') || path != below || pattern.starts_with(['/', '.']) && path != pattern;
        let path = if is_path { path.to_owned() } else { format!("**/{path}") };
        match GlobBuilder::new(&path).literal_separator(true).build() {
            Ok(glob) => {
                set.add(glob);
                written.push((pattern, fields.place_of(&span)));
            }
            Err(error) => {
                let message = format!("`{pattern}` is not a pattern: {}", error.kind());
                fields.report(&span, message, "write paths from `content/`; `*` stands for a name, `**` for folders");
            }
        }
    }
    (set.build().expect("each pattern was built on its own before"), written)
}

fn repository(table: &Table, diags: &mut Diagnostics) -> Option<Repository> {
    let mut fields = Fields::new(table, &rules::SETTINGS, diags);
    fields.required();
    let url = web_address(&mut fields, "url");
    let branch = fields.parse("branch", "the name of a branch, such as `main`", |text| {
        let sound = !text.contains(|c: char| c.is_whitespace() || c.is_control() || "?#~^:\\*[\"<>".contains(c));
        sound.then(|| text.trim_matches('/').to_owned())
    });
    fields.finish_as(&rules::SETTINGS);
    let branch = branch.map_or_else(|| "main".to_owned(), |branch| branch.value);
    url.map(|url| Repository { url: url.trim_end_matches('/').to_owned(), branch })
}

/// How many marks there are: `scale` of `[interviews]`.
fn scale(fields: &mut Fields<'_, '_>) -> Option<usize> {
    fields.integer("scale").and_then(|scale| {
        let found = usize::try_from(scale.value).ok().filter(|scale| (3..=7).contains(scale));
        if found.is_none() {
            let hint = "write a whole number from 3 to 7, such as `scale = 4` for marks from 1 to 4";
            fields.report(&scale.span, format!("a scale cannot have {} marks", scale.value), hint);
        }
        found
    })
}

/// How long all interviews of a role may take: `minutes` of `[interviews]`.
fn interview_minutes(fields: &mut Fields<'_, '_>) -> Option<i64> {
    let minutes = fields.integer("minutes")?;
    if (1..=10_000).contains(&minutes.value) {
        return Some(minutes.value);
    }
    let hint = "write what all of them may take together, such as `minutes = 270`";
    fields.report(&minutes.span, format!("interviews cannot take {} minutes", minutes.value), hint);
    None
}

/// The accounts of owners: any name may stand there.
fn accounts(table: &Table, diags: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut accounts = BTreeMap::new();
    for (name, _, item) in &table.entries {
        let account = match &item.value {
            Value::String(account) if account.contains('@') && !account.contains(char::is_whitespace) => account,
            _ => {
                let message = format!("this is no account for `{name}`");
                let hint = "write `\"@name\"`, `\"@organisation/team\"` or a mail address";
                diags.push(Diagnostic::new(&rules::SETTINGS, table.place(&item.span), message).hint(hint));
                continue;
            }
        };
        accounts.insert(name.clone(), account.clone());
    }
    accounts
}

/// The path of a folder as the settings name it, from the site's root and with a slash at its end.
fn folder_path(written: &str) -> Option<String> {
    let plain = written.strip_prefix("./").unwrap_or(written);
    let path = if plain.starts_with("content/") { plain.to_owned() } else { format!("content/{plain}") };
    let sound = plain.ends_with('/') && !plain.starts_with('/') && !path.split('/').any(|name| name == "..");
    sound.then_some(path)
}

fn set(severities: &mut Severities, folder: Option<&str>, rule: &'static Rule, severity: Option<Severity>) -> bool {
    match folder {
        Some(folder) => severities.set_in(folder, rule, severity),
        None => severities.set(rule, severity),
    }
}

/// `[check]`: a severity for each rule, and in tables named after folders, such as `[check."content/old/"]`, for those.
fn severities(table: &Table, folder: Option<&str>, config: &mut Config, diags: &mut Diagnostics) {
    for (id, key, item) in &table.entries {
        if let (Value::Table(inner), None) = (&item.value, folder)
            && rules::find(id).is_none()
        {
            match folder_path(id) {
                Some(path) => severities(inner, Some(&path), config, diags),
                None => {
                    let message = format!("`{id}` is no folder of the site");
                    let hint = "write its path with a slash at the end, such as `[check.\"content/guides/\"]`";
                    diags.push(Diagnostic::new(&rules::SETTINGS, table.place(key), message).hint(hint));
                }
            }
            continue;
        }
        let Some(rule) = rules::find(id) else {
            let hint = suggestion(id, rules::ALL.iter().map(|rule| rule.id), "the rules are");
            let finding = Diagnostic::new(&rules::SETTINGS, table.place(key), format!("there is no rule `{id}`"));
            diags.push(finding.hint(hint));
            continue;
        };
        let severity = match &item.value {
            Value::String(word) => match word.as_str() {
                "off" => Some(None),
                "info" => Some(Some(Severity::Info)),
                "warning" => Some(Some(Severity::Warning)),
                "error" => Some(Some(Severity::Error)),
                _ => None,
            },
            _ => None,
        };
        let finding = match severity {
            None => {
                Diagnostic::new(&rules::SETTINGS, table.place(&item.span), format!("this is no severity for `{id}`"))
                    .hint("it is one of `\"off\"`, `\"info\"`, `\"warning\"`, `\"error\"`")
            }
            Some(severity) if !set(&mut config.severities, folder, rule, severity) => {
                Diagnostic::new(&rules::SETTINGS, table.place(&item.span), format!("`{id}` is always an error"))
                    .hint("remove the line: no site can lower this rule")
            }
            Some(_) => continue,
        };
        diags.push(finding);
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
