//! Audiences: who a site is built for, and which of them sees what is for which.

/// One of the site's audiences, and the label of what is for it and for those who see what is for it.
///
/// Deliberately without an order: `<` would be one forgotten case away from a leak. Who sees what is asked of
/// [`Audience::sees`], which the gate alone does; labels meet in [`AudienceLevels::stricter`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Audience {
    at: u8,
    readers: Readership,
}

impl Audience {
    /// Whether readers of this audience see what is labelled `label`.
    pub fn sees(self, label: Audience) -> bool {
        label.readers.includes(self)
    }

    /// Everybody who sees what is labelled so.
    pub fn readers(self) -> Readership {
        self.readers
    }

    /// Its place among the site's audiences.
    pub(super) fn index(self) -> usize {
        usize::from(self.at)
    }
}

/// Some of a site's audiences: those who see something. Nobody, to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Readership(u16);

impl Readership {
    /// These and those.
    pub fn with(self, others: Readership) -> Readership {
        Readership(self.0 | others.0)
    }

    /// Whether an audience is among them.
    pub fn includes(self, audience: Audience) -> bool {
        self.0 >> audience.at & 1 == 1
    }

    /// Those who are among both.
    pub fn within(self, others: Readership) -> Readership {
        Readership(self.0 & others.0)
    }

    /// Whether everybody of these is among those.
    pub fn is_within(self, others: Readership) -> bool {
        self.0 & !others.0 == 0
    }

    /// How many audiences they are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}

/// The site's audiences; never empty. The first sees no other and is seen by all, the last sees all, and each comes
/// before those who see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceLevels {
    names: Vec<String>,
    /// Who sees what is for each.
    readers: Vec<Readership>,
}

impl AudienceLevels {
    /// Audiences of these names, each of which sees what is for those before it; at most 16, at least one, each its own.
    /// `None` otherwise.
    pub fn new(names: Vec<String>) -> Option<AudienceLevels> {
        let distinct = names.iter().collect::<std::collections::BTreeSet<_>>().len() == names.len();
        (distinct && !names.is_empty() && names.len() <= 16).then(|| AudienceLevels::ladder(names))
    }

    /// The same of names that were looked at.
    pub(super) fn ladder(names: Vec<String>) -> AudienceLevels {
        let sees: Vec<Vec<usize>> = (0..names.len()).map(|at| (0..at).collect()).collect();
        AudienceLevels::set(names, &sees)
    }

    /// Audiences of these names, each of which sees what is for those listed for it, and what these see. Nobody sees what
    /// is for an audience behind it.
    pub(super) fn set(names: Vec<String>, sees: &[Vec<usize>]) -> AudienceLevels {
        let mut seen: Vec<u16> = Vec::new();
        for (at, others) in sees.iter().enumerate() {
            let below = others.iter().filter_map(|other| seen.get(*other)).fold(0, |all, other| all | other);
            seen.push(below | 1 << at);
        }
        let readers_of = |label: usize| {
            let reads = |reader: &usize| seen[*reader] >> label & 1 == 1;
            Readership((0..seen.len()).filter(reads).fold(0, |all, reader| all | 1 << reader))
        };
        let readers = (0..names.len()).map(readers_of).collect();
        AudienceLevels { names, readers }
    }

    /// The audience with this name.
    pub fn find(&self, name: &str) -> Option<Audience> {
        self.names.iter().position(|known| known == name).map(|at| self.at(at))
    }

    /// The audience that a folder or a file is named after: capitals, spaces and lines under a word make no difference.
    pub fn named_by(&self, name: &str) -> Option<Audience> {
        self.find(&name.trim_matches(['_', '.', ' ']).to_lowercase().replace(['_', ' '], "-"))
    }

    /// The audience's name.
    pub fn name(&self, audience: Audience) -> &str {
        &self.names[audience.index()]
    }

    /// The least privileged audience: what is for it is for everybody.
    pub fn lowest(&self) -> Audience {
        self.at(0)
    }

    /// The most privileged audience: it sees everything.
    pub fn highest(&self) -> Audience {
        self.at(self.names.len() - 1)
    }

    /// Every audience, each before those who see it.
    pub fn iter(&self) -> impl Iterator<Item = Audience> + use<> {
        let all: Vec<Audience> = (0..self.names.len()).map(|at| self.at(at)).collect();
        all.into_iter()
    }

