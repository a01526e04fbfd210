//! Front matter of other tools as ours. What hid a page there makes it a draft here; keys that mean nothing are counted.

use jiff::civil::Date;

use super::hides::hides;
use super::plan::{OF_ADDRESSES, PagePlan, plain_address};
use super::tool::Tool;
use super::tool_settings::ToolSettings;
use super::values::{date_of, plain, says_yes, scaled, text_of, texts_of};
use super::{Handbook, Request, names};
use crate::diag::{Diagnostics, Source, rules};
use crate::fields::{Table, Value, parse_date, parse_toml, parse_yaml};

/// What a page says about itself, in our words.
#[derive(Debug, Default, Clone)]
pub(super) struct Front {
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) audience: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) reviewed_on: Option<Date>,
    pub(super) review_every: Option<String>,
    pub(super) publish_on: Option<Date>,
    pub(super) expire_on: Option<Date>,
    pub(super) weight: Option<i64>,
    pub(super) slug: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) aliases: Vec<String>,
    /// The address it had.
    pub(super) old_address: Option<String>,
    /// Why it stays back.
    pub(super) hidden: Option<String>,
}

/// The front matter at the top of a text.
pub(super) enum Found {
    None,
    /// It is there, and cannot be read.
    Unreadable,
    Keys(Table),
}

/// Reads the front matter of a text, and where its body begins.
pub(super) fn read(path: &str, text: &str) -> (Found, usize) {
    let start = text.len() - text.trim_start_matches(['\u{FEFF}', '\n', '\r', ' ']).len();
    let rest = &text[start..];
    let first = rest.lines().next().unwrap_or("").trim_end();
    if first == "{" {
        return json(path, text, start);
    }
    if first != "---" && first != "+++" {
        return (Found::None, 0);
    }
    let mut at = start + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let inside = at;
    for line in text[at..].split_inclusive('\n') {
        let shown = line.trim_end();
        if shown == first || (first == "---" && shown == "...") {
            let source = Source::new(path, text);
            let parse = if first == "+++" { parse_toml } else { parse_yaml };
            let keys = parse(&source, inside..at, &rules::FRONT_MATTER, &mut Diagnostics::default());
            let is_empty = text[inside..at].trim().is_empty();
            let found = keys.map_or(if is_empty { Found::None } else { Found::Unreadable }, Found::Keys);
            return (found, at + line.len());
        }
        at += line.len();
    }
    let is_rule = first == "---" && !text[inside..].lines().next().is_some_and(|line| line.contains(':'));
    if is_rule { (Found::None, 0) } else { (Found::Unreadable, text.len()) }
}

/// Front matter in JSON, as Hugo reads it: YAML can hold the same.
fn json(path: &str, text: &str, start: usize) -> (Found, usize) {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Value>();
    match values.next() {
        Some(Ok(serde_json::Value::Object(_))) => {
            let end = start + values.byte_offset();
            let source = Source::new(path, text);
            let keys = parse_yaml(&source, start..end, &rules::FRONT_MATTER, &mut Diagnostics::default());
            (keys.map_or(Found::Unreadable, Found::Keys), end)
        }
        _ => (Found::None, 0),
    }
}

/// An address with another last segment. A post of a blog of Docusaurus then stands without its day.
fn renamed(address: &str, last: &str, tool: Tool) -> String {
    let above = match address.strip_prefix("/blog/") {
        Some(_) if tool == Tool::Docusaurus => "/blog",
        _ => names::folder(address.trim_end_matches('/')),
    };
    format!("{above}/{last}/")
}

