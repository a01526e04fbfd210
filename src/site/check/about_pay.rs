//! Whether an amount of money in a sentence is somebody's pay, or a budget, a price, a fine: told by the words around it.

use std::ops::Range;

use crate::lint::{self, Cut};

/// What the words around an amount say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Somebody is paid it.
    Pay,
    /// It buys, costs or earns something else.
    Other,
    /// They say nothing of that.
    Unsaid,
}

/// `sign-on` and `micro-purchase` are one word each.
struct Hyphenated;

impl Cut for Hyphenated {
    fn is_letter(letter: char) -> bool {
        letter.is_alphanumeric()
    }

    fn joins(letter: char) -> bool {
        letter == '-'
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    Hyphenated::words(text).map(|(_, word)| word)
}

/// What the nearest word in the sentence around an amount says of it.
pub(super) fn about(text: &str, amount: &Range<usize>) -> About {
    let before = &text[..amount.start];
    let from = before.rfind(". ").max(before.rfind("; ")).map_or(0, |at| at + 2);
    let behind = &text[amount.end..];
    let end = [behind.find(". "), behind.find("; ")].into_iter().flatten().min();
    let to = end.map_or(text.len(), |at| amount.end + at);
    let before: Vec<&str> = words(&text[from..amount.start]).collect();
    let ahead = nearest(before.into_iter().rev());
    let behind = nearest(words(&text[amount.end..to]));
    let said = [ahead, behind].into_iter().flatten();
    // What stands as far away on both sides is decided for pay: it is the worse figure to miss.
    said.min_by_key(|(distance, is_pay)| (*distance, !is_pay))
        .map_or(About::Unsaid, |(_, is_pay)| if is_pay { About::Pay } else { About::Other })
}

/// What the head of a column says of the amounts below it.
pub(super) fn about_head(head: &str) -> About {
    nearest(words(head)).map_or(About::Unsaid, |(_, is_pay)| if is_pay { About::Pay } else { About::Other })
}

/// The first word of either list, and whether it is one of pay.
fn nearest<'t>(words: impl Iterator<Item = &'t str>) -> Option<(usize, bool)> {
    words
        .enumerate()
        .find_map(|(distance, word)| lint::is_of_pay(&word.to_lowercase()).map(|is_pay| (distance, is_pay)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_says_what_an_amount_is() {
        for (text, amount, expected) in [
            ("The base salary is $150,000 a year.", "$150,000", About::Pay),
            ("Engineers earn $150,000. The training budget is $2,000.", "$150,000", About::Pay),
            ("Engineers earn $150,000. The training budget is $2,000.", "$2,000", About::Other),
            ("Each team may spend $120,000 a year on hardware.", "$120,000", About::Other),
            ("On top of your salary you get a budget of £5,000 to learn.", "£5,000", About::Other),
            ("The budget for the base salary is £130,000.", "£130,000", About::Pay),
            ("London: £130,000 to £185,000", "£130,000 to £185,000", About::Unsaid),
            ("Wir zahlen ein Gehalt von 90.000 €.", "90.000 €", About::Pay),
            ("Die Strafe beträgt 50.000 €.", "50.000 €", About::Other),
        ] {
            let at = text.find(amount).expect("it stands there");
            assert_eq!(about(text, &(at..at + amount.len())), expected, "{text}: {amount}");
        }
    }
}
