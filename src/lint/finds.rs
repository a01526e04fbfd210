//! How each rule looks at a text: one function for each word that `finds` may be.

mod open_pay;
mod placeholder;

use std::ops::Range;

use super::phrase::{Numbers, Phrases, number};
use super::reading::Reading;
use super::table::{Finds, Ready, numbers};
use super::words::{Word, is_named, words};
use super::{Block, BlockIs, Hit, Kind, Level, Rule, may_break};

/// A message names so many words at most.
const MOST_NAMED: usize = 6;

/// Blocks with their words.
pub(super) struct Text<'b> {
    blocks: &'b [Block],
    words: Vec<Vec<Word>>,
    language: &'b str,
    numbers: &'static Numbers,
}

/// Words that a list of a rule holds, in a block.
struct Found {
    block: usize,
    words: Range<usize>,
}

impl<'b> Text<'b> {
    /// Blocks in which no rule for texts of this kind can find something have no words.
    pub(super) fn new(kind: Kind, blocks: &'b [Block], language: &'b str) -> Text<'b> {
        let words_of = |block: &Block| {
            if may_break(kind, language, &block.text) { words(&block.text) } else { Vec::new() }
        };
        let words = blocks.iter().map(words_of).collect();
        Text { blocks, words, language, numbers: numbers(language) }
    }

    /// Where a list stands, without what the rule lets pass; `title` says whether the title counts.
    fn find(&self, phrases: &Phrases, ready: &Ready, title: bool) -> Vec<Found> {
        let mut found = Vec::new();
        for (block, words) in self.words.iter().enumerate() {
            if !title && self.blocks[block].is == BlockIs::Title {
                continue;
            }
            let hits = phrases.all(words, self.numbers);
            if hits.is_empty() || !ready.unless_block.all(words, self.numbers).is_empty() {
                continue;
            }
            let passes = every(&ready.unless, words, self.numbers);
            let text = &self.blocks[block].text;
            let kept = hits.into_iter().filter(|hit| {
                let covered = passes.iter().any(|pass| pass.start < hit.end && hit.start < pass.end);
                !covered && !is_named(text, &self.bytes(block, hit))
            });
            found.extend(kept.map(|words| Found { block, words }));
        }
        found
    }

    fn bytes(&self, block: usize, hit: &Range<usize>) -> Range<usize> {
        let words = &self.words[block];
        words[hit.start].range.start..words[hit.end - 1].range.end
    }

    fn written(&self, found: &Found) -> &str {
        &self.blocks[found.block].text[self.bytes(found.block, &found.words)]
    }

    /// The words of each hit, each once, as a message lists them.
    fn list(&self, found: &[Found]) -> String {
        let mut named: Vec<String> = Vec::new();
        for hit in found {
            let word = format!("`{}`", self.written(hit).to_lowercase());
            if !named.contains(&word) {
                named.push(word);
            }
        }
        let more = if named.len() > MOST_NAMED { ", …" } else { "" };
        named.truncate(MOST_NAMED);
        format!("{}{more}", named.join(", "))
    }
}

/// Where phrases stand, those that overlap others, too.
fn every(phrases: &Phrases, words: &[Word], numbers: &Numbers) -> Vec<Range<usize>> {
    (0..words.len()).filter_map(|at| Some(at..at + phrases.at(words, at, numbers)?)).collect()
}

/// What a rule finds.
pub(super) fn run(rule: &'static Rule, level: Level, text: &Text<'_>) -> Vec<Hit> {
    match rule.finds {
        Finds::Length => return length(rule, level, text),
        Finds::Reading => return reading(rule, level, text),
        _ => {}
    }
    let Some(ready) = rule.in_language(text.language) else { return Vec::new() };
    let words = ready.list("words");
    match (rule.finds, words) {
        (Finds::Words, Some(phrases)) => by_words(rule, level, text, ready, phrases),
        (Finds::Placeholder, Some(phrases)) => {
            let mut hits = by_words(rule, level, text, ready, phrases);
            hits.extend(placeholder::hits(rule, level, text));
            hits.sort_by_key(|hit| (hit.block, hit.range.start));
            hits
        }
        (Finds::Years, Some(phrases)) => years(rule, level, text, ready, phrases),
        (Finds::Items, Some(phrases)) => items(rule, level, text, ready, phrases),
        (Finds::Missing, Some(phrases)) => missing(rule, level, text, phrases),
        (Finds::OpenPay, _) => open_pay::hits(rule, level, text, ready),
        (Finds::Balance, _) => balance(rule, level, text, ready),
        _ => Vec::new(),
    }
}

fn hit(rule: &'static Rule, level: Level, values: Vec<(&'static str, String)>) -> Hit {
    Hit { rule, level, block: None, range: 0..0, values, second: false }
}

/// `words`: each hit of the list is one.
fn by_words(rule: &'static Rule, level: Level, text: &Text<'_>, ready: &Ready, phrases: &Phrases) -> Vec<Hit> {
    let found = text.find(phrases, ready, true);
    found
        .iter()
        .map(|found| Hit {
            block: Some(found.block),
            range: text.bytes(found.block, &found.words),
            ..hit(rule, level, vec![("words", text.written(found).to_owned())])
        })
        .collect()
}

