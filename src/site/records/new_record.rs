//! A new record from what somebody typed: its text, the file it goes to, and what stands in its way.

use super::Data;
use super::kinds::{Form, RecordKind, record_types};
pub(in crate::site) use super::read::{ID_HINT, is_id};
use super::schema::{ID, OF_EVERY_RECORD};
use crate::config::Audience;
use crate::fields::keys::{Holds, Key};
use crate::fields::suggestion;
use crate::fields::typed::{Complaint, Typed};

/// A record that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecord {
    /// Its type, as authors write it.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What is to be written, as TOML.
    pub text: String,
    /// The file for it, from the site's root.
    pub file: String,
}

/// The keys whose text names a record, in the types that have them.
const NAMING: [&str; 3] = ["title", "ask", "look_for"];

macro_rules! ids {
    ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
        /// Whether there is a record of this type and id.
        pub(in crate::site) fn is_there(data: &Data, kind: RecordKind, id: &str) -> bool {
            match kind {
                $(RecordKind::$kind => data.$field.get(id).is_some(),)*
            }
        }

        /// Who may see the record of this type and id.
        pub(in crate::site) fn audience_of(data: &Data, kind: RecordKind, id: &str) -> Option<Audience> {
            match kind {
                $(RecordKind::$kind => data.$field.get(id).map(|record| record.audience),)*
            }
        }
    };
}
record_types!(ids);

/// The record of this type that `name` and the typed keys make; all that is wrong with them otherwise.
pub(in crate::site) fn new_record(
    data: &Data,
    kind: RecordKind,
    name: &str,
    pairs: &[(String, String)],
) -> Result<NewRecord, Vec<Complaint>> {
    let own = kind.all_keys();
    let keys: Vec<&'static Key> = std::iter::once(&ID).chain(own.iter().copied()).chain(&OF_EVERY_RECORD).collect();
    let mut typed = Typed::default();
    let mut wrong: Vec<Complaint> =
        pairs.iter().filter_map(|(key, value)| typed.set(&keys, key, value).err()).collect();
    let naming = NAMING.iter().find(|name| own.iter().any(|key| key.name == **name && key.shape.required));
    if let Some(key) = naming.filter(|key| !typed.has(key)) {
        wrong.extend(typed.set(&keys, key, name).err());
    }
    let written = pairs.iter().find(|(key, _)| key == "id").map(|(_, id)| id.trim().to_owned());
    typed.take("id");
    let id = written.unwrap_or_else(|| crate::written::id::of(name));
    if !is_id(&id) {
        let hint = "add `id=...`: lower-case letters and digits joined by `-`, such as `id=uk-london`";
        wrong.push((format!("`{}` cannot be an id", id.escape_debug()), hint.to_owned()));
    } else if is_there(data, kind, &id) {
        let hint = "give it another name, add `id=...`, or change the record that is there";
        wrong.push((format!("there is a {} `{id}` already", kind.noun()), hint.to_owned()));
    }
    let is_typed = |key: &str| pairs.iter().any(|(path, _)| path.split('.').next() == Some(key));
    for key in own.iter().filter(|key| key.shape.required && !typed.has(key.name) && !is_typed(key.name)) {
        let example = match key.shape.value {
            Holds::Word(words) => words.first().copied().unwrap_or("...").to_owned(),
            Holds::Id(_) => "ID".to_owned(),
            _ => "...".to_owned(),
        };
        let hint = format!("add `{}={example}`: {}", key.name, key.shape.value.text());
        wrong.push((format!("a {} needs `{}`", kind.noun(), key.name), hint));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (header, path) = match kind.form() {
        Form::Named => (format!("[{}.{id}]\n", kind.name()), format!("{}.{id}", kind.name())),
        Form::Listed => (format!("[[{}]]\nid = \"{id}\"\n", kind.name()), kind.name().to_owned()),
        Form::Nameless => (format!("[[{}]]\n", kind.name()), kind.name().to_owned()),
    };
    let text = format!("{header}{}", typed.lines(&keys, &path));
    Ok(NewRecord { kind: kind.name(), id, text, file: format!("content/data/{}.toml", kind.plural()) })
}

/// The type of this name; both `red_flag` and `red-flag` will do.
pub(in crate::site) fn kind_called(name: &str) -> Result<RecordKind, Complaint> {
    let plain = name.replace('-', "_");
    RecordKind::find(&plain).ok_or_else(|| {
        let known = RecordKind::ALL.iter().map(|kind| kind.name());
        (format!("there is no record type `{}`", name.escape_debug()), suggestion(name, known, "record types are"))
    })
}
