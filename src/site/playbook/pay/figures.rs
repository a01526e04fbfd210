//! One figure in the middle of a sentence: `:pay[ID]` and `:claim[ID]`, as text and with what stands behind it.
//!
//! It must not know the markup of the sentence, nor that of what is shown.

use jiff::civil::Date;

use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::fields::suggestion;
use crate::site::playbook::pay::table::is_example;
use crate::site::records::check::is_stale;
use crate::site::records::pay_records::{Claim, Equity, Seen, Share, Unit};
use crate::site::records::types::{Band, Measure, Method, Observation, Pay, Record, Records, Reference};
use crate::site::records::{Data, money};

/// What a sentence asks for.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct FigureQuestion<'q> {
    /// Whether it asks for a claim; otherwise for pay.
    pub(in crate::site) claim: bool,
    /// The id in the brackets.
    pub(in crate::site) id: &'q str,
    /// The one source whose word is wanted, of a claim.
    pub(in crate::site) source: Option<&'q str>,
}

/// A figure that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct InlineFigure {
    /// The figure in the site's language: `£130,000 to £185,000`.
    pub(in crate::site) text: String,
    /// What it is and where it comes from, a line each.
    pub(in crate::site) lines: Vec<String>,
    /// Whether it is older than 12 months or past its review.
    pub(in crate::site) stale: bool,
    /// Whether it is made up, and must be labelled so.
    pub(in crate::site) example: bool,
    /// The amounts of money in it, with their currency: what a sentence that repeats them may say.
    pub(in crate::site) amounts: Vec<(&'static str, i64)>,
}

impl Data {
    /// The figure a sentence at `place` asks for, as `audience` may see it.
    ///
    /// `None` when there is none, or none for this audience; that is reported.
    pub(in crate::site) fn inline_figure(
        &self,
        question: FigureQuestion<'_>,
        audience: Audience,
        config: &Config,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Option<InlineFigure> {
        let mut asking = Asking { data: self, audience, config, place, diags };
        if question.claim {
            let claim = asking.named("claim", question.id, &self.claims)?;
            return asking.claim(claim, question.source);
        }
        if question.source.is_some() {
            let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, place.clone(), "`:pay[...]` takes no `source`");
            asking.diags.push(finding.hint("name what this source says: each observation has an id of its own"));
        }
        asking.pay(question.id)
    }
}

struct Asking<'a> {
    data: &'a Data,
    audience: Audience,
    config: &'a Config,
    place: &'a Place,
    diags: &'a mut Diagnostics,
}

