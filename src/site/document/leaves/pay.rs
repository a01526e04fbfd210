//! What blocks about pay say.

use super::super::Node;
use super::super::leaf::{Around, Line, Shows};
use super::super::prose::{element, folded, label, list, paragraph, source, strong, table, td, th, wide};
use super::super::tables::chart::{ChartBar, ChartPanel, ChartRow, PayChart};
use super::super::tables::overview::{OverviewCell, OverviewRow, PayOverview, PayShares, ShareRow};
use super::super::tables::{PayBand, PayObservation, PayRange, PayRow, PaySource, PayTable};
use crate::locale::Locale;

impl Shows for PayTable {
    fn template(&self) -> &'static str {
        "pay-table"
    }

    fn called(&self) -> &'static str {
        "pay"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for row in &self.rows {
            line(&row_text(row, words));
            for seen in &row.observations {
                let publisher = self.sources.get(seen.source).map_or("", |source| source.publisher.as_str());
                line(&format!("{publisher}{}{}{}", words.colon(), seen.range.text, percentiles(&seen.range, words)));
            }
            row.disagreement.iter().for_each(|sentence| line(sentence));
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let rows = self.rows.iter().flat_map(|row| pay_rows(self, row, around)).collect();
        let mut said = vec![table(&self.caption, ["pay.range", "pay.origin"].map(|key| around.words.text(key)), rows)];
        if !self.sources.is_empty() {
            said.extend([label(around.words.text("pay.sources")), around.sources("ol", &self.sources)]);
        }
        if self.rows.len() <= 2 {
            return said;
        }
        vec![folded(vec![Node::text(&counted(&self.caption, self.rows.len(), around))], said)]
    }

    fn figures(&self) -> Vec<String> {
        let of_row = |row: &PayRow| {
            let band = row.band.iter().map(|band| band.id.clone());
            band.chain(row.observations.iter().map(|seen| seen.id.clone())).collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of_row).collect()
    }

    fn sources(&self) -> Vec<&str> {
        addresses(&self.sources)
    }
}

/// The addresses of sources that have one.
pub(super) fn addresses(sources: &[PaySource]) -> Vec<&str> {
    sources.iter().filter_map(|source| source.url.as_deref()).collect()
}

/// What a table is about, and how many rows it has.
pub(super) fn counted(caption: &str, rows: usize, around: &Around<'_>) -> String {
    format!("{caption}{}{}", around.words.colon(), around.count("count.rows", rows as u64))
}

/// `London, base, Senior: £70,000 to £95,000`.
fn row_text(row: &PayRow, words: &Locale) -> String {
    let mut text = row.place.clone();
    for word in [Some(&row.measure), row.level.as_ref()].into_iter().flatten().filter(|word| !word.is_empty()) {
        text.push_str(words.comma());
        text.push_str(word);
    }
    match &row.band {
        Some(band) => {
            text.push_str(&format!("{}{}{}", words.colon(), band.range.text, percentiles(&band.range, words)))
        }
        None if row.observations.is_empty() => text.extend([words.colon(), words.text("pay.no_data")]),
        None => {}
    }
    text
}

/// `; 10th percentile £70,000; median £82,000; 120 people`, nothing without a sample.
fn percentiles(range: &PayRange, words: &Locale) -> String {
    let amounts = range.percentiles.iter().map(|one| format!("; {} {}", one.name, one.text));
    amounts.chain(range.sample.map(|people| format!("; {}", words.say_count("pay.people", people)))).collect()
}

/// The rows of one place and measure: what they are about, what is published, what each source says.
fn pay_rows(pay: &PayTable, row: &PayRow, around: &Around<'_>) -> Vec<Vec<Node>> {
    let mut about = row.place.clone();
    row.level.iter().for_each(|level| about.extend([around.words.comma(), level]));
    if !row.measure.is_empty() {
        about.extend([around.words.colon(), &row.measure]);
    }
    let mut rows = vec![vec![wide("th", 2, &about)]];
    rows.push(match &row.band {
        Some(band) => published(band, around),
        None => {
            let seen = !row.observations.is_empty();
            let keys = if seen { ["pay.no_figure", "pay.no_range_here"] } else { ["pay.no_data", "pay.neither"] };
            keys.map(|key| td(vec![Node::text(around.words.text(key))])).into()
        }
    });
    rows.extend(row.observations.iter().map(|seen| observed(pay, seen, around)));
    rows.extend(row.disagreement.iter().map(|sentence| vec![wide("td", 2, sentence)]));
    rows
}

fn published(band: &PayBand, around: &Around<'_>) -> Vec<Node> {
    let mut amount = vec![strong(&band.range.text)];
    amount.extend(terms(&band.range, around));
    let method = around.word("method", &band.method);
    let by = around.words.say("pay.published_by", &[("method", (&method).into())]);
    vec![td(amount), td(vec![Node::text(&by), marks(false, band.example, around)])]
}

