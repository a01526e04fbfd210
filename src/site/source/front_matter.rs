//! Front matter: the settings at the top of a page, in TOML between `+++` or YAML between `---`, or none at all.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Audience, Config, ReviewInterval};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::fields::{Fields, Item, Spanned, Table, Value, parse_date, parse_toml, parse_yaml, suggestion};
use crate::site::gate::PageKind;

/// What a page says about itself.
pub(in crate::site) struct FrontMatter {
    pub(in crate::site) title: Option<String>,
    pub(in crate::site) summary: Option<String>,
    pub(in crate::site) kind: Option<PageKind>,
    pub(in crate::site) audience: Option<Spanned<Audience>>,
    pub(in crate::site) owner: Option<String>,
    pub(in crate::site) reviewed_on: Option<Date>,
    pub(in crate::site) review_every: Option<ReviewInterval>,
    pub(in crate::site) aliases: Vec<Spanned<String>>,
    pub(in crate::site) weight: Option<i64>,
    pub(in crate::site) slug: Option<Spanned<String>>,
    pub(in crate::site) tags: Vec<String>,
    pub(in crate::site) draft: bool,
    pub(in crate::site) publish_on: Option<Date>,
    pub(in crate::site) expire_on: Option<Date>,
    /// Records the page is about: `role`, `roles` and `place`, each with its key.
    pub(in crate::site) records: Vec<(&'static str, Spanned<String>)>,
    /// Whether the page gets the sections of its record that it does not write itself.
    pub(in crate::site) from_data: bool,
    pub(in crate::site) extra: serde_json::Map<String, serde_json::Value>,
    pub(in crate::site) cascade: Cascade,
    /// Whether it is there and could not be read; what it would have said is not missed a second time, and what it
    /// would have limited only the highest rung may see.
    pub(in crate::site) unreadable: bool,
}

impl Default for FrontMatter {
    fn default() -> FrontMatter {
        FrontMatter {
            title: None,
            summary: None,
            kind: None,
            audience: None,
            owner: None,
            reviewed_on: None,
            review_every: None,
            aliases: Vec::new(),
            weight: None,
            slug: None,
            tags: Vec::new(),
            draft: false,
            publish_on: None,
            expire_on: None,
            records: Vec::new(),
            from_data: true,
            extra: serde_json::Map::new(),
            cascade: Cascade::default(),
            unreadable: false,
        }
    }
}

/// What an `_index.md` passes down.
#[derive(Default)]
pub(in crate::site) struct Cascade {
    pub(in crate::site) audience: Option<Spanned<Audience>>,
    pub(in crate::site) owner: Option<String>,
    pub(in crate::site) review_every: Option<ReviewInterval>,
    pub(in crate::site) kind: Option<PageKind>,
}

/// Reads the front matter of `source`; also gives the range of the body.
pub(in crate::site) fn read(
    source: &Arc<Source>,
    is_index: bool,
    config: &Config,
    diags: &mut Diagnostics,
) -> (FrontMatter, Range<usize>) {
    let text = &source.text;
    let (parse, fence): (Parse, &str) = match text.lines().next().map(str::trim_end) {
        Some("+++") => (parse_toml, "+++"),
        Some("---") => (parse_yaml, "---"),
        _ => return (FrontMatter::default(), 0..text.len()),
    };
    let Some((inside, body)) = fenced(text, fence) else {
        if fence == "---" && !looks_like_yaml(text) {
            // A thematic break at the top of a page without front matter.
            return (FrontMatter::default(), 0..text.len());
        }
        diags.push(
            Diagnostic::new(&rules::FRONT_MATTER, Place::new(source, 0..3), "this front matter is never closed")
                .hint(format!("put a line `{fence}` below its last key")),
        );
        return (FrontMatter { unreadable: true, ..FrontMatter::default() }, text.len()..text.len());
    };
    let mut found = Diagnostics::default();
    let mut front = match parse(source, inside, &rules::FRONT_MATTER, &mut found) {
        Some(table) => typed(&table, is_index, config, &mut found),
        None => FrontMatter { unreadable: true, ..FrontMatter::default() },
    };
    // Where it is not clear who may see the page, what it does say about that is not trusted either.
    front.unreadable |= found.iter().any(|finding| *finding.rule == rules::UNKNOWN_AUDIENCE);
    diags.append(found);
    (front, body..text.len())
}

type Parse = fn(&Arc<Source>, Range<usize>, &'static crate::diag::Rule, &mut Diagnostics) -> Option<Table>;

/// The range between the fences, and where the body begins.
fn fenced(text: &str, fence: &str) -> Option<(Range<usize>, usize)> {
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether the line below the opening fence could be a key.
fn looks_like_yaml(text: &str) -> bool {
    let line = text.lines().nth(1).unwrap_or("");
    line.split_once(':')
        .is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c)))
}

