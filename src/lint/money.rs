//! Words that say what an amount of money beside them is: somebody's pay, or what something else costs or earns.
//!
//! They stand in `rules.json` once, for the rule about open pay, which a browser knows too, and for whoever asks here.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The words of a language; one with a star stands for all that begin so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Money {
    pay: Vec<String>,
    other: Vec<String>,
}

impl Money {
    /// The lists as a rule has them. Words that hyphens join are told apart there.
    pub(super) fn lists(&self) -> [(&'static str, Vec<String>); 2] {
        let told_apart = |list: &[String]| list.iter().map(|word| word.replace('-', " ")).collect();
        [("pay", told_apart(&self.pay)), ("other", told_apart(&self.other))]
    }
}

/// Whether a word in lower case, of any of the languages, is one of pay; `None` when it is in neither list.
pub(super) fn is_of_pay(money: &BTreeMap<String, Money>, word: &str) -> Option<bool> {
    let takes = |known: &String| match known.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == known,
    };
    let is_in = |list: fn(&Money) -> &Vec<String>| money.values().any(|money| list(money).iter().any(takes));
    if is_in(|money| &money.pay) { Some(true) } else { is_in(|money| &money.other).then_some(false) }
}
