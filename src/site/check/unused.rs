//! `unused-record`: a record that no page shows and no other record names. It grows old unseen.

use std::collections::BTreeSet;

use super::EveryPage;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::Site;
use crate::site::document::figure::CLAIM;
use crate::site::records::Data;
use crate::site::records::fit::{Answer, Questionnaire};
use crate::site::records::kinds::{RecordBody, RecordKind, RecordType, record_types};
use crate::site::records::types::{Record, Records};
use crate::site::source::blocks::Directive;

/// Reports records of those types that only show where something names them.
pub(super) fn check(&EveryPage { site, config, figures: shown, .. }: &EveryPage<'_>, diags: &mut Diagnostics) {
    let data = &site.data;
    // What could not be read may name them.
    if (data.has_gaps() || data.has_unusable()) && config.severities.is_error(&rules::BAD_RECORD) {
        return;
    }
    let named = named(site);
    let mut unused = Unused { named: &named, diags };
    // What marks invented figures is there for the next one.
    let is_mark = |id: &str| data.sources.get(id).is_some_and(|source| source.body.kind.as_deref() == Some("example"));
    unused.among(&data.sources, is_mark);
    unused.among(&data.claims, |id| shown.contains(format!("{CLAIM}{id}").as_str()));
    unused.among(&data.observations, |id| shown.contains(id));
    unused.among(&data.places, |_| false);
    unused.among(&data.skills, |_| false);
    unused.among(&data.tracks, |_| false);
}

/// Every record that is named somewhere.
fn named<'s>(site: &'s Site<'_>) -> BTreeSet<(RecordKind, &'s str)> {
    let data: &Data = &site.data;
    let mut named = BTreeSet::new();
    macro_rules! note_all {
        ($($(#[$doc:meta])* $field:ident: $body:ty, $kind:ident = $name:literal as $form:ident;)*) => {
            $(for record in data.$field.iter().map(|record| &record.body) {
                named.extend(record.names().into_iter().map(|(kind, reference)| (kind, reference.id.as_str())));
            })*
        };
    }
    record_types!(note_all);
    let other = data.other_bands.iter().flat_map(|band| band.body.names());
    named.extend(other.map(|(kind, reference)| (kind, reference.id.as_str())));
    for questionnaire in data.fits.iter() {
        named.extend(sources_of(questionnaire).map(|id| (RecordKind::Source, id)));
    }
    for page in &site.pages {
        let places = page.front.records.iter().filter(|(key, _)| *key == "place");
        named.extend(places.map(|(_, id)| (RecordKind::Place, id.value.as_str())));
        for line in &page.blocks.lines {
            let Directive::Leaf(head) = &line.directive else { continue };
            let of = [("place", RecordKind::Place), ("track", RecordKind::Track), ("skill", RecordKind::Skill)];
            for (value, kind) in of.iter().filter_map(|(key, kind)| Some((head.attribute(key)?.0, *kind))) {
                named.extend(value.split(',').map(|id| (kind, id.trim())));
            }
        }
    }
    named
}

fn sources_of(questionnaire: &Record<Questionnaire>) -> impl Iterator<Item = &str> {
    let options = questionnaire.body.questions.iter().flat_map(|question| match &question.answer {
        Answer::Choice(options) => options.iter().map(|option| &option.source).collect::<Vec<_>>(),
        Answer::Number { .. } => Vec::new(),
    });
    let gates = questionnaire.body.gates.iter().map(|gate| &gate.source);
    options.chain(gates).map(|reference| reference.id.as_str())
}

struct Unused<'u> {
    named: &'u BTreeSet<(RecordKind, &'u str)>,
    diags: &'u mut Diagnostics,
}

impl Unused<'_> {
    fn among<T: RecordType>(&mut self, records: &Records<T>, is_shown: impl Fn(&str) -> bool) {
        // A name that leads nowhere may be meant for any of them, as is said there.
        if self.named.iter().any(|(kind, id)| *kind == T::KIND && records.get(id).is_none()) {
            return;
        }
        let is_named = |id: &str| self.named.contains(&(T::KIND, id));
        for record in records.iter().filter(|record| !is_shown(&record.id) && !is_named(&record.id)) {
            let message = format!("no page shows the {} `{}`, and no record names it", T::KIND.noun(), record.id);
            let finding = Diagnostic::new(&rules::UNUSED_RECORD, record.place.clone(), message);
            self.diags.push(finding.hint("use it where its figure is told, or remove it"));
        }
    }
}