fn typed(table: &Table, is_index: bool, config: &Config, diags: &mut Diagnostics) -> FrontMatter {
    let mut fields = Fields::new(table, &rules::FRONT_MATTER, diags);
    let value = |spanned: Spanned<String>| spanned.value;
    let mut records = Vec::new();
    for key in ["role", "place"] {
        records.extend(fields.string(key).map(|id| (key, id)));
    }
    records.extend(fields.strings("roles").unwrap_or_default().into_iter().map(|id| ("roles", id)));
    let front = FrontMatter {
        title: fields.string("title").map(|title| title.value.trim().to_owned()),
        summary: fields.string("summary").map(value),
        kind: kind(&mut fields),
        audience: audience(&mut fields, table, config),
        owner: fields.string("owner").map(value),
        reviewed_on: fields.date("reviewed_on").map(|date| date.value),
        review_every: review_every(&mut fields),
        aliases: fields.strings("aliases").unwrap_or_default(),
        weight: fields.integer("weight").map(|weight| weight.value),
        slug: slug(&mut fields),
        tags: fields.strings("tags").unwrap_or_default().into_iter().map(value).collect(),
        draft: holds_back(&mut fields, table),
        publish_on: fields.date("publish_on").map(|date| date.value),
        expire_on: fields.date("expire_on").map(|date| date.value),
        records,
        from_data: fields.bool("from_data").is_none_or(|wanted| wanted.value),
        extra: match fields.table("extra").map(Table::to_json) {
            Some(serde_json::Value::Object(extra)) => extra,
            _ => serde_json::Map::new(),
        },
        cascade: if is_index { cascade(&mut fields, table, config) } else { Cascade::default() },
        unreadable: false,
    };
    if !is_index {
        lost_cascade(&mut fields);
    }
    fields.finish();
    front
}

/// Whether the page is a draft, or a key that would hold it back cannot be read: it is rather kept back than let out.
fn holds_back(fields: &mut Fields<'_, '_>, table: &Table) -> bool {
    let dates = ["publish_on", "expire_on"];
    let unclear = |key: &str| {
        table.get(key).is_some_and(|item| match &item.value {
            Value::Date(text) | Value::String(text) => parse_date(text).is_none(),
            Value::Null => false,
            _ => true,
        })
    };
    match fields.item("draft").map(|item| &item.value) {
        Some(Value::Bool(draft)) => *draft || dates.into_iter().any(unclear),
        Some(_) => fields.bool("draft").is_none_or(|draft| draft.value),
        None => dates.into_iter().any(unclear),
    }
}

/// Reports a `[cascade]` where nothing passes down: what it was meant to limit would be open, whatever a site has lowered.
fn lost_cascade(fields: &mut Fields<'_, '_>) {
    if fields.item("cascade").is_some() {
        let finding = Diagnostic::new(
            &rules::UNKNOWN_AUDIENCE,
            fields.place("cascade"),
            "only a folder's `_index.md` passes something down",
        );
        fields.diags().push(finding.hint("put `[cascade]` into `_index.md`"));
    }
}

/// The slug, also when it is empty, so that its problem is said once and in one place.
fn slug(fields: &mut Fields<'_, '_>) -> Option<Spanned<String>> {
    let item = fields.item("slug")?;
    match &item.value {
        Value::String(text) => Some(Spanned { value: text.clone(), span: item.span.clone() }),
        _ => fields.string("slug"),
    }
}

fn kind(fields: &mut Fields<'_, '_>) -> Option<PageKind> {
    let names = PageKind::ALL.map(|kind| (kind.name(), kind));
    fields.one_of("kind", &names).map(|kind| kind.value)
}

fn review_every(fields: &mut Fields<'_, '_>) -> Option<ReviewInterval> {
    let interval = fields.parse("review_every", "a length of time such as `6 months`", ReviewInterval::parse);
    interval.map(|interval| interval.value)
}

/// The audience a table names; a name that does not exist is always an error.
fn audience(fields: &mut Fields<'_, '_>, table: &Table, config: &Config) -> Option<Spanned<Audience>> {
    fields.item("audience");
    // A key with nothing behind it is a slip, not a wish for the default.
    let item = table.get("audience")?;
    let Value::String(text) = &item.value else {
        let message = format!("`audience` must be text, found {}", item.value.kind());
        let finding = Diagnostic::new(&rules::UNKNOWN_AUDIENCE, table.place(&item.span), message);
        fields.diags().push(finding.hint("name one audience, between quotes"));
        return Some(Spanned { value: config.audiences.highest(), span: item.span.clone() });
    };
    let name = Spanned { value: text.clone(), span: item.span.clone() };
    let found = config.audiences.find(&name.value);
    if found.is_none() {
        let names = config.audiences.names().iter().map(String::as_str);
        let hint = suggestion(&name.value, names, "the audiences are");
        fields.diags().push(
            Diagnostic::new(
                &rules::UNKNOWN_AUDIENCE,
                table.place(&name.span),
                format!("there is no audience `{}`", name.value),
            )
            .hint(hint),
        );
    }
    // Until it is mended, nobody but the highest rung may see it.
    Some(Spanned { value: found.unwrap_or(config.audiences.highest()), span: name.span })
}

fn cascade(fields: &mut Fields<'_, '_>, around: &Table, config: &Config) -> Cascade {
    let Some(table) = fields.table("cascade") else {
        // One that is no table might have limited what lies below.
        let closed = |item: &Item| Spanned { value: config.audiences.highest(), span: item.span.clone() };
        return Cascade { audience: around.get("cascade").map(closed), ..Cascade::default() };
    };
    let mut fields = Fields::new(table, &rules::FRONT_MATTER, fields.diags());
    let cascade = Cascade {
        audience: audience(&mut fields, table, config),
        owner: fields.string("owner").map(|owner| owner.value),
        review_every: review_every(&mut fields),
        kind: kind(&mut fields),
    };
    fields.finish();
    cascade
}
