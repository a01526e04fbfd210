//! Reads a questionnaire out of its table. It must not know other records.

use super::{Answer, FitOption, Gate, Label, MAX_NUMBER, MAX_POINTS, Question, Questionnaire, Words};
use crate::config::Config;
use crate::diag::{Diagnostic, rules};
use crate::fields::{Fields, Table, Value};
use crate::fit::Compare;
use crate::site::records::read::{audience, reference, references, text};
use crate::site::records::types::Reference;

/// How many points apart two roles must be unless the questionnaire says otherwise.
const MARGIN: i64 = 2;

/// The keys of `[fit.ID]`.
pub(super) fn questionnaire(fields: &mut Fields<'_, '_>, config: &Config) -> Option<Questionnaire> {
    let title = fields.required().string("title");
    let intro = text(fields, "intro");
    let version = number(fields, "version", 1, MAX_NUMBER).unwrap_or(Some(1));
    let margin = number(fields, "margin", 1, MAX_POINTS).unwrap_or(Some(MARGIN));
    fields.required();
    let roles = references(fields, "roles");
    too_few(fields, "roles", roles.len(), 2, "role");
    let questions = fields.required().tables("question").unwrap_or_default();
    too_few(fields, "question", questions.len(), 1, "question");
    let gates = fields.tables("gate").unwrap_or_default();
    // Every part is read, so that all mistakes show at once.
    let questions: Vec<_> = questions.into_iter().map(|table| question(table, fields, config)).collect();
    let gates: Vec<_> = gates.into_iter().map(|table| gate(table, fields, config)).collect();
    let questions: Option<Vec<_>> = questions.into_iter().collect();
    let gates: Option<Vec<_>> = gates.into_iter().collect();
    Some(Questionnaire {
        title: title?.value,
        intro,
        version: version?,
        margin: margin?,
        roles: Some(roles).filter(|roles| roles.len() > 1)?,
        questions: questions.filter(|questions| !questions.is_empty())?,
        gates: gates?,
    })
}

/// A whole number from `min` to `max`: `None` where the key is not set, `Some(None)` where it does not fit.
fn number(fields: &mut Fields<'_, '_>, key: &'static str, min: i64, max: i64) -> Option<Option<i64>> {
    fields.item(key)?;
    let Some(found) = fields.integer(key) else { return Some(None) };
    if (min..=max).contains(&found.value) {
        return Some(Some(found.value));
    }
    fields.report(&found.span, format!("`{key}` cannot be {}", found.value), format!("write {min} to {max}"));
    Some(None)
}

/// Reports a list that is there and has too few entries.
fn too_few(fields: &mut Fields<'_, '_>, key: &'static str, count: usize, least: usize, what: &str) {
    let is_list = matches!(fields.item(key).map(|item| &item.value), Some(Value::Array(_) | Value::String(_)));
    if count >= least || !is_list {
        return;
    }
    let message = match count {
        0 => format!("there is no {what} in `{key}`"),
        _ => format!("there is only one {what} in `{key}`"),
    };
    let hint = if least == 1 { "name one or more" } else { "name two or more" };
    let finding = Diagnostic::new(&rules::BAD_RECORD, fields.place(key), message).hint(hint);
    fields.diags().push(finding);
}

fn words(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Words> {
    let found = fields.string(key)?;
    Some(Words { place: fields.place_of(&found.span), text: found.value })
}

fn label(fields: &mut Fields<'_, '_>, table: &Table, config: &Config) -> Label {
    let place = table.get("audience").map(|item| table.place(&item.span));
    Label { audience: audience(fields, &config.audiences, config.audiences.lowest()), place }
}

/// An id of a part: as for records, and with `_`, so that a rule reads like a formula.
fn part_id(fields: &mut Fields<'_, '_>) -> Option<Reference> {
    let id = reference(fields.required(), "id")?;
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if id.id.split(['-', '_']).all(is_word) && id.id.len() <= 60 && id.id != "fit" {
        return Some(id);
    }
    let finding = Diagnostic::new(&rules::BAD_RECORD, id.place, format!("`{}` cannot be an id", id.id));
    let hint = "an id is lower-case letters and digits joined by `_` or `-`, such as `ml_engineers`, and not `fit`";
    fields.diags().push(finding.hint(hint));
    None
}

fn question(table: &Table, outer: &mut Fields<'_, '_>, config: &Config) -> Option<Question> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, outer.diags());
    let id = part_id(&mut fields);
    let ask = words(fields.required(), "ask");
    let help = words(&mut fields, "help");
    let label = label(&mut fields, table, config);
    let is_number = fields.one_of("type", &[("choice", false), ("number", true)]);
    let answer = match is_number.as_ref().map(|found| found.value) {
        None if table.get("type").is_some() => None,
        Some(true) => range(&mut fields),
        _ => {
            let options = fields.required().tables("options").unwrap_or_default();
            let options: Vec<_> = options.into_iter().map(|table| option(table, &mut fields, config)).collect();
            too_few(&mut fields, "options", options.len(), 2, "option");
            let options: Option<Vec<_>> = options.into_iter().collect();
            options.filter(|options| options.len() > 1).map(Answer::Choice)
        }
    };
    // Which keys there may be hangs on the type.
    if is_number.is_some() || table.get("type").is_none() {
        fields.finish();
    }
    Some(Question { id: id?, ask: ask?, help, label, answer: answer? })
}

