//! Which records of the site the words of a sheet mean, and the records that are to be added for the others. It must not
//! know figures.

use std::collections::{BTreeMap, BTreeSet};

use super::table::plain;
use crate::fields::{nearest, slips};
use crate::site::records::known_pay::KnownName;
use crate::written::id;

/// A kind of record that a sheet names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Level,
    Place,
    Role,
    Source,
}

impl Kind {
    /// The word for it, in settings and in messages.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Level => "level",
            Kind::Place => "place",
            Kind::Role => "role",
            Kind::Source => "source",
        }
    }
}

/// A record that is to be added.
#[derive(Debug, Clone)]
pub(super) struct NewName {
    pub(super) id: String,
    pub(super) title: String,
    /// The currencies that its figures are in; of places only.
    pub(super) currencies: BTreeSet<&'static str>,
}

/// The names of one kind: those of the site, and those that a sheet adds.
#[derive(Debug)]
pub(super) struct Names<'k> {
    kind: Kind,
    known: &'k [KnownName],
    added: BTreeMap<String, NewName>,
}

impl<'k> Names<'k> {
    pub(super) fn new(kind: Kind, known: &'k [KnownName]) -> Names<'k> {
        Names { kind, known, added: BTreeMap::new() }
    }

    /// The records that are to be added, by id.
    pub(super) fn added(&self) -> Vec<&NewName> {
        let mut added: Vec<&NewName> = self.added.values().collect();
        added.sort_by(|a, b| a.id.cmp(&b.id));
        added
    }

    /// The id of the record that is called this; one is added when there is none.
    pub(super) fn id(&mut self, name: &str) -> Result<String, (String, String)> {
        if let Some(id) = self.find(name)? {
            return Ok(id);
        }
        let kind = self.kind.word();
        if let Some(several) = self.several(name) {
            let hint = "write a row for each of them, or add a record of that title first if it is one";
            return Err((format!("`{name}` names more than one {kind}: {several}"), hint.to_owned()));
        }
        let stem = id::of(name);
        if stem.is_empty() {
            let hint = format!("add a record `[{kind}.ID]` with this title, and an id of plain letters and digits");
            return Err((format!("no id can be made of `{name}`"), hint));
        }
        let is_free = |id: &String| {
            !self.known.iter().any(|known| known.id == *id) && !self.added.values().any(|added| added.id == *id)
        };
        let ids = std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}")));
        let id = ids.into_iter().find(is_free).unwrap_or(stem);
        let title = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.added.insert(plain(name), NewName { id: id.clone(), title, currencies: BTreeSet::new() });
        Ok(id)
    }

    /// The names in a text that stands for several records which are known: `London / Berlin`.
    fn several(&self, name: &str) -> Option<String> {
        let parts: Vec<&str> = name.split(['/', '&', ';', '|', ',']).flat_map(|part| part.split(" and ")).collect();
        let is_known = |part: &&str| matches!(self.find(part.trim()), Ok(Some(_)) | Err(_));
        let names: Vec<String> = parts.iter().map(|part| format!("`{}`", part.trim())).collect();
        // `London, UK` is one place, and `Lead, Platform` one role; a slash between a place and another parts two.
        let is_enough = match self.kind {
            Kind::Place if !name.contains(',') => parts.iter().any(is_known),
            _ => parts.iter().all(is_known),
        };
        (parts.len() > 1 && is_enough && parts.iter().all(|part| !part.trim().is_empty())).then(|| names.join(", "))
    }

    /// The id of the record that is called this, by its id, its title or another name.
    pub(super) fn find(&self, name: &str) -> Result<Option<String>, (String, String)> {
        let wanted = plain(name);
        let fits =
            |known: &&KnownName| plain(&known.id) == wanted || known.names.iter().any(|name| plain(name) == wanted);
        let mut found: Vec<&str> = self.known.iter().filter(fits).map(|known| known.id.as_str()).collect();
        // An id or a title goes before another name for something else.
        let exact = |id: &&str| {
            let known = self.known.iter().find(|known| known.id == **id);
            known.is_some_and(|known| {
                known.id == name || known.names.first().is_some_and(|title| plain(title) == wanted)
            })
        };
        if found.len() > 1 && self.kind != Kind::Source && found.iter().filter(|id| exact(id)).count() == 1 {
            found.retain(exact);
        }
        match found[..] {
            [one] => Ok(Some(one.to_owned())),
            [] => Ok(self.added.get(&wanted).map(|added| added.id.clone())),
            _ => {
                let hint = format!("write the id that is meant: `{}`", found.join("`, `"));
                Err((format!("more than one {} is called `{name}`", self.kind.word()), hint))
            }
        }
    }

