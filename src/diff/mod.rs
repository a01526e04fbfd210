//! What a change does to readers: two states of a site compared, each audience's edition with itself, and the report.
//!
//! It must not know how a site is loaded, where its commits come from, nor which audience sees what of another one.

mod addresses;
mod figures;
mod findings;
mod html;
mod markdown;
mod pairs;
mod past;
mod report;
mod say;
mod sections;
mod snapshot;
mod stale;
mod text;
mod widened;
mod words;

use jiff::civil::Date;

pub use html::html;
pub use markdown::markdown;
pub use past::{PageChange, page_changes};
pub use report::{Category, Report, Side};
pub use snapshot::{Edition, PageShot, SectionShot, Snapshot};

use pairs::Pairs;

/// Who reads the report, and when.
pub struct Reading<'r> {
    /// The audiences it is about, each of an edition; what others see is not in it.
    pub audiences: &'r [String],
    /// The day that reviews are due by.
    pub today: Date,
    /// The text of a source file of the newer state.
    pub source: &'r dyn Fn(&str) -> Option<String>,
}

/// The newer state beside the older one.
pub fn compare(base: &Snapshot, head: &Snapshot, sides: [Side; 2], reading: &Reading<'_>) -> Report {
    let [base_side, head_side] = sides;
    let mut report = Report::new(base_side, head_side, reading.audiences.to_vec());
    let none = Edition::default();
    let mut renamed = std::collections::BTreeMap::new();
    for audience in reading.audiences {
        let of = |snapshot: &'_ Snapshot| snapshot.editions.iter().position(|edition| edition.audience == *audience);
        let old = of(base).map_or(&none, |at| &base.editions[at]);
        let new = of(head).map_or(&none, |at| &head.editions[at]);
        let pairs = Pairs::of(old, new);
        renamed.extend(pairs.renamed_sources(old, new));
        let became = widened::of(base, old, new, &pairs);
        report.add_pages(old, new, &pairs, &became);
        report.add_widened(became);
        addresses::add(&mut report, old, new, &pairs, reading);
        let changed = figures::add(&mut report, old, new);
        sections::add(&mut report, old, new, &pairs, &changed);
        stale::add(&mut report, old, new, &pairs, &changed, reading.today);
    }
    findings::add(&mut report, &base.findings, &head.findings, &renamed);
    widened::add_refused(&mut report, head);
    report
}
