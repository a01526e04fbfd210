//! Everything about pay that one audience may see, as plain values: what downloads and the pay explorer are made of.

use serde::Serialize;

use crate::pay::Rate;

/// The pay records of a site as one audience may see them.
///
/// Lists hold only what figures name. Indices point into the lists of the same book.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PayBook {
    /// Roles with figures, in the order of their file.
    pub roles: Vec<Named>,
    /// Places with figures, in the order of their file.
    pub places: Vec<Named>,
    /// Levels with figures, lowest first.
    pub levels: Vec<Named>,
    /// Sources of figures, in the order of their file.
    pub sources: Vec<BookSource>,
    /// Every figure: by role, place, measure and level; the published one first, then what each source says.
    pub figures: Vec<Figure>,
    /// Exchange rates, the newest first.
    pub rates: Vec<RateTable>,
    /// Pay models, in the order of their file.
    pub models: Vec<PayModel>,
    /// Usual bonuses, equity and premiums, in the order of their files.
    pub shares: Vec<UsualShare>,
    /// How the site's language writes amounts.
    pub writing: MoneyStyle,
}

/// A record's id and the name readers see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub title: String,
}

/// Where figures come from.
#[derive(Debug, Clone, Serialize)]
pub struct BookSource {
    /// The record's id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// The day it was published, `2026-03-23`.
    pub published: Option<String>,
    /// The day it was read.
    pub retrieved: Option<String>,
    /// Whether its figures are made up, and must be labelled so.
    pub example: bool,
}

impl PayBook {
    /// Every exchange rate, share and factor in it.
    pub fn every_rate(&self) -> impl Iterator<Item = Rate> + '_ {
        let exchange = self.rates.iter().flat_map(|table| table.per.iter().map(|(_, rate)| *rate));
        let shares = self.shares.iter().flat_map(|share| [share.min, share.max]);
        let factors = self.models.iter().flat_map(|model| {
            let places = model.places.iter().map(|(.., rate)| *rate);
            places.chain(model.levels.iter().map(|(_, rate)| *rate)).chain([model.spread])
        });
        exchange.chain(shares).chain(factors)
    }
}

/// A pay figure: an observation when it has a source, else what the site publishes.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The record's id.
    pub id: String,
    /// Index into [`PayBook::roles`].
    pub role: usize,
    /// Index into [`PayBook::places`].
    pub place: usize,
    /// Index into [`PayBook::levels`].
    pub level: Option<usize>,
    /// The measure as authors write it: `base`, `total`.
    pub measure: &'static str,
    /// On what terms it is paid, when not to an employee full time: `contractor`, `0.6 of full time`.
    pub terms: Option<String>,
    /// In whole units of the currency.
    pub min: i64,
    /// In whole units of the currency.
    pub max: i64,
    /// Whether there is no upper end.
    pub open_ended: bool,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// `year`, `month`, `day` or `hour`.
    pub period: &'static str,
    /// The range in the site's language.
    pub text: String,
    /// Whether this is what the site publishes; otherwise it is what a source says.
    pub published: bool,
    /// How a published range was made: `envelope`, `overlap`, `newest` or `manual`.
    pub method: Option<&'static str>,
    /// The observations a published range rests on, by id.
    pub from: Vec<String>,
    /// Index into [`PayBook::sources`].
    pub source: Option<usize>,
    /// The day the figure holds for, `2026-03-23`: its own, else its source's.
    pub as_of: Option<String>,
    /// The day it must be looked at again.
    pub review_by: Option<String>,
    /// Whether it is older than 12 months or past that day.
    pub stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub example: bool,
    /// What to know about it.
    pub note: Option<String>,
    /// Percentiles of a sample with their amounts, both ascending.
    pub percentiles: Vec<(u8, i64)>,
    /// How many people stand behind the figure.
    pub sample: Option<i64>,
}

