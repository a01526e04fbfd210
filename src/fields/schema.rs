//! JSON Schemas made from declared keys, for editors that complete and check TOML.
//!
//! Draft 7, each schema whole in itself: what Taplo, VS Code and the YAML language server all read. Taplo does not
//! follow references from one local file to another (<https://github.com/tamasfe/taplo/issues/771>).

use serde_json::{Map, Value, json};

use super::keys::{Holds, Key, Shape, spelt_out};

/// What every schema says of itself.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The pattern of a record's id.
pub const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A whole schema as text: `body` with its title and what it is about.
pub fn whole(title: &str, about: &str, body: Value) -> String {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("title".to_owned(), title.into());
    schema.insert("description".to_owned(), about.into());
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A table with these keys and no others.
pub fn table(keys: &[&Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.shape.required).map(|key| key.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = shape(&key.shape);
    schema["description"] = key.says.trim().into();
    schema
}

fn shape(shape: &Shape) -> Value {
    let one = holds(&shape.value);
    match (shape.list, shape.value) {
        (false, _) => one,
        (true, Holds::Table(_)) => json!({ "type": "array", "items": one }),
        // One text alone is read as a list of one.
        (true, _) => json!({ "anyOf": [{ "type": "array", "items": one }, one] }),
    }
}

fn holds(value: &Holds) -> Value {
    match value {
        Holds::Any => json!({}),
        Holds::Text | Holds::Audience => json!({ "type": "string", "pattern": "\\S" }),
        Holds::Form { pattern, .. } => json!({ "type": "string", "pattern": pattern }),
        Holds::Word(words) => json!({ "enum": words }),
        Holds::Id(_) => json!({ "type": "string", "pattern": ID }),
        // A date with a time is read too.
        Holds::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}" }),
        Holds::Bool => json!({ "type": "boolean" }),
        Holds::Whole(i64::MIN, _) => json!({ "type": "integer" }),
        Holds::Whole(min, i64::MAX) => json!({ "type": "integer", "minimum": min }),
        Holds::Whole(min, max) => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Holds::Amount(max) => json!({ "type": "integer", "minimum": 0, "maximum": max }),
        Holds::Number(max) => json!({ "type": "number", "minimum": 0, "maximum": max }),
        Holds::Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Holds::Table(keys) | Holds::Inline(keys) => table(&spelt_out(keys)),
        Holds::Map(_, value) => json!({ "type": "object", "additionalProperties": shape(value) }),
        Holds::Either(several) => json!({ "anyOf": several.iter().map(holds).collect::<Vec<_>>() }),
    }
}
