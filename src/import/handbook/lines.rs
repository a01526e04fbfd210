//! The lines of a Markdown text, and which of them are code.

/// A line of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Without its line feed.
    pub(super) text: &'t str,
    /// Its first byte in the text.
    pub(super) start: usize,
    /// Whether it is part of fenced code, or one of its fences.
    pub(super) is_code: bool,
}

impl Line<'_> {
    /// How many columns it is indented.
    pub(super) fn indent(&self) -> usize {
        let mut columns = 0;
        for byte in self.text.bytes() {
            match byte {
                b' ' => columns += 1,
                b'\t' => columns += 4 - columns % 4,
                _ => break,
            }
        }
        columns
    }

    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of `text` in order.
pub(super) fn of(text: &str) -> Vec<Line<'_>> {
    let mut fence: Option<(char, usize)> = None;
    let mut lines = Vec::new();
    let mut begins = 0;
    for whole in text.split_inclusive('\n') {
        let (start, line) = (begins, whole.lines().next().unwrap_or_default());
        begins += whole.len();
        let shown = line.trim_start_matches([' ', '\t', '>']);
        let mark = shown.chars().next().filter(|mark| "`~".contains(*mark));
        let length = mark.map_or(0, |mark| shown.chars().take_while(|c| *c == mark).count());
        let is_fence = length >= 3;
        let is_code = match fence {
            Some((open, wanted)) => {
                let closes = mark == Some(open) && length >= wanted && shown[length..].trim().is_empty();
                if closes {
                    fence = None;
                }
                true
            }
            None if is_fence && !(mark == Some('`') && shown[length..].contains('`')) => {
                fence = mark.map(|mark| (mark, length));
                true
            }
            None => false,
        };
        lines.push(Line { text: line, start, is_code });
    }
    lines
}

/// A line without `columns` of its indentation.
pub(super) fn dedented(line: &str, columns: usize) -> &str {
    let mut rest = line;
    let mut left = columns;
    while left > 0 {
        match rest.chars().next() {
            Some(' ') => {
                rest = &rest[1..];
                left -= 1;
            }
            Some('\t') => {
                rest = &rest[1..];
                left = left.saturating_sub(4);
            }
            _ => break,
        }
    }
    rest
}

/// Where code stands in a text, in fences and in lines.
pub(super) struct Code {
    /// Where each line begins, and whether it is part of fenced code.
    lines: Vec<(usize, bool)>,
}

impl Code {
    pub(super) fn of(text: &str) -> Code {
        Code { lines: of(text).into_iter().map(|line| (line.start, line.is_code)).collect() }
    }

    /// Whether code stands at byte `at` of the text.
    pub(super) fn is_at(&self, text: &str, at: usize) -> bool {
        let before = self.lines.partition_point(|(start, _)| *start <= at);
        let Some((start, false)) = before.checked_sub(1).map(|index| self.lines[index]) else { return true };
        let line = text[start..].lines().next().unwrap_or_default();
        let (mut from, at) = (0, at - start);
        while let Some(start) = line[from..].find('`').map(|start| from + start).filter(|start| *start < at) {
            let ticks = line[start..].bytes().take_while(|byte| *byte == b'`').count();
            let inside = start + ticks;
            from = match line[inside..].find(&line[start..inside]) {
                Some(end) if inside + end > at => return true,
                Some(end) => inside + end + ticks,
                None => inside,
            };
        }
        false
    }
}

/// Changes the parts of a text that are no code, neither in fences nor in a line.
pub(super) fn outside_code(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for line in of(text) {
        if line.is_code {
            out.push_str(line.text);
        } else {
            let mut rest = line.text;
            while let Some(start) = rest.find('`') {
                let ticks = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
                let mark = &rest[start..start + ticks];
                out.push_str(&change(&rest[..start]));
                match rest[start + ticks..].find(mark) {
                    Some(end) => {
                        let end = start + ticks + end + ticks;
                        out.push_str(&rest[start..end]);
                        rest = &rest[end..];
                    }
                    None => {
                        out.push_str(mark);
                        rest = &rest[start + ticks..];
                    }
                }
            }
            out.push_str(&change(rest));
        }
        out.push('\n');
    }
    if !text.ends_with('\n') {
        out.pop();
    }
    out
}
