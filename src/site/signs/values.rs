//! The signs within values: blocks, marks, labels and comments in a text that is shown as it is, and keys that a text
//! of several lines swallowed.

use std::ops::Range;

use super::around::Around;
use super::constructs::{self, Construct};
use super::keys::{self, Said, Wish};
use super::names::HitKind;
use super::{Signs, bare, finding, label, short, unseen};
use crate::config::Audience;
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::{Item, Table, Value};
use crate::site::source::effect::Effect;
use crate::site::source::fold::fold;

/// What is wrong with a text that is a value.
enum Slip {
    Block(String),
    /// A mark of another tool.
    Mark(String),
    /// Words that say who may read it.
    Words(String),
    Unseen(String),
}

/// What words mean that say who may read something.
pub(super) enum Words<'w> {
    /// They hide nothing.
    Wrong,
    /// It is for the highest audience alone.
    True,
    /// That is not known yet: the findings are kept here.
    Open(&'w mut Vec<Diagnostic>),
}

const NOT_HERE: &str = "a value is for all who see it: put what is for fewer people into the body of a page, or into a record with an `audience` of its own";

impl Signs {
    /// The signs in the texts of a table, at any depth.
    pub(super) fn in_values(
        &self,
        entries: &[(String, Range<usize>, Item)],
        table: &Table,
        words: &mut Words<'_>,
        diags: &mut Diagnostics,
    ) -> Effect {
        let mut effect = Effect::default();
        for (key, _, item) in entries {
            effect |= self.in_value(key, item, table, words, diags);
        }
        effect
    }

    fn in_value(
        &self,
        key: &str,
        item: &Item,
        table: &Table,
        words: &mut Words<'_>,
        diags: &mut Diagnostics,
    ) -> Effect {
        match &item.value {
            Value::String(text) => {
                let place = || table.place(&item.span);
                let swallowed = self.swallowed(&table.source.text[item.span.clone()], place, diags);
                if swallowed.closes { swallowed } else { self.in_named_text(key, text, words, place, diags) }
            }
            Value::Array(items) => items
                .iter()
                .fold(Effect::default(), |effect, item| effect | self.in_value(key, item, table, words, diags)),
            Value::Table(inner) => self.in_values(&inner.entries, table, words, diags),
            _ => Effect::default(),
        }
    }

    /// A cell of a table for `audience`, which is shown as it is.
    pub(in crate::site) fn in_text(
        &self,
        text: &str,
        audience: Audience,
        place: impl FnOnce() -> Place,
        diags: &mut Diagnostics,
    ) -> Effect {
        self.in_named_text("", text, &mut self.words_for(audience), place, diags)
    }

    fn in_named_text(
        &self,
        key: &str,
        text: &str,
        words: &mut Words<'_>,
        place: impl FnOnce() -> Place,
        diags: &mut Diagnostics,
    ) -> Effect {
        let mut effect = Effect::default();
        let folded = fold(text);
        let Some(slip) = self.slip(key, &folded) else { return effect };
        let is_words = matches!(slip, Slip::Words(_));
        let found = match slip {
            Slip::Block(name) => {
                let message = format!("a block for `{name}` within a value hides nothing");
                Diagnostic::new(&rules::UNCLOSED_BLOCK, place(), message).hint(NOT_HERE)
            }
            Slip::Mark(words) | Slip::Words(words) => {
                let message = format!("`{words}` says who may read this and is not read, so it hides nothing");
                finding(place(), message).hint(NOT_HERE)
            }
            Slip::Unseen(words) => {
                let message = format!("`{words}` is left out by other tools and shows here: a value is shown as it is");
                finding(place(), message).hint("remove it, or write it as a comment of the file, behind a `#`")
            }
        };
        let found = self.mild(Wish::Limit, found);
        match words {
            Words::True if is_words => return effect,
            Words::Open(kept) if is_words => kept.push(found),
            _ => {
                effect.note(Wish::Limit);
                diags.push(found);
            }
        }
        effect
    }

    fn slip(&self, key: &str, text: &str) -> Option<Slip> {
        let is_title = key == "title";
        for hit in self.names.hits(text).filter(|hit| !matches!(hit.kind, HitKind::Mark)) {
            let around = Around::new(text, hit.range.clone());
            let mark = || constructs::of_mark(&around, &self.names);
            match hit.is_name().then(mark).flatten() {
                Some(Construct::Block | Construct::Inline) => return Some(Slip::Block(text[hit.range].to_owned())),
                Some(Construct::CodeFence) | None => {}
                Some(_) => return Some(Slip::Mark(short(around.content()))),
            }
            let is_whole = || is_title || key == "summary";
            let is_label = label::in_value(&around, is_title, &self.names)
                || bare::in_value(&around, is_title, &self.names)
                || is_whole() && label::is_whole(&around, &self.names);
            if is_label {
                return Some(Slip::Words(short(around.content())));
            }
        }
        let comment = || text.find("<!--").filter(|at| text[*at..].contains("-->"));
        let unseen = unseen::unseen(text, |_| false);
        let start = unseen.first().map(|range| range.start).or_else(comment)?;
        Some(Slip::Unseen(short(&text[start..])))
    }

    /// A line of a text that is a key which hides something, or the part behind a comma: `title: Four, audience = internal`.
    fn swallowed(&self, written: &str, place: impl FnOnce() -> Place, diags: &mut Diagnostics) -> Effect {
        let mut effect = Effect::default();
        if !written.contains([':', '=']) {
            return effect;
        }
        let parts = written.lines().flat_map(|line| line.split(", "));
        let Some((line, wish)) = parts.filter_map(|part| Some((part.trim(), self.wish_of_line(part)?))).next() else {
            return effect;
        };
        effect.note(wish);
        let message = format!("`{}` stands in a text, where nothing reads it", short(line));
        let hint = "close the text above it, and write the key at the beginning of a line of its own";
        diags.push(self.mild(wish, finding(place(), message).hint(hint)));
        effect
    }

    fn wish_of_line(&self, line: &str) -> Option<Wish> {
        let marks = |c: char| c.is_whitespace() || c == '"' || c == '\'';
        let line = line.trim_matches(marks);
        let (key, value) = line.split_once([':', '='])?;
        let (key, value) = (key.trim_end(), value.trim());
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        let is_word = !value.is_empty() && !value.contains(char::is_whitespace);
        let names_readers = || self.names.named(value).is_some();
        let counts = is_key && is_word && (!keys::is_audience(key) || names_readers());
        counts.then(|| keys::wish(key, &Said::Text(value.into()), true, &self.names, self.today)).flatten()
    }
}
