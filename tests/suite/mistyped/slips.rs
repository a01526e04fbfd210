//! The slips: those of `slips.txt`, and products of marks.

use super::{Places, Slip};

const FIGURE: &str = ":pay[baker-base]";

/// Every slip.
pub(crate) fn all() -> Vec<Slip> {
    let mut all = figures_in_brackets();
    let (mut places, mut meant) = (Places::Page, String::new());
    let text = include_str!("slips.txt");
    let begins = text.find("\n==").expect("a first group");
    for line in text[begins..].lines().filter(|line| !line.is_empty()) {
        if let Some(head) = line.strip_prefix("== ").filter(|head| !head.ends_with("==")) {
            let (place, what) = head.split_once(' ').unwrap_or((head, ""));
            places = match place {
                "inline" => Places::Inline,
                "lines" => Places::Lines,
                "page" => Places::Page,
                other => panic!("no place `{other}`"),
            };
            what.clone_into(&mut meant);
            continue;
        }
        let is_right = meant == "(right)";
        let meant = if is_right { String::new() } else { meant.clone() };
        all.push(Slip { written: unescaped(line), meant, is_right, places });
    }
    all
}

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match (c, if c == '\\' { rest.next() } else { None }) {
            (_, None) => text.push(c),
            (_, Some('n')) => text.push('\n'),
            (_, Some('t')) => text.push('\t'),
            (_, Some('_')) => text.push('\u{a0}'),
            (_, Some('-')) => text.push('\u{2011}'),
            (_, Some(other)) => text.push(other),
        }
    }
    text
}

/// `:pay` and every other pair of brackets.
fn figures_in_brackets() -> Vec<Slip> {
    let open = ["[", "(", "{", "<", "[[", "((", "{{", "［", "（", "【", "\\["];
    let close = ["]", ")", "}", ">", "]]", "))", "}}", "］", "）", "】", "\\]", ""];
    let mut all = Vec::new();
    for (open, close) in open.into_iter().flat_map(|open| close.map(|close| (open, close))) {
        let is_escaped = open.starts_with('\\') != close.starts_with('\\');
        // What is read, and an element of HTML, which is told as that.
        let is_other = open == "[" && ["]", "]]"].contains(&close) || (open, close) == ("<", ">");
        if !is_other && !is_escaped {
            let written = format!(":pay{open}baker-base{close}");
            all.push(Slip { written, meant: FIGURE.to_owned(), is_right: false, places: Places::Inline });
        }
    }
    all
}