/// The exchange rates of a day.
#[derive(Debug, Clone, Serialize)]
pub struct RateTable {
    /// The record's id.
    pub id: String,
    /// The currency of which one unit buys what `per` says.
    pub base: &'static str,
    /// What one unit of the base buys of each currency, itself too, by code; in millionths.
    pub per: Vec<(&'static str, Rate)>,
    /// The rates in words: `GBP 1 = USD 1.3`.
    pub text: String,
    /// `frozen` or `monthly`.
    pub policy: &'static str,
    /// The day of the rates.
    pub as_of: String,
    /// Index into [`PayBook::sources`].
    pub source: usize,
    /// Whether they are made up, and must be labelled so.
    pub example: bool,
    /// What to know about them.
    pub note: Option<String>,
}

/// A bonus, a grant of equity or a premium that a source calls usual.
#[derive(Debug, Clone, Serialize)]
pub struct UsualShare {
    /// The record's id.
    pub id: String,
    /// `bonus`, `equity` or `premium`.
    pub kind: &'static str,
    /// Index into [`PayBook::roles`].
    pub role: usize,
    /// Index into [`PayBook::levels`].
    pub level: Option<usize>,
    /// Index into [`PayBook::places`].
    pub place: Option<usize>,
    /// The lower end, in millionths of the whole.
    pub min: Rate,
    /// The upper end.
    pub max: Rate,
    /// What it counts in: `percent`, `money` or `shares`.
    pub unit: &'static str,
    /// The ends in whole units, in another unit than percent.
    pub whole: Option<(i64, i64)>,
    /// The range in words: `10% to 20%`.
    pub text: String,
    /// What it is a share of, in words: `of base pay`.
    pub of: String,
    /// The stage of the company, for equity: `series-a`.
    pub stage: Option<String>,
    /// The stage as readers see it: `Series A`.
    pub stage_title: Option<String>,
    /// What is known of vesting, in words.
    pub vesting: Option<String>,
    /// Index into [`PayBook::sources`].
    pub source: usize,
    /// The day the figure holds for.
    pub as_of: Option<String>,
    /// Whether it is older than 12 months or past its review date.
    pub stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub example: bool,
    /// What to know about it.
    pub note: Option<String>,
}

/// A rule that pay is set by.
#[derive(Debug, Clone, Serialize)]
pub struct PayModel {
    /// The record's id.
    pub id: String,
    /// The name readers see.
    pub title: String,
    /// `table`, `factor`, `zone` or `uniform`.
    pub kind: &'static str,
    /// ISO 4217 code; a table has none of its own.
    pub currency: Option<&'static str>,
    /// `year`, `month`, `day` or `hour`.
    pub period: &'static str,
    /// The measure of its ranges.
    pub measure: &'static str,
    /// Amounts that everything is computed from, each for a role of [`PayBook::roles`] or for all.
    pub benchmarks: Vec<(Option<usize>, i64)>,
    /// The factor of each place it knows, with what it is called; indices into [`PayBook::places`].
    pub places: Vec<(usize, String, Rate)>,
    /// The factor of each level it knows; indices into [`PayBook::levels`].
    pub levels: Vec<(usize, Rate)>,
    /// How far the upper end lies above the lower one, as a share of it.
    pub spread: Rate,
    /// The published ranges a table consists of, in words.
    pub bands: Vec<String>,
    /// The first day it holds.
    pub from: String,
    /// The day a later model took its place.
    pub until: Option<String>,
    /// What holds for those who were hired under the former model.
    pub grandfather: Option<String>,
    /// Index into [`PayBook::sources`].
    pub source: usize,
    /// Whether its amounts are made up, and must be labelled so.
    pub example: bool,
    /// What to know about it.
    pub note: Option<String>,
    /// The rule in words.
    pub formula: String,
    /// One example, line by line.
    pub worked: Vec<String>,
}

/// A formula with one example.
#[derive(Debug, Clone, Serialize)]
pub struct Formula {
    /// What it gives.
    pub name: String,
    /// How.
    pub rule: String,
    /// One example with its arithmetic.
    pub example: String,
}

/// How a language writes amounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MoneyStyle {
    /// Between groups of three digits.
    pub group: String,
    /// Whether the currency comes before the number.
    pub symbol_first: bool,
    /// Between the ends of a range.
    pub to: &'static str,
    /// Behind a range without an upper end.
    pub or_more: &'static str,
    /// The signs of currencies that have one of their own, as code and sign.
    pub signs: Vec<(&'static str, &'static str)>,
}
