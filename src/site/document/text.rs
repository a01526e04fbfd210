//! A document as plain text: for the search, for descriptions and for machines that read answers.
//!
//! It reads the HTML of our own writer, which escapes everything it did not make; it is no parser for foreign markup.

use super::{Container, Document, Heading, Leaf, Part};
use super::{pay_text, role_text};
use crate::site::document::tables::{DataTable, FitForm, KitCriterion, KitStage};

/// A heading and the text up to the next one, whatever its level.
#[derive(Debug, Clone)]
pub struct TextSection<'d> {
    /// The heading; `None` for what stands before the first one.
    pub heading: Option<&'d Heading>,
    /// The plain text under it, one line a paragraph, row or list item.
    pub text: String,
}

/// The plain text of parts, headings and tables too: one line a paragraph, heading, row or list item.
pub fn plain_text(parts: &[Part]) -> String {
    let mut reader = Reader::default();
    for section in sections_of(parts, &mut reader) {
        if let Some(heading) = section.heading {
            reader.line(&heading.text);
        }
        reader.line(&section.text);
    }
    reader.end()
}

impl Document {
    /// The body cut at every heading, those inside blocks too, in reading order. The first section has no heading; it
    /// is there even when its text is empty.
    pub fn text_sections(&self) -> Vec<TextSection<'_>> {
        sections_of(&self.parts, &mut Reader::default())
    }
}

fn sections_of<'d>(parts: &'d [Part], reader: &mut Reader) -> Vec<TextSection<'d>> {
    let mut sections = vec![TextSection { heading: None, text: String::new() }];
    gather(parts, reader, &mut sections);
    close(reader, &mut sections);
    sections
}

fn gather<'d>(parts: &'d [Part], reader: &mut Reader, sections: &mut Vec<TextSection<'d>>) {
    for part in parts {
        match part {
            Part::Html(html) => reader.html(html),
            Part::Heading(heading) => {
                close(reader, sections);
                sections.push(TextSection { heading: Some(heading), text: String::new() });
            }
            Part::Code { text, .. } => reader.line(text),
            Part::Container(container) => {
                label(container, reader);
                gather(&container.parts, reader, sections);
                reader.end_line();
            }
            Part::Leaf(leaf) => write_leaf(leaf, reader),
        }
    }
}

