//! What is to say of one pay figure: its amount in words, its day, whether it is old or made up, and who says so.
//!
//! Tables, charts, sentences, the overview, the explorer and what machines read all take it from here, so that no two of
//! them can differ.

use jiff::civil::Date;

use crate::diag::Place;
use crate::locale::Locale;
use crate::site::document::tables::{PayBand, PayPercentile, PayRange};
use crate::site::gate::Reader;
use crate::site::records::age::is_stale;
use crate::site::records::money;
use crate::site::records::types::{Band, Method, Observation, Pay, Range, Record, Reference, SourceRecord};

/// A day and where it is written.
type Written = Option<(Date, Place)>;

/// How far a figure can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Standing {
    /// The day it holds for.
    pub(in crate::site) as_of: Option<Date>,
    /// Whether it is older than 12 months or past its review.
    pub(in crate::site) stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub(in crate::site) example: bool,
}

/// One pay figure as one audience sees it.
pub(in crate::site) struct PayFact<'s> {
    /// The record of the figure.
    pub(in crate::site) pay: &'s Pay,
    /// The range in the site's language: `£130,000 to £185,000`.
    pub(in crate::site) text: String,
    /// How far it can be relied on.
    pub(in crate::site) standing: Standing,
    /// How it was made, of what the site publishes; `None` of what a source says.
    pub(in crate::site) method: Option<Method>,
    /// The observations it was made from.
    pub(in crate::site) made_from: Vec<&'s Record<Observation>>,
    /// The source that it rests on directly.
    pub(in crate::site) source: Option<&'s Record<SourceRecord>>,
    /// What a day rate comes to in a year, in words.
    a_year: Option<String>,
    words: &'s Locale,
}

impl<'s> Reader<'s> {
    /// What is to say of a published range.
    pub(in crate::site) fn band(&self, band: &'s Record<Band>) -> PayFact<'s> {
        let body = &band.body;
        let made_from: Vec<_> = body.from.iter().filter_map(|named| self.records.observations.named(named)).collect();
        let source = body.source.as_ref().and_then(|named| self.records.sources.named(named));
        let said = made_from.iter().filter_map(|seen| self.records.sources.named(&seen.body.source));
        let example = said.chain(source).any(is_example);
        let method = Some(body.method.unwrap_or(Method::Envelope));
        let standing = Standing { example, ..self.standing(&body.pay.as_of, &body.pay.review_by, None) };
        self.fact(&body.pay, standing, method, made_from, source)
    }

    /// What is to say of what one source says.
    pub(in crate::site) fn observation(&self, seen: &'s Record<Observation>) -> PayFact<'s> {
        let pay = &seen.body.pay;
        let source = self.records.sources.named(&seen.body.source);
        let standing = self.standing(&pay.as_of, &pay.review_by, source);
        self.fact(pay, standing, None, Vec::new(), source)
    }

    fn fact(
        &self,
        pay: &'s Pay,
        standing: Standing,
        method: Option<Method>,
        made_from: Vec<&'s Record<Observation>>,
        source: Option<&'s Record<SourceRecord>>,
    ) -> PayFact<'s> {
        let words = self.words();
        let text = money::range_text(&pay.range, pay.currency, words.language());
        PayFact { pay, text, standing, method, made_from, source, a_year: self.a_year(pay), words }
    }

    /// How far a figure of these days can be relied on; without a day of its own that of its source counts.
    pub(in crate::site) fn standing(
        &self,
        as_of: &Written,
        review_by: &Written,
        source: Option<&Record<SourceRecord>>,
    ) -> Standing {
        let day = |written: &Written| written.as_ref().map(|(day, _)| *day);
        let as_of = day(as_of).or(source.and_then(|source| source.body.published));
        Standing {
            as_of,
            stale: is_stale(as_of, day(review_by), self.config.today),
            example: source.is_some_and(is_example),
        }
    }

    /// The source that a figure names, when this audience sees it.
    pub(in crate::site) fn source(&self, named: &Reference) -> Option<&'s Record<SourceRecord>> {
        self.records.sources.named(named)
    }
}

impl<'s> PayFact<'s> {
    /// Those who say so, each once: the sources of what it was made from, then its own.
    pub(in crate::site) fn sources(&self, reader: &Reader<'s>) -> Vec<&'s Record<SourceRecord>> {
        let mut sources: Vec<&Record<SourceRecord>> = Vec::new();
        let made_from = self.made_from.iter().filter_map(|seen| reader.source(&seen.body.source));
        for source in made_from.chain(self.source) {
            if sources.iter().all(|known| known.id != source.id) {
                sources.push(source);
            }
        }
        sources
    }

    /// The amount as blocks print it.
    pub(in crate::site) fn range(&self) -> PayRange {
        let Range { min, max, open_ended } = self.pay.range;
        PayRange {
            min,
            max,
            open_ended,
            currency: self.pay.currency.to_owned(),
            period: self.pay.period.name().to_owned(),
            text: self.text.clone(),
            a_year: self.a_year.clone(),
            percentiles: self.pay.percentiles.iter().map(|percentile| self.percentile(*percentile)).collect(),
            sample: self.pay.sample.filter(|_| !self.pay.percentiles.is_empty()),
        }
    }

    fn percentile(&self, (rank, amount): (u8, i64)) -> PayPercentile {
        let rank_text = rank.to_string();
        let key = if rank == 50 { "pay.median" } else { "pay.percentile" };
        let name = self.words.say(key, &[("rank", (&rank_text).into())]);
        PayPercentile { rank, name, amount, text: money::amount_text(amount, self.pay.currency, self.words.language()) }
    }

    /// A published range as blocks print it; `id` is its record's.
    pub(in crate::site) fn published(&self, id: &str) -> PayBand {
        PayBand {
            id: id.to_owned(),
            range: self.range(),
            method: self.method.unwrap_or(Method::Envelope).name().to_owned(),
            example: self.standing.example,
        }
    }
}

/// Whether the source stands for invented figures.
pub(in crate::site) fn is_example(source: &Record<SourceRecord>) -> bool {
    source.id == "example" || source.body.kind.as_deref() == Some("example")
}
