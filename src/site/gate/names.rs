//! What a name of a record comes to: a record that may be named, one above, one with mistakes, or nothing at all.
//!
//! The only reporter of `broken-reference` and `audience-leak` about records.

use jiff::civil::Date;

use crate::config::{Audience, AudienceLevels, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, rules};
use crate::fields::{nearest, suggestion};
use crate::site::records::Data;
use crate::site::records::kinds::{RecordKind, RecordType, bodies::*, record_types};
use crate::site::records::types::{Record, Records};

/// So many ids are listed to somebody who named none of them.
const MOST_LISTED: usize = 20;

/// What a name comes to.
pub(in crate::site) enum Looked<'s, T> {
    /// A record that may be named.
    Seen(&'s Record<T>),
    /// One above whoever names it.
    Above(&'s Record<T>),
    /// One with mistakes, which were reported.
    Unusable,
    /// Nothing.
    Missing,
}

/// Who names a record.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) enum Asker<'a> {
    /// A block of a page.
    Block,
    /// A sentence of a page.
    Sentence,
    /// The front matter of a page.
    Page,
    /// The record with this id.
    Record(&'a str),
}

/// Looks names up among all records.
#[derive(Clone, Copy)]
pub(in crate::site) struct Names<'s> {
    pub(super) data: &'s Data,
    pub(super) levels: &'s AudienceLevels,
    today: Date,
}