impl Front {
    /// What the keys of a page come to, beside what its name and the tool's settings say.
    pub(super) fn of(
        found: &Found,
        page: &PagePlan,
        tool: Tool,
        settings: &ToolSettings,
        request: &Request<'_>,
        handbook: &mut Handbook,
    ) -> Front {
        let mut front = Front { weight: page.weight, hidden: page.hidden.clone(), ..Front::default() };
        if tool == Tool::Docusaurus {
            front.weight = page.weight.map(|weight| weight * 10);
        }
        front.publish_on = page.date.as_deref().and_then(parse_date);
        front.old_address = page.old_address.clone();
        if page.source.starts_with("_drafts/") {
            front.hidden = Some("it lies among the drafts".to_owned());
        }
        for (path, values) in settings.defaults.iter().filter(|(path, _)| page.source.starts_with(path.as_str())) {
            for (key, _, item) in &values.entries {
                if hides(key, &item.value, request) {
                    front.hidden = Some(format!("the tool's settings set `{key}` for `{path}`"));
                }
            }
        }
        match found {
            Found::None => {}
            Found::Unreadable => {
                front.hidden = Some("its front matter cannot be read".to_owned());
                handbook.notes.insert(format!("{}: its front matter cannot be read, and was left out", page.source));
            }
            Found::Keys(table) => {
                for (key, _, item) in &table.entries {
                    front.key(key, &item.value, tool, page, request, handbook);
                }
            }
        }
        front
    }

    fn key(
        &mut self,
        key: &str,
        value: &Value,
        tool: Tool,
        page: &PagePlan,
        request: &Request<'_>,
        handbook: &mut Handbook,
    ) {
        match plain(key).as_str() {
            _ if matches!(value, Value::Null) => {}
            "title" => self.title = text_of(value),
            "linktitle" | "sidebarlabel" | "shorttitle" | "navtitle" | "name" => {
                self.title = self.title.take().or_else(|| text_of(value))
            }
            "description" | "summary" | "excerpt" | "abstract" | "lead" | "subtitle" => {
                self.summary = self.summary.take().or_else(|| text_of(value));
            }
            "audience" => self.audience = Some(text_of(value).unwrap_or_else(|| "unknown".to_owned())),
            "owner" | "author" | "authors" | "maintainer" | "maintainers" | "ownerslack" | "dri" => {
                self.owner = self
                    .owner
                    .take()
                    .or_else(|| Some(texts_of(value, false).join(", ")).filter(|text| !text.is_empty()));
            }
            "lastreviewedat" | "lastreviewed" | "reviewedon" | "reviewedat" | "revieweddate" => {
                self.reviewed_on = date_of(value)
            }
            "reviewin" | "reviewevery" => self.review_every = text_of(value),
            "date" | "publishdate" | "publishon" | "pubdate" | "publicationdate" => {
                self.day(key, value, page, handbook)
            }
            "expirydate" | "expireson" | "expireon" | "expires" | "unpublishdate" => match date_of(value) {
                Some(day) => self.expire_on = Some(day),
                None => self.hide(format!("`{key}` cannot be read")),
            },
            "weight" | "order" | "navorder" | "sidebarposition" | "sidebarorder" | "position" | "menuorder" => {
                self.place(value, tool);
            }
            "redirectfrom" | "aliases" | "alias" | "redirects" => self.aliases.extend(texts_of(value, false)),
            "permalink" | "url" | "slug" | "path" => self.address(value, tool, page),
            "tags" | "categories" | "category" | "keywords" | "tag" => {
                self.tags.extend(texts_of(value, tool == Tool::Jekyll));
            }
            "taxonomies" => {
                if let Value::Table(table) = value {
                    self.tags.extend(table.entries.iter().flat_map(|(_, _, item)| texts_of(&item.value, false)));
                }
            }
            _ if hides(key, value, request) => self.hide(format!("`{key}` kept it back")),
            "extra" | "params" | "customprops" | "sidebarcustomprops" | "custom" | "meta" | "metadata" => {
                self.of_templates(key, value, request, handbook);
            }
            "draft" | "published" | "id" if says_yes(value) || matches!(value, Value::Bool(_)) => {}
            _ => *handbook.keys.entry(key.to_owned()).or_insert(0) += 1,
        }
    }

