//! Reads one record out of its table: what every record has, and what the keys of several types have in common.
//!
//! Places come from the table, so it makes no difference whether it was written in TOML or in a line of CSV. It must
//! not know other records: what a record names is looked up in [`crate::site::check`].

use jiff::civil::Date;

use crate::config::{Audience, AudienceLevels, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::{Fields, Table, Value, nearest, parse_date, suggestion};
use crate::site::records::kinds::RecordKind;
use crate::site::records::types::{Days, Record, Reference};
use crate::site::signs::Signs;
use crate::site::source::folders::named_for;
use crate::site::source::front_matter::past;
use crate::written::{codes, currency};

/// Where data files are.
const FOLDER: &str = "content/data";

/// Where a record's id comes from.
pub(in crate::site) enum Id {
    /// The table's name.
    Name(String, Place),
    /// Its key `id`.
    Key,
}

/// What came of reading a record: its id when there is one, and the record when it is whole.
pub(in crate::site) struct Outcome<T> {
    pub(in crate::site) id: Option<String>,
    pub(in crate::site) record: Option<Record<T>>,
}

impl<T> Outcome<T> {
    /// The same for `audience` alone.
    pub(super) fn closed(mut self, audience: Audience) -> Outcome<T> {
        if let Some(record) = &mut self.record {
            record.audience = audience;
        }
        self
    }
}

/// Reads what every record has, and lets `body` read the rest.
pub(in crate::site) fn record<T>(
    id: Id,
    table: &Table,
    file_audience: Audience,
    config: &Config,
    signs: &Signs,
    diags: &mut Diagnostics,
    body: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
) -> Outcome<T> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, diags);
    let named = match id {
        Id::Name(id, place) => Some((id, place)),
        Id::Key => fields.required().string("id").map(|id| {
            let place = fields.place_of(&id.span);
            (id.value, place)
        }),
    };
    let named = named.filter(|(id, place)| is_sound_id(id, place, &mut fields));
    let body = body(&mut fields);
    let audience = audience(&mut fields, &config.audiences, file_audience);
    let owner = fields.string("owner").map(|owner| owner.value);
    let reviewed_on = past(&mut fields, "reviewed_on", config.today);
    // What was meant to be hidden and is not read as that, nobody but the highest audience may see.
    let audience = if signs.in_unread(&mut fields, table).closes { config.audiences.highest() } else { audience };
    fields.finish();
    let id = named.as_ref().map(|(id, _)| id.clone());
    let record = named.zip(body).map(|((id, place), body)| Record {
        id,
        place,
        audience,
        owner,
        reviewed_on,
        days: days(table),
        body,
    });
    Outcome { id, record }
}

/// The days of a record of whatever type; what is wrong with them is for its type to say.
fn days(table: &Table) -> Days {
    let date = |key| match &table.get(key)?.value {
        Value::Date(text) | Value::String(text) => parse_date(text),
        _ => None,
    };
    Days { as_of: date("as_of"), review_by: date("review_by") }
}

/// What to write instead of what cannot be an id.
pub(in crate::site) const ID_HINT: &str = "an id is lower-case letters and digits joined by `-`, such as `uk-london`";

/// Whether a text can be an id.
pub(in crate::site) fn is_id(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.split('-').all(is_word) && text.len() <= 100
}

fn is_sound_id(id: &str, place: &Place, fields: &mut Fields<'_, '_>) -> bool {
    let sound = is_id(id);
    if !sound {
        let finding = Diagnostic::new(&rules::BAD_RECORD, place.clone(), format!("`{id}` cannot be an id")).hint(
            match kebab(id) {
                meant if meant.is_empty() => ID_HINT.to_owned(),
                meant => format!("write `{meant}`: an id is lower-case letters and digits joined by `-`"),
            },
        );
        fields.diags().push(finding);
    }
    sound
}

/// The id that was probably meant.
fn kebab(id: &str) -> String {
    let plain = id.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join("-").chars().take(100).collect()
}

/// Who may have what a data file holds that says nothing about it: a folder that is called as an audience is theirs, and
/// what is called as if it were not for everybody is for the highest alone.
pub(super) fn audience_of_file(path: &str, signs: &Signs, config: &Config) -> Audience {
    if signs.in_data_name(path).is_some() {
        return config.audiences.highest();
    }
    let named = named_for(path, FOLDER, config);
    named.map_or(config.default_audience, |(named, _)| config.audiences.stricter(named, config.default_audience))
}

