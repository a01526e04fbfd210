//! Amounts of money in prose: each is held against the figures that its passage cites, and one that cites nothing is
//! asked for its record. It must not name a record above those who read the passage.

use super::OnePage;
use super::about_pay::{About, about, about_head};
use super::records_with_amount::{figures_with, is_size_of_pay};
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::site::gate::{PageKind, Reader};
use crate::site::markdown::Passage;
use crate::site::records::money_in_prose;
use crate::site::records::money_in_prose::Written;

/// Amounts below this are fees and meals, not pay.
const SMALLEST: i64 = 1_000;
/// How many records a hint names at most.
const MOST_NAMED: usize = 3;

/// Checks the amounts of each passage of a page.
///
/// Amounts under 1,000 and those in millions are left alone, and those that the words around them make a budget, a price
/// or a fine. So are, on pages that are no role, pay or posting and in passages that cite nothing, amounts that no word of
/// pay stands with, or that are not of the size of what the site records: a handbook buys things too.
pub(super) fn check(on: &OnePage<'_>, diags: &mut Diagnostics) {
    for passage in on.lowered.facts.passages.iter().filter(|passage| !passage.unknown) {
        passage_of(on, passage, diags);
    }
}

fn passage_of(on: &OnePage<'_>, passage: &Passage, diags: &mut Diagnostics) {
    let strict = matches!(on.site.kind(on.page), PageKind::Role | PageKind::Pay | PageKind::Posting);
    let said = differing(passage);
    // A block lower than its page is an error of its own.
    let reader = on.readers.of_all(passage.audiences.iter().copied().chain([on.page.audience]));
    for amount in money_in_prose::amounts(&passage.text) {
        let small = amount.amounts.iter().all(|amount| *amount < SMALLEST);
        if small || amount.in_millions || is_cited(&amount, passage) {
            continue;
        }
        let size = |end: &i64| is_size_of_pay(*end, amount.currencies, reader);
        if !strict && said.is_none() && !amount.amounts.iter().any(size) {
            continue;
        }
        let words = &passage.text[amount.range.clone()];
        let holders = Holders::of(&amount, reader);
        // What the column of a table is called says more than the words of the row, such as `Sales manager`.
        let head = passage.head_at(amount.range.start).map_or(About::Unsaid, about_head);
        let said_of = if head == About::Unsaid { about(&passage.text, &amount.range) } else { head };
        let is_pay = match said_of {
            About::Pay => true,
            About::Other => false,
            // Elsewhere, a range that a record holds is a copy of it; any other amount may be anything.
            About::Unsaid => strict || said.is_some() || (holders.whole && amount.amounts.len() > 1),
        };
        if !is_pay {
            continue;
        }
        let (rule, message) = match &said {
            Some(said) => (&rules::PROSE_VS_DATA, format!("`{words}` is not what is cited beside it: {said}")),
            None => (&rules::PAY_UNSOURCED, format!("`{words}` cites no record")),
        };
        let found = Diagnostic::new(rule, passage.place(amount.range.clone(), on.text), message);
        let found = found.hint(holders.hint(rule == &rules::PROSE_VS_DATA));
        diags.push(if strict { found } else { found.mild() });
    }
}

/// Whether figures cited in the passage hold every end of an amount.
fn is_cited(amount: &Written, passage: &Passage) -> bool {
    let said = || passage.cited.iter().flat_map(|cited| &cited.amounts);
    amount.amounts.iter().all(|end| said().any(|(currency, said)| said == end && amount.currencies.contains(currency)))
}

/// What the passage cites: `£130,000 to £185,000` (`atl-london-base`). `None` when it cites no amount of money.
fn differing(passage: &Passage) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for cited in passage.cited.iter().filter(|cited| !cited.amounts.is_empty()) {
        let one = format!("{} (`{}`)", cited.text, cited.id);
        if !said.contains(&one) {
            said.push(one);
        }
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// The records that hold an amount.
struct Holders {
    /// As they are written in a sentence, `:pay[ID]`.
    names: Vec<String>,
    /// Whether they hold every end of it.
    whole: bool,
}

impl Holders {
    fn of(amount: &Written, reader: &Reader<'_>) -> Holders {
        let whole = figures_with(&amount.amounts, amount.currencies, reader);
        if !whole.is_empty() {
            return Holders { names: whole, whole: true };
        }
        let part = |end: &i64| figures_with(&[*end], amount.currencies, reader);
        Holders {
            names: amount.amounts.iter().map(part).find(|names| !names.is_empty()).unwrap_or_default(),
            whole: false,
        }
    }

    fn hint(&self, cites: bool) -> String {
        let otherwise = "put what is no pay between `:money[` and `]`";
        let named: Vec<String> = self.names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
        let named = named.join(" or ");
        match (named.is_empty(), self.whole, cites) {
            (true, _, true) => format!("let the figure cited say it, or correct the record; {otherwise}"),
            (true, _, false) => {
                format!("record the figure with its source and write `:pay[ID]` in its place; {otherwise}")
            }
            (false, true, _) => format!("write {named} in its place; {otherwise}"),
            (false, false, _) => format!("{named} holds one end of it: write the figure that is meant; {otherwise}"),
        }
    }
}
