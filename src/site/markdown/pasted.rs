//! Paragraphs that were pasted from a word processor or typed in haste: lists without a list's marks, tables of tabs, links
//! whose brackets are others. All of it shows as it stands. It must not know what is printed.

use super::Span;
use super::near::{LONGEST, first, last};
use super::writer::Writer;

/// What word processors put before the items of a list.
const BULLETS: [char; 14] = ['•', '◦', '‣', '▪', '●', '○', '■', '\u{f0b7}', '\u{f0a7}', '➢', '➤', '►', '▸', '＊'];
/// Marks that stand before words as often as before items, so that each line has to begin with one.
const MARKS: [char; 9] = ['–', '—', '−', '‐', '‑', '→', '✓', '✔', '∙'];
/// Boxes to be ticked.
const BOXES: [char; 5] = ['☐', '☑', '☒', '□', '✅'];

impl Writer<'_, '_> {
    /// Looks at a paragraph as it is written.
    pub(super) fn check_pasted(&mut self, span: &Span) {
        let text = &self.text.text()[span.clone()];
        let lines: Vec<&str> = text.lines().map(|line| line.trim_end().trim_start_matches("> ")).collect();
        let first = span.start..span.start + lines.first().map_or(0, |line| line.len());
        if let Some((message, hint)) = list(&lines).or_else(|| table(&lines)).or_else(|| fence(&lines)) {
            return self.report_slip(first, &message, &hint);
        }
        let plain = without_code(text);
        for (range, message, meant) in links(&plain) {
            let range = span.start + range.start..span.start + range.end;
            self.report_slip(range, message, &format!("write `{meant}`"));
        }
        if let Some(at) = open_emphasis(&plain) {
            let message = "this `**` opens bold text that nothing closes, and shows as it stands";
            self.report_slip(
                span.start + at..span.start + at + 2,
                message,
                "write `**` behind the last bold word, or remove it",
            );
        }
    }
}

/// A text with blanks in the place of code, of the same length.
fn without_code(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let marks = rest[at..].bytes().take_while(|byte| *byte == b'`').count();
        let inside = &rest[at + marks..];
        let Some(end) = inside.find(&rest[at..at + marks]) else { break };
        plain.push_str(&rest[..at]);
        let length = marks + end + marks;
        plain.push_str(&" ".repeat(length));
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    plain
}

/// Lines that were meant as a list: what is wrong, and what to type for the first.
fn list(lines: &[&str]) -> Option<(String, String)> {
    let first = lines.first()?.trim_start();
    let sign = first.chars().next()?;
    let rest = first[sign.len_utf8()..].trim_start();
    let is_spaced = rest.len() < first.len() - sign.len_utf8();
    let all = |test: &dyn Fn(&str) -> bool| lines.len() > 1 && lines.iter().all(|line| test(line.trim_start()));
    let is_bullet = BULLETS.contains(&sign) && !rest.is_empty()
        || sign == '·'
            && is_spaced
            && (first[sign.len_utf8()..].starts_with('\t') || all(&|line| line.starts_with(['·', 'o'])))
        || sign == 'o' && first[1..].starts_with('\t');
    if is_bullet {
        let message = format!("no list comes of `{sign}`, and its lines run together");
        return Some((message, format!("begin each item with a hyphen and a space: `- {rest}`")));
    }
    if MARKS.contains(&sign) && is_spaced && all(&|line| line.starts_with(MARKS)) {
        let message = format!("no list comes of `{sign}`, and its lines run together");
        return Some((message, format!("begin each item with a hyphen and a space: `- {rest}`")));
    }
    let is_unseen = |c: char| !c.is_ascii() && c.is_whitespace();
    if matches!(sign, '-' | '*' | '+') && first[1..].starts_with(is_unseen) {
        let message =
            "no list comes of this: the space behind its mark is an invisible character, which was copied along";
        return Some((message.to_owned(), format!("write `- {}` with a space that is typed", rest.trim_start())));
    }
    let is_task = |line: &str| {
        ["[ ]", "[x]", "[X]"].iter().any(|mark| line.strip_prefix('-').is_some_and(|rest| rest.starts_with(mark)))
    };
    let is_tight = |line: &str| line.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if is_task(first) || all(&is_tight) {
        let message = "no list comes of this: a space is missing behind the hyphen";
        return Some((message.to_owned(), format!("write `- {}`", &first[1..])));
    }
    if let Some((message, hint)) = tasks(first, &all).or_else(|| letters(first, &all)) {
        return Some((message, hint));
    }
    let number = |line: &str| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let behind = line[digits..].strip_prefix(['.', ')'])?;
        ((1..=2).contains(&digits) && behind.starts_with(char::is_alphabetic)).then_some(digits + 1)
    };
    if all(&|line| number(line).is_some()) {
        let end = number(first)?;
        let message = "no list comes of this: a space is missing behind the number";
        return Some((message.to_owned(), format!("write `{} {}`", &first[..end], &first[end..])));
    }
    None
}

