//! Figures in prose: `:pay[ID]` and `:claim[ID]` become the figure, with a note that a key press opens; `:money[TEXT]` is
//! an amount that no record holds, because it is no pay, and stays as it is.
//!
//! The parser knows nothing of them; it hands over the name, the bracket and what stands in it as pieces of text. What
//! a figure says comes from the [`super::Surroundings`].

use super::Span;
use super::writer::Writer;
use crate::diag::{Diagnostic, Place, rules};
use crate::site::document::Attribute;
use crate::site::document::figure::{FigureQuestion, InlineFigure};
use crate::site::records::money_in_prose;

/// What a name before a bracket means.
#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    Pay,
    Claim,
    Money,
}

/// The names.
const NAMES: [(&str, Meaning); 3] = [("pay", Meaning::Pay), ("claim", Meaning::Claim), ("money", Meaning::Money)];

/// A figure that an author asks for.
struct Asked<'t> {
    /// Where its colon stands.
    start: usize,
    /// Where its brackets or braces end.
    end: usize,
    meaning: Meaning,
    /// What stands in the brackets: an id, or an amount.
    id: &'t str,
    attributes: Option<&'t str>,
}

impl Writer<'_, '_> {
    /// Whether an event belongs to the figure printed last.
    pub(super) fn is_figure(&self, span: &Span) -> bool {
        self.figures.end.start <= span.start && span.end <= self.figures.end.end && !self.figures.end.is_empty()
    }

    /// Prints a piece of prose that a figure begins at the end of, or that begins in one; false when it is neither.
    pub(super) fn figure(&mut self, text: &str, span: &Span) -> bool {
        if self.figures.end.contains(&span.start) {
            // What stands behind the brackets came in one piece with them.
            let rest = self.figures.end.end..span.end;
            self.figures.end = 0..0;
            let behind = self.text.text()[rest.clone()].to_owned();
            self.prose(&behind, rest);
            return true;
        }
        let page = self.text.text();
        // Escapes and references are longer in the source than in the text; neither ends in a figure's name.
        if page.as_bytes().get(span.end) != Some(&b'[') || page.get(span.clone()) != Some(text) {
            return false;
        }
        let Some(asked) = self.figures.asked(page, span) else { return false };
        if asked.start < span.start {
            self.report_definition(asked.start..asked.end);
        } else if asked.start > span.start {
            self.prose(&text[..asked.start - span.start], span.start..asked.start);
        }
        self.figures.end = span.end..asked.end;
        self.read.add(&(asked.start..asked.end));
        self.mistyped.add(&(asked.start..asked.end));
        self.print_asked(&asked);
        true
    }

    fn report_definition(&mut self, span: Span) {
        let message = "a figure that begins its line here is read as a definition";
        let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, self.text.place(span), message);
        self.diags.push(finding.hint("move it to the end of the line above, or leave an empty line before it"));
    }

    fn print_asked(&mut self, asked: &Asked<'_>) {
        let place = self.text.place(asked.start..asked.end);
        if asked.meaning == Meaning::Money {
            return self.print_money(asked, &place);
        }
        let source = match asked.attributes.map(source_of) {
            None => None,
            Some(Some(source)) => Some(source),
            Some(None) => {
                let message = "a figure takes the attribute `source` and no other";
                let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, place.clone(), message);
                self.diags.push(finding.hint("write `:claim[ID]{source=\"ID\"}`, or remove the braces"));
                None
            }
        };
        if let Some(id) = id_alone(asked.id) {
            let name = if asked.meaning == Meaning::Claim { "claim" } else { "pay" };
            let message = "the id of a figure stands alone between the brackets";
            let finding = Diagnostic::new(&rules::UNKNOWN_BLOCK, place, message);
            self.diags.push(finding.hint(format!("write `:{name}[{id}]`")));
            return;
        }
        let question = FigureQuestion { claim: asked.meaning == Meaning::Claim, id: asked.id, source };
        let figure = self.around.figure(question, &place, self.diags);
        self.note_cited(asked.id, figure.as_ref());
        if let Some(figure) = figure {
            self.print_figure(&figure, &(asked.start..asked.end));
        }
    }

    fn print_money(&mut self, asked: &Asked<'_>, place: &Place) {
        let report =
            |message: &str, hint: &str| Diagnostic::new(&rules::UNKNOWN_BLOCK, place.clone(), message).hint(hint);
        if asked.attributes.is_some() {
            self.diags.push(report("`:money[...]` takes no attributes", "remove the braces"));
        }
        if money_in_prose::amounts(asked.id).is_empty() {
            let hint = "write the amount with its currency, such as `:money[$2,000]`, or the words alone";
            self.diags.push(report("there is no amount of money between these brackets", hint));
        }
        self.plain(asked.id);
        self.print(asked.id, &(asked.start..asked.end));
    }

    fn print_figure(&mut self, figure: &InlineFigure, span: &Span) {
        self.plain(&figure.text);
        if self.image.is_some() {
            return;
        }
        self.tree.text(&figure.text, span);
        let words = self.reading.words;
        for (is_so, mark) in
            [(figure.example, words.text("figure.example")), (figure.stale, words.text("pay.out_of_date"))]
        {
            if is_so {
                self.plain(&format!(" ({mark})"));
                self.tree.text(" ", span);
                self.tree.open_inline("span", vec![Attribute::new("class", "mark")], span);
                self.tree.text(mark, span);
                self.tree.close("span");
            }
        }
        // No control may stand in a link, and a heading's text is repeated elsewhere.
        if self.heading.is_none() && self.links == 0 {
            self.print_note(figure, span);
        }
    }

    fn print_note(&mut self, figure: &InlineFigure, span: &Span) {
        self.figures.count += 1;
        let id = self.ids.unique(format!("figure-{}", self.figures.count));
        let button = vec![
            Attribute::new("type", "button"),
            Attribute::new("class", "figure-mark"),
            Attribute::new("popovertarget", id.clone()),
            Attribute::new(
                "aria-label",
                self.reading.words.say("figure.source_of", &[("figure", (&figure.text).into())]),
            ),
        ];
        self.tree.open_inline("button", button, span);
        self.tree.text("†", span);
        self.tree.close("button");
        let note = vec![Attribute::new("class", "figure-note"), Attribute::new("id", id), Attribute::bare("popover")];
        self.tree.open_inline("span", note, span);
        for (at, line) in figure.lines.iter().enumerate() {
            match at {
                0 => self.tree.open_inline("b", Vec::new(), span),
                _ => self.tree.void("br", Vec::new(), span),
            }
            self.tree.text(line, span);
            if at == 0 {
                self.tree.close("b");
            }
        }
        self.tree.close("span");
    }
}

