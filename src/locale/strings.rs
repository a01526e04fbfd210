//! The files of words: which there are, how they are read, and how a site's theme replaces some of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::message::{FORMS, Message};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::disk::Disk;
use crate::fields::{Table, Value, nearest, nearest_three, parse_toml};

pub(super) static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default/strings");

/// Messages by their keys, such as `search.label`.
#[derive(Debug, Clone, Default)]
pub(super) struct Strings {
    messages: BTreeMap<String, Message>,
}

impl Strings {
    pub(super) fn get(&self, key: &str) -> Option<&Message> {
        self.messages.get(key)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Message)> + Clone {
        self.messages.iter().map(|(key, message)| (key.as_str(), message))
    }

    /// The words that come with the program for the language `stem`, such as `de`.
    pub(super) fn embedded(stem: &str) -> Option<Strings> {
        if stem == "en" { Strings::english().cloned() } else { Strings::read_embedded(stem) }
    }

    /// Those of English. Every site has them, so that they are read once.
    pub(super) fn english() -> Option<&'static Strings> {
        static ENGLISH: LazyLock<Option<Strings>> = LazyLock::new(|| Strings::read_embedded("en"));
        ENGLISH.as_ref()
    }

    fn read_embedded(stem: &str) -> Option<Strings> {
        let name = format!("{stem}.toml");
        let text = EMBEDDED.get_file(&name)?.contents_utf8()?;
        let source = Source::new(format!("themes/default/strings/{name}"), text);
        let mut strings = Strings::default();
        strings.read(&source, None, &mut Diagnostics::default());
        Some(strings)
    }

    /// English words, under those of the language, under those of the site's own theme.
    ///
    /// `pt-BR` takes `pt-BR.toml`, else `pt.toml`. Adds a finding for a language without a file, for a file that cannot be
    /// read, and for a key that no template asks for.
    pub(super) fn load(disk: &dyn Disk, theme: &str, language: &str, place: Place, diags: &mut Diagnostics) -> Strings {
        let mut strings = Strings::embedded("en").unwrap_or_default();
        let english = strings.clone();
        let (mut is_complete, stems) = (false, stems(language));
        if let Some(own) = stems.iter().find_map(|stem| Strings::embedded(stem)) {
            strings.messages.extend(own.messages);
            is_complete = true;
        }
        for stem in &stems {
            let path = format!("themes/{theme}/strings/{stem}.toml");
            let Ok(bytes) = disk.read(&path) else { continue };
            is_complete = true;
            match String::from_utf8(bytes) {
                Ok(text) => strings.read(&Source::new(path, text), Some(&english), diags),
                Err(_) => diags.push(
                    Diagnostic::new(&rules::UNREADABLE, Place::file(&path), "the file is not UTF-8 text")
                        .hint("save it as UTF-8"),
                ),
            }
            break;
        }
        if !is_complete {
            let message = format!("the interface has no words in the language `{language}`, so they are English");
            let file = format!("themes/{theme}/strings/{}.toml", stems.last().map_or("", String::as_str));
            diags.push(
                Diagnostic::new(&rules::LANGUAGE, place, message)
                    .hint(format!("write them into `{file}`; the guide's page on settings says how")),
            );
        }
        strings
    }

    /// Reads a file's messages over those that are here. With `known`, other keys are findings.
    fn read(&mut self, source: &std::sync::Arc<Source>, known: Option<&Strings>, diags: &mut Diagnostics) {
        if let Some(table) = parse_toml(source, 0..source.text.len(), &rules::LANGUAGE, diags) {
            self.table(&table, "", known, diags);
        }
    }

    fn table(&mut self, table: &Table, prefix: &str, known: Option<&Strings>, diags: &mut Diagnostics) {
        for (name, span, item) in &table.entries {
            let key = format!("{prefix}{name}");
            let message = match &item.value {
                Value::String(text) => Some(Message::simple(text)),
                Value::Table(inner) => match plural(inner) {
                    Some(forms) => Message::plural(forms),
                    None => {
                        self.table(inner, &format!("{key}."), known, diags);
                        continue;
                    }
                },
                _ => None,
            };
            let refusal = match &message {
                None => Some((
                    format!("`{key}` is neither text nor a table of plural forms with `other`"),
                    format!("write `{name} = \"...\"`"),
                )),
                Some(message) => known.and_then(|known| known.refusal(&key, message)),
            };
            match (message, refusal) {
                (_, Some((text, hint))) => {
                    diags.push(Diagnostic::new(&rules::LANGUAGE, table.place(span), text).hint(hint));
                }
                (Some(message), None) => drop(self.messages.insert(key, message)),
                (None, None) => {}
            }
        }
    }

    /// Why a message under `key` can never show as it is meant: what is wrong, and what to write.
    fn refusal(&self, key: &str, message: &Message) -> Option<(String, String)> {
        let Some(asked) = self.get(key) else {
            let known = || self.messages.keys().map(String::as_str);
            let near = nearest(key, known()).map(|near| format!("did you mean `{near}`?"));
            let hint = near.unwrap_or_else(|| nearest_three(key, known()));
            return Some((format!("the interface has no message `{key}`"), hint));
        };
        let gap = message.gaps().into_iter().find(|gap| !asked.gaps().contains(gap))?;
        Some((format!("the message `{key}` has no argument `{{{gap}}}`"), known_gaps(asked)))
    }
}

fn known_gaps(message: &Message) -> String {
    let gaps: Vec<String> = message.gaps().iter().map(|gap| format!("`{{{gap}}}`")).collect();
    if gaps.is_empty() { "it takes none".to_owned() } else { format!("it takes {}", gaps.join(", ")) }
}

/// The forms of a table whose keys are all names of plural forms.
fn plural(table: &Table) -> Option<Vec<(icu_plurals::PluralCategory, String)>> {
    let forms = table.entries.iter().map(|(key, _, item)| {
        let (_, category) = FORMS.iter().find(|(name, _)| name == key)?;
        match &item.value {
            Value::String(text) => Some((*category, text.clone())),
            _ => None,
        }
    });
    forms.collect()
}

/// The names of files that may hold the language's words, the nearest first: `pt-BR`, `pt`.
fn stems(language: &str) -> Vec<String> {
    let base = language.split('-').next().unwrap_or(language).to_ascii_lowercase();
    let mut stems = vec![language.to_owned()];
    if base != language {
        stems.push(base);
    }
    stems
}