    /// The name that a new one may be a slip of: one letter apart, and not by a number.
    pub(super) fn lookalike(&self, name: &str) -> Option<String> {
        let letters = |text: &str| plain(text).chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let wanted = plain(name);
        let titles: Vec<&str> = self.known.iter().filter_map(|known| known.names.first()).map(String::as_str).collect();
        let titles: Vec<&str> =
            titles.into_iter().chain(self.added.values().map(|added| added.title.as_str())).collect();
        let near = titles.into_iter().find(|title| {
            let other = plain(title);
            other != wanted
                && wanted.len() > 5
                && slips(&other, &wanted, 1) == Some(1)
                && letters(title) != letters(name)
                && !is_numbered(&other, &wanted)
        })?;
        Some(near.to_owned())
    }

    /// The title and the id of a record that has the id which a new one of this name would have.
    pub(super) fn namesake(&self, name: &str) -> Option<(String, String)> {
        let id = id::of(name);
        let known = self.known.iter().find(|known| known.id == id)?;
        Some((known.names.first().cloned().unwrap_or_else(|| id.clone()), id))
    }

    /// The currency that is usual at a place.
    pub(super) fn currency(&self, id: &str) -> Option<&'static str> {
        self.known.iter().find(|known| known.id == id)?.currency
    }

    /// The title of a record, known or added.
    pub(super) fn title(&self, id: &str) -> String {
        let known = self.known.iter().find(|known| known.id == id).and_then(|known| known.names.first().cloned());
        let added = || self.added.values().find(|added| added.id == id).map(|added| added.title.clone());
        known.or_else(added).unwrap_or_else(|| id.to_owned())
    }

    /// Notes that a figure of a new place is in this currency.
    pub(super) fn paid_in(&mut self, id: &str, currency: &'static str) {
        if let Some(added) = self.added.values_mut().find(|added| added.id == id) {
            added.currencies.insert(currency);
        }
    }

    /// What to do about an id that is not there.
    pub(super) fn hint(&self, name: &str) -> String {
        let kind = self.kind.word();
        let known = self.known.iter().map(|known| known.id.as_str());
        match nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let ids: Vec<String> = known.take(12).map(|id| format!("`{id}`")).collect();
                let ids = if ids.is_empty() {
                    "there are none".to_owned()
                } else {
                    format!("the ids there are: {}", ids.join(", "))
                };
                format!("{ids}; or add a record `[{kind}.ID]` first")
            }
        }
    }
}

/// Whether two names differ by a number of theirs alone: `Engineer I`, `Engineer II`.
fn is_numbered(a: &str, b: &str) -> bool {
    let last = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| "ivx0123456789".contains(c));
    let (a, b) = (last(a), last(b));
    a != b && (is_number(&a) || is_number(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str, names: &[&str]) -> KnownName {
        KnownName { id: id.to_owned(), names: names.iter().map(ToString::to_string).collect(), currency: None }
    }

    #[test]
    fn spellings_of_a_name_mean_one_record() {
        let roles = [known("de", &["Data Engineer", "Pipeline Engineer"]), known("lead", &["Lead"])];
        let mut names = Names::new(Kind::Role, &roles);
        for name in ["de", "data engineer", "DATA  ENGINEER", "Data-Engineer", "pipeline engineer"] {
            assert_eq!(names.id(name).as_deref(), Ok("de"), "{name}");
        }
        assert_eq!(names.id("Café Owner").as_deref(), Ok("cafe-owner"));
        assert_eq!(names.id("CAFÉ OWNER").as_deref(), Ok("cafe-owner"));
        assert_eq!(names.id("Cafe-owner ").as_deref(), Ok("cafe-owner-2"));
        assert!(names.id("東京").is_err());
        assert!(names.id("Data Engineer / Lead").is_err_and(|(message, _)| message.contains("more than one role")));
        assert_eq!(names.added().len(), 2);
        assert_eq!(names.lookalike("Data Enginer").as_deref(), Some("Data Engineer"));
        assert_eq!(names.lookalike("Data Engineer II"), None);
    }
}
