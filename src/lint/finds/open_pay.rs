//! `open-pay`: an amount of money of at least `least` with an open end.
//!
//! An amount is digits right behind or before a currency's sign or code, with `k` for thousands; millions are none. Its
//! end is open with a `+`, before a phrase of the list `after`, or behind one of `before` unless two amounts are joined
//! by a dash or by a phrase of `joins`. It is nobody's pay, and passes, where a word of `other` stands nearer to it in its
//! sentence than one of `pay`.

use super::{Hit, Level, Numbers, Ready, Rule, Text, hit};
use crate::lint::words::Word;

const SIGNS: [char; 3] = ['$', '£', '€'];
const CODES: [&str; 9] = ["usd", "gbp", "eur", "cad", "chf", "aud", "inr", "ils", "sek"];
const GROUPS: [&str; 6] = [",", ".", " ", "\u{a0}", "\u{202f}", "’"];
/// How many words before and behind an amount are looked at.
const NEAR: usize = 8;
const DASHES: [&str; 3] = ["-", "–", "—"];

/// An amount in a block, as words and what it is worth.
struct Amount {
    first: usize,
    last: usize,
    value: u64,
    /// Where it begins and ends with its sign, in bytes.
    start: usize,
    end: usize,
}

pub(super) fn hits(rule: &'static Rule, level: Level, text: &Text<'_>, ready: &Ready) -> Vec<Hit> {
    let (Some(before), Some(after), Some(joins)) = (ready.list("before"), ready.list("after"), ready.list("joins"))
    else {
        return Vec::new();
    };
    let mut hits = Vec::new();
    for (at, block) in text.blocks.iter().enumerate() {
        let words = &text.words[at];
        let amounts = amounts(&block.text, words);
        // Whether each is joined to the next one.
        let joined: Vec<bool> = amounts
            .windows(2)
            .map(|pair| {
                let gap = between(&block.text, pair[0].end, pair[1].start).trim();
                let words_between = pair[0].last + 1..pair[1].first;
                let by_word = joins.at(words, words_between.start.min(words.len() - 1), text.numbers);
                DASHES.contains(&gap) || (!words_between.is_empty() && by_word == Some(words_between.len()))
            })
            .collect();
        for (index, amount) in amounts.iter().enumerate() {
            let is_small = amount.value < u64::from(rule.least.unwrap_or(0));
            if is_small || is_other(words, amount, ready, text.numbers) {
                continue;
            }
            let next = joined.get(index) == Some(&true);
            let former = index > 0 && joined[index - 1];
            let plus = block.text[amount.end..].starts_with('+');
            let beside = |word: &&Word| between(&block.text, amount.end, word.range.start).trim().is_empty();
            let more = words.get(amount.last + 1).filter(|word| !word.parted).filter(beside);
            let more = more.and_then(|_| after.at(words, amount.last + 1, text.numbers));
            let lead = before.end_at(words, amount.first, text.numbers);
            let lead = lead.filter(|_| !next && !former && !words[amount.first].parted);
            if next || !(plus || more.is_some() || lead.is_some()) {
                continue;
            }
            let start = lead.map_or(amount.start, |lead| words[lead.start].range.start);
            let end = more.map_or(amount.end + usize::from(plus), |length| words[amount.last + length].range.end);
            let said = between(&block.text, start, end).to_owned();
            hits.push(Hit { block: Some(at), range: start..end, ..hit(rule, level, vec![("words", said)]) });
        }
    }
    hits
}

/// Whether the words around an amount say that it buys, costs or earns something else than somebody's pay.
fn is_other(words: &[Word], amount: &Amount, ready: &Ready, numbers: &Numbers) -> bool {
    let distance = |list: &str| {
        let list = ready.list(list)?;
        let stands = |at: &usize| list.at(words, *at, numbers).is_some();
        let ahead =
            (0..amount.first).rev().take(NEAR).take_while(|at| !words[at + 1].parted).position(|at| stands(&at));
        let behind = (amount.last + 1..words.len()).take(NEAR).take_while(|at| !words[*at].parted);
        [ahead, behind.into_iter().position(|at| stands(&at))].into_iter().flatten().min()
    };
    distance("other").is_some_and(|other| distance("pay").is_none_or(|pay| other < pay))
}

fn amounts(text: &str, words: &[Word]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((mut digits, mut thousands)) = digits(&words[at].folded) else {
            at += 1;
            continue;
        };
        let first = at;
        while let Some(next) = words.get(at + 1)
            && let Some((group, more)) = self::digits(&next.folded)
            && group.len() == 3
            && !thousands
            && GROUPS.contains(&&text[words[at].range.end..next.range.start])
        {
            digits.push_str(&group);
            thousands = more;
            at += 1;
        }
        if let Some(amount) = with_currency(text, words, (first, at), &digits, thousands, amounts.last()) {
            amounts.push(amount);
        }
        at += 1;
    }
    amounts
}

/// What stands from one byte to another; nothing where the second comes first.
fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The digits of a word, and whether a `k` follows them.
fn digits(word: &str) -> Option<(String, bool)> {
    let number = word.strip_suffix('k').unwrap_or(word);
    let sound = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| (number.to_owned(), number.len() < word.len()))
}

fn with_currency(
    text: &str,
    words: &[Word],
    (first, last): (usize, usize),
    digits: &str,
    thousands: bool,
    former: Option<&Amount>,
) -> Option<Amount> {
    let (mut start, mut end) = (words[first].range.start, words[last].range.end);
    let before = text[..start].trim_end();
    let behind = text[end..].trim_start();
    let code = |word: Option<&Word>| word.is_some_and(|word| CODES.contains(&word.folded.as_str()));
    let signed = before.ends_with(SIGNS);
    let signed_behind = behind.starts_with(SIGNS);
    let coded = first > 0 && !words[first].parted && code(words.get(first - 1));
    let coded_behind = code(words.get(last + 1)) && !words.get(last + 1).is_some_and(|word| word.parted);
    let gap = former.map(|former| between(text, former.end, start).trim());
    let continues = gap.is_some_and(|gap| DASHES.contains(&gap));
    if !(signed || signed_behind || coded || coded_behind || continues) {
        return None;
    }
    let large = words.get(last + 1).filter(|word| !word.parted).map(|word| word.folded.as_str());
    if large.is_some_and(|word| ["m", "million", "millions", "billion", "bn", "mio", "millionen"].contains(&word)) {
        return None;
    }
    if signed {
        start = before.char_indices().next_back().map_or(start, |(at, _)| at);
    }
    let (mut first, mut last) = (first, last);
    if coded && !signed {
        first -= 1;
        start = words[first].range.start;
    }
    if signed_behind && !signed {
        end = text.len() - behind.len() + behind.chars().next().map_or(0, char::len_utf8);
    } else if coded_behind && !signed && !coded {
        last += 1;
        end = words[last].range.end;
    }
    let value: u64 = digits.parse().ok()?;
    Some(Amount { first, last, value: if thousands { value * 1_000 } else { value }, start, end })
}
