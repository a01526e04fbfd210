//! How far apart the figures of a row are, in a sentence. It must not know audiences: it is given what one may see.

use crate::site::records::money;
use crate::site::records::types::{Observation, Range, Record};

/// How far apart the figures of a row are, in a sentence; `None` when they agree.
pub(super) fn sentence(observations: &[&Record<Observation>], currency: &str, language: &str) -> Option<String> {
    let ranges: Vec<Range> = observations.iter().map(|seen| seen.body.pay.range).collect();
    if ranges.windows(2).all(|pair| pair[0] == pair[1]) {
        return None;
    }
    let spread = |end: fn(&Range) -> i64| {
        let ends = || ranges.iter().map(end);
        ends().max().unwrap_or(0) - ends().min().unwrap_or(0)
    };
    let amount = |gap: i64| money::amount_text(gap, currency, language);
    let gaps = match (spread(|range| range.min), spread(|range| range.max)) {
        (0, 0) => String::new(),
        (floor, 0) => format!("{} at the floor", amount(floor)),
        (0, top) => format!("{} at the top", amount(top)),
        (floor, top) if floor == top => format!("{} at both ends", amount(floor)),
        (floor, top) => format!("{} at the floor and {} at the top", amount(floor), amount(top)),
    };
    let mut ids: Vec<&str> = observations.iter().map(|seen| seen.body.source.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    // One source may contradict itself.
    let noun = if ids.len() == ranges.len() { "sources" } else { "figures" };
    let count = match ranges.len() {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        more => more.to_string(),
    };
    let up_to = if ranges.len() > 2 { "up to " } else { "" };
    let open = ranges.iter().filter(|range| range.open_ended).count();
    let opens = match open {
        0 => "",
        all if all == ranges.len() => "",
        1 => "one of them leaves the top open",
        _ => "some of them leave the top open",
    };
    Some(match (gaps.is_empty(), opens) {
        (true, opens) => format!("The {count} {noun} name the same amounts, and {opens}."),
        (false, "") => format!("The {count} {noun} differ by {up_to}{}.", gaps),
        (false, opens) => format!("The {count} {noun} differ by {up_to}{}, and {opens}.", gaps),
    })
}
