//! The figures behind `::pay-chart`: the rows of a pay table with the place of every bar on a scale, one scale for each
//! currency and period. It must not know what a bar looks like.

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Locale;
use crate::site::document::tables::chart::{ChartBar, ChartPanel, ChartRow, PayChart};
use crate::site::document::tables::roles::Named;
use crate::site::document::tables::{PayRange, PayRow, PayTable};
use crate::site::records::money;

/// The width of a scale, in which bars are placed.
const WIDTH: i64 = 1000;
/// How many outlines there are.
const MARKS: usize = 4;
/// No scale has more steps than this.
const MOST_STEPS: i64 = 5;
/// Amounts of so many characters stand beside each other at every step of a scale.
const SHORT: usize = 7;

/// The chart of a table's rows, in their order; amounts of a scale in the site's language.
pub(super) fn of(table: PayTable, words: &Locale) -> PayChart {
    let mut panels: BTreeMap<(usize, String, String), Vec<&PayRow>> = BTreeMap::new();
    let mut seen: Vec<(String, String)> = Vec::new();
    for row in &table.rows {
        let Some(range) = ranges(row).next() else { continue };
        let key = (range.currency.clone(), range.period.clone());
        let at = seen.iter().position(|known| *known == key).unwrap_or(seen.len());
        if at == seen.len() {
            seen.push(key.clone());
        }
        panels.entry((at, key.0, key.1)).or_default().push(row);
    }
    let panels = panels
        .into_iter()
        .map(|((_, currency, period), rows)| panel(&table, &rows, currency, period, words.language()));
    let panels = panels.collect();
    let missing = table.rows.iter().filter(|row| ranges(row).next().is_none()).map(|row| name(row, words));
    let bands = table.rows.iter().filter_map(|row| Some(row.band.as_ref()?.id.clone()));
    let observations = table.rows.iter().flat_map(|row| &row.observations).map(|seen| seen.id.clone());
    let (bands, observations, missing) = (bands.collect(), observations.collect(), missing.collect());
    PayChart { caption: table.caption, panels, sources: table.sources, bands, observations, missing }
}

/// The chart of a table's rows, each led by a link to the page of what it is about. Two of the same name have none.
pub(super) fn linked(table: PayTable, words: &Locale, pages: &[Named]) -> PayChart {
    let mut chart = of(table, words);
    for row in chart.panels.iter_mut().flat_map(|panel| &mut panel.rows) {
        let paths: BTreeSet<_> = pages.iter().filter(|page| page.title == row.place).map(|page| &page.path).collect();
        row.path = (paths.len() == 1).then(|| paths.first().copied().cloned().flatten()).flatten();
    }
    chart
}

/// A row in words: `London, Senior: base`.
fn name(row: &PayRow, words: &Locale) -> String {
    let mut name = row.place.clone();
    row.level.iter().for_each(|level| name.extend([words.comma(), level]));
    if !row.measure.is_empty() {
        name.extend([words.colon(), &row.measure]);
    }
    name
}

fn ranges(row: &PayRow) -> impl Iterator<Item = &PayRange> {
    row.band.iter().map(|band| &band.range).chain(row.observations.iter().map(|seen| &seen.range))
}

fn panel(table: &PayTable, rows: &[&PayRow], currency: String, period: String, language: &str) -> ChartPanel {
    let all = || rows.iter().flat_map(|row| ranges(row));
    let low = all().map(|range| range.min).min().unwrap_or(0);
    let high = all().map(|range| range.max).max().unwrap_or(0);
    let open = all().any(|range| range.open_ended && range.max == high);
    let scale = Scale::around(low, high, open);
    let ticks = ticks(&scale, &currency, language);
    ChartPanel {
        every: every(&ticks),
        ticks,
        rows: rows.iter().map(|row| chart_row(table, row, &scale)).collect(),
        currency,
        period,
    }
}

/// The amounts of a scale. Whole thousands are short where the language has a short form for them: `£130k`, `130 k€`.
fn ticks(scale: &Scale, currency: &str, language: &str) -> Vec<String> {
    let in_thousands = scale.ticks().all(|amount| amount % 1_000 == 0 && amount < 1_000_000);
    let short = |amount: i64| {
        let is_short = in_thousands && amount > 0;
        is_short.then(|| money::thousands_text(amount / 1_000, currency, language)).flatten()
    };
    let text = |amount: i64| short(amount).unwrap_or_else(|| money::amount_text(amount, currency, language));
    scale.ticks().map(text).collect()
}

/// Which amounts of a scale are written, the first and every one so many further on: all while they are short, else every
/// second, so that they stand apart on a phone, too.
fn every(ticks: &[String]) -> usize {
    let longest = ticks.iter().map(|tick| tick.chars().count()).max().unwrap_or(0);
    if longest <= SHORT || ticks.len() < 4 { 1 } else { 2 }
}

