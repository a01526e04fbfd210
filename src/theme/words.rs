//! The words of the interface, as templates call them.
//!
//! - `t(key="search.label")`: a message, `t(key="count.pages", count=3)` with its arguments. Text is escaped; an argument
//!   that is finished HTML stays as it is.
//! - `word(group="grade", name=need.grade)`: the message of a group for a name that data hold; the name itself where the
//!   group has none.
//! - `words_of(group="page")`: a table of messages as JSON, for the script of that name;
//!   several groups parted by a space are one table.
//! - the filter `day`: `2026-03-23` as the language writes days.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use tera::{Error, Function, Kwargs, State, Tera, TeraResult, Value};

use crate::locale::{Locale, Piece};

/// Gives templates the words of `locale`.
pub(super) fn register(tera: &mut Tera, locale: &Arc<Locale>) {
    tera.register_function("t", Message(Arc::clone(locale)));
    let names = Arc::clone(locale);
    tera.register_function("word", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let (group, name): (&str, &str) = (kwargs.must_get("group")?, kwargs.must_get("name")?);
        Ok(names.find(&format!("{group}.{name}"), &[]).unwrap_or_else(|| name.to_owned()))
    });
    // Made once: every page asks for some of them.
    let groups: BTreeSet<&str> = locale.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    let json = |group: &str| serde_json::Value::Object(locale.group(group)).to_string();
    let groups: BTreeMap<String, String> = groups.into_iter().map(|group| (group.to_owned(), json(group))).collect();
    let together = Arc::clone(locale);
    tera.register_function("words_of", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let named: &str = kwargs.must_get("group")?;
        let of = |group: &str| {
            let words = groups.get(group);
            words.ok_or_else(|| Error::message(format!("there are no messages in a group `{group}`")))
        };
        if !named.contains(' ') {
            return of(named).cloned();
        }
        named.split(' ').try_for_each(|group| of(group).map(drop))?;
        let all = named.split(' ').flat_map(|group| together.group(group)).collect();
        Ok(serde_json::Value::Object(all).to_string())
    });
    let dates = Arc::clone(locale);
    tera.register_filter("day", move |text: &str, _: Kwargs, _: &State<'_>| {
        let date: Result<Date, _> = text.parse();
        date.map_or_else(|_| text.to_owned(), |date| dates.day(date))
    });
}

/// The function `t`.
struct Message(Arc<Locale>);

impl Function<TeraResult<String>> for Message {
    fn call(&self, kwargs: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let count: Option<u64> = kwargs.get("count")?;
        let pieces = self.0.pieces(key, count);
        let pieces = pieces.ok_or_else(|| Error::message(format!("there is no message `{key}` in the strings")))?;
        let mut html = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => html.push_str(&state.escape(text)?),
                Piece::Gap("count") if count.is_some() => html.push_str(&self.0.count(count.unwrap_or_default())),
                Piece::Gap(name) => {
                    let value: Value = kwargs.must_get(name)?;
                    html.push_str(&state.escape_if_needed(&value)?);
                }
            }
        }
        Ok(html)
    }

    /// It escapes what needs it itself.
    fn is_safe(&self) -> bool {
        true
    }
}