/// The range of a number question.
fn range(fields: &mut Fields<'_, '_>) -> Option<Answer> {
    let min = number(fields, "min", 0, MAX_NUMBER).unwrap_or(Some(0));
    let max = number(fields, "max", 1, MAX_NUMBER).unwrap_or(Some(1_000));
    let (min, max) = (min?, max?);
    if min >= max {
        let finding =
            Diagnostic::new(&rules::BAD_RECORD, fields.place("min"), format!("`min` is {min} and `max` is {max}"));
        fields.diags().push(finding.hint("write the smaller number as `min`"));
        return None;
    }
    Some(Answer::Number { min, max })
}

fn option(table: &Table, outer: &mut Fields<'_, '_>, config: &Config) -> Option<FitOption> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, outer.diags());
    let id = part_id(&mut fields);
    let say = words(fields.required(), "say");
    let label = label(&mut fields, table, config);
    let source = reference(fields.required(), "source");
    let points = points(&mut fields, table);
    fields.finish();
    Some(FitOption { id: id?, say: say?, points: points?, source: source?, label })
}

/// `points = { ai-tech-lead = 3 }`
fn points(fields: &mut Fields<'_, '_>, option: &Table) -> Option<Vec<(Reference, i64)>> {
    let hint = "say whom this answer speaks for, such as `points = { ai-tech-lead = 2 }`, or remove it; every question can be left open";
    let given = match option.get("points").map(|item| &item.value) {
        Some(Value::Table(table)) if table.entries.is_empty() => None,
        None => None,
        Some(_) => Some(fields.table("points")?),
    };
    let Some(given) = given else {
        // The key counts as known, also where it is missing or empty.
        fields.item("points");
        let place = if option.get("points").is_some() { fields.place("points") } else { fields.header() };
        let finding = Diagnostic::new(&rules::BAD_RECORD, place, "this option gives points to no role");
        fields.diags().push(finding.hint(hint));
        return None;
    };
    let mut list = Vec::with_capacity(given.entries.len());
    for (role, span, item) in &given.entries {
        match item.value {
            Value::Integer(points) if (1..=MAX_POINTS).contains(&points) => {
                list.push((Reference { id: role.clone(), place: given.place(span) }, points));
            }
            _ => {
                let message = format!("`{role}` gets no whole number of points from 1 to {MAX_POINTS}");
                fields.report(&item.span, message, "write such a number, or remove the role");
            }
        }
    }
    (list.len() == given.entries.len()).then_some(list)
}

fn gate(table: &Table, outer: &mut Fields<'_, '_>, config: &Config) -> Option<Gate> {
    let mut fields = Fields::new(table, &rules::BAD_RECORD, outer.diags());
    let when = fields.required().parse("when", "a comparison such as `ml_engineers < 3`", comparison);
    let place = fields.place("when");
    fields.required();
    let rules_out = references(&mut fields, "rules_out");
    too_few(&mut fields, "rules_out", rules_out.len(), 1, "role");
    let say = fields.required().string("say");
    let source = reference(fields.required(), "source");
    let label = label(&mut fields, table, config);
    fields.finish();
    let (question, compare, value) = when?.value;
    Some(Gate {
        question: Reference { id: question, place },
        compare,
        value,
        rules_out: Some(rules_out).filter(|roles| !roles.is_empty())?,
        say: say?.value,
        source: source?,
        label,
    })
}

/// `ml_engineers < 3` as its parts.
fn comparison(text: &str) -> Option<(String, Compare, i64)> {
    let (sign, compare) = Compare::SIGNS.into_iter().find(|(sign, _)| text.contains(sign))?;
    let (question, value) = text.split_once(sign)?;
    let (question, value) = (question.trim(), value.trim());
    let sound = !question.is_empty() && question.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let value: i64 = value.parse().ok().filter(|value| digits && *value <= MAX_NUMBER)?;
    sound.then(|| (question.to_owned(), compare, value))
}