/// What is kept of figures between two events.
#[derive(Default)]
pub(super) struct Figures {
    /// The brackets of the figure that was printed last: the parser goes on to read them as text.
    pub(super) end: Span,
    /// How many figures have a note so far.
    count: usize,
    brackets: Closing,
    braces: Closing,
}

impl Figures {
    /// The figure whose name ends the text at `span`, which a bracket follows.
    fn asked<'t>(&mut self, page: &'t str, span: &Span) -> Option<Asked<'t>> {
        let before = &page[..span.end];
        let (name, meaning) = NAMES.into_iter().find(|(name, _)| before.ends_with(name))?;
        let start = before.len() - name.len();
        let start = before[..start].strip_suffix(':').map(str::len)?;
        if before[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '\\')) {
            return None;
        }
        let close = self.brackets.next(page, span.end + 1, ']')?;
        let id = page[span.end + 1..close].trim();
        let mut end = close + 1;
        let mut attributes = None;
        if page[end..].starts_with('{')
            && let Some(close) = self.braces.next(page, end + 1, '}')
        {
            attributes = Some(&page[end + 1..close]);
            end = close + 1;
        }
        Some(Asked { start, end, meaning, id, attributes })
    }
}

/// Where the next closing character of a line stands: what was searched once is not searched again, so that a line of
/// openings takes no longer than its text.
#[derive(Default)]
struct Closing {
    /// From where it was looked for to where it, or the end of the line, was found.
    searched: Span,
}

impl Closing {
    fn next(&mut self, page: &str, from: usize, close: char) -> Option<usize> {
        if !self.searched.contains(&from) {
            let found = page[from..].find([close, '\n']).map_or(page.len(), |at| from + at);
            self.searched = from..found + 1;
        }
        let at = self.searched.end - 1;
        page[at..].starts_with(close).then_some(at)
    }
}

/// The value of `source="..."`, when the braces hold that alone.
fn source_of(attributes: &str) -> Option<&str> {
    let value = attributes.trim().strip_prefix("source=\"")?.strip_suffix('"')?;
    (!value.contains('"')).then_some(value)
}

/// The id in brackets that hold quotes, other brackets or `id=` beside it; nothing where it stands alone.
fn id_alone(written: &str) -> Option<&str> {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let bare = written.trim_start_matches("id").trim_start_matches(|c: char| "=: ".contains(c));
    let bare =
        if bare.len() < written.len() && bare.starts_with(is_of_id) && !written.contains('=') { written } else { bare };
    let id = bare.trim_matches(|c: char| !is_of_id(c) && !c.is_alphabetic());
    (id.len() < written.len() && !id.is_empty() && id.chars().all(is_of_id)).then_some(id)
}