    /// What stands in `extra` is for templates, and may keep a page back all the same.
    fn of_templates(&mut self, around: &str, value: &Value, request: &Request<'_>, handbook: &mut Handbook) {
        let inner = if let Value::Table(table) = value { table.entries.as_slice() } else { &[] };
        let around = if plain(around) == "params" { "extra" } else { around };
        for (key, _, item) in inner {
            match (&item.value, hides(key, &item.value, request)) {
                (_, true) => self.hide(format!("`{key}` kept it back")),
                (Value::Table(_), _) => self.of_templates(&format!("{around}.{key}"), &item.value, request, handbook),
                _ => *handbook.keys.entry(format!("{around}.{key}")).or_insert(0) += 1,
            }
        }
    }

    pub(super) fn hide(&mut self, reason: String) {
        self.hidden = Some(reason);
    }

    fn day(&mut self, key: &str, value: &Value, page: &PagePlan, handbook: &mut Handbook) {
        match date_of(value) {
            // The later of two days decides: a page is not there before it.
            Some(day) => self.publish_on = Some(self.publish_on.map_or(day, |known| known.max(day))),
            None if plain(key) == "date" => {
                handbook.notes.insert(format!("{}: `date` cannot be read, and was left out", page.source));
            }
            None => self.hide(format!("`{key}` cannot be read")),
        }
    }

    fn place(&mut self, value: &Value, tool: Tool) {
        let number = match value {
            Value::Integer(number) => Some(*number as f64),
            Value::Float(number) => Some(*number),
            value => text_of(value).and_then(|text| text.parse().ok()),
        };
        // Docusaurus has places between two whole ones, and all of one site are counted alike.
        self.weight = number
            .map(|number| if tool == Tool::Docusaurus { scaled(number) } else { number.round() as i64 })
            .or(self.weight);
    }

    /// An address of its own there leads here; a last segment stays one.
    fn address(&mut self, value: &Value, tool: Tool, page: &PagePlan) {
        let Some(text) = text_of(value) else { return };
        if text.contains(':') {
            return; // A pattern of Jekyll, or the address of another site.
        }
        let kept = text.trim_matches('/');
        if text.contains('/') {
            // What it names is where the page stood, whatever its path says. In Docusaurus that is below its part of the site.
            let part = page.source.split_once('/').map_or("", |(part, _)| part);
            let below = if tool == Tool::Docusaurus && ["docs", "blog"].contains(&part) {
                format!("/{part}")
            } else {
                String::new()
            };
            let slash = if text.starts_with('/') { "" } else { "/" };
            self.old_address = Some(format!("{below}{slash}{text}"));
        } else {
            if matches!(tool, Tool::Docusaurus | Tool::Hugo | Tool::Zola) {
                self.old_address = self.old_address.as_deref().map(|known| renamed(known, kept, tool));
            }
            self.slug = Some(names::kept(&text));
        }
        if self.old_address.as_deref().is_some_and(|address| plain_address(address) == "404") {
            self.old_address = None;
            self.hide(OF_ADDRESSES.to_owned());
        }
    }

    /// The front matter as text.
    pub(super) fn written(&self) -> String {
        let mut text = String::from("+++\n");
        let quoted = |value: &str| toml_edit::Value::from(value).to_string();
        let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
        let list = |values: &[String]| {
            format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
        };
        for (key, value) in
            [("title", &self.title), ("summary", &self.summary), ("audience", &self.audience), ("owner", &self.owner)]
        {
            if let Some(value) = value {
                line(key, quoted(value));
            }
        }
        for (key, day) in
            [("reviewed_on", self.reviewed_on), ("publish_on", self.publish_on), ("expire_on", self.expire_on)]
        {
            if let Some(day) = day {
                line(key, day.to_string());
            }
        }
        if let Some(every) = &self.review_every {
            line("review_every", quoted(every));
        }
        if let Some(weight) = self.weight {
            line("weight", weight.to_string());
        }
        if let Some(slug) = &self.slug {
            line("slug", quoted(slug));
        }
        if !self.tags.is_empty() {
            line("tags", list(&self.tags));
        }
        if !self.aliases.is_empty() {
            line("aliases", list(&self.aliases));
        }
        if self.hidden.is_some() {
            line("draft", "true".to_owned());
        }
        text.push_str("+++\n");
        text
    }
}
