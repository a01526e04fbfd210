//! What can be said about records only once all of them are in: do they name each other rightly, may they, and do the
//! bands follow from what the sources say.

use std::collections::BTreeMap;

use jiff::civil::Date;

mod fit;
mod kits;
mod lawful;
mod pay;
mod question_bank;
mod roles;
mod validity;

use super::WholeSite;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::site::gate::names::{Asker, Names};
use crate::site::records::age::is_stale;
use crate::site::records::fit::{Answer, Questionnaire};
use crate::site::records::kinds::{RecordType, record_types};
use crate::site::records::types::{
    Band, Method, Observation, Pay, Range, Record, Records, Reference, Role, SourceRecord,
};
use crate::site::records::{Data, money};

/// Checks all records against each other.
pub(super) fn check(&WholeSite { site, config }: &WholeSite<'_>, diags: &mut Diagnostics) {
    run(&site.data, config, diags);
}

/// Checks all records against each other, whatever pages there are.
pub(in crate::site) fn run(data: &Data, config: &Config, diags: &mut Diagnostics) {
    // What does not fit may fit with what could not be read, which was reported.
    if data.has_gaps() && config.severities.is_error(&rules::BAD_RECORD) {
        return;
    }
    let mut checking = Checking { data, config, names: Names::new(data, config), diags };
    checking.names();
    checking.parents();
    for band in data.bands.iter().chain(data.other_bands.iter()) {
        checking.band(band);
    }
    validity::run(&mut checking);
    for questionnaire in data.fits.iter() {
        checking.names_of(questionnaire);
        fit::check(data, questionnaire, config, checking.diags);
    }
    checking.one_band_each();
    checking.age();
    pay::run(&mut checking);
    roles::run(&mut checking);
    question_bank::run(&mut checking);
    kits::run(data, config, checking.diags);
}

/// The range that `method` makes of observations; `None` when they leave it open.
fn computed(method: Method, observations: &[&Record<Observation>]) -> Option<Range> {
    let ranges = || observations.iter().map(|observation| observation.body.pay.range);
    match method {
        Method::Manual => None,
        Method::Envelope => Some(Range {
            min: ranges().map(|range| range.min).min()?,
            max: ranges().map(|range| range.max).max()?,
            open_ended: ranges().any(|range| range.open_ended),
        }),
        Method::Overlap => {
            let min = ranges().map(|range| range.min).max()?;
            // An open top does not narrow what the others say.
            let closed = ranges().filter(|range| !range.open_ended).map(|range| range.max).min();
            let max = closed.or_else(|| ranges().map(|range| range.max).min())?;
            (min <= max).then_some(Range { min, max, open_ended: closed.is_none() })
        }
        Method::Newest => {
            let day = |observation: &&Record<Observation>| observation.body.pay.as_of.as_ref().map(|(day, _)| *day);
            let newest = observations.iter().filter_map(day).max()?;
            let mut of_that_day = observations.iter().filter(|observation| day(observation) == Some(newest));
            let range = of_that_day.next()?.body.pay.range;
            of_that_day.all(|other| other.body.pay.range == range).then_some(range)
        }
    }
}

/// What the checks work on.
struct Checking<'a> {
    data: &'a Data,
    config: &'a Config,
    names: Names<'a>,
    diags: &'a mut Diagnostics,
}