fn close(reader: &mut Reader, sections: &mut [TextSection<'_>]) {
    if let Some(open) = sections.last_mut() {
        open.text = reader.end();
    }
}

fn label(container: &Container, reader: &mut Reader) {
    reader.end_line();
    if let Some(label) = &container.label {
        reader.line(label);
    }
}

fn write_leaf(leaf: &Leaf, reader: &mut Reader) {
    match leaf {
        Leaf::Table(table) => write_table(table, reader),
        Leaf::PayTable(_) | Leaf::PayChart(_) | Leaf::PayOverview(_) | Leaf::PayShares(_) | Leaf::PayExplorer(_) => {
            pay_text::write(leaf, &mut |text| reader.line(text));
        }
        Leaf::Points(lines) => lines.iter().for_each(|line| reader.line(line)),
        Leaf::InterviewKit(kit) => {
            reader.line(&kit.caption);
            kit.stages.iter().for_each(|stage| write_stage(stage, reader));
        }
        Leaf::Criteria(table) => {
            table.caption.iter().for_each(|caption| reader.line(caption));
            table
                .stages
                .iter()
                .flat_map(|stage| &stage.criteria)
                .for_each(|criterion| write_criterion(criterion, reader));
        }
        Leaf::Scorecard(stage) => {
            write_stage(stage, reader);
            let lists = [&stage.questions, &stage.probes, &stage.not_evidence];
            lists.into_iter().flatten().for_each(|line| reader.line(line));
        }
        Leaf::RoleFit(form) => write_fit(form, reader),
        Leaf::Comparison(comparison) => role_text::comparison(comparison, &mut |text| reader.line(text)),
        Leaf::Skills(skills) => role_text::skills(skills, &mut |text| reader.line(text)),
        Leaf::Ladder(ladder) => role_text::ladder(ladder, &mut |text| reader.line(text)),
        Leaf::Grades(grades) => role_text::grades(grades, &mut |text| reader.line(text)),
        Leaf::SkillUses(uses) => role_text::skill_uses(uses, &mut |text| reader.line(text)),
        Leaf::Career(career) => role_text::career(career, &mut |text| reader.line(text)),
        Leaf::Stages(stages) => role_text::stages(stages, &mut |text| reader.line(text)),
        Leaf::Links(links) => links.iter().for_each(|link| reader.line(&link.title)),
        Leaf::Text(text) => reader.line(text),
        // The outline repeats headings that are in the text already.
        Leaf::Toc => {}
    }
}

fn write_stage(stage: &KitStage, reader: &mut Reader) {
    reader.line(&format!("{}, {} minutes", stage.title, stage.minutes));
    for words in [&stage.about, &stage.panel, &stage.format, &stage.prepare].into_iter().flatten() {
        reader.line(words);
    }
    for criterion in &stage.criteria {
        write_criterion(criterion, reader);
        for (anchor, mark) in criterion.anchors.iter().zip(1..) {
            reader.line(&format!("{mark}: {anchor}"));
        }
    }
}

fn write_criterion(criterion: &KitCriterion, reader: &mut Reader) {
    match &criterion.look_for {
        Some(look_for) => reader.line(&format!("{}: {look_for}", criterion.title)),
        None => reader.line(&criterion.title),
    }
}

fn write_table(table: &DataTable, reader: &mut Reader) {
    reader.line(&table.caption);
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    reader.line(&names.join(", "));
    for row in &table.rows {
        reader.line(&row.join(", "));
    }
}

fn write_fit(form: &FitForm, reader: &mut Reader) {
    reader.line(&form.title);
    form.intro.iter().for_each(|intro| reader.line(intro));
    for question in &form.questions {
        reader.line(&question.ask);
        question.help.iter().for_each(|help| reader.line(help));
        question.options.iter().for_each(|option| reader.line(&option.say));
    }
    form.gates.iter().for_each(|gate| reader.line(&gate.say));
    form.roles.iter().for_each(|role| reader.line(&role.title));
    form.sources.iter().for_each(|source| reader.line(&format!("{}, {}", source.publisher, source.title)));
}

/// Gathers lines of words, white space collapsed.
#[derive(Default)]
struct Reader {
    lines: String,
    /// Whether white space stands between what was written and what comes.
    gap: bool,
    /// How deep inside elements that are not for reading.
    silent: usize,
}

impl Reader {
    fn line(&mut self, text: &str) {
        for line in text.lines() {
            self.end_line();
            self.words(line);
        }
        self.end_line();
    }

    fn end_line(&mut self) {
        self.gap = false;
        if !self.lines.is_empty() && !self.lines.ends_with('\n') {
            self.lines.push('\n');
        }
    }

    fn words(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            self.gap |= at > 0;
            if word.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.lines.is_empty() && !self.lines.ends_with('\n') {
                self.lines.push(' ');
            }
            self.lines.push_str(word);
        }
    }

    /// What was gathered, without the last line break; the reader begins anew, and remembers what is still silent.
    fn end(&mut self) -> String {
        self.end_line();
        let mut text = std::mem::take(&mut self.lines);
        text.truncate(text.trim_end().len());
        text
    }

    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            self.words(&unescaped(&rest[..open]));
            let after = &rest[open + 1..];
            let Some(close) = after.find('>') else { return };
            self.tag(&after[..close]);
            rest = &after[close + 1..];
        }
        self.words(&unescaped(rest));
    }

    /// A cell begins: a comma parts it from the one before it in its row.
    fn cell(&mut self, closing: bool) {
        if !closing && self.silent == 0 && !self.lines.is_empty() && !self.lines.ends_with('\n') {
            self.lines.push(',');
            self.gap = true;
        }
    }

    fn tag(&mut self, inside: &str) {
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
        let name = inside.split([' ', '/', '\n']).next().unwrap_or_default();
        match name {
            // The note of a figure holds no other `span`.
            "span" if !closing && inside.contains(" popover") => self.silent += 1,
            "span" if closing && self.silent > 0 => self.silent -= 1,
            "svg" | "sup" | "button" => {
                self.silent = if closing { self.silent.saturating_sub(1) } else { self.silent + 1 }
            }
            "a" | "abbr" | "b" | "cite" | "code" | "del" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp"
            | "small" | "span" | "strong" | "sub" | "time" | "u" | "var" | "wbr" => {}
            "td" | "th" => self.cell(closing),
            "img" | "input" => self.gap = true,
            _ => self.end_line(),
        }
    }
}

