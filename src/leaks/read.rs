//! One reading of a text: its words with and without what stands in tags, in one go, and what in it is encoded. What was
//! read before is passed over.

use std::ops::Range;

use super::amounts;
use super::seen::{self, SHORTEST_PIECE, Seen};
use super::tags;
use super::words::{RUN, Runs, Word, Words};

/// Fewer letters in a row are no base64.
const SHORTEST_BASE64: usize = 12;

/// What a leak is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Five words or more.
    Passage,
    /// A title, a name, an id or an address.
    Name,
    /// An amount of four digits or more.
    Amount,
}

impl What {
    /// As it is told.
    pub fn name(self) -> &'static str {
        match self {
            What::Passage => "a passage",
            What::Name => "a name",
            What::Amount => "an amount",
        }
    }
}

/// What in a text says something else when it is decoded.
#[derive(Default)]
pub(super) struct Encoded {
    pub(super) entities: bool,
    pub(super) percent: bool,
    pub(super) escapes: bool,
    /// Escapes of CSS, whose letters mean something else in JSON.
    pub(super) css: bool,
    pub(super) quoted_printable: bool,
    /// Tags within words.
    pub(super) cut_words: bool,
    /// What may be base64.
    pub(super) base64: Vec<Range<usize>>,
}

impl Encoded {
    fn is_nothing(&self) -> bool {
        let Encoded { entities, percent, escapes, css, quoted_printable, cut_words, base64 } = self;
        !(*entities || *percent || *escapes || *css || *quoted_printable || *cut_words) && base64.is_empty()
    }

    /// Adds what stands before it.
    fn join(&mut self, before: Encoded) {
        self.entities |= before.entities;
        self.percent |= before.percent;
        self.escapes |= before.escapes;
        self.css |= before.css;
        self.quoted_printable |= before.quoted_printable;
        self.cut_words |= before.cut_words;
        if !before.base64.is_empty() {
            let mut base64 = before.base64;
            base64.append(&mut self.base64);
            self.base64 = base64;
        }
    }
}

/// What a reading tells of, and to whom.
pub(super) trait Listener {
    /// Whether what it is told of may be told again: then a piece is read each time that it stands somewhere.
    const TELLS_AGAIN: bool;
    /// Whether the name of a character counts as a word, as it does in sources.
    const READS_ENTITIES: bool;
    /// Whether it wants to know of a run of [`RUN`] words.
    fn wants_run(&self, run: u64) -> bool;
    /// Whether it may want to know of a name whose last two words these are.
    fn wants_names_on(&self, last: u64) -> bool;
    /// Whether it wants to know of a name.
    fn wants_name(&self, name: u64) -> bool;
    /// Whether it wants to know of an amount.
    fn wants_amount(&self, amount: u64) -> bool;
    /// Takes what it wanted to know.
    fn take(&mut self, what: What, number: u64, at: Range<usize>);
}

/// Tells `listener` everything in `text` that it wants to know, and returns what would have to be decoded first.
///
/// Pieces that are in `seen` are passed over but for their first and last words.
pub(super) fn read(text: &str, seen: Option<&Seen>, listener: &mut impl Listener) -> Encoded {
    let mut reader = Reader {
        text,
        listener,
        encoded: Encoded::default(),
        all: Runs::default(),
        plain: Runs::default(),
        in_tag: false,
        letters_from: 0,
        amount_end: 0,
        told: 0,
    };
    let mut from = 0;
    while from < text.len() {
        let end = seen::end_of_piece(text.as_bytes(), from);
        match seen {
            Some(seen) if end - from >= SHORTEST_PIECE => reader.piece_once(from..end, seen),
            _ => reader.piece(from..end),
        }
        if end < text.len() {
            reader.between(end..end + 1);
        }
        from = end + 1;
    }
    reader.end_of_letters(text.len());
    reader.encoded
}

struct Reader<'t, L> {
    text: &'t str,
    listener: &'t mut L,
    encoded: Encoded,
    /// Every word.
    all: Runs,
    /// The words that stand in no tag.
    plain: Runs,
    in_tag: bool,
    /// Where the letters and marks of base64 begin that are being read.
    letters_from: usize,
    /// What stands before was read as an amount.
    amount_end: usize,
    /// How often the listener was told something.
    told: usize,
}

