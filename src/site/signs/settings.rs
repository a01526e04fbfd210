//! The signs in what was read as settings: keys that nothing reads, and blocks within values.
//!
//! Front matter, records and tables come through here. It must not know which keys they have; the reader says which
//! ones it asked for.

use std::ops::Range;

use super::keys::{self, Said, Wish};
use super::values::Words;
use super::{Signs, finding};
use crate::config::Audience;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::fields::{Fields, Item, Table, Value, nearest};
use crate::site::source::effect::Effect;

impl Signs {
    /// The signs in a page's front matter, before it is finished. `passes_down` when `[cascade]` is read; what is said in
    /// words about readers goes into `words`.
    pub(in crate::site) fn in_front_matter(
        &self,
        fields: &mut Fields<'_, '_>,
        table: &Table,
        passes_down: bool,
        words: &mut Vec<Diagnostic>,
    ) -> Effect {
        let mut effect = self.in_unread(fields, table);
        for (key, _, item) in &table.entries {
            // What a folder passes down is read, and elsewhere it is an error of its own.
            let is_read = key == "cascade";
            let is_told = nearest(key, fields.known()) == Some("cascade");
            if is_read && passes_down || !is_told {
                effect |= self.below(key, item, (is_read, true), table, fields.diags());
            }
        }
        effect |= self.in_values(&table.entries, table, &mut Words::Open(words), fields.diags());
        effect
    }

    /// The signs below the keys of a record and in its values. `reads_below` when its parts have audiences of their own;
    /// `audience` is whom it is for.
    pub(in crate::site) fn in_record(
        &self,
        table: &Table,
        reads_below: bool,
        audience: Audience,
        diags: &mut Diagnostics,
    ) -> Effect {
        let mut effect = Effect::default();
        for (key, _, item) in &table.entries {
            effect |= self.below(key, item, (reads_below, false), table, diags);
        }
        effect | self.in_values(&table.entries, table, &mut self.words_for(audience), diags)
    }

    /// What words come to that say who may read something, in what is for `audience`.
    pub(super) fn words_for(&self, audience: Audience) -> Words<'static> {
        if self.is_only || audience != self.highest { Words::Wrong } else { Words::True }
    }

    /// Keys that the reader has not asked for.
    pub(in crate::site) fn in_unread(&self, fields: &mut Fields<'_, '_>, table: &Table) -> Effect {
        let mut effect = Effect::default();
        for (key, span, item) in &table.entries {
            if fields.has_asked_for(key) {
                continue;
            }
            // A site may lower unknown keys, but not what a value says that names readers.
            let by_value = || keys::is_hiding_value(&Said::of(&item.value), &self.names).then_some(Wish::Limit);
            let Some(wish) = self.wish(key, item).or_else(by_value) else { continue };
            effect.note(wish);
            // What is almost `audience` is reported with all other keys, and is always an error.
            if !matches!(nearest(key, fields.known()), Some("audience" | "cascade")) {
                let finding = self.of_key(key, wish, item, table, span, None);
                fields.diags().push(finding);
                fields.pass_over(key);
            }
        }
        effect
    }

    /// Keys in tables within a value, at any depth; with whether they are read, and whether a number may be a yes or a no:
    /// in a record it is a number of points, and its key the id of something.
    fn below(
        &self,
        name: &str,
        item: &Item,
        (is_read, is_switch): (bool, bool),
        table: &Table,
        diags: &mut Diagnostics,
    ) -> Effect {
        let mut effect = Effect::default();
        match &item.value {
            Value::Array(items) => {
                for item in items {
                    effect |= self.below(name, item, (is_read, is_switch), table, diags);
                }
            }
            Value::Table(inner) => {
                for (key, span, item) in &inner.entries {
                    effect |= self.below(key, item, (is_read && name != "cascade", is_switch), table, diags);
                    if !is_switch && matches!(item.value, Value::Integer(_)) {
                        continue;
                    }
                    let Some(wish) = self.wish(key, item) else { continue };
                    if is_read && keys::is_audience(key) {
                        continue;
                    }
                    effect.note(wish);
                    diags.push(self.of_key(key, wish, item, table, span, Some(name)));
                }
            }
            _ => {}
        }
        effect
    }

    fn wish(&self, key: &str, item: &Item) -> Option<Wish> {
        keys::wish(key, &Said::of(&item.value), false, &self.names, self.today)
    }

    fn of_key(
        &self,
        key: &str,
        wish: Wish,
        item: &Item,
        table: &Table,
        span: &Range<usize>,
        below: Option<&str>,
    ) -> Diagnostic {
        let place = table.place(span);
        match (wish, below) {
            (Wish::Limit, Some(name)) if keys::is_audience(key) => {
                let message = format!("`{key}` stands below `{name}`, where nothing reads it");
                let hint = format!("move it above `{name}`, and write `audience = \"{}\"`", self.example);
                self.mild(Wish::Limit, Diagnostic::new(&rules::UNKNOWN_AUDIENCE, place, message).hint(hint))
            }
            (Wish::Limit, _) => {
                let message = format!("`{key}` is not read here, so it limits nothing");
                let hint = format!("write `audience = \"{}\"`", self.example);
                self.mild(wish, finding(place, message).hint(hint))
            }
            (Wish::KeepBack, _) => {
                let written = table.source.text[item.span.clone()].trim().lines().next().unwrap_or("");
                let message = format!("`{key}` with `{written}` is not read here, so it keeps nothing back");
                let record = format!("write `audience = \"{}\"`", self.example);
                // Records stand in a folder of their own; what keeps a page back is unknown to them.
                let hint = if table.source.path.starts_with("content/data/") {
                    format!(
                        "a record is kept from readers by its audience alone: {record}; an opening is kept back with `status = \"draft\"`, or until the day of `opened`"
                    )
                } else {
                    "keep a page back with `draft: true` (in TOML `draft = true`), `publish_on` or `expire_on`"
                        .to_owned()
                };
                finding(place, message).hint(hint)
            }
        }
    }
}
