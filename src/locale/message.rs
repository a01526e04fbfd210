//! One message: text with named arguments, in as many plural forms as its language has.

use icu_plurals::PluralCategory;

/// What fills a gap of a message.
#[derive(Debug, Clone, Copy)]
pub enum Argument<'a> {
    /// A number of things; it picks the plural form.
    Count(u64),
    /// Text as it is.
    Text(&'a str),
}

impl From<usize> for Argument<'_> {
    fn from(count: usize) -> Self {
        Argument::Count(count as u64)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Argument::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Argument::Text(text)
    }
}

/// The names of the plural forms, as CLDR writes them.
pub(super) const FORMS: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// Text with named gaps: `{count} pages`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    /// The text of every form, `other` last.
    forms: Vec<(PluralCategory, String)>,
    is_plural: bool,
}

impl Message {
    /// A message with one form for every number.
    pub(super) fn simple(text: &str) -> Message {
        Message { forms: vec![(PluralCategory::Other, text.to_owned())], is_plural: false }
    }

    /// A message with plural forms; `None` without the form `other`, which every number may need.
    pub(super) fn plural(mut forms: Vec<(PluralCategory, String)>) -> Option<Message> {
        forms.sort_by_key(|(category, _)| *category == PluralCategory::Other);
        let whole = forms.last().is_some_and(|(category, _)| *category == PluralCategory::Other);
        whole.then_some(Message { forms, is_plural: true })
    }

    /// The text as it stands, gaps and all.
    pub(super) fn plain(&self) -> &str {
        self.forms.last().map_or("", |(_, text)| text)
    }

    /// The text of every form, gaps and all.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|(_, text)| text.as_str())
    }

    /// The names of its gaps, in the order of the first form that has them.
    pub(super) fn gaps(&self) -> Vec<&str> {
        let mut gaps: Vec<&str> = Vec::new();
        for (_, text) in &self.forms {
            for piece in pieces(text) {
                if let Piece::Gap(name) = piece
                    && !gaps.contains(&name)
                {
                    gaps.push(name);
                }
            }
        }
        gaps
    }

    /// The form for `category`, cut at its gaps.
    pub(super) fn pieces(&self, category: PluralCategory) -> Vec<Piece<'_>> {
        let form = self.forms.iter().find(|(known, _)| *known == category);
        pieces(form.map_or_else(|| self.plain(), |(_, text)| text))
    }

    /// As scripts read it: the text, or a map from form to text.
    pub(super) fn to_json(&self) -> serde_json::Value {
        if !self.is_plural {
            return self.plain().into();
        }
        let name = |category| FORMS.iter().find(|(_, known)| *known == category).map_or("other", |(name, _)| *name);
        let forms = self.forms.iter().map(|(category, text)| (name(*category).to_owned(), text.as_str().into()));
        serde_json::Value::Object(forms.collect())
    }
}

/// A part of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as it stands.
    Text(&'a str),
    /// The name of an argument.
    Gap(&'a str),
}

/// The text cut at its gaps: names of small letters and `_` between braces.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let name = after.find('}').map(|close| &after[..close]);
        match name.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        {
            Some(name) => {
                found.push(Piece::Text(&rest[..open]));
                found.push(Piece::Gap(name));
                rest = &after[name.len() + 1..];
            }
            None => {
                found.push(Piece::Text(&rest[..=open]));
                rest = after;
            }
        }
    }
    found.push(Piece::Text(rest));
    found
}