/// For whom something is that says it is for `own`: nobody below the audience that a folder around its file is called as.
pub(super) fn held_to_folder(own: Audience, place: Place, config: &Config, diags: &mut Diagnostics) -> Audience {
    let Some((named, folder)) = named_for(place.path(), FOLDER, config) else { return own };
    let held = config.audiences.stricter(own, named);
    if held != own {
        let (own, name) = (config.audiences.name(own), config.audiences.name(named));
        let message = format!("this is for `{own}`, but lies in `{folder}/`, which is called as the audience `{name}`");
        let hint = format!(
            "write `audience = \"{name}\"`, or move it to a file in another folder; until then it is for `{name}` alone"
        );
        diags.push(Diagnostic::new(&rules::UNREAD_INSTRUCTION, place.clone(), message).hint(hint));
    }
    held
}

/// The audience a table asks for, else `default`. What cannot be understood is for the highest audience.
pub(in crate::site) fn audience(fields: &mut Fields<'_, '_>, ladder: &AudienceLevels, default: Audience) -> Audience {
    audience_at(fields, "audience", ladder, default)
}

/// As [`audience`], under another key.
pub(in crate::site) fn audience_at(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    ladder: &AudienceLevels,
    default: Audience,
) -> Audience {
    let Some(item) = fields.item(key) else { return default };
    let (message, hint) = match &item.value {
        Value::String(name) => match ladder.find(name) {
            Some(audience) => return audience,
            None => {
                let known = ladder.names().iter().map(String::as_str);
                (format!("there is no audience `{name}`"), suggestion(name, known, "this site's audiences are"))
            }
        },
        other => {
            let hint = "put the audience's name between quotes".to_owned();
            (format!("`{key}` must be text, found {}", other.kind()), hint)
        }
    };
    let place = fields.place_of(&item.span);
    fields.diags().push(Diagnostic::new(&rules::UNKNOWN_AUDIENCE, place, message).hint(hint));
    ladder.highest()
}

pub(in crate::site) fn text(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    fields.string(key).map(|text| text.value)
}

pub(in crate::site) fn texts(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<String> {
    fields.strings(key).unwrap_or_default().into_iter().map(|text| text.value).collect()
}

pub(in crate::site) fn reference(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Reference> {
    let id = fields.string(key)?;
    Some(Reference { place: fields.place_of(&id.span), id: id.value })
}

/// As [`reference()`], for one that must be there.
pub(in crate::site) fn required_reference(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    kind: RecordKind,
) -> Option<Reference> {
    let noun = kind.noun();
    let hint = format!("add a line `{key} = \"ID\"`, with the id of a {noun} instead of ID");
    let id = fields.string_or(key, &hint)?;
    Some(Reference { place: fields.place_of(&id.span), id: id.value })
}

pub(in crate::site) fn references(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Reference> {
    let ids = fields.strings(key).unwrap_or_default();
    ids.into_iter().map(|id| Reference { place: fields.place_of(&id.span), id: id.value }).collect()
}

pub(in crate::site) fn date(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<(Date, Place)> {
    let date = fields.date(key)?;
    Some((date.value, fields.place_of(&date.span)))
}

/// The currency whose code stands under a key.
pub(in crate::site) fn currency_in(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<&'static str> {
    let code = fields.string(key)?;
    known_currency(&code.value, &code.span, fields)
}

/// The currency of this code, which stands at `span`; one that does not exist is reported.
pub(in crate::site) fn known_currency(
    code: &str,
    span: &std::ops::Range<usize>,
    fields: &mut Fields<'_, '_>,
) -> Option<&'static str> {
    let found = codes::find(code);
    if found.is_none() {
        let hint = match currency::named(code).as_deref() {
            Some([one]) => fields.write(span, &format!("\"{one}\"")),
            Some(several) => format!("it may be one of {}: write the code that it is", several.join(", ")),
            None => match nearest(code, codes::codes()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write its ISO 4217 code, such as `USD`, `GBP` or `EUR`".to_owned(),
            },
        };
        fields.report(span, format!("there is no currency `{code}`"), hint);
    }
    found
}
