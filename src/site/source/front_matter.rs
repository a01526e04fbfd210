//! Front matter: the settings at the top of a page, in TOML between `+++` or YAML between `---`, or none at all.
//!
//! Empty lines, comments and what cannot be seen may stand above it. Whatever else looks like front matter is for `signs` to
//! tell.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Audience, Config, PageKind, ReviewInterval};
use crate::diag::{Diagnostic, Diagnostics, Place, Source, rules};
use crate::fields::{
    Fields, Item, Spanned, Table, Value, other_language, parse_date, parse_toml, parse_yaml, suggestion,
};
use crate::site::source::effect::LookAtKeys;
use crate::site::source::foreign::FOREIGN_KEYS;
use crate::site::source::front_fences::{fenced, holds_a_key, never_closed, opening_fence, start};
use crate::site::source::front_matter_keys::ForReaders;

/// What a page says about itself.
pub(in crate::site) struct FrontMatter {
    pub(in crate::site) title: Option<String>,
    pub(in crate::site) shown: ForReaders,
    pub(in crate::site) kind: Option<PageKind>,
    pub(in crate::site) audience: Option<Spanned<Audience>>,
    pub(in crate::site) owner: Option<String>,
    /// Where `reviewed_on` stands.
    pub(in crate::site) reviewed_at: Option<Range<usize>>,
    pub(in crate::site) review_every: Option<ReviewInterval>,
    pub(in crate::site) aliases: Vec<Spanned<String>>,
    pub(in crate::site) weight: Option<i64>,
    pub(in crate::site) slug: Option<Spanned<String>>,
    pub(in crate::site) draft: bool,
    /// Whether it is one only because a key that holds pages back could not be read, which was reported.
    pub(in crate::site) is_kept_back: bool,
    pub(in crate::site) publish_on: Option<Date>,
    pub(in crate::site) expire_on: Option<Date>,
    /// Records the page is about: `role`, `roles` and `place`, each with its key.
    pub(in crate::site) records: Vec<(&'static str, Spanned<String>)>,
    /// The opening that it adds its text to, and at whose address it stands.
    pub(in crate::site) posting: Option<Spanned<String>>,
    /// Findings about its wording that are right to leave: a rule and the reason each.
    pub(in crate::site) waive: Vec<Spanned<String>>,
    /// Whether the page gets the sections of its record that it does not write itself.
    pub(in crate::site) from_data: bool,
    pub(in crate::site) cascade: Cascade,
    /// Whether it is there and could not be read, or something in the page was meant as an instruction and is none; what
    /// it would have said is not missed a second time, and what it would have limited only the highest audience may see.
    pub(in crate::site) unreadable: bool,
    /// What the page says in words about its readers. Each is a finding and closes the page, unless it is for the highest
    /// audience anyhow: then they are true.
    pub(in crate::site) words: Vec<Diagnostic>,
}

impl Default for FrontMatter {
    fn default() -> FrontMatter {
        FrontMatter {
            title: None,
            shown: ForReaders::default(),
            kind: None,
            audience: None,
            owner: None,
            reviewed_at: None,
            review_every: None,
            aliases: Vec::new(),
            weight: None,
            slug: None,
            draft: false,
            is_kept_back: false,
            publish_on: None,
            expire_on: None,
            records: Vec::new(),
            posting: None,
            waive: Vec::new(),
            from_data: true,
            cascade: Cascade::default(),
            unreadable: false,
            words: Vec::new(),
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

/// Where the parts of a page's source are.
pub(in crate::site) struct Layout {
    /// What stands above the front matter: empty lines and comments.
    pub(in crate::site) above: Range<usize>,
    pub(in crate::site) has_front_matter: bool,
    /// The text of the page.
    pub(in crate::site) body: Range<usize>,
}

/// Reads the front matter of `source`; also tells where the body is.
pub(in crate::site) fn read(
    source: &Arc<Source>,
    is_index: bool,
    config: &Config,
    signs: LookAtKeys<'_>,
    diags: &mut Diagnostics,
) -> (FrontMatter, Layout) {
    let text = &source.text;
    let none = |front| (front, Layout { above: 0..0, has_front_matter: false, body: 0..text.len() });
    let start = start(text);
    let Some(fence) = opening_fence(&text[start..]) else { return none(FrontMatter::default()) };
    let layout = |body: usize| Layout { above: 0..start, has_front_matter: true, body: body..text.len() };
    let parse: Parse = if fence == "+++" { parse_toml } else { parse_yaml };
    let Some((inside, body)) = fenced(text, start, fence) else {
        if fence == "---" && !holds_a_key(text[start..].lines().nth(1).unwrap_or("")) {
            // A thematic break at the top of a page without front matter.
            return none(FrontMatter::default());
        }
        diags.push(never_closed(source, start, fence));
        return (FrontMatter { unreadable: true, ..FrontMatter::default() }, layout(text.len()));
    };
    let written = text[inside.clone()].trim();
    if fence == "---"
        && !written.is_empty()
        && !written.lines().any(holds_a_key)
        && !written.starts_with(['{', '-', '#'])
    {
        // Text between two thematic breaks.
        return none(FrontMatter::default());
    }
    let mut found = Diagnostics::default();
    let other = other_language(&text[inside.clone()], fence == "+++");
    let table = match &other {
        Some(slip) => {
            let place = Place::new(source, inside.start + slip.range.start..inside.start + slip.range.end);
            let finding = Diagnostic::new(&rules::FRONT_MATTER, place, slip.message.as_str());
            found.push(finding.hint(slip.hint.as_str()));
            None
        }
        None => parse(source, inside, &rules::FRONT_MATTER, &mut found),
    };
    let mut front = match table {
        Some(table) => typed(&table, is_index, config, signs, &mut found),
        None => FrontMatter { unreadable: true, ..FrontMatter::default() },
    };
    // Where it is not clear who may see the page, what it does say about that is not trusted either.
    front.unreadable |= found.iter().any(|finding| *finding.rule == rules::UNKNOWN_AUDIENCE);
    diags.append(found);
    (front, layout(body))
}

type Parse = fn(&Arc<Source>, Range<usize>, &'static crate::diag::Rule, &mut Diagnostics) -> Option<Table>;

/// A page may not have more tags: each of them is a page of its own.
const MAX_TAGS: usize = 50;
/// A page may not have more old addresses: each of them is a page of its own, too.
const MAX_ALIASES: usize = 200;

/// The texts of a list, as far as a page may have so many.
fn at_most(most: usize, key: &'static str, why: &str, fields: &mut Fields<'_, '_>) -> Vec<Spanned<String>> {
    let mut texts = fields.strings(key).unwrap_or_default();
    if let Some(first) = texts.get(most) {
        let message = format!("{} {key}, and a page may have {most}", texts.len());
        let finding = Diagnostic::new(&rules::LIMIT, fields.place_of(&first.span), message);
        fields.diags().push(finding.hint(format!("leave the rest out: {why}")));
        texts.truncate(most);
    }
    texts
}

/// The tags. Several in one text are told apart all the same, so that none of them is lost.
pub(super) fn tags(fields: &mut Fields<'_, '_>, _: &Config, key: &'static str) -> Vec<String> {
    let mut tags = Vec::new();
    for tag in at_most(MAX_TAGS, key, "readers look for few words", fields) {
        let parts: Vec<&str> = tag.value.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 || tag.value.trim().ends_with([',', ';']) {
            let quoted: Vec<String> = parts.iter().map(|part| format!("\"{}\"", part.replace('"', "'"))).collect();
            let hint = format!("write each in quotes of its own: `[{}]`", quoted.join(", "));
            fields.report(&tag.span, "`tags` must be a list of texts, and this is one text with several tags", hint);
        }
        tags.extend(parts.into_iter().map(str::to_owned));
    }
    tags.truncate(MAX_TAGS);
    tags
}

fn typed(
    table: &Table,
    is_index: bool,
    config: &Config,
    signs: LookAtKeys<'_>,
    diags: &mut Diagnostics,
) -> FrontMatter {
    let mut fields = Fields::new(table, &rules::FRONT_MATTER, diags);
    let value = |spanned: Spanned<String>| spanned.value;
    let mut records = Vec::new();
    for key in ["role", "place"] {
        records.extend(fields.string(key).map(|id| (key, id)));
    }
    records.extend(fields.strings("roles").unwrap_or_default().into_iter().map(|id| ("roles", id)));
    let mut front = FrontMatter {
        title: fields.string("title").map(|title| title.value.trim().to_owned()),
        shown: ForReaders::read(&mut fields, config),
        kind: kind(&mut fields),
        audience: audience(&mut fields, table, config),
        owner: fields.string("owner").map(value),
        reviewed_at: table.get("reviewed_on").map(|item| item.span.clone()),
        review_every: review_every(&mut fields),
        aliases: at_most(
            MAX_ALIASES,
            "aliases",
            "old addresses that nobody asks for any more need no page",
            &mut fields,
        ),
        weight: fields.integer("weight").map(|weight| weight.value),
        slug: slug(&mut fields),
        draft: holds_back(&mut fields, table),
        is_kept_back: !matches!(table.get("draft").map(|item| &item.value), Some(Value::Bool(true))),
        publish_on: fields.date("publish_on").map(|date| date.value),
        expire_on: fields.date("expire_on").map(|date| date.value),
        records,
        posting: fields.string("posting"),
        waive: fields.strings("waive").unwrap_or_default(),
        from_data: fields.bool("from_data").is_none_or(|wanted| wanted.value),
        cascade: if is_index { cascade(&mut fields, table, config) } else { Cascade::default() },
        unreadable: false,
        words: Vec::new(),
    };
    if !is_index {
        lost_cascade(&mut fields);
    }
    let effect = signs(&mut fields, table, is_index, &mut front.words);
    front.unreadable |= effect.closes;
    front.is_kept_back &= front.draft;
    front.draft |= effect.keeps_back;
    fields.foreign(&FOREIGN_KEYS);
    fields.finish();
    front
}

/// A day on which something has happened.
pub(in crate::site) fn past(fields: &mut Fields<'_, '_>, key: &'static str, today: Date) -> Option<Date> {
    let date = fields.date(key)?;
    // A build may be given a day that has passed, and east of Greenwich it is tomorrow already: a slip is further off.
    let limit = today.checked_add(jiff::Span::new().days(30));
    if limit.is_ok_and(|limit| date.value > limit) {
        let message = format!("`{key}` is {}, which is still to come", date.value);
        let hint = fields.write(&date.span, &today.to_string());
        let finding = Diagnostic::new(&rules::FUTURE_DATE, fields.place_of(&date.span), message);
        fields.diags().push(finding.hint(format!("{hint} if that is today, or the day that was meant")));
    }
    Some(date.value)
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
    let names: Vec<_> = PageKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    fields.one_of("kind", &names).map(|kind| kind.value)
}

fn review_every(fields: &mut Fields<'_, '_>) -> Option<ReviewInterval> {
    let interval = fields.parse_near(
        "review_every",
        "a length of time such as `6 months`",
        ReviewInterval::parse,
        ReviewInterval::near,
    );
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
    // Until it is fixed, nobody but the highest audience may see it.
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