fn chart_row(table: &PayTable, row: &PayRow, scale: &Scale) -> ChartRow {
    let seen = row.observations.iter().map(|seen| {
        let publisher = table.sources.get(seen.source).map_or("", |source| source.publisher.as_str());
        let mark = seen.source % MARKS + 1;
        ChartBar { mark, stale: seen.stale, as_of: seen.as_of.clone(), ..scale.bar(&seen.range, publisher.to_owned()) }
    });
    let band = row.band.as_ref().map(|band| ChartBar {
        published: true,
        example: band.example,
        ..scale.bar(&band.range, String::new())
    });
    ChartRow {
        place: row.place.clone(),
        place_id: row.place_id.clone(),
        path: None,
        measure: row.measure.clone(),
        base: row.base,
        level: row.level.clone(),
        bars: seen.chain(band).collect(),
        disagreement: row.disagreement.clone(),
    }
}

/// Amounts on a line, in equal steps.
struct Scale {
    from: i64,
    step: i64,
    steps: i64,
}

impl Scale {
    /// The scale with the fewest round steps that holds both ends, with room behind an open one.
    fn around(low: i64, high: i64, open: bool) -> Scale {
        let high = high.max(low + 1);
        let mut unit: i64 = 1;
        loop {
            for step in [unit, unit * 2, unit * 5] {
                let from = low / step * step;
                let room = if open { step / 2 } else { 0 };
                let steps = (high + room - from + step - 1) / step;
                if steps <= MOST_STEPS {
                    return Scale { from, step, steps };
                }
            }
            unit = unit.saturating_mul(10);
        }
    }

    fn ticks(&self) -> impl Iterator<Item = i64> {
        let Scale { from, step, steps } = *self;
        (0..=steps).map(move |at| from + at * step)
    }

    /// Where an amount stands, in thousandths of the width.
    fn at(&self, amount: i64) -> i64 {
        let whole = i128::from(self.step * self.steps).max(1);
        let way = i128::from(amount - self.from) * i128::from(WIDTH);
        i64::try_from(way / whole).unwrap_or(WIDTH).clamp(0, WIDTH)
    }

    fn bar(&self, range: &PayRange, source: String) -> ChartBar {
        let (start, end) = (self.at(range.min), self.at(range.max));
        ChartBar {
            start,
            // A single amount still has to be seen.
            width: (end - start).max(4),
            end,
            open_ended: range.open_ended,
            text: range.text.clone(),
            published: false,
            mark: 0,
            source,
            as_of: None,
            stale: false,
            example: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_few_round_steps_and_hold_both_ends() {
        let check = |low, high, open, expected: &[i64]| {
            let scale = Scale::around(low, high, open);
            assert_eq!(scale.ticks().collect::<Vec<_>>(), expected, "{low} to {high}");
            assert!(scale.at(low) >= 0 && scale.at(high) <= WIDTH && scale.at(low) <= scale.at(high));
        };
        check(130_000, 185_000, false, &[120_000, 140_000, 160_000, 180_000, 200_000]);
        check(280_000, 520_000, true, &[200_000, 300_000, 400_000, 500_000, 600_000]);
        check(100_000, 150_000, false, &[100_000, 110_000, 120_000, 130_000, 140_000, 150_000]);
        check(100_000, 150_000, true, &[100_000, 120_000, 140_000, 160_000]);
        check(0, 0, false, &[0, 1]);
        check(60, 60, true, &[60, 61]);
        assert!(Scale::around(0, 1_000_000_000_000, true).steps <= MOST_STEPS);
    }

    #[test]
    fn long_amounts_are_written_at_every_second_step() {
        let scale = Scale { from: 100_000, step: 20_000, steps: 4 };
        let check = |currency, language, expected: &[&str], apart| {
            let ticks = ticks(&scale, currency, language);
            assert_eq!(
                (&ticks[..2], every(&ticks)),
                (&expected.iter().map(|&tick| tick.to_owned()).collect::<Vec<_>>()[..], apart)
            );
        };
        check("GBP", "en", &["£100k", "£120k"], 1);
        check("CHF", "en", &["CHF\u{a0}100k", "CHF\u{a0}120k"], 2);
        check("EUR", "fr", &["100\u{a0}k€", "120\u{a0}k€"], 1);
        check("EUR", "de", &["100.000\u{a0}€", "120.000\u{a0}€"], 2);
        check("USD", "ar", &["100,000\u{a0}$", "120,000\u{a0}$"], 2);
    }

    #[test]
    fn amounts_stand_at_their_share_of_the_width() {
        let scale = Scale { from: 100, step: 50, steps: 4 };
        assert_eq!([100, 150, 200, 300, 90, 900].map(|amount| scale.at(amount)), [0, 250, 500, 1000, 0, 1000]);
    }
}
