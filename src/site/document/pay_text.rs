//! Blocks about pay as plain text, line by line.

use super::Leaf;
use crate::site::document::tables::chart::PayChart;
use crate::site::document::tables::overview::{OverviewCell, PayOverview, PayShares};
use crate::site::document::tables::{PayRange, PayRow, PayTable};

/// Writes the lines of a block about pay; nothing for other blocks.
pub(super) fn write(leaf: &Leaf, line: &mut dyn FnMut(&str)) {
    match leaf {
        Leaf::PayTable(pay) => table(pay, line),
        Leaf::PayChart(pay) => chart(pay, line),
        Leaf::PayOverview(pay) => overview(pay, line),
        Leaf::PayShares(pay) => shares(pay, line),
        Leaf::PayExplorer(explorer) => {
            line(&explorer.caption);
            explorer.tables.iter().for_each(|pay| table(pay, line));
        }
        _ => {}
    }
}

fn chart(chart: &PayChart, line: &mut dyn FnMut(&str)) {
    line(&chart.caption);
    for row in chart.panels.iter().flat_map(|panel| &panel.rows) {
        line(&format!("{}, {}", row.place, row.measure));
        for bar in &row.bars {
            line(format!("{}: {}", bar.source, bar.text).trim_start_matches(": "));
        }
    }
    chart.missing.iter().for_each(|row| line(&format!("{row}: no data")));
}

fn table(pay: &PayTable, line: &mut dyn FnMut(&str)) {
    line(&pay.caption);
    for row in &pay.rows {
        line(&row_text(row));
        for seen in &row.observations {
            let publisher = pay.sources.get(seen.source).map_or("", |source| source.publisher.as_str());
            line(&format!("{publisher}: {}{}", seen.range.text, percentiles(&seen.range)));
        }
        if let Some(sentence) = &row.disagreement {
            line(sentence);
        }
    }
}

/// `London, base, Senior: £70,000 to £95,000`.
fn row_text(row: &PayRow) -> String {
    let mut text = row.place.clone();
    for word in [Some(&row.measure), row.level.as_ref()].into_iter().flatten().filter(|word| !word.is_empty()) {
        text.push_str(", ");
        text.push_str(word);
    }
    match &row.band {
        Some(band) => text.push_str(&format!(": {}{}", band.range.text, percentiles(&band.range))),
        None if row.observations.is_empty() => text.push_str(": no data"),
        None => {}
    }
    text
}

/// `; 10th percentile £70,000; median £82,000; 120 people`, nothing without a sample.
fn percentiles(range: &PayRange) -> String {
    let amounts = range.percentiles.iter().map(|one| format!("; {} {}", one.name, one.text));
    amounts.chain(range.sample.map(|people| format!("; {people} people"))).collect()
}

fn overview(pay: &PayOverview, line: &mut dyn FnMut(&str)) {
    line(&pay.caption);
    for row in &pay.rows {
        let level = row.level.as_ref().map_or_else(String::new, |level| format!(", {level}"));
        let ranges: Vec<String> = pay.measures.iter().zip(&row.cells).map(|(name, cell)| range(name, cell)).collect();
        line(&format!("{}{level}: {}", row.about.title, ranges.join("; ")));
    }
}

fn range(measure: &str, cell: &OverviewCell) -> String {
    match &cell.band {
        Some(band) => format!("{measure} {}", band.range.text),
        None if cell.sources.is_empty() => format!("{measure} no data"),
        None => format!("{measure} not published"),
    }
}

fn shares(pay: &PayShares, line: &mut dyn FnMut(&str)) {
    line(&pay.caption);
    for row in &pay.rows {
        let about: String = row.about.iter().map(|word| format!(", {word}")).collect();
        line(&format!("{}{about}: {} {}, {}", row.kind, row.text, row.of, row.source));
    }
}
