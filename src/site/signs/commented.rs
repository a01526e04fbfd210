//! Keys in the comments of front matter and of records: `# audience: internal`, `summary: A # draft: true`.
//!
//! A comment hides nothing. Whoever meant it as an instruction has to be told, and who did not can remove the line. It
//! must not know which keys are read.

use std::ops::Range;
use std::sync::Arc;

use super::keys::{self, Said, Wish};
use super::values::Words;
use super::{Signs, finding, short};
use crate::config::Audience;
use crate::diag::{Diagnostics, Place, Source};
use crate::site::source::effect::Effect;

impl Signs {
    /// The comments within `range` of a file of records for `audience` that are keys which would hide something.
    pub(in crate::site) fn in_comments_of_data(
        &self,
        source: &Arc<Source>,
        audience: Audience,
        diags: &mut Diagnostics,
    ) -> Effect {
        self.in_comments(source, 0..source.text.len(), &mut self.words_for(audience), diags)
    }

    /// The comments within `range` of a source that are keys which would hide something. That something is for fewer
    /// people is true where it is for the highest audience anyhow.
    pub(super) fn in_comments(
        &self,
        source: &Arc<Source>,
        range: Range<usize>,
        words: &mut Words<'_>,
        diags: &mut Diagnostics,
    ) -> Effect {
        let mut effect = Effect::default();
        let mut at = range.start;
        for line in source.text[range].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some(comment) = comment(line) else { continue };
            let said = line[comment..].trim_start_matches(['#', ' ', '\t']).trim_end();
            let Some(wish) = self.wish_of_comment(said) else { continue };
            let place = Place::new(source, start + comment..start + line.trim_end().len());
            let nothing = if wish == Wish::Limit { "hides nothing" } else { "keeps nothing back" };
            let message = format!("`{}` is a comment, so it {nothing}", short(&line[comment..]));
            let hint = "remove the `#` and let it stand in a line of its own, or remove the comment";
            let found = self.mild(wish, finding(place, message).hint(hint));
            match words {
                Words::True if wish == Wish::Limit => {}
                Words::Open(kept) if wish == Wish::Limit => kept.push(found),
                _ => {
                    effect.note(wish);
                    diags.push(found);
                }
            }
        }
        effect
    }

    fn wish_of_comment(&self, said: &str) -> Option<Wish> {
        let (key, value) = said.split_once([':', '='])?;
        let key = key.trim().trim_matches(['"', '\'']);
        let value = value.trim().trim_matches(['"', '\'', '[', ']', ' ']);
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        let names_readers = || self.names.named(value).is_some();
        let is_one = !value.is_empty() && (!value.contains(char::is_whitespace) || names_readers());
        let counts = is_key && is_one && (!keys::is_audience(key) || names_readers());
        counts.then(|| keys::wish(key, &Said::Text(value.into()), true, &self.names, self.today)).flatten()
    }
}

/// Where the comment of a line begins, outside quotes.
fn comment(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open && before != '\\' => quote = None,
            (None, '#') if before.is_whitespace() => return Some(at),
            // An apostrophe within a word opens nothing.
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            _ => {}
        }
        before = c;
    }
    None
}
