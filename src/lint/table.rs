//! `rules.json` as typed rules, with their phrases ready to be found.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::Kind;
use super::money::{self, Money};
use super::phrase::{Numbers, Phrases};

/// How bad a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Should be changed.
    Warning,
    /// Must be changed.
    Error,
}

impl Level {
    /// The word of the table.
    pub fn name(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// How a rule looks at a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Finds {
    Words,
    OpenPay,
    Placeholder,
    Years,
    Items,
    Balance,
    Missing,
    Length,
    Reading,
}

/// A text in the languages of the interface.
#[derive(Debug, Deserialize)]
pub(super) struct Saying(BTreeMap<String, String>);

impl Saying {
    /// The text in a language, else in English.
    pub(super) fn get(&self, language: &str) -> &str {
        let tag = language.split('-').next().unwrap_or("en");
        self.0.get(tag).or_else(|| self.0.get("en")).map_or("", String::as_str)
    }
}

/// What a rule rests on.
#[derive(Debug, Deserialize)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// A rule about wording.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The id that findings carry.
    pub id: String,
    pub(super) finds: Finds,
    severity: BTreeMap<Kind, Level>,
    #[serde(default)]
    phrases: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless_block: BTreeMap<String, Vec<String>>,
    pub(super) least: Option<u32>,
    pub(super) most: Option<u32>,
    pub(super) far: Option<u32>,
    pub(super) long: Option<u32>,
    pub(super) times: Option<u32>,
    pub(super) words: Option<u32>,
    #[serde(default)]
    pub(super) formula: BTreeMap<String, [f64; 3]>,
    pub(super) say: Saying,
    pub(super) say_long: Option<Saying>,
    pub(super) hint: Saying,
    /// Why it is a rule.
    pub why: String,
    /// What that rests on.
    pub sources: Vec<Source>,
    /// A short text that breaks it: a line is a block, `# ` begins a heading and `- ` an item.
    pub bad: Option<String>,
    /// The same text as it should be.
    pub good: Option<String>,
    /// Its phrases by language and list, ready to be found.
    #[serde(skip)]
    ready: BTreeMap<String, Ready>,
}

/// The phrases of a rule in one language.
#[derive(Debug, Default)]
pub(super) struct Ready {
    lists: BTreeMap<String, Phrases>,
    pub(super) unless: Phrases,
    pub(super) unless_block: Phrases,
}

impl Ready {
    /// The phrases of a list; none when the language has no such list.
    pub(super) fn list(&self, name: &str) -> Option<&Phrases> {
        self.lists.get(name)
    }
}

impl Rule {
    /// How bad a hit is in a text of this kind; `None` where the rule does not look at such texts.
    pub fn level(&self, kind: Kind) -> Option<Level> {
        self.severity.get(&kind).copied()
    }

    /// Its phrases in a language.
    pub(super) fn in_language(&self, language: &str) -> Option<&Ready> {
        self.ready.get(language)
    }

    /// Adds the words that say what money is for to its own.
    fn know(&mut self, money: &BTreeMap<String, Money>) {
        for (language, money) in money {
            let lists = self.phrases.entry(language.clone()).or_default();
            lists.extend(money.lists().map(|(name, words)| (name.to_owned(), words)));
        }
    }

    fn make_ready(&mut self) {
        for (language, lists) in &self.phrases {
            let of = |lists: &BTreeMap<String, Vec<String>>| {
                Phrases::new(lists.get(language).map(Vec::as_slice).unwrap_or_default())
            };
            let ready = Ready {
                lists: lists.iter().map(|(name, phrases)| (name.clone(), Phrases::new(phrases))).collect(),
                unless: of(&self.unless),
                unless_block: of(&self.unless_block),
            };
            self.ready.insert(language.clone(), ready);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "version")]
    _version: u32,
    numbers: BTreeMap<String, Numbers>,
    money: BTreeMap<String, Money>,
    rules: Vec<Rule>,
}

const WRITTEN: &str = include_str!("rules.json");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table: Table = serde_json::from_str(WRITTEN).expect("the tables are sound, which a test holds");
    for rule in &mut table.rules {
        if matches!(rule.finds, Finds::OpenPay) {
            rule.know(&table.money);
        }
        rule.make_ready();
    }
    table
});