fn observed(pay: &PayTable, seen: &PayObservation, around: &Around<'_>) -> Vec<Node> {
    let mut amount = vec![Node::text(&seen.range.text)];
    amount.extend(terms(&seen.range, around));
    let publisher = pay.sources.get(seen.source).map_or("", |source| source.publisher.as_str());
    let origin = dated(publisher, seen.as_of.as_deref(), around);
    vec![td(amount), td(vec![Node::text(&origin), marks(seen.stale, false, around)])]
}

/// What follows an amount: for what time it is, and the sample it was drawn from.
fn terms(range: &PayRange, around: &Around<'_>) -> Vec<Node> {
    let mut text = format!(" {}", around.word("per", &range.period));
    range.a_year.iter().for_each(|year| text.extend([" (", year, ")"]));
    let mut said = vec![Node::text(&text)];
    if !range.percentiles.is_empty() {
        let amounts: Vec<String> = range.percentiles.iter().map(|one| format!("{} {}", one.name, one.text)).collect();
        let mut sample = amounts.join(around.words.comma());
        range.sample.iter().for_each(|people| sample.extend(["; ", &around.count("pay.people", *people)]));
        said.extend([element("br", Vec::new()), Node::text(&sample)]);
    }
    said
}

/// Something and its day, where it has one.
pub(super) fn dated(text: &str, day: Option<&str>, around: &Around<'_>) -> String {
    day.map_or_else(|| text.to_owned(), |day| format!("{text}{}{}", around.words.comma(), around.day(day)))
}

/// The words for a figure that is old, and for one that is made up.
pub(super) fn marks(stale: bool, example: bool, around: &Around<'_>) -> Node {
    let marks = [(stale, "pay.out_of_date"), (example, "pay.example")];
    let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, key)| format!(" {}", around.words.text(key)));
    Node::text(&marks.collect::<String>())
}

impl Shows for PayChart {
    fn template(&self) -> &'static str {
        "pay-chart"
    }

    fn called(&self) -> &'static str {
        "chart"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for row in self.panels.iter().flat_map(|panel| &panel.rows) {
            line(&format!("{}{}{}", row.place, words.comma(), row.measure));
            for bar in &row.bars {
                line(format!("{}{}{}", bar.source, words.colon(), bar.text).trim_start_matches(words.colon()));
            }
        }
        self.missing.iter().for_each(|row| line(&format!("{row}{}{}", words.colon(), words.text("pay.no_data"))));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let mut said = vec![paragraph(&self.caption)];
        said.extend(ranges(&self.panels, &self.sources, Some(&self.caption), around));
        if !self.missing.is_empty() {
            let none = around.words.text("pay.no_data");
            said.push(list("ul", self.missing.iter().map(|row| vec![label(row), paragraph(none)])));
        }
        said
    }

    fn figures(&self) -> Vec<String> {
        self.bands.iter().chain(&self.observations).cloned().collect()
    }

    fn sources(&self) -> Vec<&str> {
        addresses(&self.sources)
    }
}

/// Ranges that a chart draws as bars, and the sources of the bars. With a caption the measure and the time are named,
/// unless the caption does so.
pub fn ranges(panels: &[ChartPanel], keys: &[PaySource], caption: Option<&str>, around: &Around<'_>) -> Vec<Node> {
    let mut said = Vec::new();
    for panel in panels {
        let Some(head) = panel.rows.first() else { continue };
        let mixed = panel.rows.iter().any(|row| row.measure != head.measure);
        let per = around.word("per", &panel.period);
        if caption.is_some_and(|caption| !mixed && !caption.contains(&per)) {
            said.push(paragraph(&format!("{}{}{per}", head.measure, around.words.comma())));
        }
        let per = caption.filter(|_| mixed).map(|_| per.as_str());
        said.push(list("ul", panel.rows.iter().map(|row| range(row, per, around))));
    }
    if !keys.is_empty() {
        let any_published = panels.iter().flat_map(|panel| &panel.rows).filter_map(|row| row.bars.last());
        let here = any_published.into_iter().any(|bar| bar.published);
        let here = here.then(|| vec![Node::text(around.words.text("pay.published_here"))]);
        said.push(list("ul", here.into_iter().chain(keys.iter().map(|one| source(one, around.words)))));
    }
    said
}

/// One row of a chart: what it is about, the published range, and what sources say. `per` is named with the measure.
fn range(row: &ChartRow, per: Option<&str>, around: &Around<'_>) -> Vec<Node> {
    let comma = around.words.comma();
    let mut name = vec![around.name(&row.place, row.path.as_deref())];
    name.extend(row.level.iter().map(|level| Node::text(&format!("{comma}{level}"))));
    name.extend(per.map(|per| Node::text(&format!(" {}{comma}{per}", row.measure))));
    let sum = match row.bars.last().filter(|bar| bar.published) {
        Some(bar) => vec![strong(&bar.text), marks(bar.stale, bar.example, around)],
        None => vec![Node::text(around.words.text("pay.no_range"))],
    };
    let mut said = vec![element("p", name), element("p", sum)];
    let others: Vec<&ChartBar> = row.bars.iter().filter(|bar| !bar.published).collect();
    if !others.is_empty() {
        let of_bar = |bar: &&ChartBar| {
            let origin = dated(&bar.source, bar.as_of.as_deref(), around);
            vec![Node::text(&format!("{} {origin}", bar.text)), marks(bar.stale, bar.example, around)]
        };
        let mut more = vec![list("ul", others.iter().map(of_bar))];
        more.extend(row.disagreement.iter().map(|sentence| paragraph(sentence)));
        said.push(folded(vec![Node::text(&around.count("pay.count_sources", others.len() as u64))], more));
    }
    said
}

