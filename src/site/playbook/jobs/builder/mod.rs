//! The form that a posting is filled in with: behind `::posting-builder`.
//!
//! Owns the order of its fields and of what they fill in, and what the form's scripts are told. What it offers is what
//! the readers of the posting will see, which may be fewer than the readers of the form.

mod fields;
mod laws;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use self::fields::{FIELDS, PARTS};
use crate::lint;
use crate::site::document::Leaf;
use crate::site::document::tables::RecordName;
use crate::site::document::tables::builder::{BuilderField, FieldGroup, PostingBuilder, PreviewPart, PreviewSlot};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::records::kinds::posting::{Engagement, WorkMode};
use crate::site::records::money;
use crate::site::records::types::{PlaceRecord, PlaceSet, Record, Role};

/// What a form for a role is made of.
struct Form<'r, 's> {
    /// Who fills it in.
    writer: &'r Reader<'s>,
    /// Whoever reads the posting: everybody.
    reader: Reader<'s>,
    role: &'s Record<Role>,
}

impl<'s> Reader<'s> {
    /// `::posting-builder{role=}`.
    pub(in crate::site) fn posting_builder(&self, role: &str, caption: Option<&str>) -> Result<Leaf, Refusal> {
        let role = self.named::<Role>(role)?;
        let form = Form { writer: self, reader: self.of_everybody(), role };
        let own = || self.words().say("builder.of", &[("title", (&role.body.title).into())]);
        Ok(Leaf::new(PostingBuilder {
            caption: caption.map_or_else(own, str::to_owned),
            role: RecordName { id: role.id.clone(), title: role.body.title.clone() },
            groups: form.groups(),
            parts: form.parts(),
            data: form.data().to_string(),
            laws: laws::data(self, &form.places()).to_string(),
            rules: lint::export(lint::Kind::Posting, self.language(), self.words().language()),
        }))
    }
}

