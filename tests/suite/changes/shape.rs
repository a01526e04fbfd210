//! Whether a value has the shape that a published schema gives it: the part of JSON Schema that those schemas use.

use serde_json::Value;

/// What does not fit, each with its place.
pub(crate) fn misfits(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no {name}"));
        return check(root, target, value, at, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = |choice: &Value| {
            let mut inner = Vec::new();
            check(root, choice, value, at, &mut inner);
            inner.is_empty()
        };
        if !choices.iter().any(fits) {
            found.push(format!("{at}: {value} fits none"));
        }
        return;
    }
    if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
        found.push(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let wanted = &schema["type"];
    let fits = wanted.as_str().is_none_or(|one| one == kind)
        && wanted.as_array().is_none_or(|list| list.contains(&kind.into()));
    if !fits {
        return found.push(format!("{at}: {value} is not {wanted}"));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        check(root, &schema["items"], item, &format!("{at}/{index}"), found);
    }
    let Some(object) = value.as_object() else { return };
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(key) {
            found.push(format!("{at}: there is no {key}"));
        }
    }
    for (key, inner) in object {
        match &schema["properties"][key] {
            Value::Null => found.push(format!("{at}: {key} is not in the schema")),
            property => check(root, property, inner, &format!("{at}/{key}"), found),
        }
    }
}