impl<'s> Names<'s> {
    /// Names of these records.
    pub(in crate::site) fn new(data: &'s Data, config: &'s Config) -> Names<'s> {
        Names { data, levels: &config.audiences, today: config.today }
    }

    /// What `id` comes to where it is named by something labelled `by`.
    pub(in crate::site) fn resolve<T: RecordType>(&self, id: &str, by: Audience) -> Looked<'s, T> {
        match T::of(self.data).get(id) {
            Some(record) if by.sees(record.audience) => Looked::Seen(record),
            Some(record) => Looked::Above(record),
            None if self.data.is_unusable(T::KIND, id) => Looked::Unusable,
            None => Looked::Missing,
        }
    }

    /// What is wrong with naming `id`, without a place; `None` when nothing is, or was reported.
    pub(in crate::site) fn finding<T: RecordType>(
        &self,
        id: &str,
        by: Audience,
        asker: Asker<'_>,
    ) -> Option<Diagnostic> {
        match self.resolve::<T>(id, by) {
            Looked::Seen(_) | Looked::Unusable => None,
            // A record may speak of a band that was, or will be.
            Looked::Missing if T::KIND == RecordKind::Band && self.data.other_bands.get(id).is_some() => match asker {
                Asker::Record(_) => None,
                Asker::Block | Asker::Sentence | Asker::Page => self.out_of_force(id, by, asker),
            },
            Looked::Missing => Some(self.missing::<T>(id, by, asker)),
            Looked::Above(record) => Some(self.above(T::KIND, record, record.audience, by, asker)),
        }
    }

    /// What is wrong with naming a band that is not in force today; `None` when there is none of this id.
    pub(in crate::site) fn out_of_force(&self, id: &str, by: Audience, asker: Asker<'_>) -> Option<Diagnostic> {
        let band = self.data.other_bands.get(id)?;
        let label = label_of_band(band, self.levels, self.today);
        if !by.sees(label) {
            return Some(self.above(RecordKind::Band, band, label, by, asker));
        }
        let when = match (&band.body.effective_from, &band.body.effective_to) {
            (_, Some((to, _))) if !band.body.is_to_come(self.today) => format!("its last day was {to}"),
            (Some((from, _)), _) => format!("its first day is {from}"),
            _ => "it is not in force".to_owned(),
        };
        let message = format!("the band `{id}` is not in force today: {when}");
        let hint = "name the band that is in force";
        Some(
            Diagnostic::without_place(&rules::BROKEN_REFERENCE, message)
                .hint(hint)
                .related(band.place.clone(), "the band"),
        )
    }

    /// As [`Names::finding`], for a type that is known only when the program runs.
    pub(in crate::site) fn finding_of(
        &self,
        kind: RecordKind,
        id: &str,
        by: Audience,
        asker: Asker<'_>,
    ) -> Option<Diagnostic> {
        macro_rules! find {
            ($($(#[$doc:meta])* $field:ident: $body:ty, $of:ident = $name:literal as $form:ident;)*) => {
                match kind {
                    $(RecordKind::$of => self.finding::<$body>(id, by, asker),)*
                }
            };
        }
        record_types!(find)
    }

    /// Whether a record above `by` is one of those meant: then its readers get nothing, and nothing is amiss.
    pub(in crate::site) fn hides<T: RecordType>(&self, by: Audience, is_meant: impl Fn(&T) -> bool) -> bool {
        T::of(self.data).iter().any(|record| !by.sees(record.audience) && is_meant(&record.body))
    }

    /// Of the types that figures name, the one that has a record of this id which `by` may see.
    fn kind_of(&self, id: &str, by: Audience) -> Option<RecordKind> {
        let sees = |audience: Audience| by.sees(audience);
        let data = self.data;
        let found = [
            (RecordKind::Role, data.roles.get(id).is_some_and(|record| sees(record.audience))),
            (RecordKind::Place, data.places.get(id).is_some_and(|record| sees(record.audience))),
            (RecordKind::Level, data.levels.get(id).is_some_and(|record| sees(record.audience))),
            (RecordKind::Source, data.sources.get(id).is_some_and(|record| sees(record.audience))),
        ];
        found.into_iter().find(|(_, is_known)| *is_known).map(|(kind, _)| kind)
    }

    fn missing<T: RecordType>(&self, id: &str, by: Audience, asker: Asker<'_>) -> Diagnostic {
        let noun = T::KIND.noun();
        let known = || may_be_named(T::of(self.data), by);
        let hint = if let Some(near) = nearest(id, known()) {
            format!("did you mean `{near}`?")
        } else if let Some(other) = self.kind_of(id, by).map(RecordKind::noun) {
            format!("`{id}` is a {other}: see whether the {noun} and the {other} have changed places")
        } else if known().count() > MOST_LISTED {
            format!("add a {noun} of this id")
        } else {
            suggestion(id, known(), "the ids there are:")
        };
        match asker {
            // Whoever writes a record stands in the data.
            Asker::Record(_) => {
                Diagnostic::without_place(&rules::BROKEN_REFERENCE, format!("there is no {noun} `{id}`")).hint(hint)
            }
            Asker::Block | Asker::Sentence | Asker::Page => missing(noun, id, hint),
        }
    }

    fn above<T>(
        &self,
        kind: RecordKind,
        record: &Record<T>,
        label: Audience,
        by: Audience,
        asker: Asker<'_>,
    ) -> Diagnostic {
        let (noun, id) = (kind.noun(), &record.id);
        let (reader, owner) = (self.levels.name(by), self.levels.name(label));
        let is_for = format!("the {noun} `{id}` is for `{owner}`");
        let (message, hint, label) = match asker {
            Asker::Block => (
                format!("{is_for}, and readers of this are `{reader}`"),
                format!("put the block inside `:::{owner}`, or give the {noun} the audience `{reader}`"),
                format!("the {noun}"),
            ),
            Asker::Sentence => (
                format!("{is_for}, and readers of this are `{reader}`"),
                format!("put the sentence inside `:::{owner}`, or remove the figure"),
                format!("the {noun}"),
            ),
            Asker::Page => (
                format!("{is_for}, and this page for `{reader}`"),
                "remove the key, or limit the page".to_owned(),
                format!("the {noun}"),
            ),
            Asker::Record(name) => (
                format!("`{name}` is for `{reader}`, and names the {noun} `{id}` for `{owner}`"),
                format!("give `{name}` the audience `{owner}`, or do not name it"),
                "named here".to_owned(),
            ),
        };
        leak(message, hint).related(record.place.clone(), label)
    }
}

/// Who may see a band that is not in force: one to come is for the highest audience until its first day.
pub(super) fn label_of_band(band: &Record<Band>, levels: &AudienceLevels, today: Date) -> Audience {
    if band.body.is_to_come(today) { levels.highest() } else { band.audience }
}

/// The ids that something labelled `by` may name.
fn may_be_named<T>(records: &Records<T>, by: Audience) -> impl Iterator<Item = &str> + Clone {
    records.ids().filter(move |id| records.get(id).is_some_and(|record| by.sees(record.audience)))
}

/// That a page names what is not there.
pub(in crate::site) fn missing(noun: &str, id: &str, hint: String) -> Diagnostic {
    Diagnostic::without_place(&rules::BROKEN_REFERENCE, format!("there is no {noun} `{id}` in the data")).hint(hint)
}

/// That readers would be shown what is above them.
pub(in crate::site) fn leak(message: String, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::without_place(&rules::AUDIENCE_LEAK, message).hint(hint)
}

/// Why a query shows nothing: what to tell the author, and nothing at all where it was told, or is no mistake.
#[must_use]
#[derive(Debug, Default)]
pub(in crate::site) struct Refusal {
    findings: Vec<Diagnostic>,
}

impl Refusal {
    /// Nothing to tell.
    pub(in crate::site) fn silent() -> Refusal {
        Refusal::default()
    }

    /// This is to tell; whoever asked knows the place.
    pub(in crate::site) fn because(
        rule: &'static Rule,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Refusal {
        Refusal::from(Diagnostic::without_place(rule, message).hint(hint))
    }

    /// What was answered, or `None` and one more reason to refuse.
    pub(in crate::site) fn unless<T>(&mut self, answer: Result<T, Refusal>) -> Option<T> {
        answer.map_err(|refusal| self.findings.extend(refusal.findings)).ok()
    }

    /// Tells it, as something about `place`.
    pub(in crate::site) fn report(self, place: &Place, diags: &mut Diagnostics) {
        for finding in self.findings {
            diags.push(finding.at(place.clone()));
        }
    }
}

impl From<Diagnostic> for Refusal {
    fn from(finding: Diagnostic) -> Refusal {
        Refusal { findings: vec![finding] }
    }
}
