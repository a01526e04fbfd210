//! Figures, links, pictures, addresses and blocks that were meant and are not read, wherever they stand on a page: in a
//! sentence, an item, a cell, a heading, a quote. Each line is looked at as an eye reads it, and of one place one thing is
//! told.
//!
//! It must not know what is printed of them.

mod address;
mod figure;
mod link;
mod wiki;

use std::collections::BTreeMap;

pub(in crate::site) use address::without_slashes;

use super::Span;
use super::other_callouts;
use super::writer::Writer;
use crate::diag::{Diagnostic, Rule, rules};
use crate::site::source::fold::Folded;
use crate::site::source::look_alikes;

/// Something that was meant otherwise, as a range of its folded line.
struct Slip {
    range: Span,
    rule: &'static Rule,
    message: &'static str,
    hint: String,
}

impl Slip {
    fn new(range: Span, rule: &'static Rule, message: &'static str, hint: String) -> Slip {
        Slip { range, rule, message, hint }
    }
}

/// Places of a page, to be asked for by byte.
#[derive(Default)]
pub(super) struct Places(BTreeMap<usize, usize>);

impl Places {
    pub(super) fn add(&mut self, span: &Span) {
        let end = self.0.entry(span.start).or_default();
        *end = span.end.max(*end);
    }

    /// Whether one of them shares a byte with `span`. Of those that lie in each other the outer one counts.
    pub(super) fn touches(&self, span: &Span) -> bool {
        self.0.range(..span.end.max(span.start + 1)).rev().take(3).any(|(_, end)| *end > span.start)
    }
}

/// Which marks a line has, so that plain prose costs one pass over its bytes.
#[derive(Clone, Copy)]
struct Marks(u8);

impl Marks {
    const BRACKET: u8 = 1;
    const COLON: u8 = 2;
    const SLASH: u8 = 4;
    const BANG: u8 = 8;
    const EQUALS: u8 = 16;
    const STAR: u8 = 32;
    const OF_BYTE: [u8; 256] = {
        let mut of_byte = [0; 256];
        let (mut at, all) = (0, b"[({<|:;/\\@!=*");
        let kinds = [1, 1, 1, 1, 1, 2, 2, 4, 4, 4, 8, 16, 32];
        while at < all.len() {
            of_byte[all[at] as usize] = kinds[at];
            at += 1;
        }
        // Characters of other keyboards may be any of them.
        let mut at = 0xE2;
        while at < 0xF0 {
            of_byte[at] = 15;
            at += 1;
        }
        of_byte
    };

    fn of(line: &str) -> Marks {
        let marks = line.bytes().fold(0, |marks, byte| marks | Marks::OF_BYTE[byte as usize]);
        let is_world = line.contains("ww.") || line.contains("www,");
        Marks(if is_world { marks | Marks::SLASH } else { marks })
    }

    fn any(self) -> bool {
        self.0 != 0
    }

    fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

impl Writer<'_, '_> {
    /// Looks through the page, when all else was told: what was told at a place is not told again.
    pub(super) fn report_mistyped(&mut self) {
        let text = self.text.text();
        let mut told = Places::default();
        for found in self.diags.iter().skip(self.told_before) {
            if let Some(place) = found.place.as_ref().filter(|place| place.path() == self.text.source().path)
                && let Some(range) = place.range()
            {
                told.add(&range);
            }
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            let marks = Marks::of(shown);
            if marks.any() {
                self.look_at_line(shown, at, marks, &mut told);
            }
            at += line.len();
        }
    }

