//! Openings that share a title are told apart by where they are.
//!
//! Done after the gate, among the pages that one audience sees. What machines are told stays the job's title alone.

use std::collections::BTreeMap;

use crate::locale::Locale;
use crate::site::gate::VisiblePage;

/// Adds its places to the title of each opening whose title another opening has, too.
pub(super) fn tell_apart(pages: &mut [VisiblePage], words: &Locale) {
    let mut openings: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.job.is_some()) {
        *openings.entry(page.title.clone()).or_default() += 1;
    }
    for page in pages.iter_mut().filter(|page| openings.get(&page.title).is_some_and(|openings| *openings > 1)) {
        let Some(job) = &page.job else { continue };
        if let Some(places) = &job.place_names {
            let job = page.title.as_str();
            page.title = words.say("posting.title", &[("job", job.into()), ("places", places.into())]);
        }
    }
}
