//! How far apart the figures of a row are, in a sentence. It must not know audiences: it is given what one may see.

use crate::locale::Locale;
use crate::site::records::money;
use crate::site::records::types::{Observation, Range, Record};

/// How far apart the figures of a row are, in a sentence; `None` when they agree.
pub(super) fn sentence(observations: &[&Record<Observation>], currency: &str, words: &Locale) -> Option<String> {
    let ranges: Vec<Range> = observations.iter().map(|seen| seen.body.pay.range).collect();
    if ranges.windows(2).all(|pair| pair[0] == pair[1]) {
        return None;
    }
    let spread = |end: fn(&Range) -> i64| {
        let ends = || ranges.iter().map(end);
        ends().max().unwrap_or(0) - ends().min().unwrap_or(0)
    };
    let amount = |gap: i64| money::amount_text(gap, currency, words.language());
    let gap = |key: &str, amounts: &[(&str, &String)]| {
        let arguments: Vec<_> = amounts.iter().map(|(name, amount)| (*name, (*amount).into())).collect();
        words.say(&format!("differ.{key}"), &arguments)
    };
    let gaps = match (spread(|range| range.min), spread(|range| range.max)) {
        (0, 0) => String::new(),
        (floor, 0) => gap("floor", &[("amount", &amount(floor))]),
        (0, top) => gap("top", &[("amount", &amount(top))]),
        (floor, top) if floor == top => gap("both", &[("amount", &amount(floor))]),
        (floor, top) => gap("each", &[("floor", &amount(floor)), ("top", &amount(top))]),
    };
    let mut ids: Vec<&str> = observations.iter().map(|seen| seen.body.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    // One source may contradict itself.
    let who = if ids.len() == ranges.len() { "sources" } else { "figures" };
    let count = words.text_or(&format!("number.{}", ranges.len()), "").to_owned();
    let count = if count.is_empty() { words.count(ranges.len() as u64) } else { count };
    let who = words.say(&format!("differ.{who}"), &[("count", (&count).into())]);
    let open = ranges.iter().filter(|range| range.open_ended).count();
    let opens = match open {
        0 => None,
        all if all == ranges.len() => None,
        1 => Some("one"),
        _ => Some("some"),
    };
    let key = match (gaps.is_empty(), opens, ranges.len() > 2) {
        (true, Some("one"), _) => "differ.same_one_open",
        (true, _, _) => "differ.same_some_open",
        (false, None, false) => "differ.by",
        (false, None, true) => "differ.by_up_to",
        (false, Some("one"), false) => "differ.by_one_open",
        (false, Some(_), false) => "differ.by_some_open",
        (false, Some("one"), true) => "differ.by_up_to_one_open",
        (false, Some(_), true) => "differ.by_up_to_some_open",
    };
    Some(words.say(key, &[("who", (&who).into()), ("gaps", (&gaps).into())]))
}
