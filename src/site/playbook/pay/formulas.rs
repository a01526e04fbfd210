//! Every formula of the pay explorer with one example, computed from the records on the page where they have one.
//!
//! It must not know audiences: the book it reads was made for one.

use crate::locale::Locale;
use crate::pay::{Grant, Offer, Position, Rate, annualised, convert, position, scale, share_of_range, worth, yearly};
use crate::site::document::tables::book::{Figure, Formula, PayBook};
use crate::site::records::money;

/// Amounts of the examples that no record can give; pages label them as examples.
const SIGN_ON: i64 = 40_000;
const MONTHS: i64 = 48;
const COMPANY: i64 = 100_000_000;
const STRIKE: i64 = 20_000;

/// The formulas, with examples about `role`; those that no figure can show are left out.
pub(super) fn of(book: &PayBook, role: &str, words: &Locale) -> Vec<Formula> {
    let base = |figure: &&Figure| {
        figure.published && figure.terms.is_none() && figure.measure == "base" && book.roles[figure.role].id == role
    };
    let Some(figure) = book.figures.iter().find(base) else { return Vec::new() };
    let usual =
        book.shares.iter().find(|share| share.kind == "bonus" && share.whole.is_none() && share.role == figure.role);
    let bonus = usual.map(|share| (share.min, share.max));
    let examples = Examples { book, figure, words };
    [
        examples.position(),
        examples.bonus(bonus),
        examples.sign_on(),
        examples.yearly(bonus),
        examples.conversion(),
        examples.equity(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

struct Examples<'b> {
    book: &'b PayBook,
    figure: &'b Figure,
    words: &'b Locale,
}

impl Examples<'_> {
    fn money(&self, amount: i64) -> String {
        money::amount_text(amount, self.figure.currency, self.words.language())
    }

    fn percent(&self, number: &str) -> String {
        money::percent(number, self.words.language())
    }

    /// An offer two fifths of the way up the range.
    fn offer(&self) -> Option<i64> {
        let Figure { min, max, .. } = *self.figure;
        Some(min + scale(max - min, &[Rate::from_millionths(400_000)?])?)
    }

    fn position(&self) -> Option<Formula> {
        let Figure { min, max, open_ended, .. } = *self.figure;
        let offer = self.offer()?;
        let Position::Within(way) = position(offer, (min, max), open_ended) else { return None };
        let (offer, min, max) = (self.money(offer), self.money(min), self.money(max));
        Some(Formula {
            name: self.words.text("formula.position").to_owned(),
            rule: self.words.text("formula.position_rule").to_owned(),
            example: {
                let way = self.percent(&format!("{}.{}", way / 10, way % 10));
                format!("({offer} − {min}) / ({max} − {min}) = {way}")
            },
        })
    }

    fn bonus(&self, bonus: Option<(Rate, Rate)>) -> Option<Formula> {
        let (low, high) = bonus?;
        let base = self.offer()?;
        let (least, most) = share_of_range((base, base), (low, high))?;
        let (base, least, most) = (self.money(base), self.money(least), self.money(most));
        let (low, high) = (self.percent(&low.percent()), self.percent(&high.percent()));
        Some(Formula {
            name: self.words.text("formula.bonus").to_owned(),
            rule: self.words.text("formula.bonus_rule").to_owned(),
            example: format!("{base} × {low} = {least}; {base} × {high} = {most}"),
        })
    }

    fn sign_on(&self) -> Option<Formula> {
        let year = self.money(annualised(SIGN_ON, MONTHS)?);
        Some(Formula {
            name: self.words.text("formula.sign_on").to_owned(),
            rule: self.words.text("formula.sign_on_rule").to_owned(),
            example: format!("{} × 12 / {MONTHS} = {year}", self.money(SIGN_ON)),
        })
    }

    fn yearly(&self, bonus: Option<(Rate, Rate)>) -> Option<Formula> {
        let bonus = bonus.map_or(Rate::ZERO, |(low, _)| low);
        let base = self.offer()?;
        let year = yearly(&Offer { base, bonus, sign_on: SIGN_ON, months: MONTHS, equity: 0 })?;
        let parts = [base, year.bonus, year.sign_on, 0].map(|amount| self.money(amount));
        Some(Formula {
            name: self.words.text("formula.yearly").to_owned(),
            rule: self.words.text("formula.yearly_rule").to_owned(),
            example: format!("{} = {}", parts.join(" + "), self.money(year.total)),
        })
    }

    fn conversion(&self) -> Option<Formula> {
        let table = self.book.rates.first()?;
        let rate = |code: &str| table.per.iter().find(|(known, _)| *known == code).map(|(_, rate)| *rate);
        let from = self.figure.currency;
        let (to, into) = table.per.iter().find(|(code, _)| *code != from).copied()?;
        let there = convert(self.figure.min, rate(from)?, into)?;
        Some(Formula {
            name: self.words.text("formula.conversion").to_owned(),
            rule: self.words.text("formula.conversion_rule").to_owned(),
            example: self.words.say(
                "formula.conversion_example",
                &[
                    ("amount", (&self.money(self.figure.min)).into()),
                    ("into", (&into.text()).into()),
                    ("from", (&rate(from)?.text()).into()),
                    ("result", (&money::amount_text(there, to, self.words.language())).into()),
                    ("date", (&table.as_of).into()),
                ],
            ),
        })
    }

    fn equity(&self) -> Option<Formula> {
        let (share, dilution) = (Rate::from_millionths(1_000)?, Rate::from_millionths(200_000)?);
        let (vesting, served) = (MONTHS, MONTHS / 2);
        let grant = Grant { share, dilution, strike: STRIKE, exit: COMPANY, vesting, cliff: 12, served };
        let worth = worth(&grant)?;
        Some(Formula {
            name: self.words.text("formula.equity").to_owned(),
            rule: self.words.text("formula.equity_rule").to_owned(),
            example: self.words.say(
                "formula.equity_example",
                &[
                    ("company", (&self.money(COMPANY)).into()),
                    ("share", (&self.percent(&share.percent())).into()),
                    ("kept", (&self.percent(&dilution.rest()?.percent())).into()),
                    ("served", (&served.to_string()).into()),
                    ("vesting", (&vesting.to_string()).into()),
                    ("gross", (&self.money(worth.gross)).into()),
                    ("cost", (&self.money(worth.cost)).into()),
                    ("net", (&self.money(worth.net)).into()),
                    ("nothing", (&self.money(0)).into()),
                ],
            ),
        })
    }
}
