//! Words that mean the same to a search: `[[synonym]]`.

use super::declared::{Holds, Shape, Way, record};
use crate::diag::{Diagnostic, rules};
use crate::fields::Fields;

/// A search asks for every one of them.
const MAX_WORDS: usize = 100;

record! {
    /// Words that mean the same to a search.
    pub struct Synonym {
        /// At least two; each may be several words.
        pub words: Vec<String> as WORDS,
    }
}

const WORDS: Way<Vec<String>> = Way::new(Shape::required_list(Holds::Text), |fields, key, _| words(fields, key));

fn words(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Vec<String>> {
    let listed = fields.required().strings(key)?;
    if let Some(first) = listed.get(MAX_WORDS) {
        let message = format!("{} words that mean the same, and a record may have {MAX_WORDS}", listed.len());
        let finding = Diagnostic::new(&rules::LIMIT, fields.place_of(&first.span), message);
        fields.diags().push(finding.hint("leave out those that nobody will type"));
    }
    let mut words: Vec<String> = Vec::new();
    for word in listed.iter().take(MAX_WORDS) {
        let plain = word.value.split_whitespace().collect::<Vec<_>>().join(" ");
        if plain.is_empty() || words.iter().any(|known| known.to_lowercase() == plain.to_lowercase()) {
            fields.report(&word.span, format!("`{plain}` says nothing new here"), "leave it out".to_owned());
        } else {
            words.push(plain);
        }
    }
    if words.len() < 2 {
        let finding = Diagnostic::new(&rules::BAD_RECORD, fields.header(), "a synonym needs another word")
            .hint("list at least two words that mean the same, such as `words = [\"jd\", \"job description\"]`");
        fields.diags().push(finding);
        return None;
    }
    Some(words)
}
