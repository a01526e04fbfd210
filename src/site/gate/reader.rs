//! One audience as a reader of records: what it sees, what a name comes to for it, and how amounts are written for it.

use super::Site;
use super::names::{Asker, Looked, Names, Refusal};
use super::visible_pages::VisiblePages;
use super::visible_records::VisibleRecords;
use crate::config::{Audience, Config, Readership};
use crate::locale::Locale;
use crate::site::records::Data;
use crate::site::records::kinds::{RecordKind, RecordType};
use crate::site::records::new_record::is_there;
use crate::site::records::types::{Measure, Record, Reference};

/// One audience, with the records and pages that it sees. What blocks show is asked of this, and knows nothing else.
pub(in crate::site) struct Reader<'s> {
    /// The records it sees.
    pub(in crate::site) records: VisibleRecords<'s>,
    /// The pages it sees.
    pub(in crate::site) pages: VisiblePages<'s>,
    /// The site's settings.
    pub(in crate::site) config: &'s Config,
    audience: Audience,
    names: Names<'s>,
}

impl<'s> Reader<'s> {
    /// A reader of records alone: no page is there for it.
    pub(in crate::site) fn of_records(data: &'s Data, audience: Audience, config: &'s Config) -> Reader<'s> {
        Reader {
            records: VisibleRecords::new(data, audience, config),
            pages: VisiblePages { site: None, config, audience },
            config,
            audience,
            names: Names::new(data, config),
        }
    }

    fn new(site: &'s Site<'s>, audience: Audience, config: &'s Config) -> Reader<'s> {
        let pages = VisiblePages { site: Some(site), config, audience };
        Reader { pages, ..Reader::of_records(&site.data, audience, config) }
    }

    /// The reader whose records everybody sees.
    pub(in crate::site) fn of_everybody(&self) -> Reader<'s> {
        Reader::of_records(self.names.data, self.config.audiences.lowest(), self.config)
    }

    /// Who it is.
    pub(in crate::site) fn audience(&self) -> Audience {
        self.audience
    }

    /// Names as they come to it.
    pub(super) fn names(&self) -> Names<'s> {
        self.names
    }

    /// Whether it is exactly those for whom something labelled `label` is.
    pub(in crate::site) fn is_meant_by(&self, label: Audience) -> bool {
        self.audience == label
    }

    /// Its name.
    pub(in crate::site) fn name(&self) -> &'s str {
        self.config.audiences.name(self.audience)
    }

    /// Whether it sees what is labelled `label`.
    pub(in crate::site) fn may_see(&self, label: Audience) -> bool {
        self.audience.sees(label)
    }

    /// Whether it sees who is hiring: that is for the highest audience alone, and for nobody where there is no other.
    pub(in crate::site) fn sees_managers(&self) -> bool {
        let levels = &self.config.audiences;
        self.audience == levels.highest() && self.audience != levels.lowest()
    }

    /// Whether it is one of those who see something.
    pub(in crate::site) fn is_among(&self, readers: Readership) -> bool {
        readers.includes(self.audience)
    }

    /// What the interface says, in the language of the text.
    pub(in crate::site) fn words(&self) -> &'s Locale {
        &self.config.locale
    }

    /// What a measure is called in the middle of a line: `base`, `not stated`.
    pub(in crate::site) fn measure(&self, measure: Measure) -> &'s str {
        self.words().text_or(&format!("measure_word.{}", measure.name()), measure.name())
    }

    /// The language of the text.
    pub(in crate::site) fn language(&self) -> &'s str {
        &self.config.language
    }

    /// The record that a block names.
    pub(in crate::site) fn named<T: RecordType>(&self, id: &str) -> Result<&'s Record<T>, Refusal> {
        self.named_in::<T>(id, Asker::Block)
    }

    /// The record that `asker` names.
    pub(in crate::site) fn named_in<T: RecordType>(
        &self,
        id: &str,
        asker: Asker<'_>,
    ) -> Result<&'s Record<T>, Refusal> {
        match self.names.resolve::<T>(id, self.audience) {
            Looked::Seen(record) => Ok(record),
            Looked::Above(_) | Looked::Unusable | Looked::Missing => {
                let finding = self.names.finding::<T>(id, self.audience, asker);
                Err(finding.map_or_else(Refusal::silent, Refusal::from))
            }
        }
    }

    /// Whether a record of this id is there, whoever may see it: it is the one that is named, then.
    pub(in crate::site) fn is_there<T: RecordType>(&self, id: &str) -> bool {
        matches!(self.names.resolve::<T>(id, self.audience), Looked::Seen(_) | Looked::Above(_))
    }

    /// What is wrong with naming a band that is not in force today, where that is what is named.
    pub(in crate::site) fn out_of_force(&self, id: &str, asker: Asker<'_>) -> Option<Refusal> {
        self.names.out_of_force(id, self.audience, asker).map(Refusal::from)
    }

    /// Whether this audience sees everything.
    pub(in crate::site) fn sees_all(&self) -> bool {
        self.audience.sees(self.config.audiences.highest())
    }

    /// Whether the record of this id has mistakes, which were reported.
    pub(in crate::site) fn misses<T: RecordType>(&self, id: &str) -> bool {
        matches!(self.names.resolve::<T>(id, self.audience), Looked::Unusable)
    }

    /// Whether records with mistakes may be among those of this type.
    pub(in crate::site) fn misses_some<T: RecordType>(&self) -> bool {
        self.names.data.any_unusable(T::KIND)
    }

    /// Whether a record of this type names one of `kind` that is not there, which was reported.
    pub(in crate::site) fn names_nobody<T: RecordType>(&self, kind: RecordKind) -> bool {
        let data = self.names.data;
        let is_nobody =
            |(named, reference): &(RecordKind, &Reference)| *named == kind && !is_there(data, kind, &reference.id);
        T::of(data).iter().any(|record| record.body.names().iter().any(is_nobody))
    }

    /// Whether a place is `within`, or lies in it, whoever may see the places in between.
    pub(in crate::site) fn lies_in(&self, place: &str, within: &str) -> bool {
        let places = &self.names.data.places;
        let mut at = Some(place);
        // Places that lie in each other are reported; they must not keep us here.
        for _ in 0..=places.count() {
            match at {
                Some(id) if id == within => return true,
                Some(id) => at = places.get(id).and_then(|place| Some(place.body.parent.as_ref()?.id.as_str())),
                None => return false,
            }
        }
        false
    }

    /// Whether records that are meant are above it: that it gets nothing is no mistake then.
    pub(in crate::site) fn is_kept_from<T: RecordType>(&self, is_meant: impl Fn(&T) -> bool) -> bool {
        self.names.hides(self.audience, is_meant)
    }
}

/// Every audience of a site as a reader.
pub(in crate::site) struct Readers<'s> {
    all: Vec<Reader<'s>>,
    config: &'s Config,
}

impl<'s> Readers<'s> {
    /// The readers of a site.
    pub(in crate::site) fn new(site: &'s Site<'s>, config: &'s Config) -> Readers<'s> {
        let all = config.audiences.iter().map(|audience| Reader::new(site, audience, config)).collect();
        Readers { all, config }
    }

    /// The reader of what lies in all of these at once.
    pub(in crate::site) fn of_all(&self, labels: impl IntoIterator<Item = Audience>) -> &Reader<'s> {
        let levels = &self.config.audiences;
        self.of(labels.into_iter().fold(levels.lowest(), |one, other| levels.stricter(one, other)))
    }

    /// This audience as a reader.
    pub(in crate::site) fn of(&self, audience: Audience) -> &Reader<'s> {
        let own = |reader: &&Reader<'s>| reader.audience == audience;
        self.all.iter().find(own).expect("audiences come from the settings that the readers were made of")
    }
}