    fn look_at_line(&mut self, line: &str, at: usize, marks: Marks, told: &mut Places) {
        let folded = Folded::new(line, at);
        let (text, before) = (folded.text(), &self.text.text()[..at]);
        let mut slips = Vec::new();
        if marks.has(Marks::BRACKET | Marks::COLON | Marks::EQUALS)
            && !self.is_quoted(at)
            && !self.is_inline_code(at + line.len() - line.trim_start().len())
        {
            slips.extend(block(text));
        }
        if marks.has(Marks::STAR | Marks::BRACKET) {
            slips.extend(open_mark(text, before));
        }
        slips.extend(alert(line, before));
        if marks.has(Marks::BRACKET | Marks::COLON) {
            slips.extend(figure::of_line(text, &|claim, id| self.around.is_figure(claim, id)));
        }
        if marks.has(Marks::BRACKET | Marks::BANG) {
            slips.extend(link::of_line(text));
            slips.extend(wiki::of_line(text));
        }
        if marks.has(Marks::SLASH) {
            slips.extend(address::of_line(text, &|range| {
                line.get(folded.origin(&range).start - at..folded.origin(&range).end - at) != text.get(range)
            }));
        }
        for slip in slips {
            let span = folded.origin(&slip.range);
            let is_read = self.read.touches(&span) || self.is_quoted(span.start);
            let is_code = self.is_inline_code(span.start) || self.is_inline_code(span.end.saturating_sub(1));
            if is_read || is_code || self.text.text()[..span.start].ends_with('\\') {
                continue;
            }
            let place = self.text.place(span.clone());
            let Some(range) = place.range().filter(|range| !told.touches(range)) else { continue };
            told.add(&range);
            self.mistyped.add(&span);
            self.diags.push(Diagnostic::new(slip.rule, place, slip.message).hint(slip.hint));
        }
    }
}

/// A heading whose bold words or id nothing closes, and a box without a blank in it.
fn open_mark(line: &str, before: &str) -> Option<Slip> {
    let shown = line.trim_start_matches([' ', '\t', '>']);
    let start = line.len() - shown.len();
    let boxed = |line: &str| ["- [] ", "* [] ", "+ [] "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::len);
    let above = before.trim_end_matches('\n').rsplit('\n').next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
    if let Some(rest) = boxed(shown).filter(|_| boxed(above).is_none()).map(|length| &shown[shown.len() - length..]) {
        let message = "no box comes of this: a blank is missing in it";
        let hint = format!("write `- [ ] {}`", rest.trim());
        return Some(Slip::new(start..line.len(), &rules::MARKDOWN, message, hint));
    }
    let marks = shown.bytes().take_while(|byte| *byte == b'#').count();
    if !(1..=6).contains(&marks) || !shown[marks..].starts_with(' ') {
        return None;
    }
    if let Some(at) = line.rfind(" {#").filter(|at| !line[*at..].contains('}')) {
        let message = "nothing closes the id of this heading, so that it shows";
        let hint = format!("write `{}}}`", line[at + 1..].trim());
        return Some(Slip::new(at + 1..line.trim_end().len(), &rules::MARKDOWN, message, hint));
    }
    let at = line.find("**").filter(|_| line.matches("**").count() == 1 && !line.contains('`'))?;
    let message = "this `**` opens bold text that nothing closes, and shows as it stands";
    let hint = "write `**` behind the last bold word, or remove it".to_owned();
    line[at + 2..].starts_with(char::is_alphabetic).then(|| Slip::new(at..at + 2, &rules::MARKDOWN, message, hint))
}

/// `> [NOTE]`: a quote that was meant as a callout.
fn alert(line: &str, before: &str) -> Option<Slip> {
    let range = line.trim_start().starts_with('>').then(|| other_callouts::meant(line)).flatten()?;
    let is_first =
        !before.trim_end_matches([' ', '\r']).strip_suffix('\n')?.rsplit('\n').next()?.trim_start().starts_with('>');
    let kind: String = line[range.clone()].chars().filter(char::is_ascii_alphabetic).collect();
    let message = "this quote is no callout: its mark is not that of one";
    let hint = format!("write `> [!{}]`", kind.to_ascii_uppercase());
    is_first.then(|| Slip::new(range, &rules::MARKDOWN, message, hint))
}

/// A block without content in an item, a quote, a cell or a heading.
fn block(line: &str) -> Option<Slip> {
    let shown = line.trim_start_matches([' ', '\t', '>', '-', '*', '+', '|', '#']);
    let shown = shown.trim_start_matches(|c: char| c.is_ascii_digit());
    let shown = shown.strip_prefix(['.', ')']).map_or(shown, |rest| if rest.starts_with(' ') { rest } else { shown });
    let shown = shown.trim_start();
    let start = line.len() - shown.len();
    let shown = shown.trim_end_matches([' ', '|']);
    let meant = look_alikes::leaf(shown)?;
    let message = "this block is not read as one, so that its source would show";
    let hint = format!("write `{meant}` on a line of its own, at the start of the line");
    Some(Slip::new(start..start + shown.len(), &rules::UNKNOWN_BLOCK, message, hint))
}

impl Writer<'_, '_> {
    /// A link to a picture whose exclamation mark is another one, or stands elsewhere.
    pub(super) fn check_meant_picture(&mut self, address: &str, span: &Span) {
        let text = self.text.text();
        if !link::is_picture(address) || self.image.is_some() {
            return;
        }
        let before = super::near::last(&text[..span.start], super::near::LONGEST);
        let mark = ["! ", "！", "! "].into_iter().find(|mark| {
            before.strip_suffix(mark).is_some_and(|rest| rest.ends_with([' ', '\n', '!', '>', '|']) || rest.is_empty())
        });
        let inside = text[span.clone()].strip_prefix("[!");
        let start = span.start - mark.map_or(0, str::len);
        let words =
            inside.or(text[span.clone()].strip_prefix('[')).and_then(|rest| rest.split(']').next()).unwrap_or("");
        if mark.is_some() || inside.is_some() {
            let message = "this is a link to a picture, which does not show: its exclamation mark is another one or stands elsewhere";
            self.report_slip(start..span.end, message, &format!("write `![{words}]({address})`"));
        }
    }
}
