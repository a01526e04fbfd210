//! What the pay explorer says to those who have no script: its tables, and all that it works with.

use super::super::leaf::{Around, Line, Shows};
use super::super::prose::{element, folded, heading, lines, link, list, paragraph, table, td, term, th};
use super::super::tables::book::{PayModel, RateTable, UsualShare};
use super::super::tables::{PayExplorer, PayTable};
use super::super::{Document, Node, OutlineEntry};
use super::pay::{dated, marks, share_text};
use crate::locale::Locale;
use crate::pay::Rate;
use crate::site::routes;

impl Shows for PayExplorer {
    fn template(&self) -> &'static str {
        "pay-explorer"
    }

    fn called(&self) -> &'static str {
        "explorer"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        self.tables.iter().for_each(|pay| pay.lines(words, line));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let mut parts = self.parts(around).into_iter();
        let mut said = Vec::new();
        if let Some((caption, open)) = parts.next() {
            said.push(heading(&caption.text));
            said.extend(open);
        }
        said.extend(parts.map(|(title, folded)| part(&title.text, folded)));
        said
    }

    fn figures(&self) -> Vec<String> {
        self.tables.iter().flat_map(PayTable::figures).chain(self.figures.iter().cloned()).collect()
    }

    fn sources(&self) -> Vec<&str> {
        self.tables.iter().flat_map(Shows::sources).collect()
    }
}

impl PayExplorer {
    /// Its headings, the first of them its caption, and what stands under each.
    pub fn parts(&self, around: &Around<'_>) -> Vec<(OutlineEntry, Vec<Node>)> {
        let (book, words) = (around.book, around.words);
        let open = [files(self, around)].into_iter().chain(self.tables.iter().flat_map(|pay| pay.prose(around)));
        let mut parts = vec![under("figures", &self.caption, open.collect())];
        if !book.shares.is_empty() {
            let head = ["pay.what", "pay.range", "pay.origin"].map(|key| words.text(key));
            let rows = book.shares.iter().map(|share| share_row(share, around)).collect();
            let title = words.text("explorer.shares");
            parts.push(under("usual", title, vec![table(title, head, rows)]));
        }
        if !book.rates.is_empty() {
            let rates = list("ul", book.rates.iter().map(|rates| rate(rates, around)));
            parts.push(under("rates", words.text("explorer.rates"), vec![rates]));
        }
        if !book.models.is_empty() {
            let models = book.models.iter().flat_map(|one| model(one, around)).collect();
            parts.push(under("models", words.text("explorer.models"), vec![element("dl", models)]));
        }
        if !self.formulas.is_empty() {
            let formulas = self.formulas.iter().flat_map(|formula| {
                let said = vec![Node::text(&formula.rule), element("br", Vec::new()), Node::text(&formula.example)];
                term(vec![Node::text(&formula.name)], [said])
            });
            let formulas = element("dl", formulas.collect());
            let note = paragraph(words.text("explorer.formulas_note"));
            parts.push(under("formulas", words.text("explorer.formulas"), vec![formulas, note]));
        }
        parts
    }
}

impl Document {
    /// The pay explorer and how many headings are before it; none when there are two, whose headings would have the same ids.
    pub fn only_explorer(&self) -> Option<(usize, &PayExplorer)> {
        let mut found = Vec::new();
        gather(&self.nodes, &mut 0, &mut found);
        (found.len() == 1).then(|| found.remove(0))
    }
}

fn gather<'d>(nodes: &'d [Node], headings: &mut usize, found: &mut Vec<(usize, &'d PayExplorer)>) {
    for node in nodes {
        match node {
            Node::Heading(_) => *headings += 1,
            Node::Leaf(leaf) => found.extend(leaf.of().map(|explorer| (*headings, explorer))),
            node => gather(node.children(), headings, found),
        }
    }
}

/// What stands under a heading of the explorer; ids that begin so are the frame's own.
fn under(name: &str, title: &str, said: Vec<Node>) -> (OutlineEntry, Vec<Node>) {
    (OutlineEntry { level: 2, id: format!("frame-{name}"), text: title.to_owned() }, said)
}

/// A part that is folded under its heading.
fn part(title: &str, children: Vec<Node>) -> Node {
    folded(vec![heading(title)], children)
}

/// Where the figures are as files, and the explorer by itself.
fn files(explorer: &PayExplorer, around: &Around<'_>) -> Node {
    let file = |name: &str, kind| link(&format!("{}{name}", around.root), kind);
    let mut said = vec![Node::text(&format!("{} ", around.words.text("explorer.files")))];
    said.extend([
        file("data/pay.csv", "CSV"),
        Node::text(around.words.comma()),
        file("data/pay.json", "JSON"),
        Node::text(". "),
    ]);
    let alone = routes::within(around.start, &routes::explorer_alone(&explorer.role));
    let alone = file(alone.trim_start_matches('/'), around.words.text("explorer.this"));
    said.extend(around.say_with("embed.alone", "link", &alone));
    element("p", said)
}

fn share_row(share: &UsualShare, around: &Around<'_>) -> Vec<Node> {
    let title = |role: usize| around.book.roles.get(role).map_or("", |role| role.title.as_str());
    let comma = around.words.comma();
    let mut about = format!("{}{comma}{}", around.word("measure", share.kind), title(share.role));
    share.stage_title.iter().for_each(|stage| about.extend([comma, stage]));
    let origin = dated(publisher(share.source, around), share.as_of.as_deref(), around);
    vec![
        th(vec![Node::text(&about)]),
        td(vec![Node::text(&share_text(&share.text, &share.of, share.vesting.as_deref()))]),
        td(vec![Node::text(&origin), marks(share.stale, share.example, around)]),
    ]
}

fn publisher<'b>(source: usize, around: &Around<'b>) -> &'b str {
    around.book.sources.get(source).map_or("", |source| source.publisher.as_str())
}

fn rate(rates: &RateTable, around: &Around<'_>) -> Vec<Node> {
    let dated = dated(&rates.text, Some(&rates.as_of), around);
    let text = format!("{dated}{}{}; {}", around.words.comma(), rates.policy, publisher(rates.source, around));
    vec![Node::text(&text), marks(false, rates.example, around)]
}

fn model(model: &PayModel, around: &Around<'_>) -> Vec<Node> {
    let mark = around.words.text("pay.example_model");
    let mark = if model.example { format!(" {mark}") } else { String::new() };
    let spread = if model.spread == Rate::ZERO { "" } else { around.words.text("explorer.spread") };
    let begin = around.day(&model.from);
    let begins = ("begin", (&begin).into());
    let in_force = match &model.until {
        Some(until) => around.words.say("explorer.from_until", &[begins, ("end", (&around.day(until)).into())]),
        None => around.words.say("explorer.from", &[begins]),
    };
    let grandfather = model.grandfather.iter().map(|rule| format!(" {rule}")).collect::<String>();
    let publisher = publisher(model.source, around);
    let text = format!("{}{spread}. {in_force}; {publisher}.{grandfather}", model.formula);
    let said = vec![Node::text(&text), lines("ol", &model.worked)];
    term(vec![Node::text(&format!("{}{mark}", model.title))], [said])
}