/// Whether a word in lower case is one of pay, or of what else money is for; `None` when it says nothing of that.
pub fn is_of_pay(word: &str) -> Option<bool> {
    money::is_of_pay(&TABLE.money, word)
}

/// Every rule, in the order of the table.
pub fn rules() -> &'static [Rule] {
    &TABLE.rules
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id == id)
}

/// The numbers that a language has words for.
pub(super) fn numbers(language: &str) -> &'static Numbers {
    static NONE: Numbers = Numbers::new();
    TABLE.numbers.get(language).unwrap_or(&NONE)
}

/// Words of which a text must hold one before any rule for pages of no special kind can find something.
struct Signs {
    words: AhoCorasick,
    /// Whether a word may go on behind each of them.
    goes_on: Vec<bool>,
}

/// By language.
static SIGNS: LazyLock<BTreeMap<String, Signs>> = LazyLock::new(|| {
    let languages = TABLE.numbers.keys();
    languages
        .filter_map(|language| {
            let rules = rules().iter().filter(|rule| rule.level(Kind::Page).is_some());
            let lists = rules.filter_map(|rule| rule.in_language(language)?.list("words"));
            let (words, goes_on): (Vec<&String>, Vec<bool>) =
                lists.flat_map(Phrases::signs).map(|(word, goes_on)| (word, *goes_on)).unzip();
            let words = AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()?;
            Some((language.clone(), Signs { words, goes_on }))
        })
        .collect()
});

impl Signs {
    /// Whether one of them stands in a text as a word of its own.
    fn stand_in(&self, text: &str) -> bool {
        self.words.find_overlapping_iter(text).any(|found| {
            let before = text[..found.start()].chars().next_back();
            let behind = text[found.end()..].chars().next();
            let ends = self.goes_on[found.pattern().as_usize()] || !behind.is_some_and(char::is_alphanumeric);
            ends && !before.is_some_and(char::is_alphanumeric)
        })
    }
}

pub(super) fn may_break(kind: Kind, language: &str, text: &str) -> bool {
    let language = language.split('-').next().unwrap_or("en").to_ascii_lowercase();
    kind != Kind::Page || SIGNS.get(&language).is_some_and(|signs| signs.stand_in(text))
}

/// What a browser reads of a rule.
#[derive(Serialize)]
struct Exported<'t> {
    id: &'t str,
    finds: Finds,
    level: Level,
    phrases: Option<&'t BTreeMap<String, Vec<String>>>,
    unless: Option<&'t Vec<String>>,
    unless_block: Option<&'t Vec<String>>,
    least: Option<u32>,
    most: Option<u32>,
    far: Option<u32>,
    long: Option<u32>,
    times: Option<u32>,
    words: Option<u32>,
    formula: Option<&'t [f64; 3]>,
    say: &'t str,
    say_long: Option<&'t str>,
    hint: &'t str,
}

pub(super) fn export(kind: Kind, language: &str, interface: &str) -> String {
    let language = language.split('-').next().unwrap_or("en").to_ascii_lowercase();
    let exported = |rule: &'static Rule| {
        Some(Exported {
            id: &rule.id,
            finds: rule.finds,
            level: rule.level(kind)?,
            phrases: rule.phrases.get(&language),
            unless: rule.unless.get(&language),
            unless_block: rule.unless_block.get(&language),
            least: rule.least,
            most: rule.most,
            far: rule.far,
            long: rule.long,
            times: rule.times,
            words: rule.words,
            formula: rule.formula.get(&language),
            say: rule.say.get(interface),
            say_long: rule.say_long.as_ref().map(|say| say.get(interface)),
            hint: rule.hint.get(interface),
        })
    };
    let rules: Vec<_> = rules().iter().filter_map(exported).collect();
    let mut table = serde_json::json!({ "numbers": numbers(&language), "rules": rules });
    without_nothing(&mut table);
    table.to_string()
}

/// Leaves out what a rule does not say.
fn without_nothing(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(without_nothing);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_nothing),
        _ => {}
    }
}