/// `years`: more hits than `most` are one together; a single one is one from `long` years.
fn years(rule: &'static Rule, level: Level, text: &Text<'_>, ready: &Ready, phrases: &Phrases) -> Vec<Hit> {
    let found = text.find(phrases, ready, false);
    let Some(first) = found.first() else { return Vec::new() };
    let at = |hit: Hit| Hit { block: Some(first.block), range: text.bytes(first.block, &first.words), ..hit };
    if found.len() > rule.most.unwrap_or(u32::MAX) as usize {
        let values = vec![("count", found.len().to_string()), ("words", text.list(&found))];
        return vec![at(hit(rule, level, values))];
    }
    let most =
        text.words[first.block][first.words.clone()].iter().filter_map(|word| number(&word.folded, text.numbers));
    if most.max() < rule.long {
        return Vec::new();
    }
    vec![at(Hit { second: true, ..hit(rule, level, vec![("words", text.list(&found))]) })]
}

/// `items`: more items than `most` below a heading that holds a phrase, up to the next heading; past `far` it is a warning.
fn items(rule: &'static Rule, level: Level, text: &Text<'_>, ready: &Ready, phrases: &Phrases) -> Vec<Hit> {
    let (most, far) = (rule.most.unwrap_or(u32::MAX) as usize, rule.far.unwrap_or(u32::MAX) as usize);
    let asks = |block: usize| {
        let holds = |phrases: &Phrases| !phrases.all(&text.words[block], text.numbers).is_empty();
        holds(phrases) && !holds(&ready.unless)
    };
    let mut hits = Vec::new();
    for heading in (0..text.blocks.len()).filter(|at| text.blocks[*at].is == BlockIs::Heading && asks(*at)) {
        let below = text.blocks[heading + 1..].iter().take_while(|block| block.is != BlockIs::Heading);
        let count = below.filter(|block| block.is == BlockIs::Item).count();
        if count > most {
            let values = vec![
                ("count", count.to_string()),
                ("most", most.to_string()),
                ("over", (count - most).to_string()),
                ("words", text.blocks[heading].text.clone()),
            ];
            let level = if count > far { level.max(Level::Warning) } else { level };
            let range = 0..text.blocks[heading].text.len();
            hits.push(Hit { block: Some(heading), range, ..hit(rule, level, values) });
        }
    }
    hits
}

/// `balance`: at least `least` words of the list `one`, and `times` as many as of the list `other`; titles do not count.
fn balance(rule: &'static Rule, level: Level, text: &Text<'_>, ready: &Ready) -> Vec<Hit> {
    let (Some(one), Some(other)) = (ready.list("one"), ready.list("other")) else { return Vec::new() };
    let (found, other) = (text.find(one, ready, false), text.find(other, ready, false).len());
    let (least, times) = (rule.least.unwrap_or(1) as usize, rule.times.unwrap_or(1) as usize);
    if found.len() < least || found.len() < times * other {
        return Vec::new();
    }
    let values = vec![("count", found.len().to_string()), ("other", other.to_string()), ("words", text.list(&found))];
    vec![hit(rule, level, values)]
}

/// `missing`: no phrase of the list stands anywhere.
fn missing(rule: &'static Rule, level: Level, text: &Text<'_>, phrases: &Phrases) -> Vec<Hit> {
    let said = text.words.iter().any(|words| !phrases.all(words, text.numbers).is_empty());
    if said { Vec::new() } else { vec![hit(rule, level, Vec::new())] }
}

/// `length`: fewer words than `least`, or more than `most`; the title does not count.
fn length(rule: &'static Rule, level: Level, text: &Text<'_>) -> Vec<Hit> {
    let counted = text.blocks.iter().zip(&text.words).filter(|(block, _)| block.is != BlockIs::Title);
    let count: usize = counted.map(|(_, words)| words.len()).sum();
    let (least, most) = (rule.least.unwrap_or(0), rule.most.unwrap_or(u32::MAX));
    let long = count > most as usize;
    if !long && count >= least as usize {
        return Vec::new();
    }
    let values = vec![("count", count.to_string()), ("least", least.to_string()), ("most", most.to_string())];
    vec![Hit { second: long, ..hit(rule, level, values) }]
}

/// `reading`: a reading ease below `least` by the language's `formula`, in a text of at least `words` words.
fn reading(rule: &'static Rule, level: Level, text: &Text<'_>) -> Vec<Hit> {
    let Some(formula) = rule.formula.get(text.language) else { return Vec::new() };
    let reading = Reading::of(text.blocks);
    let (ease, least) = (reading.ease(*formula), rule.least.unwrap_or(0));
    if reading.words < rule.words.unwrap_or(0) || ease >= f64::from(least) {
        return Vec::new();
    }
    let values = vec![
        ("count", format!("{}", ease.floor() as i64)),
        ("least", least.to_string()),
        ("most", reading.longest.to_string()),
    ];
    vec![hit(rule, level, values)]
}
