//! The JSON Schemas of records and of whole data files, made from what the types declare.

use serde_json::{Map, Value, json};

use super::kinds::{Form, RecordKind};
use crate::fields::keys::{Holds, Key, Shape};
use crate::fields::schema;

pub(super) const ID: Key =
    Key::new("id", Shape::required(Holds::Id("record")), "Its id, unique among records of its type.");

pub(super) const OF_EVERY_RECORD: [Key; 3] = [
    Key::new("audience", Shape::optional(Holds::Audience), "Who may see it; the file's audience unless it is set."),
    Key::new("owner", Shape::optional(Holds::Text), "Who looks after it."),
    Key::new("reviewed_on", Shape::optional(Holds::Date), "When it was last checked."),
];

/// The schema of one record of this type.
pub(in crate::site) fn of_record(kind: RecordKind) -> String {
    schema::whole(&written(kind), kind.about().trim(), record(kind))
}

/// The schema of a data file: all types of records, and the audience of the file.
pub(in crate::site) fn of_data_file() -> String {
    let mut properties = Map::new();
    properties.insert(
        "audience".to_owned(),
        json!({ "type": "string", "pattern": "\\S", "description": "Who may see the records of this file that do not say so." }),
    );
    let mut definitions = Map::new();
    for kind in RecordKind::ALL.iter().copied() {
        let name = kind.name();
        let one = json!({ "$ref": format!("#/definitions/{name}") });
        let many = match kind.form() {
            Form::Named => json!({
                "type": "object",
                "propertyNames": { "pattern": schema::ID },
                "additionalProperties": one,
            }),
            Form::Listed | Form::Nameless => json!({ "type": "array", "items": one }),
        };
        let mut many = many;
        many["description"] = kind.about().trim().into();
        properties.insert(name.to_owned(), many);
        definitions.insert(name.to_owned(), record(kind));
    }
    let body = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions,
    });
    schema::whole("Data of a Rolebook site", "A TOML file below `content/data/`.", body)
}

/// How its table is headed.
fn written(kind: RecordKind) -> String {
    match kind.form() {
        Form::Named => format!("[{}.ID]", kind.name()),
        Form::Listed | Form::Nameless => format!("[[{}]]", kind.name()),
    }
}

fn record(kind: RecordKind) -> Value {
    let id = (kind.form() == Form::Listed).then_some(&ID);
    let keys: Vec<&Key> = id.into_iter().chain(kind.all_keys()).chain(&OF_EVERY_RECORD).collect();
    schema::table(&keys)
}