impl<'a> Checking<'a> {
    /// Every id that a record names exists and is not above it.
    fn names(&mut self) {
        macro_rules! check {
            ($($(#[$doc:meta])* $field:ident: $body:ty, $of:ident = $name:literal as $form:ident;)*) => {
                $(self.names_in(&self.data.$field);)*
            };
        }
        record_types!(check);
        self.names_in(&self.data.other_bands);
    }

    fn names_in<T: RecordType>(&mut self, records: &Records<T>) {
        for record in records.iter() {
            for (kind, named) in record.body.names() {
                let found = self.names.finding_of(kind, &named.id, record.audience, Asker::Record(&record.id));
                self.diags.extend(found.map(|finding| finding.at(named.place.clone())));
            }
        }
    }

    /// Roles above a questionnaire are left out of it in silence; a source is named, and must not be above its part.
    fn names_of(&mut self, record: &Record<Questionnaire>) {
        let body = &record.body;
        let options = body.questions.iter().flat_map(|question| match &question.answer {
            Answer::Choice(options) => options.iter().map(|option| (question.label.audience, option)).collect(),
            Answer::Number { .. } => Vec::new(),
        });
        let stricter = |one, other| self.config.audiences.stricter(one, other);
        let options = options.map(|(audience, option)| (stricter(audience, option.label.audience), &option.source));
        let gates = body.gates.iter().map(|gate| (gate.label.audience, &gate.source));
        let parts: Vec<_> =
            options.chain(gates).map(|(label, source)| (stricter(label, record.audience), source)).collect();
        for (label, source) in parts {
            self.all::<SourceRecord>((&record.id, label), [source]);
        }
        self.all::<Role>((&record.id, self.config.audiences.highest()), &body.roles);
    }

    /// What `by`, an id with its label, names exists and is not above it.
    fn all<'r, T: RecordType>(
        &mut self,
        (by, label): (&str, Audience),
        references: impl IntoIterator<Item = &'r Reference>,
    ) {
        for reference in references {
            let found = self.names.finding::<T>(&reference.id, label, Asker::Record(by));
            self.diags.extend(found.map(|finding| finding.at(reference.place.clone())));
        }
    }

    /// No place lies in itself.
    fn parents(&mut self) {
        for place in self.data.places.iter() {
            let mut above = place.body.parent.as_ref();
            for _ in 0..=self.data.places.count() {
                let Some(reference) = above else { break };
                if reference.id == place.id {
                    let at = place.body.parent.as_ref().map_or(&place.place, |parent| &parent.place);
                    let finding =
                        Diagnostic::new(&rules::BAD_RECORD, at.clone(), format!("`{}` lies in itself", place.id));
                    self.diags.push(finding.hint("name the larger place as `parent`, or none"));
                    break;
                }
                above = self.data.places.get(&reference.id).and_then(|next| next.body.parent.as_ref());
            }
        }
    }

    /// A band says where it comes from, and follows from it.
    fn band(&mut self, band: &Record<Band>) {
        let data = self.data;
        let body = &band.body;
        let cited: Vec<_> =
            body.from.iter().filter_map(|reference| Some((reference, data.observations.get(&reference.id)?))).collect();
        if body.from.is_empty() {
            if body.source.is_none() && body.method.is_none() {
                let message = format!("`{}` does not say where its figure comes from", band.id);
                let hint = "list observations in `from`, name a `source`, or write `method = \"manual\"` for a figure of your own";
                self.report(&band.place, message, hint);
            }
            if let Some(method) = body.method.filter(|method| *method != Method::Manual) {
                let message = format!("`{}` has no observations to make an {} from", band.id, method.name());
                self.report(&band.place, message, "list them in `from`, or write `method = \"manual\"`");
            }
            return;
        }
        let mut fits = cited.len() == body.from.len();
        for (reference, observation) in &cited {
            fits &= self.belongs(band, reference, observation);
        }
        if fits {
            let observations: Vec<_> = cited.into_iter().map(|(_, observation)| observation).collect();
            self.follows(band, &observations);
        }
    }

    /// Whether an observation is about what the band is about.
    fn belongs(&mut self, band: &Record<Band>, reference: &Reference, observation: &Record<Observation>) -> bool {
        let (own, other) = (&band.body.pay, &observation.body.pay);
        // A name that does not exist was reported; it makes no second difference.
        let exists = |pay: &Pay| {
            self.data.roles.get(&pay.role.id).is_some()
                && self.data.places.get(&pay.place.id).is_some()
                && pay.level.as_ref().is_none_or(|level| self.data.levels.get(&level.id).is_some())
        };
        if !exists(own) || !exists(other) {
            return false;
        }
        let level = |pay: &Pay| pay.level.as_ref().map(|level| level.id.clone());
        let both_levels = level(own).zip(level(other)).filter(|(own, other)| own != other);
        let difference = if own.role.id != other.role.id {
            format!("is about the role `{}`, not `{}`", other.role.id, own.role.id)
        } else if own.place.id != other.place.id {
            format!("is about the place `{}`, not `{}`", other.place.id, own.place.id)
        } else if own.measure != other.measure {
            format!("measures pay as `{}`, not as `{}`", other.measure.name(), own.measure.name())
        } else if let Some((own, other)) = both_levels {
            format!("is about the level `{other}`, not `{own}`")
        } else if own.currency != other.currency {
            format!("is in {}, not in {}", other.currency, own.currency)
        } else if own.terms() != other.terms() {
            "has another `engagement`, `fte` or `hours`".to_owned()
        } else if own.period != other.period {
            format!("is for a {}, not for a {}", other.period.name(), own.period.name())
        } else {
            return true;
        };
        self.diags.push(
            Diagnostic::new(&rules::BAD_RECORD, reference.place.clone(), format!("`{}` {difference}", reference.id))
                .hint("a band and its observations have role, place, measure, level, terms, currency and period in common")
                .related(observation.place.clone(), "the observation"),
        );
        false
    }

    /// The band is what its method makes of its observations.
    fn follows(&mut self, band: &Record<Band>, observations: &[&Record<Observation>]) {
        let pay = &band.body.pay;
        let first = observations.first().map(|observation| observation.body.pay.range);
        let agree = observations.iter().all(|observation| Some(observation.body.pay.range) == first);
        let method = match band.body.method {
            Some(method) => method,
            None if agree => Method::Envelope,
            None => {
                let message =
                    format!("the sources of `{}` differ, and it does not say how it was made from them", band.id);
                let hint = "add `method`: `envelope`, `overlap`, `newest` or `manual`";
                return self.report(&band.place, message, hint);
            }
        };
        if method == Method::Manual {
            return;
        }
        let text = |range: &Range| money::range_text(range, pay.currency, "en");
        match computed(method, observations) {
            Some(range) if range == pay.range => {}
            Some(range) => {
                let message =
                    format!("the {} of its observations is {}, not {}", method.name(), text(&range), text(&pay.range));
                let open = if range.open_ended { " and `open_ended = true`" } else { "" };
                let hint = format!("write `min = {}`, `max = {}`{open}, or change `method`", range.min, range.max);
                self.report(&pay.range_place, message, hint);
            }
            None => {
                let message = format!("the observations of `{}` have no {}", band.id, method.name());
                let hint = match method {
                    Method::Newest => "give them an `as_of`, only one of them the latest, or change `method`",
                    _ => "change `method`",
                };
                self.report(&band.place, message, hint);
            }
        }
    }

    /// One figure, everywhere: no two bands answer the same question.
    fn one_band_each(&mut self) {
        let mut known: BTreeMap<_, &Record<Band>> = BTreeMap::new();
        for band in self.data.bands.iter() {
            let pay = &band.body.pay;
            let level = pay.level.as_ref().map(|level| level.id.as_str());
            let at = (pay.role.id.as_str(), pay.place.id.as_str(), level);
            let key = (at, pay.measure, pay.currency, pay.period, pay.terms());
            match known.get(&key) {
                None => {
                    known.insert(key, band);
                }
                Some(first) => self.diags.push(
                    Diagnostic::new(
                        &rules::BAD_RECORD,
                        band.place.clone(),
                        format!("`{}` and `{}` publish a figure for the same thing", first.id, band.id),
                    )
                    .hint("keep one of them, or give them different levels")
                    .related(first.place.clone(), "the other band"),
                ),
            }
        }
    }

    /// Figures that have become old.
    fn age(&mut self) {
        let data = self.data;
        for observation in data.observations.iter() {
            let pay = &observation.body.pay;
            let source = data.sources.get(&observation.body.source.id);
            let published = source.and_then(|source| source.body.published);
            self.age_of(observation, pay.as_of.as_ref(), pay.review_by.as_ref(), published);
        }
        for band in data.bands.iter() {
            self.age_of(band, band.body.pay.as_of.as_ref(), band.body.pay.review_by.as_ref(), None);
        }
    }

    /// Reports a figure that is past its review, or from long ago; without a day of its own that of its source counts.
    fn age_of<T>(
        &mut self,
        record: &Record<T>,
        as_of: Option<&(Date, Place)>,
        review_by: Option<&(Date, Place)>,
        published: Option<Date>,
    ) {
        let today = self.config.today;
        let finding = |place: &Place, message: String, hint: &str| {
            Diagnostic::new(&rules::PAY_STALE, place.clone(), message).hint(hint)
        };
        if let Some((day, place)) = review_by
            && is_stale(None, Some(*day), today)
        {
            let message = format!("`{}` was due for review on {day}", record.id);
            self.diags.push(finding(place, message, "check the figure and move `review_by` on"));
            return;
        }
        let date = as_of.map(|(day, place)| (*day, place)).or(published.map(|day| (day, &record.place)));
        if let Some((day, place)) = date
            && is_stale(Some(day), None, today)
        {
            let message = format!("`{}` is from {day}, 12 months ago or more", record.id);
            self.diags.push(finding(
                place,
                message,
                "look for a newer figure; after checking this one, say so in `as_of`",
            ));
        }
    }

    fn report(&mut self, place: &Place, message: String, hint: impl Into<String>) {
        self.diags.push(Diagnostic::new(&rules::BAD_RECORD, place.clone(), message).hint(hint));
    }
}