/// Asks whether all lines of a paragraph pass a test.
type OfAll<'a> = &'a dyn Fn(&dyn Fn(&str) -> bool) -> bool;

/// Lines that begin with a box or with `*` and `+` right before a word.
fn tasks(first: &str, all: OfAll<'_>) -> Option<(String, String)> {
    let boxed = |line: &str| {
        let rest =
            line.strip_prefix(BOXES).or_else(|| line.strip_prefix("[ ]")).or_else(|| line.strip_prefix("[x]"))?;
        rest.starts_with(char::is_whitespace).then(|| rest.trim().to_owned())
    };
    if let Some(rest) = boxed(first).filter(|_| all(&|line| boxed(line).is_some())) {
        let message = "no list comes of this: a hyphen is missing before the box";
        return Some((message.to_owned(), format!("write `- [ ] {rest}`")));
    }
    let tight = |line: &str| {
        let rest = line.strip_prefix(['*', '+'])?;
        (rest.starts_with(char::is_alphabetic) && !rest.contains('*')).then(|| rest.to_owned())
    };
    let rest = tight(first).filter(|_| all(&|line| tight(line).is_some()))?;
    let message = "no list comes of this: a space is missing behind the mark";
    Some((message.to_owned(), format!("write `- {rest}`")))
}

/// Lines that count with letters, with brackets around numbers, or with a space that is none: `a) one`, `(1) one`.
fn letters(first: &str, all: OfAll<'_>) -> Option<(String, String)> {
    let counted = |line: &str| {
        let line = crate::site::source::fold::fold(line);
        let rest = line.strip_prefix('(').unwrap_or(&line);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
        let number = &rest[..end];
        let is_number = number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_lowercase());
        let behind = rest[end..].trim_start_matches(' ').strip_prefix(['.', ')'])?;
        ((is_number || is_letter) && behind.starts_with(' ')).then(|| (number.to_owned(), behind.trim().to_owned()))
    };
    let (_, rest) = counted(first).filter(|_| all(&|line| counted(line).is_some()))?;
    let message = "no list comes of this: a list counts with a number, a full stop and a space that is typed";
    Some((message.to_owned(), format!("write `1. {rest}`")))
}

/// Lines between marks that were meant as a fence around code: `'''`.
fn fence(lines: &[&str]) -> Option<(String, String)> {
    let (first, last) = (lines.first()?.trim(), lines.last()?.trim());
    let sign = first.chars().next().filter(|c| "'´‘’\"“”„`~".contains(*c))?;
    let marks = first.chars().take_while(|c| *c == sign).count();
    let language: String = first.chars().skip(marks).collect();
    let is_word = language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_end = (2..=4).contains(&last.chars().count()) && last.chars().all(|c| "'´‘’\"“”„`~".contains(c));
    let message = format!("no code comes of this: `{}` is no fence", first.replace('`', "'"));
    ((2..=4).contains(&marks) && is_word && is_end && lines.len() > 2)
        .then(|| (message, format!("write ` ```{language} ` above the code and ` ``` ` below it")))
}