impl<L: Listener> Reader<'_, L> {
    /// Reads a piece, unless it was seen. It is noted when it says nothing that would have to be told again.
    fn piece_once(&mut self, piece: Range<usize>, seen: &Seen) {
        let number = seen::number(&self.text.as_bytes()[piece.clone()], self.in_tag);
        if seen.holds(number) {
            return self.pass_over(piece);
        }
        let before = std::mem::take(&mut self.encoded);
        let told = self.told;
        self.piece(piece.clone());
        self.end_of_letters(piece.end);
        self.letters_from = piece.end;
        let is_plain = self.encoded.is_nothing();
        self.encoded.join(before);
        if is_plain && (!L::TELLS_AGAIN || self.told == told) {
            seen.note(number);
        }
    }

    fn piece(&mut self, piece: Range<usize>) {
        let mut behind = piece.start;
        for word in Words::within(self.text, piece.clone()) {
            self.between(behind..word.start);
            self.word(&word);
            behind = word.end;
        }
        self.between(behind..piece.end);
    }

    /// Reads of a piece only the words that may be a run together with those around it.
    fn pass_over(&mut self, piece: Range<usize>) {
        let mut words = Words::within(self.text, piece.clone());
        let mut head = piece.start;
        let mut missing = RUN - 1;
        while missing > 0
            && let Some(word) = words.next()
        {
            missing -= usize::from(self.word(&word));
            head = word.end;
        }
        if let Some(tail) = self.last_words(head..piece.end) {
            if !self.in_tag {
                self.plain = tail.clone();
            }
            self.all = tail;
        } else {
            for word in words {
                self.word(&word);
            }
        }
        self.letters_from = piece.end;
    }

    /// The last words of a part of a piece, enough of them for every run that goes on behind it; `None` where it has no more.
    fn last_words(&self, part: Range<usize>) -> Option<Runs> {
        let bytes = self.text.as_bytes();
        let mut room = 6 * RUN;
        loop {
            let at = part.end.checked_sub(room).filter(|at| *at > part.start)?;
            // A blank lies between words, whatever stands around it.
            if let Some(blank) = bytes[part.start..at].iter().rposition(|byte| *byte == b' ') {
                let words = Words::within(self.text, part.start + blank..part.end);
                let mut tail = Runs::default();
                words.filter(|word| self.is_word(word)).for_each(|word| tail.push(&word));
                if tail.last(RUN - 1).is_some() {
                    return Some(tail);
                }
            }
            room *= 2;
        }
    }

    /// Reads what stands between two words.
    #[inline]
    fn between(&mut self, range: Range<usize>) {
        for at in range {
            let byte = self.text.as_bytes()[at];
            match byte {
                b' ' => {}
                b'+' | b'/' | b'-' | b'_' => continue,
                b'<' if self.begins_tag(at + 1) => {
                    self.in_tag = true;
                    self.encoded.cut_words |= at > 0 && tags::cut_word(self.text.as_bytes(), at);
                }
                b'>' => self.in_tag = false,
                b'%' => self.encoded.percent |= self.is_percent(at + 1),
                b'=' if !self.in_tag => self.encoded.quoted_printable |= self.is_quoted_printable(at + 1),
                b'&' => self.encoded.entities |= self.is_open_entity(at + 1),
                // `\/` is a slash of base64 in JSON.
                b'\\' if self.text.as_bytes().get(at + 1) == Some(&b'/') => continue,
                b'\\' => self.escape(at + 1),
                _ => {}
            }
            self.end_of_letters(at);
        }
    }

    /// Notes what ends before `at`, if it may be base64: text in it has capital letters that begin no word.
    #[inline]
    fn end_of_letters(&mut self, at: usize) {
        let letters = self.letters_from..at;
        self.letters_from = at + 1;
        if letters.len() >= SHORTEST_BASE64 {
            let inner = &self.text.as_bytes()[letters.start + 1..at];
            if inner.iter().any(u8::is_ascii_uppercase) && inner.iter().any(|byte| !byte.is_ascii_uppercase()) {
                self.encoded.base64.push(letters);
            }
        }
    }

    fn begins_tag(&self, at: usize) -> bool {
        let next = self.text.as_bytes().get(at);
        next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    }

    fn is_percent(&self, at: usize) -> bool {
        let at = if self.text.as_bytes().get(at) == Some(&b'u') { at + 1 } else { at };
        self.text.as_bytes().get(at..at + 2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    }

    /// Notes what the letters behind a backslash may mean.
    #[cold]
    fn escape(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let next = bytes.get(at).copied().unwrap_or_default();
        self.encoded.escapes |= matches!(next, b'u' | b'U' | b'x' | b'n' | b't' | b'r' | b'b' | b'f' | b'0'..=b'3');
        // One digit of hexadecimals is no letter.
        self.encoded.css |= bytes.get(at..at + 2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    }

    /// Whether what stands behind an equals sign is a byte of quoted-printable, or the end of a line that goes on.
    fn is_quoted_printable(&self, at: usize) -> bool {
        match self.text.as_bytes().get(at..) {
            Some([b'\n', ..] | [b'\r', b'\n', ..]) => true,
            Some([first, second, ..]) => {
                matches!(first, b'2'..=b'9' | b'A'..=b'F') && matches!(second, b'0'..=b'9' | b'A'..=b'F')
            }
            _ => false,
        }
    }

    /// Whether `&#119` stands here without the `;` that it may lack.
    fn is_open_entity(&self, at: usize) -> bool {
        let Some([b'#', rest @ ..]) = self.text.as_bytes().get(at..) else { return false };
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        length > 0 && rest.get(length) != Some(&b';')
    }

    /// Reads a word, and says whether it is one.
    #[inline]
    fn word(&mut self, word: &Word) -> bool {
        if self.text.as_bytes().get(word.end) == Some(&b';') && self.is_entity(word) && !L::READS_ENTITIES {
            return false;
        }
        self.push(word);
        if let Some(run) = self.all.last_run()
            && self.listener.wants_run(run)
        {
            self.tell(What::Passage, run, self.all.start(RUN)..word.end);
        }
        if !self.in_tag
            && let Some(run) = self.plain.last_run()
            && self.plain.start(RUN) != self.all.start(RUN)
            && self.listener.wants_run(run)
        {
            self.tell(What::Passage, run, self.plain.start(RUN)..word.end);
        }
        if let Some(last) = self.all.last(2)
            && self.listener.wants_names_on(last)
        {
            self.names(word.end);
        }
        let first = self.text.as_bytes()[word.start];
        if first.is_ascii_digit() && word.start >= self.amount_end {
            self.amount(word.start);
        } else if !first.is_ascii() && word.start >= self.amount_end {
            self.wide_amount(word.start);
        }
        true
    }

    #[inline]
    fn push(&mut self, word: &Word) {
        self.all.push(word);
        if !self.in_tag {
            self.plain.push(word);
        }
    }

    /// Whether a word counts as one: the name of a character, `&amp;`, does not everywhere.
    fn is_word(&self, word: &Word) -> bool {
        let bytes = self.text.as_bytes();
        let names_character = bytes.get(word.end) == Some(&b';')
            && (bytes[..word.start].ends_with(b"&#") || bytes[..word.start].ends_with(b"&"));
        L::READS_ENTITIES || !names_character
    }

    /// Whether a word with `;` behind it is the name of a character. One that is a letter has to be decoded.
    fn is_entity(&mut self, word: &Word) -> bool {
        let bytes = self.text.as_bytes();
        let name = &self.text[word.start..word.end];
        let before = &bytes[..word.start];
        // `187&nbsp;500` is one amount.
        let lead = before.strip_suffix(b"#").unwrap_or(before).strip_suffix(b"&").and_then(<[u8]>::last);
        let next = bytes.get(word.end + 1);
        self.encoded.entities |= lead.is_some_and(u8::is_ascii_digit) && next.is_some_and(u8::is_ascii_digit);
        if before.ends_with(b"&#") {
            let digits = name.strip_prefix(['x', 'X']);
            let number = digits.map_or_else(|| name.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
            let is_mark = |c: char| !c.is_alphanumeric() && c != '%' && c != '\\';
            self.encoded.entities |= !number.and_then(char::from_u32).is_some_and(is_mark);
            return true;
        }
        if !before.ends_with(b"&") {
            return false;
        }
        self.encoded.entities |= !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos" | "nbsp" | "mdash" | "ndash");
        true
    }

    /// Tells of the names that end with the last word.
    #[cold]
    fn names(&mut self, end: usize) {
        for length in 2..RUN {
            if let Some(name) = self.all.last(length)
                && self.listener.wants_name(name)
            {
                self.tell(What::Name, name, self.all.start(length)..end);
            }
        }
    }

    fn amount(&mut self, start: usize) {
        let text = self.text;
        self.amount_end = amounts::each_at(text, start, |amount, at| {
            if self.listener.wants_amount(amount) {
                self.told += 1;
                self.listener.take(What::Amount, amount, at);
            }
        });
    }

    fn wide_amount(&mut self, start: usize) {
        if self.text[start..].starts_with(amounts::is_digit) {
            self.amount(start);
        }
    }

    fn tell(&mut self, what: What, number: u64, at: Range<usize>) {
        self.told += 1;
        self.listener.take(what, number, at);
    }
}
