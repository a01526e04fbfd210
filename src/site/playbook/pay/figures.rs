//! One figure in the middle of a sentence: `:pay[ID]` and `:claim[ID]`, as text and with what stands behind it.
//!
//! It must not know the markup of the sentence, nor that of what is shown.

use jiff::civil::Date;

use super::fact::{PayFact, Standing, is_example};
use crate::diag::rules;
use crate::fields::{nearest, suggestion};
use crate::locale::{Argument, Locale};
use crate::site::document::figure::{FigureQuestion, InlineFigure};
use crate::site::gate::Reader;
use crate::site::gate::names::{Asker, Refusal, missing};
use crate::site::gate::visible_records::Seen as Visible;
use crate::site::records::money;
use crate::site::records::types::{Band, Method, Observation, Pay, Record, Reference};
use crate::site::records::types::{Bonus, Claim, Equity, Premium, Seen, Share, ShareUnit, Unit, WalkAway};

impl<'s> Reader<'s> {
    /// The figure a sentence asks for.
    pub(in crate::site) fn inline_figure(&self, question: FigureQuestion<'_>) -> Result<InlineFigure, Refusal> {
        if question.claim {
            let claim = self.named_in::<Claim>(question.id, Asker::Sentence)?;
            return self.claim(claim, question.source);
        }
        self.pay_figure(question.id)
    }

    /// The figure with this id, of whatever type.
    fn pay_figure(&self, id: &str) -> Result<InlineFigure, Refusal> {
        let by = Asker::Sentence;
        if self.is_there::<Band>(id) {
            return self.named_in::<Band>(id, by).map(|band| self.band_figure(band));
        }
        if self.is_there::<Observation>(id) {
            return self.named_in::<Observation>(id, by).map(|seen| self.observation_figure(seen));
        }
        if self.is_there::<Equity>(id) {
            return self.named_in::<Equity>(id, by).map(|equity| self.equity(&equity.body));
        }
        if self.is_there::<Bonus>(id) {
            let bonus = self.named_in::<Bonus>(id, by)?;
            let share = &bonus.body.share;
            let what = if share.unit == ShareUnit::Percent { "figure.bonus" } else { "figure.bonus_money" };
            return Ok(self.share_figure(share, self.words().text(what).to_owned()));
        }
        if self.is_there::<Premium>(id) {
            let premium = self.named_in::<Premium>(id, by)?;
            let over = title(&self.records.roles, &premium.body.over, |role| &role.title);
            return Ok(
                self.share_figure(&premium.body.share, self.words().say("figure.premium", &[("role", over.into())]))
            );
        }
        if self.is_there::<WalkAway>(id) {
            return self.walk_away(self.named_in::<WalkAway>(id, by)?).ok_or_else(Refusal::silent);
        }
        let was_reported = self.misses::<Band>(id)
            || self.misses::<Observation>(id)
            || self.misses::<Equity>(id)
            || self.misses::<Bonus>(id)
            || self.misses::<Premium>(id)
            || self.misses::<WalkAway>(id);
        if was_reported {
            return Err(Refusal::silent());
        }
        if let Some(refusal) = self.out_of_force(id, by) {
            return Err(refusal);
        }
        let hint = match nearest(id, self.ids_of_figures().into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a band, an observation, a bonus, equity or a premium by its id".to_owned(),
        };
        Err(missing("pay figure", id, hint).into())
    }

