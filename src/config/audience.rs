//! Audiences: who a site is built for, and which of them sees what is for which.

/// One of the site's audiences, and the label of what is for it and for those above it.
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

    /// How many audiences they are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}

/// The site's audiences, least privileged first; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceLevels {
    names: Vec<String>,
}

impl AudienceLevels {
    /// Audiences of these names, each of which sees what is for those before it; at most 16, at least one, each its own.
    /// `None` otherwise.
    pub fn new(names: Vec<String>) -> Option<AudienceLevels> {
        let distinct = names.iter().collect::<std::collections::BTreeSet<_>>().len() == names.len();
        (distinct && !names.is_empty() && names.len() <= 16).then_some(AudienceLevels { names })
    }

    /// The same of names that were looked at.
    pub(super) fn ladder(names: Vec<String>) -> AudienceLevels {
        AudienceLevels { names }
    }

    /// The audience with this name.
    pub fn find(&self, name: &str) -> Option<Audience> {
        self.names.iter().position(|known| known == name).map(|at| self.at(at))
    }

    /// The audience's name.
    pub fn name(&self, audience: Audience) -> &str {
        &self.names[audience.index()]
    }

    /// The least privileged audience.
    pub fn lowest(&self) -> Audience {
        self.at(0)
    }

    /// The most privileged audience.
    pub fn highest(&self) -> Audience {
        self.at(self.names.len() - 1)
    }

    /// Every audience, least privileged first.
    pub fn iter(&self) -> impl Iterator<Item = Audience> + use<> {
        let all: Vec<Audience> = (0..self.names.len()).map(|at| self.at(at)).collect();
        all.into_iter()
    }

    /// The names, least privileged first.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The label of what lies in both: for those alone who see either.
    pub fn stricter(&self, one: Audience, other: Audience) -> Audience {
        match (one.sees(other), other.sees(one)) {
            (true, _) => one,
            (_, true) => other,
            // Those who see both are above both.
            (false, false) => self.highest(),
        }
    }

    /// The label of what shows when one of both does: the less strict one.
    pub fn wider(&self, one: Audience, other: Audience) -> Audience {
        match (one.sees(other), other.sees(one)) {
            (true, _) => other,
            (_, true) => one,
            // No label names the readers of either alone, so it is kept back.
            (false, false) => self.highest(),
        }
    }

    /// The least privileged of these readers; the most privileged audience when they are nobody.
    pub fn least(&self, readers: Readership) -> Audience {
        self.iter().find(|audience| readers.includes(*audience)).unwrap_or(self.highest())
    }

    fn at(&self, at: usize) -> Audience {
        let all = (1u16 << (self.names.len() - 1) << 1).wrapping_sub(1);
        Audience { at: at as u8, readers: Readership(all & (u16::MAX << at)) }
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
}
