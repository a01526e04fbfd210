//! Reviews as an iCalendar file (RFC 5545): a day each, which takes up no time.

use jiff::ToSpan;

use super::Asked;
use crate::site::document::Review;

/// The most bytes of a line; a longer one goes on in the next.
const MOST: usize = 75;

/// The reviews as days of a calendar. An entry keeps its id when its day moves, so that a calendar moves it along.
pub fn calendar(reviews: &[Review], asked: &Asked, title: &str) -> String {
    let mut file = Lines(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line(&format!("PRODID:-//Rolebook//Rolebook {}//EN", env!("CARGO_PKG_VERSION")));
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    file.line(&format!("NAME:{}", text(&format!("{title}: reviews"))));
    file.line(&format!("X-WR-CALNAME:{}", text(&format!("{title}: reviews"))));
    for review in reviews {
        file.event(review, asked);
    }
    file.line("END:VCALENDAR");
    file.0
}

struct Lines(String);

impl Lines {
    fn event(&mut self, review: &Review, asked: &Asked) {
        let day = |date: jiff::civil::Date| date.strftime("%Y%m%d").to_string();
        let what = format!("{} {} {}", review.kind, review.title, review.file);
        let id = &blake3::hash(what.as_bytes()).to_hex()[..32];
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{id}@rolebook"));
        // No clock but the day that counts as today: the same sources give the same file.
        self.line(&format!("DTSTAMP:{}T000000Z", day(asked.today)));
        self.line(&format!("DTSTART;VALUE=DATE:{}", day(review.due)));
        self.line(&format!("DTEND;VALUE=DATE:{}", day(review.due.checked_add(1.day()).unwrap_or(review.due))));
        self.line(&format!("SUMMARY:{}", text(&format!("Review: {}", review.title))));
        let line = review.line.map(|line| format!(":{line}")).unwrap_or_default();
        let mut about = format!("{} in {}{line}", review.kind, review.file);
        for (what, said) in [
            ("Owner", review.owner.clone()),
            ("Last reviewed", review.reviewed_on.map(|day| day.to_string())),
            ("Address", review.url.clone()),
        ] {
            about.push_str(&said.map(|said| format!("\n{what}: {said}")).unwrap_or_default());
        }
        self.line(&format!("DESCRIPTION:{}", text(&about)));
        if let Some(owner) = &review.owner {
            self.line(&format!("CATEGORIES:{}", text(owner)));
        }
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// Adds a line, folded so that none is longer than it may be and no character is cut.
    fn line(&mut self, line: &str) {
        let mut room = MOST;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = MOST - 1;
            }
            self.0.push(character);
            room -= character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value: marks that mean something are escaped, control characters left out.
fn text(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => value.extend(['\\', character]),
            '\n' => value.push_str("\\n"),
            hostile if hostile.is_control() || crate::diag::is_bidi_control(hostile) => value.push('\u{fffd}'),
            plain => value.push(plain),
        }
    }
    value
}