/// Lines that were meant as a table: cells apart by tabs, or by bars without a line below the headings.
fn table(lines: &[&str]) -> Option<(String, String)> {
    let (first, second) = (lines.first()?.trim(), lines.get(1)?.trim());
    let row = |cells: Vec<&str>| {
        let columns = cells.len();
        (format!("| {} |", cells.join(" | ")), format!("|{}", "---|".repeat(columns)))
    };
    let hint = |(first, rule): (String, String)| {
        format!("write `{first}`, below it a line `{rule}`, and then the other rows in the same way")
    };
    let is_rule = |line: &&str| line.contains('|') && line.contains("--");
    // Bars of another keyboard, the frame of a table in plain text, or a line below headings that stand elsewhere.
    let is_frame = |line: &str| {
        line.len() > 4
            && line.starts_with('+')
            && line.ends_with('+')
            && line.bytes().all(|byte| b"+-=".contains(&byte))
    };
    let bar = ['｜', '¦', '∣', '│'].into_iter().find(|bar| first.starts_with(*bar) && first.matches(*bar).count() > 2);
    let framed = if is_frame(first) && second.starts_with('|') { Some('|') } else { bar };
    if let Some(bar) = framed {
        let line = if is_frame(first) { second } else { first };
        let cells = line.trim_matches(bar).split(bar).map(str::trim).collect();
        return Some(("no table comes of these marks, and its lines run together".to_owned(), hint(row(cells))));
    }
    if is_rule(&first) && first.starts_with('|') && second.starts_with('|') && !is_rule(&second) {
        let cells = first.trim_matches('|').split('|').count();
        let message = "no table comes of this: its headings do not stand right above this line";
        let hint = format!(
            "remove the empty line above it, or write a line of headings there: `|{}`",
            " Heading |".repeat(cells)
        );
        return Some((message.to_owned(), hint));
    }
    let tabs = |line: &str| line.matches('\t').count();
    if tabs(first) > 0 && lines.iter().all(|line| tabs(line.trim()) == tabs(first)) {
        let cells = first.split('\t').map(str::trim).collect();
        return Some(("no table comes of tabs, and its lines run together".to_owned(), hint(row(cells))));
    }
    let bars = |line: &str| line.matches(" | ").count();
    if bars(first) > 0
        && bars(first) == bars(second)
        && lines.iter().all(|line| bars(line.trim()) == bars(first))
        && !lines.iter().any(is_rule)
        && !first.starts_with('|')
    {
        let cells = first.split(" | ").map(str::trim).collect();
        let message = "no table comes of this: the line between its headings and its rows is missing";
        return Some((message.to_owned(), hint(row(cells))));
    }
    None
}

/// Whether a text can be where a link leads.
fn is_address(text: &str) -> bool {
    if text.contains([' ', '\n', '(', ')']) {
        return false;
    }
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let is_file = [".md", ".html", ".png", ".jpg", ".jpeg", ".svg", ".pdf", ".gif", ".webp"]
        .iter()
        .any(|ending| path.ends_with(ending));
    let is_whole = ["http://", "https://", "mailto:", "../", "./"].iter().any(|start| text.starts_with(start));
    is_file || is_whole
}

/// Links whose brackets are others than those of Markdown: each with its range, what is wrong, and what to type.
fn links(text: &str) -> Vec<(Span, &'static str, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(")[") {
        let (before, inside) = (last(&text[..at], LONGEST), first(&text[at + 2..], LONGEST));
        let Some(end) = inside.find(']').filter(|end| is_address(&inside[..*end])) else { continue };
        let Some(start) = before.rfind('(').map(|start| at - before.len() + start) else { continue };
        if text[..start].ends_with(']') {
            continue;
        }
        let (words, address) = (&text[start + 1..at], &inside[..end]);
        if !words.is_empty() && !words.contains('\n') {
            found.push((
                start..at + 3 + end,
                "this is no link: its brackets stand the wrong way round",
                format!("[{words}]({address})"),
            ));
        }
    }
    found.extend(half_links(text));
    found
}

