//! Figures of the data that differ, and every page that shows them.

use std::collections::BTreeSet;

use super::report::{FigureChange, PageRef, Report, new_name};
use super::snapshot::Edition;
use crate::site::document::FigureFact;

/// A figure's text before and now.
pub(super) struct Changed {
    pub(super) name: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// Adds the figures of an edition that differ; gives those that have another text now.
pub(super) fn add(report: &mut Report, old: &Edition, new: &Edition) -> Vec<Changed> {
    let audience = new_name(old, new);
    let mut changed = Vec::new();
    let names: BTreeSet<&String> = old.figures.keys().chain(new.figures.keys()).collect();
    for name in names {
        let (before, after) = (old.figures.get(name), new.figures.get(name));
        let same = before
            .zip(after)
            .is_some_and(|(one, other)| (&one.text, one.ends, &one.unit) == (&other.text, other.ends, &other.unit));
        if same {
            continue;
        }
        if let (Some(before), Some(after)) = (before, after) {
            changed.push(Changed { name: name.clone(), before: before.text.clone(), after: after.text.clone() });
        }
        let change = match (before, after) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        };
        let shown = if after.is_some() { new } else { old };
        let pages: Vec<PageRef> = shown
            .pages
            .iter()
            .filter(|page| page.figures.contains(name))
            .map(|page| PageRef { url: page.url.clone(), title: page.title.clone(), audiences: vec![audience.clone()] })
            .collect();
        let item = FigureChange {
            change,
            name: name.clone(),
            about: after.or(before).map_or_else(String::new, |figure| figure.about.clone()),
            before: before.map(|figure| figure.text.clone()),
            after: after.map(|figure| figure.text.clone()),
            percent: before.zip(after).and_then(|(before, after)| percent(before, after)),
            audiences: vec![audience.clone()],
            pages,
        };
        merge(&mut report.figures, item);
    }
    changed
}

fn merge(known: &mut Vec<FigureChange>, item: FigureChange) {
    let alike = |known: &&mut FigureChange| {
        (known.change, &known.name, &known.before, &known.after) == (item.change, &item.name, &item.before, &item.after)
    };
    let Some(found) = known.iter_mut().find(alike) else { return known.push(item) };
    found.audiences.extend(item.audiences);
    for page in item.pages {
        match found.pages.iter_mut().find(|known| known.url == page.url) {
            Some(known) => known.audiences.extend(page.audiences),
            None => found.pages.push(page),
        }
    }
}

/// By how much both ends changed, rounded to a tenth of a percent.
fn percent(before: &FigureFact, after: &FigureFact) -> Option<[String; 2]> {
    let ((low, high), (new_low, new_high)) = before.ends.zip(after.ends).filter(|_| before.unit == after.unit)?;
    Some([change(low, new_low)?, change(high, new_high)?])
}

fn change(from: i64, to: i64) -> Option<String> {
    if from == 0 {
        return (to == 0).then(|| "±0%".to_owned());
    }
    let thousandths = (i128::from(to) - i128::from(from)) * 10_000 / i128::from(from);
    // Half a tenth and more is a tenth.
    let tenths = (thousandths.abs() + 5) / 10;
    let sign = match thousandths.signum() {
        1 => "+",
        -1 => "−",
        _ => "±",
    };
    Some(match tenths % 10 {
        0 => format!("{sign}{}%", tenths / 10),
        rest => format!("{sign}{}.{rest}%", tenths / 10),
    })
}

#[cfg(test)]
mod tests {
    use super::change;

    #[test]
    fn changes_are_rounded_to_tenths() {
        let told = |from, to| change(from, to).unwrap_or_default();
        assert_eq!(told(100, 110), "+10%");
        assert_eq!(told(130_000, 137_000), "+5.4%");
        assert_eq!(told(200, 100), "−50%");
        assert_eq!(told(3, 3), "±0%");
        assert_eq!(told(0, 0), "±0%");
        assert_eq!(change(0, 5), None);
    }
}