impl<'a> Asking<'a> {
    fn named<T>(&mut self, kind: &str, id: &str, records: &'a Records<T>) -> Option<&'a Record<T>> {
        match records.get(id) {
            Some(record) => self.may_see(kind, record).then_some(record),
            None => {
                if !self.data.is_unusable(kind, id) {
                    self.missing(kind, id, suggestion(id, records.ids(), "the ids there are:"));
                }
                None
            }
        }
    }

    fn missing(&mut self, kind: &str, id: &str, hint: String) {
        let message = format!("there is no {kind} `{id}` in the data");
        self.diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, self.place.clone(), message).hint(hint));
    }

    fn may_see<T>(&mut self, kind: &str, record: &Record<T>) -> bool {
        if record.audience <= self.audience {
            return true;
        }
        let names = &self.config.audiences;
        let (reader, owner) = (names.name(self.audience), names.name(record.audience));
        let message = format!("the {kind} `{}` is for `{owner}`, and readers of this are `{reader}`", record.id);
        self.diags.push(
            Diagnostic::new(&rules::AUDIENCE_LEAK, self.place.clone(), message)
                .hint(format!("put the sentence inside `:::{owner}`, or remove the figure"))
                .related(record.place.clone(), format!("the {kind}")),
        );
        false
    }

    /// The figure with this id, of whatever type.
    fn pay(&mut self, id: &str) -> Option<InlineFigure> {
        let data = self.data;
        if data.bands.get(id).is_some() {
            return self.named("band", id, &data.bands).map(|band| self.band(band));
        }
        if data.observations.get(id).is_some() {
            return self.named("observation", id, &data.observations).map(|seen| self.observation(seen));
        }
        if data.equity.get(id).is_some() {
            return self.named("equity", id, &data.equity).map(|equity| self.equity(&equity.body));
        }
        if data.bonuses.get(id).is_some() {
            let bonus = self.named("bonus", id, &data.bonuses)?;
            return Some(self.share(&bonus.body.share, "bonus, of base pay".to_owned()));
        }
        if data.premiums.get(id).is_some() {
            let premium = self.named("premium", id, &data.premiums)?;
            let over = self.title(&data.roles, &premium.body.over, |role| &role.title);
            return Some(self.share(&premium.body.share, format!("more than {over}")));
        }
        if data.walk_aways.get(id).is_some() {
            let walk_away = self.named("walk-away figure", id, &data.walk_aways)?;
            return self.walk_away(walk_away);
        }
        let kinds = ["band", "observation", "equity", "bonus", "premium", "walk_away"];
        if !kinds.iter().any(|kind| data.is_unusable(kind, id)) {
            let visible = self.visible_ids();
            let near = crate::fields::nearest(id, visible.iter().copied());
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a band, an observation, a bonus, equity or a premium by its id".to_owned(),
            };
            self.missing("pay figure", id, hint);
        }
        None
    }

    fn visible_ids(&self) -> Vec<&'a str> {
        fn ids<T>(records: &Records<T>, audience: Audience) -> impl Iterator<Item = &str> {
            records.iter().filter(move |record| record.audience <= audience).map(|record| record.id.as_str())
        }
        let data = self.data;
        let shares = ids(&data.equity, self.audience).chain(ids(&data.bonuses, self.audience));
        let pay = ids(&data.bands, self.audience).chain(ids(&data.observations, self.audience));
        pay.chain(shares).chain(ids(&data.premiums, self.audience)).collect()
    }

    fn title<T>(&self, records: &'a Records<T>, named: &Reference, title: fn(&T) -> &String) -> &'a str {
        records
            .get(&named.id)
            .filter(|record| record.audience <= self.audience)
            .map_or("", |record| title(&record.body))
    }

    /// What is paid, to whom, where: `Base pay a year, AI Tech Lead, London`.
    fn about(&self, pay: &Pay) -> String {
        let what = match pay.measure {
            Measure::Base => "Base pay",
            Measure::Bonus => "Bonus",
            Measure::Equity => "Equity",
            Measure::Total => "Total pay",
            Measure::Unstated => "Pay, base or total not stated,",
        };
        let mut about = format!("{what} a {}", pay.period.text());
        let level = pay.level.as_ref().map_or("", |level| self.title(&self.data.levels, level, |level| &level.title));
        let role = self.title(&self.data.roles, &pay.role, |role| &role.title);
        let place = self.title(&self.data.places, &pay.place, |place| &place.title);
        for part in [role, level, place] {
            if !part.is_empty() {
                about.push_str(", ");
                about.push_str(part);
            }
        }
        about
    }

    fn range(&self, pay: &Pay) -> String {
        money::range_text(&pay.range, pay.currency, &self.config.language)
    }

    fn band(&self, band: &Record<Band>) -> InlineFigure {
        let body = &band.body;
        let pay = &body.pay;
        let how = match body.method.unwrap_or(Method::Envelope) {
            Method::Envelope => "spans every source",
            Method::Overlap => "what the sources share",
            Method::Newest => "the newest source",
            Method::Manual => "set by us",
        };
        let as_of = pay.as_of.as_ref().map(|(day, _)| *day);
        let dated = as_of.map_or_else(String::new, |day| format!(", {}", words(day)));
        let mut lines = vec![self.about(pay), format!("Published here: {how}{dated}")];
        let observed: Vec<_> = body.from.iter().filter_map(|seen| self.data.observations.get(&seen.id)).collect();
        for seen in observed.iter().filter(|seen| seen.audience <= self.audience) {
            lines.extend(self.said_by(
                &seen.body.source,
                seen.body.pay.as_of.as_ref().map(|(day, _)| *day),
                Some(self.range(&seen.body.pay)),
            ));
        }
        let own = body.source.iter();
        lines.extend(own.clone().filter_map(|source| self.said_by(source, as_of, None)));
        let cited = observed.iter().map(|seen| &seen.body.source).chain(own);
        let example = cited.filter_map(|source| self.data.sources.get(&source.id)).any(is_example);
        InlineFigure {
            text: self.range(pay),
            lines,
            stale: is_stale(as_of, pay.review_by.as_ref().map(|(day, _)| *day), self.config.today),
            example,
            amounts: ends(pay),
        }
    }

    fn observation(&self, seen: &Record<Observation>) -> InlineFigure {
        let pay = &seen.body.pay;
        let source = self.data.sources.get(&seen.body.source.id);
        let as_of = pay.as_of.as_ref().map(|(day, _)| *day).or(source.and_then(|source| source.body.published));
        let mut lines = vec![self.about(pay)];
        lines.extend(self.said_by(&seen.body.source, as_of, None));
        lines.extend(pay.note.clone());
        InlineFigure {
            text: self.range(pay),
            lines,
            stale: is_stale(as_of, pay.review_by.as_ref().map(|(day, _)| *day), self.config.today),
            example: source.is_some_and(is_example),
            amounts: ends(pay),
        }
    }

    fn equity(&self, equity: &Equity) -> InlineFigure {
        let stage = equity.stage_title();
        let mut figure = self.share(&equity.share, format!("equity at {stage}, {}", equity.basis.text()));
        if let Some(months) = equity.vesting_months {
            let cliff = equity.cliff_months.map_or_else(String::new, |cliff| format!(", nothing before {cliff}"));
            let assumed = if equity.vesting_assumed { ", which we assume" } else { "" };
            figure.lines.push(format!("Earned over {months} months{cliff}{assumed}"));
        }
        figure
    }

    fn share(&self, share: &Share, what: String) -> InlineFigure {
        let role = self.title(&self.data.roles, &share.role, |role| &role.title);
        let source = self.data.sources.get(&share.source.id);
        let as_of = share.as_of.as_ref().map(|(day, _)| *day).or(source.and_then(|source| source.body.published));
        let mut lines = vec![format!("{role}: {what}")];
        lines.extend(self.said_by(&share.source, as_of, None));
        lines.extend(share.note.clone());
        InlineFigure {
            text: money::percent_range(&share.min.percent(), &share.max.percent(), &self.config.language),
            lines,
            stale: is_stale(as_of, share.review_by.as_ref().map(|(day, _)| *day), self.config.today),
            example: source.is_some_and(is_example),
            amounts: Vec::new(),
        }
    }

    fn walk_away(&self, record: &Record<crate::site::records::pay_records::WalkAway>) -> Option<InlineFigure> {
        let body = &record.body;
        let band = &self.data.bands.get(&body.band.id)?.body;
        let as_of = body.as_of.as_ref().map(|(day, _)| *day);
        let mut lines = vec![format!("Walk-away figure, {}", self.about(&band.pay))];
        lines.push(format!("Above the published range: {}", body.approver));
        lines.extend(body.source.as_ref().and_then(|source| self.said_by(source, as_of, None)));
        let source = body.source.as_ref().and_then(|source| self.data.sources.get(&source.id));
        Some(InlineFigure {
            text: money::amount_text(body.amount, band.pay.currency, &self.config.language),
            lines,
            stale: is_stale(as_of, None, self.config.today),
            example: source.is_some_and(is_example),
            amounts: vec![(band.pay.currency, body.amount)],
        })
    }

    fn claim(&mut self, claim: &Record<Claim>, source: Option<&str>) -> Option<InlineFigure> {
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
            let finding = Diagnostic::new(&rules::BROKEN_REFERENCE, self.place.clone(), message);
            self.diags.push(finding.hint(suggestion(name, known, "its sources are")));
            return None;
        };
        let open = wanted.iter().any(|seen| seen.open_ended);
        let text = |min, max, open| money::counted(min, max, open, body.unit, body.currency, &self.config.language);
        let mut lines = vec![body.title.clone()];
        if let (Some(start), Some(stop)) = (&body.start, &body.stop) {
            lines.push(format!("From: {start}. To: {stop}"));
        }
        for seen in &wanted {
            let day = seen.as_of.as_ref().map(|(day, _)| *day);
            let own = text(seen.min, seen.max, seen.open_ended);
            let line = self.said_by(&seen.source, day, (wanted.len() > 1).then_some(own));
            let note = seen.note.as_deref().map_or_else(String::new, |note| format!(" ({note})"));
            lines.extend(line.map(|line| line + &note));
        }
        lines.extend(body.note.clone());
        let review_by = body.review_by.as_ref().map(|(day, _)| *day);
        let days = wanted.iter().map(|seen| seen.as_of.as_ref().map(|(day, _)| *day));
        let sources = wanted.iter().filter_map(|seen| self.data.sources.get(&seen.source.id));
        let amounts = body.currency.filter(|_| body.unit == Unit::Amount).map(|currency| {
            let ends = wanted.iter().flat_map(|seen| [seen.min, seen.max]);
            ends.map(|end| (currency, end.millionths() / 1_000_000)).collect()
        });
        Some(InlineFigure {
            text: text(min, max, open),
            lines,
            stale: days.into_iter().any(|day| is_stale(day, review_by, self.config.today)),
            example: sources.into_iter().any(is_example),
            amounts: amounts.unwrap_or_default(),
        })
    }

    /// `VAMI, comparison page: £140,000 to £185,000, 23 March 2026`; `None` for a source above the audience.
    fn said_by(&self, source: &Reference, as_of: Option<Date>, said: Option<String>) -> Option<String> {
        let record = self.data.sources.get(&source.id).filter(|source| source.audience <= self.audience)?;
        let body = &record.body;
        let mut line = body.publisher.clone();
        line.push_str(&said.map_or_else(|| format!(", {}", body.title), |said| format!(": {said}")));
        match (as_of.or(body.published), body.retrieved) {
            (Some(day), _) => line.push_str(&format!(", {}", words(day))),
            (None, Some(day)) => line.push_str(&format!(", undated, read {}", words(day))),
            (None, None) => {}
        }
        Some(line)
    }
}

fn ends(pay: &Pay) -> Vec<(&'static str, i64)> {
    vec![(pay.currency, pay.range.min), (pay.currency, pay.range.max)]
}

fn words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