/// Text without the character references that our writer, its sanitizer and templates make.
pub fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    const NAMED: [(&str, &str); 8] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{a0}"),
    ];
    if !text.contains('&') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = NAMED.iter().find(|(reference, _)| rest.starts_with(reference));
        let (reference, character) = named.copied().unwrap_or(("&", "&"));
        // What was put in is not read again: `&amp;lt;` is the text `&lt;`.
        plain.push_str(character);
        rest = &rest[reference.len()..];
    }
    plain.push_str(rest);
    plain.into()
}

/// How many words stand in a text: what ASCII white space parts.
pub(in crate::site) fn words(text: &str) -> usize {
    /// Few enough for a byte to count the words in them, which lets many bytes be looked at together.
    const PIECE: usize = 200;
    let bytes = text.as_bytes();
    let Some((first, behind)) = bytes.split_first() else { return 0 };
    let begins = |(before, byte): (&u8, &u8)| u8::from(before.is_ascii_whitespace() & !byte.is_ascii_whitespace());
    let pieces = bytes.chunks(PIECE).zip(behind.chunks(PIECE));
    let sums = pieces.map(|(before, bytes)| usize::from(before.iter().zip(bytes).map(begins).sum::<u8>()));
    usize::from(!first.is_ascii_whitespace()) + sums.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> Part {
        Part::Html(text.to_owned())
    }

    #[test]
    fn references_are_read_once() {
        assert_eq!(unescaped("a &lt;b&gt; &amp;lt; &amp;amp; & &copy; &#39;&"), "a <b> &lt; &amp; & &copy; '&");
    }

    #[test]
    fn words_are_what_white_space_parts() {
        for text in ["", " ", "a", " a", "a ", "a b", " a\n\tb  c ", "à é"] {
            assert_eq!(words(text), text.split_ascii_whitespace().count(), "{text:?}");
        }
        for length in 0..900 {
            assert_eq!(words(&"a b\n".repeat(225)[..length]), length.div_ceil(2), "{length}");
        }
    }

    #[test]
    fn text_is_cut_at_every_heading() {
        let heading = |level, text: &str| Heading {
            level,
            id: text.to_lowercase(),
            classes: Vec::new(),
            html: text.to_owned(),
            text: text.to_owned(),
        };
        let inner = Container {
            kind: super::super::ContainerKind::Faq,
            label: Some("Questions".to_owned()),
            id: None,
            classes: Vec::new(),
            parts: vec![Part::Heading(heading(3, "Why")), html("<p>Because &amp;lt; <em>it</em> is.</p>\n")],
        };
        let document = Document {
            parts: vec![
                html("<p>One\ntwo.</p>\n<ul>\n<li>three</li>\n<li>fo<strong>ur</strong></li>\n</ul>\n"),
                Part::Heading(heading(2, "Next")),
                Part::Container(inner),
                html("<p>after<sup><a href=\"#fn-1\">1</a></sup></p>"),
            ],
            ..Document::default()
        };
        let found: Vec<_> = document
            .text_sections()
            .into_iter()
            .map(|section| (section.heading.map(|heading| heading.text.clone()), section.text))
            .collect();
        let section = |heading: Option<&str>, text: &str| (heading.map(str::to_owned), text.to_owned());
        assert_eq!(
            found,
            [
                section(None, "One two.\nthree\nfour"),
                section(Some("Next"), "Questions"),
                section(Some("Why"), "Because &lt; it is.\nafter"),
            ]
        );
        assert_eq!(
            plain_text(&document.parts),
            "One two.\nthree\nfour\nNext\nQuestions\nWhy\nBecause &lt; it is.\nafter"
        );
    }

    #[test]
    fn cells_of_a_row_stand_on_a_line() {
        let table = "<table>\n<thead><tr><th>Place</th><th>Base</th></tr></thead>\n<tbody>\n<tr><td>London</td><td>\u{a3}1</td></tr>\n</tbody></table>";
        assert_eq!(plain_text(&[html(table)]), "Place, Base\nLondon, \u{a3}1");
    }
}