    /// The names, each before those who see it.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The label of what lies in both: for those alone who see either.
    pub fn stricter(&self, one: Audience, other: Audience) -> Audience {
        self.label_within(one.readers.within(other.readers))
    }

    /// The label of what shows when one of both does: the less strict one. Where neither sees the other, no label names
    /// the readers of either alone, and it is kept back.
    pub fn wider(&self, one: Audience, other: Audience) -> Audience {
        self.label_within(one.readers.with(other.readers))
    }

    /// The label that most of these readers see and nobody else: that of which all other such labels are stricter. Where
    /// there is none, only those who see everything are sure to be among the readers.
    fn label_within(&self, readers: Readership) -> Audience {
        let fit: Vec<Audience> = self.iter().filter(|label| label.readers.is_within(readers)).collect();
        let is_widest = |label: &&Audience| fit.iter().all(|other| other.readers.is_within(label.readers));
        fit.iter().find(is_widest).copied().unwrap_or(self.highest())
    }

    /// The least privileged of these readers; the most privileged audience when they are nobody.
    pub fn least(&self, readers: Readership) -> Audience {
        self.iter().find(|audience| readers.includes(*audience)).unwrap_or(self.highest())
    }

    fn at(&self, at: usize) -> Audience {
        Audience { at: at as u8, readers: self.readers[at] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sees_what_is_for_those_before_it() {
        for count in [1, 2, 3, 16] {
            let levels = AudienceLevels::new((0..count).map(|at| format!("a{at}")).collect()).expect("distinct names");
            let all: Vec<Audience> = levels.iter().collect();
            for (at, reader) in all.iter().enumerate() {
                for (other, label) in all.iter().enumerate() {
                    assert_eq!(reader.sees(*label), other <= at, "{at} and {other} of {count}");
                    assert_eq!(levels.stricter(*reader, *label), all[at.max(other)]);
                    assert_eq!(levels.wider(*reader, *label), all[at.min(other)]);
                }
                assert_eq!(levels.least(reader.readers()), *reader);
                assert_eq!(reader.readers().count() as usize, count - at);
            }
            assert_eq!(levels.least(Readership::default()), levels.highest());
        }
    }

    #[test]
    fn labels_of_a_set_meet_where_nobody_is_let_in() {
        // 0 everybody, 1 an agency, 2 managers, 3 the leads of managers, 4 recruiters for 1 and 2, 5 all.
        let sees = [vec![], vec![0], vec![0], vec![2], vec![1, 2], vec![3, 4]];
        let levels = AudienceLevels::set((0..6).map(|at| format!("a{at}")).collect(), &sees);
        let all: Vec<Audience> = levels.iter().collect();
        let sees = |reader: usize, label: usize| all[reader].sees(all[label]);
        assert!(sees(1, 0) && !sees(1, 2) && !sees(2, 1) && sees(3, 2) && sees(3, 0) && !sees(3, 1), "chains count");
        assert!((0..6).all(|label| sees(5, label) && sees(label, 0) && sees(label, label)));
        assert_eq!((levels.lowest(), levels.highest()), (all[0], all[5]));
        for one in &all {
            for other in &all {
                let (stricter, wider) = (levels.stricter(*one, *other), levels.wider(*one, *other));
                for reader in &all {
                    let (sees_one, sees_other) = (reader.sees(*one), reader.sees(*other));
                    assert!(!reader.sees(stricter) || (sees_one && sees_other), "{one:?} {other:?} {reader:?}");
                    assert!(!reader.sees(wider) || sees_one || sees_other, "{one:?} {other:?} {reader:?}");
                }
                assert_eq!(stricter, levels.stricter(*other, *one));
            }
        }
        assert_eq!(levels.stricter(all[1], all[2]), all[4], "those who see both are recruiters and all");
        assert_eq!(levels.stricter(all[1], all[3]), all[5]);
        assert_eq!(levels.stricter(all[2], all[3]), all[3]);
        assert_eq!(levels.wider(all[1], all[2]), all[5], "no label is for the readers of either");
        assert_eq!(levels.wider(all[2], all[3]), all[2]);
    }
}