/// Links whose address is not read: in braces, with curly quotes or a size behind it, or never closed.
fn half_links(text: &str) -> Vec<(Span, &'static str, String)> {
    let mut found = Vec::new();
    for (at, opening) in text.match_indices("](").chain(text.match_indices("]{")) {
        let ahead = first(&text[at + 2..], LONGEST);
        let end = ahead.find([' ', '\t', ')', '}', '(', '\n']).unwrap_or(ahead.len());
        let address = &ahead[..end];
        if ahead[end..].starts_with('(') || !is_address(address) {
            continue;
        }
        let (before, inside) = (last(&text[..at], LONGEST), ahead.lines().next().unwrap_or(""));
        let Some(start) = before.rfind(['[', '\n']).filter(|start| before[*start..].starts_with('[')) else { continue };
        let start = at - before.len() + start;
        let start = if text[..start].ends_with('!') { start - 1 } else { start };
        let words = &text[start..at + 1];
        let behind = &inside[address.len()..];
        let range = |length: usize| start..at + 2 + length;
        if opening == "]{" {
            if behind.starts_with('}') {
                found.push((
                    range(address.len() + 1),
                    "this is no link: its address stands in braces",
                    format!("{words}({address})"),
                ));
            }
            continue;
        }
        let more = behind.trim_start();
        let end = inside.find(')');
        if more.starts_with(['“', '”', '„', '«', '‘', '’']) && end.is_some() {
            let title =
                more.split(')').next().unwrap_or("").trim().trim_matches(['“', '”', '„', '«', '»', '‘', '’', '‚']);
            let meant = format!("{words}({address} \"{}\")", title.trim());
            found.push((
                range(end.unwrap_or(0) + 1),
                "this is no link: the quotes around its title are curly ones",
                meant,
            ));
        } else if more.starts_with('=') && end.is_some() {
            let meant = format!("{words}({address})");
            found.push((range(end.unwrap_or(0) + 1), "this is no picture: a size cannot be set here", meant));
        } else if end.is_none() && (behind.is_empty() || behind.starts_with(' ')) {
            let address = address.trim_end_matches(['.', ',', ';']);
            found.push((
                range(address.len()),
                "this is no link: nothing closes its address",
                format!("{words}({address})"),
            ));
        }
    }
    found
}

/// Where bold text opens that is never closed.
fn open_emphasis(text: &str) -> Option<usize> {
    let mut marks = text.match_indices("**").map(|(at, _)| at);
    let at = marks.next().filter(|_| marks.next().is_none())?;
    let (before, behind) = (&text[..at], &text[at + 2..]);
    let opens = before.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    (opens && behind.starts_with(char::is_alphabetic)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_were_meant_are_told() {
        for (text, meant) in [
            ("• one\n• two", "- one"),
            ("·\tone\n·\ttwo", "- one"),
            ("o\tone", "- one"),
            ("– eins\n– zwei", "- eins"),
            ("-[ ] one", "- [ ] one"),
            ("-one\n-two", "- one"),
            ("1.one\n2.two", "1. one"),
        ] {
            let (_, hint) = list(&text.lines().collect::<Vec<_>>()).expect(text);
            assert!(hint.contains(&format!("`{meant}`")), "{text}: {hint}");
        }
        for text in ["– a thought\nand more", "-5 degrees", "-one", "· a", "o one", "1.5 pages\n2.5 pages", "—", ""]
        {
            assert_eq!(list(&text.lines().collect::<Vec<_>>()), None, "{text}");
        }
    }

    #[test]
    fn tables_that_were_meant_are_told() {
        let (_, hint) = table(&["Role\tMin", "Lead\t5"]).expect("a table");
        assert!(hint.starts_with("write `| Role | Min |`, below it a line `|---|---|`"), "{hint}");
        assert!(table(&["Mark | Means", "1 | One"]).is_some());
        for lines in [&["a\tb", "c"][..], &["a | b", "---|---", "1 | 2"], &["a | b"], &["| a | b |", "| c | d |"]] {
            assert_eq!(table(lines), None, "{lines:?}");
        }
    }

    #[test]
    fn links_that_were_meant_are_told() {
        for (text, written, meant) in [
            ("see (the page)[../pay.md] now", "(the page)[../pay.md]", "[the page](../pay.md)"),
            ("[Pay]{../pay.md}", "[Pay]{../pay.md}", "[Pay](../pay.md)"),
            ("[Pay](../pay.md “Our pay”)", "[Pay](../pay.md “Our pay”)", "[Pay](../pay.md \"Our pay\")"),
            ("![Chart](chart.png =300x)", "![Chart](chart.png =300x)", "![Chart](chart.png)"),
            ("See [Pay](../pay.md for more", "[Pay](../pay.md", "[Pay](../pay.md)"),
        ] {
            let found = links(text);
            assert_eq!(
                found.iter().map(|(range, _, meant)| (&text[range.clone()], meant.as_str())).collect::<Vec<_>>(),
                [(written, meant)]
            );
        }
        for text in
            ["[a](b.md)", "[a](b.md \"t\")", "f(x)[0]", "(a)[b]", "[a](../b.md){.x}", "[a](<b c.md>)", "[a] (b)"]
        {
            assert_eq!(links(text), [], "{text}");
        }
        assert_eq!(links(&without_code("`[Pay](../pay.md` x")), []);
        assert_eq!(
            (open_emphasis("a **b c"), open_emphasis("a **b** c"), open_emphasis("2 ** 3")),
            (Some(2), None, None)
        );
    }
}