    fn ids_of_figures(&self) -> Vec<&'s str> {
        fn ids<'s, T>(records: &Visible<'s, T>) -> impl Iterator<Item = &'s str> {
            records.iter().map(|record| record.id.as_str())
        }
        let records = &self.records;
        let pay = ids(&records.bands).chain(ids(&records.observations));
        pay.chain(ids(&records.equity)).chain(ids(&records.bonuses)).chain(ids(&records.premiums)).collect()
    }

    /// What is paid, to whom, where: `Base pay a year, AI Tech Lead, London`.
    fn about(&self, pay: &Pay) -> String {
        let what = format!("figure.measure_{}", pay.measure.name().replace('-', "_"));
        let per = format!("per.{}", pay.period.name());
        let mut about = self.words().say(&what, &[("per", self.words().text_or(&per, pay.period.name()).into())]);
        let level = pay.level.as_ref().and_then(|level| self.records.levels.named(level));
        let level = level.map_or_else(String::new, |level| self.level_title(level, &pay.role));
        let role = title(&self.records.roles, &pay.role, |role| &role.title);
        let place = title(&self.records.places, &pay.place, |place| &place.title);
        let terms = self.terms(pay).unwrap_or_default();
        for part in [role, &level, place, &terms] {
            if !part.is_empty() {
                about.push_str(self.words().comma());
                about.push_str(part);
            }
        }
        about
    }

    fn band_figure(&self, band: &'s Record<Band>) -> InlineFigure {
        let fact = self.band(band);
        let how = match fact.method.unwrap_or(Method::Envelope) {
            Method::Envelope => "method.envelope",
            Method::Overlap => "method.overlap",
            Method::Newest => "method.newest",
            Method::Manual => "method.manual",
        };
        let published = self.words().say("pay.published_by", &[("method", self.words().text(how).into())]);
        let dated = fact
            .standing
            .as_of
            .map_or_else(String::new, |day| format!("{}{}", self.words().comma(), self.words().day(day)));
        let mut lines = vec![self.about(fact.pay), published + &dated];
        lines.extend(self.a_year(fact.pay));
        for seen in &fact.made_from {
            let day = seen.body.pay.as_of.as_ref().map(|(day, _)| *day);
            lines.extend(self.said_by(&seen.body.source, day, Some(self.observation(seen).text)));
        }
        lines.extend(band.body.source.as_ref().and_then(|source| self.said_by(source, fact.standing.as_of, None)));
        figure(&fact, lines)
    }

    fn observation_figure(&self, seen: &'s Record<Observation>) -> InlineFigure {
        let fact = self.observation(seen);
        let mut lines = vec![self.about(fact.pay)];
        lines.extend(self.a_year(fact.pay));
        lines.extend(self.said_by(&seen.body.source, fact.standing.as_of, None));
        lines.extend(fact.pay.note.clone());
        figure(&fact, lines)
    }

    fn equity(&self, equity: &Equity) -> InlineFigure {
        let stage = equity.stage_title();
        let what = match equity.share.unit {
            ShareUnit::Percent => self.words().say(equity.basis.text(), &[("stage", (&stage).into())]),
            ShareUnit::Money => self.words().text("figure.equity_value").to_owned(),
            ShareUnit::Shares => self.words().text("figure.equity_shares").to_owned(),
        };
        let mut figure = self.share_figure(&equity.share, what);
        figure.lines.extend(self.grant_terms(equity));
        if let Some(months) = equity.vesting_months {
            figure.lines.push(vesting(self.words(), "figure", months, equity.cliff_months, equity.vesting_assumed));
        }
        figure
    }

    fn share_figure(&self, share: &Share, what: String) -> InlineFigure {
        let role = title(&self.records.roles, &share.role, |role| &role.title);
        let Standing { as_of, stale, example } =
            self.standing(&share.as_of, &share.review_by, self.source(&share.source));
        let mut lines = vec![format!("{role}{}{what}", self.words().colon())];
        lines.extend(self.said_by(&share.source, as_of, None));
        lines.extend(share.note.clone());
        let text = match share.whole {
            None => money::percent_range(&share.min.percent(), &share.max.percent(), self.language()),
            Some(_) => self.share_text(share),
        };
        let ends = share.whole.zip(share.currency).filter(|_| share.unit == ShareUnit::Money);
        let amounts = ends.map_or_else(Vec::new, |((min, max), currency)| vec![(currency, min), (currency, max)]);
        InlineFigure { text, lines, stale, example, amounts }
    }

    /// A walk-away figure; `None` when the band it is about is not to be seen.
    fn walk_away(&self, record: &Record<WalkAway>) -> Option<InlineFigure> {
        let body = &record.body;
        let band = &self.records.bands.named(&body.band)?.body;
        let source = body.source.as_ref().and_then(|source| self.source(source));
        // It is ours, so that the day its source was published says nothing about its age.
        let Standing { as_of, stale, .. } = self.standing(&body.as_of, &None, None);
        let mut lines = vec![self.words().say("figure.walk_away", &[("about", (&self.about(&band.pay)).into())])];
        lines.push(self.words().say("figure.approver", &[("who", (&body.approver).into())]));
        lines.extend(body.source.as_ref().and_then(|source| self.said_by(source, as_of, None)));
        Some(InlineFigure {
            text: money::amount_text(body.amount, band.pay.currency, self.language()),
            lines,
            stale,
            example: source.is_some_and(is_example),
            amounts: vec![(band.pay.currency, body.amount)],
        })
    }

    fn claim(&self, claim: &Record<Claim>, source: Option<&str>) -> Result<InlineFigure, Refusal> {
        let body = &claim.body;
        let wanted: Vec<&Seen> = match source {
            None => body.seen.iter().collect(),
            Some(id) => body.seen.iter().filter(|seen| seen.source.id == id).collect(),
        };
        let (Some(min), Some(max)) =
            (wanted.iter().map(|seen| seen.min).min(), wanted.iter().map(|seen| seen.max).max())
        else {
            let known = body.seen.iter().map(|seen| seen.source.id.as_str());
            let name = source.unwrap_or_default();
            let message = format!("`{name}` says nothing about the claim `{}`", claim.id);
            let hint = suggestion(name, known, "its sources are");
            return Err(Refusal::because(&rules::BROKEN_REFERENCE, message, hint));
        };
        let open = wanted.iter().any(|seen| seen.open_ended);
        let text = |min, max, open| money::counted(min, max, open, body.unit, body.currency, self.words());
        let mut lines = vec![body.title.clone()];
        if let (Some(start), Some(stop)) = (&body.start, &body.stop) {
            lines.push(self.words().say("figure.from_to", &[("start", start.into()), ("stop", stop.into())]));
        }
        for seen in &wanted {
            let day = seen.as_of.as_ref().map(|(day, _)| *day);
            let own = text(seen.min, seen.max, seen.open_ended);
            let line = self.said_by(&seen.source, day, (wanted.len() > 1).then_some(own));
            let note = seen.note.as_deref().map_or_else(String::new, |note| format!(" ({note})"));
            lines.extend(line.map(|line| line + &note));
        }
        lines.extend(body.note.clone());
        // Of each source the day it gave the figure, not the day it was published.
        let is_stale = |seen: &&Seen| self.standing(&seen.as_of, &body.review_by, None).stale;
        let amounts = body.currency.filter(|_| body.unit == Unit::Amount).map(|currency| {
            let ends = wanted.iter().flat_map(|seen| [seen.min, seen.max]);
            ends.map(|end| (currency, end.millionths() / 1_000_000)).collect()
        });
        Ok(InlineFigure {
            text: text(min, max, open),
            lines,
            stale: wanted.iter().any(is_stale),
            example: wanted.iter().filter_map(|seen| self.source(&seen.source)).any(is_example),
            amounts: amounts.unwrap_or_default(),
        })
    }

    /// `VAMI, comparison page: £140,000 to £185,000, 23 March 2026`; `None` for a source above the audience.
    fn said_by(&self, source: &Reference, as_of: Option<Date>, said: Option<String>) -> Option<String> {
        let body = &self.source(source)?.body;
        let mut line = body.publisher.clone();
        let comma = self.words().comma();
        line.push_str(&said.map_or_else(|| format!("{comma}{}", body.title), |said| format!(": {said}")));
        match (as_of.or(body.published), body.retrieved) {
            (Some(day), _) => line.push_str(&format!("{comma}{}", self.words().day(day))),
            (None, Some(day)) => {
                let day = self.words().day(day);
                line.push_str(comma);
                line.push_str(&self.words().say("figure.undated_read", &[("date", (&day).into())]));
            }
            (None, None) => {}
        }
        Some(line)
    }
}

/// The title of what another record names; nothing when it is above the audience.
fn title<'s, T>(records: &Visible<'s, T>, named: &Reference, title: fn(&T) -> &String) -> &'s str {
    records.named(named).map_or("", |record| title(&record.body))
}

fn figure(fact: &PayFact<'_>, lines: Vec<String>) -> InlineFigure {
    let (pay, Standing { stale, example, .. }) = (fact.pay, fact.standing);
    let amounts = vec![(pay.currency, pay.range.min), (pay.currency, pay.range.max)];
    InlineFigure { text: fact.text.clone(), lines, stale, example, amounts }
}

/// Over how many months something is earned: the messages of `group`.
pub(super) fn vesting(words: &Locale, group: &str, months: i64, cliff: Option<i64>, assumed: bool) -> String {
    let count = |months: i64| Argument::Count(months.unsigned_abs());
    let key = if cliff.is_some() { "earned_cliff" } else { "earned" };
    let arguments = [("count", count(months)), ("cliff", count(cliff.unwrap_or_default()))];
    let earned = words.say(&format!("{group}.{key}"), &arguments);
    if assumed { earned + words.text(&format!("{group}.assumed")) } else { earned }
}