impl Shows for PayOverview {
    fn template(&self) -> &'static str {
        "pay-overview"
    }

    fn called(&self) -> &'static str {
        "overview"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for row in &self.rows {
            let level = row.level.as_ref().map_or_else(String::new, |level| format!("{}{level}", words.comma()));
            let cells = self.measures.iter().zip(&row.cells);
            let ranges: Vec<String> = cells.map(|(name, cell)| cell_text(name, cell, words)).collect();
            line(&format!("{}{level}{}{}", row.about.title, words.colon(), ranges.join("; ")));
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let head = [self.head.clone()].into_iter().chain(self.measures.iter().map(|measure| capitalized(measure)));
        let rows = self.rows.iter().map(|row| overview_row(row, around)).collect();
        let summary = counted(around.words.text("pay.as_table"), self.rows.len(), around);
        vec![folded(vec![Node::text(&summary)], vec![table(&self.caption, head, rows)])]
    }

    fn figures(&self) -> Vec<String> {
        let bands = self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.band.as_ref());
        bands.map(|band| band.id.clone()).collect()
    }
}

fn cell_text(measure: &str, cell: &OverviewCell, words: &Locale) -> String {
    match &cell.band {
        Some(band) => format!("{measure} {}", band.range.text),
        None if cell.sources.is_empty() => format!("{measure} {}", words.text("pay.no_data")),
        None => format!("{measure} {}", words.text("pay.no_range")),
    }
}

/// As the filter of that name writes it.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters.as_str().to_lowercase().chars()).collect())
}

fn overview_row(row: &OverviewRow, around: &Around<'_>) -> Vec<Node> {
    let level = row.level.iter().map(|level| Node::text(&format!("{}{level}", around.words.comma())));
    let about = [around.named(&row.about)].into_iter().chain(level).collect();
    [th(about)].into_iter().chain(row.cells.iter().map(|cell| td(overview_cell(cell, around)))).collect()
}

fn overview_cell(cell: &OverviewCell, around: &Around<'_>) -> Vec<Node> {
    let mut said = match &cell.band {
        Some(band) => vec![strong(&band.range.text), marks(cell.stale, band.example, around)],
        None if cell.sources.is_empty() => return vec![Node::text(around.words.text("pay.no_data"))],
        None => vec![Node::text(around.words.text("pay.no_range"))],
    };
    let per = cell.band.iter().map(|band| around.word("per", &band.range.period));
    let sources = match cell.sources.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(around.count("pay.count_sources", many.len() as u64)),
    };
    let as_of = cell.as_of.iter().map(|day| around.words.say("pay.as_of", &[("date", (&around.day(day)).into())]));
    let about: Vec<String> = per.chain(sources).chain(as_of).collect();
    said.push(Node::text(&format!(" {}", about.join("; "))));
    said
}

impl Shows for PayShares {
    fn template(&self) -> &'static str {
        "pay-shares"
    }

    fn called(&self) -> &'static str {
        "shares"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        for row in &self.rows {
            let comma = words.comma();
            let about: String = row.about.iter().map(|word| format!("{comma}{word}")).collect();
            let kind = words.text_or(&format!("measure.{}", row.kind), &row.kind);
            line(&format!("{kind}{about}{}{} {}{comma}{}", words.colon(), row.text, row.of, row.source));
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let head = ["pay.what", "pay.range", "pay.origin"].map(|key| around.words.text(key));
        vec![table(&self.caption, head, self.rows.iter().map(|row| share_row(row, around)).collect())]
    }

    fn figures(&self) -> Vec<String> {
        self.rows.iter().map(|row| row.id.clone()).collect()
    }
}

fn share_row(share: &ShareRow, around: &Around<'_>) -> Vec<Node> {
    let about = [around.word("measure", &share.kind)].into_iter().chain(share.about.iter().cloned());
    let mut origin = vec![
        Node::text(&dated(&share.source, share.as_of.as_deref(), around)),
        marks(share.stale, share.example, around),
    ];
    origin.extend(share.note.iter().map(|note| Node::text(&format!(". {note}"))));
    vec![
        th(vec![Node::text(&about.collect::<Vec<_>>().join(around.words.comma()))]),
        td(vec![Node::text(&share_text(&share.text, &share.of, share.vesting.as_deref()))]),
        td(origin),
    ]
}

/// A share, what it is a share of, and how it is earned.
pub(super) fn share_text(text: &str, of: &str, vesting: Option<&str>) -> String {
    let vesting = vesting.map_or_else(String::new, |vesting| format!("; {vesting}"));
    format!("{text} {of}{vesting}")
}