impl<'s> Form<'_, 's> {
    fn text(&self, key: &str) -> String {
        self.writer.words().text_or(key, "").to_owned()
    }

    fn places(&self) -> Vec<&'s Record<PlaceRecord>> {
        self.reader.records.places.iter().collect()
    }

    fn groups(&self) -> Vec<FieldGroup> {
        let field = |&(key, holds): &(&'static str, &'static str)| BuilderField {
            key,
            holds,
            label: self.text(&format!("builder_label.{key}")),
            hint: self.text(&format!("builder_gap.{key}")),
            needed: ["places", "apply", "opened"].contains(&key),
            options: self.options(key),
        };
        let group = |(title, fields): &(&str, &[(&'static str, &'static str)])| FieldGroup {
            title: self.text(&format!("builder_group.{title}")),
            fields: fields
                .iter()
                .map(field)
                .filter(|field| field.holds != "choice" || field.options.len() > 1)
                .collect(),
        };
        FIELDS.iter().map(group).collect()
    }

    /// What can be chosen in a field. An empty id leaves the key out of the record.
    fn options(&self, key: &str) -> Vec<RecordName> {
        let words = self.writer.words();
        let named = |id: &str, title: &str| RecordName { id: id.to_owned(), title: title.to_owned() };
        let none = || named("", words.text("builder.none"));
        let places = || self.places().into_iter().map(|place| named(&place.id, &place.body.title));
        match key {
            "places" => places().collect(),
            "place_set" => {
                let sets = self.reader.records.place_sets.iter().map(|set| named(&set.id, &set.body.title));
                std::iter::once(none()).chain(sets).collect()
            }
            "reports_at" => std::iter::once(none()).chain(places()).collect(),
            "level" => {
                let levels = self.reader.records.levels.iter();
                std::iter::once(none()).chain(levels.map(|level| named(&level.id, &level.body.title))).collect()
            }
            "work_mode" => {
                let id = |mode: WorkMode| if mode == WorkMode::OnSite { "" } else { mode.text() };
                let modes = WorkMode::NAMES.iter();
                modes.map(|(_, mode)| named(id(*mode), self.writer.mode_title(*mode))).collect()
            }
            "engagement" => {
                let title = |word: &str| words.text_or(&format!("engagement.{word}"), word).to_owned();
                let id = |one: Engagement| if one == Engagement::Employee { "" } else { one.text() };
                Engagement::NAMES.iter().map(|(word, one)| named(id(*one), &title(word))).collect()
            }
            "currency" => {
                std::iter::once(none()).chain(self.currencies().iter().map(|code| named(code, code))).collect()
            }
            "period" => {
                let title = |period: &str| words.text_or(&format!("per.{period}"), period).to_owned();
                let periods = ["year", "month", "day", "hour"].iter();
                std::iter::once(none()).chain(periods.map(|word| named(word, &title(word)))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The currencies of places and bands.
    fn currencies(&self) -> BTreeSet<&'static str> {
        let places = self.places().into_iter().filter_map(|place| place.body.currency);
        let bands = self.writer.records.bands.iter().filter(|band| band.body.pay.role.id == self.role.id);
        places.chain(bands.map(|band| band.body.pay.currency)).collect()
    }

    fn parts(&self) -> Vec<PreviewPart> {
        let slot = |is: &'static str, &(key, gap): &(&'static str, &'static str)| PreviewSlot {
            key,
            is,
            field: gap,
            label: if is == "fact" { self.text(&format!("posting.{key}")) } else { String::new() },
            gap: self.gap(key, gap),
            lines: self.lines(key),
        };
        let part = |(heading, is, slots): &(&str, &'static str, &[(&'static str, &'static str)])| PreviewPart {
            heading: Some(self.text(&format!("posting_page.{heading}"))).filter(|text| !text.is_empty()),
            slots: slots.iter().map(|one| slot(is, one)).collect(),
        };
        let mut parts: Vec<PreviewPart> = PARTS.iter().map(part).collect();
        let stages: Vec<String> = self.stages();
        if let Some(process) = parts.iter_mut().find(|part| part.slots.iter().any(|slot| slot.key == "process"))
            && !stages.is_empty()
        {
            let (label, gap) = (String::new(), String::new());
            process.slots.push(PreviewSlot { key: "stages", is: "stage", field: "process", label, gap, lines: stages });
        }
        parts
    }

    /// What will stand in a slot.
    fn gap(&self, key: &str, gap: &str) -> String {
        let gap = format!("[{}]", self.text(&format!("builder_gap.{gap}")));
        self.said(key, &gap)
    }

    /// A line as its page says it.
    fn said(&self, key: &str, text: &str) -> String {
        let key = if key == "benefits" { "posting.benefits".to_owned() } else { format!("posting.about_{key}") };
        self.writer.words().find(&key, &[("text", text.into())]).unwrap_or_else(|| text.to_owned())
    }

    /// What the role says where the posting says nothing.
    fn lines(&self, key: &str) -> Vec<String> {
        let role = &self.role.body;
        match key {
            "duties" => role.responsibilities.clone(),
            "outcomes" => role.outcomes.clone(),
            "musts" => {
                let skills = role.needs.iter().filter_map(|(skill, _)| self.reader.records.skills.named(skill));
                skills.map(|skill| skill.body.title.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn stages(&self) -> Vec<String> {
        let Ok(kit) = self.reader.interview_kit(&self.role.id, None) else { return Vec::new() };
        let minutes = |count: i64| {
            let count = usize::try_from(count).unwrap_or_default();
            self.writer.words().say("interview.minutes", &[("count", count.into())])
        };
        let comma = self.writer.words().comma();
        kit.stages.iter().map(|stage| format!("{}{comma}{}", stage.title, minutes(stage.minutes))).collect()
    }

    fn data(&self) -> Value {
        let language = self.writer.language();
        let amount = |code: &'static str| (code, money::amount_text(1, code, language));
        let style = money::writing(language);
        let taken: Vec<&str> = self.writer.records.postings.iter().map(|record| record.id.as_str()).collect();
        let places = self.places();
        let currency = |place: &&Record<PlaceRecord>| Some((place.id.clone(), self.reader.currency_at(&place.id)?));
        let places_of = |set: &'s Record<PlaceSet>| {
            let held = set.body.places.iter().filter(|place| self.reader.records.places.named(place).is_some());
            (set.id.as_str(), held.map(|place| place.id.as_str()).collect::<Vec<_>>())
        };
        json!({
            "audience": self.reader.name(),
            "amounts": self.currencies().into_iter().map(amount).collect::<BTreeMap<_, _>>(),
            "group": style.group,
            "to": style.to,
            "more": style.or_more,
            "currencies": places.iter().filter_map(currency).collect::<BTreeMap<_, _>>(),
            "bands": self.bands(&places),
            "sets": self.reader.records.place_sets.iter().map(places_of).collect::<BTreeMap<_, _>>(),
            "taken": taken,
        })
    }

    /// The band of each level at each place, as far as the writer sees it; whether readers of the posting do stands beside it.
    fn bands(&self, places: &[&Record<PlaceRecord>]) -> BTreeMap<String, BTreeMap<String, Value>> {
        let levels = self.reader.records.levels.iter().map(|level| Some(level.id.as_str()));
        let of_level = |level: Option<&str>| {
            let at = |place: &&Record<PlaceRecord>| {
                let band = self.writer.band_at(&self.role.id, level, &place.id)?;
                let pay = &band.body.pay;
                let shown = self.reader.band_at(&self.role.id, level, &place.id).is_some_and(|own| own.id == band.id);
                let value = json!({
                    "id": band.id, "min": pay.range.min, "max": pay.range.max, "open": pay.range.open_ended,
                    "currency": pay.currency, "period": pay.period.name(), "shown": shown,
                });
                Some((place.id.clone(), value))
            };
            (level.unwrap_or("").to_owned(), places.iter().filter_map(at).collect())
        };
        std::iter::once(None).chain(levels).map(of_level).collect()
    }
}
