//! What a questionnaire says to those who have no script: its questions, its points and its rules.

use super::super::Node;
use super::super::leaf::{Around, Line, Shows};
use super::super::prose::{element, folded, label, lines, link, paragraph, table, td, th, wide};
use super::super::tables::fit::{FitForm, FitGate, FitQuestion};
use crate::locale::Locale;
use crate::site::routes;

impl Shows for FitForm {
    fn template(&self) -> &'static str {
        "role-fit"
    }

    fn called(&self) -> &'static str {
        "fit"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.title);
        self.intro.iter().for_each(|intro| line(intro));
        for question in &self.questions {
            line(&question.ask);
            question.help.iter().for_each(|help| line(help));
            question.options.iter().for_each(|option| line(&option.say));
        }
        self.gates.iter().for_each(|gate| line(&gate.say));
        self.roles.iter().for_each(|role| line(&role.title));
        let comma = words.comma();
        self.sources.iter().for_each(|source| line(&format!("{}{comma}{}", source.publisher, source.title)));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let words = around.words;
        let mut said = vec![paragraph(&self.title)];
        said.extend(self.intro.iter().map(|intro| paragraph(intro)));
        said.extend(self.questions.iter().zip(1..).flat_map(|(one, number)| question(one, number, around)));
        let mut points = self.points(around);
        points.extend([label(words.text("pay.sources")), around.sources("ol", &self.sources)]);
        said.push(folded(vec![Node::text(words.text("fit.points_all"))], points));
        said.push(self.sheet(around));
        let alone = routes::within(around.start, &routes::role_fit_alone(&self.id));
        let alone = link(&format!("{}{}", around.root, alone.trim_start_matches('/')), words.text("fit.these"));
        said.push(element("p", around.say_with("embed.alone", "link", &alone)));
        said
    }

    fn sources(&self) -> Vec<&str> {
        super::pay::addresses(&self.sources)
    }
}

/// A question and its answers.
fn question(question: &FitQuestion, number: usize, around: &Around<'_>) -> Vec<Node> {
    let mut said = vec![label(&format!("{number}. {}", question.ask))];
    said.extend(question.help.iter().map(|help| paragraph(help)));
    if let Some(range) = question.number {
        let (min, max) = (range.min.to_string(), range.max.to_string());
        said.push(paragraph(&around.words.say("fit.number", &[("min", (&min).into()), ("max", (&max).into())])));
        return said;
    }
    said.extend(question.options.iter().map(|option| paragraph(&option.say)));
    said.push(paragraph(around.words.text("fit.leave_open")));
    said
}

impl FitForm {
    /// How the answers are counted.
    fn points(&self, around: &Around<'_>) -> Vec<Node> {
        let words = around.words;
        let mut said = Vec::new();
        if !self.gates.is_empty() {
            said.push(paragraph(words.text("fit.rules")));
            said.push(lines("ul", self.gates.iter().map(|gate| self.gate(gate, around))));
        }
        let cross = words.text("fit.step_cross");
        let cross = Some(cross).filter(|_| !self.gates.is_empty());
        let steps = [words.text("fit.step_answer")].into_iter().chain(cross).chain([words.text("fit.step_add")]);
        let steps = steps.map(str::to_owned).chain([around.count("fit.step_most", self.margin)]);
        said.push(lines("ol", steps));
        let head = [words.text("fit.answer")].into_iter().chain(self.roles.iter().map(|role| role.title.as_str()));
        let head = head.chain([words.text("fit.source")]);
        let mut rows = Vec::new();
        for (question, number) in self.questions.iter().zip(1..).filter(|(one, _)| !one.options.is_empty()) {
            let number: usize = number;
            rows.push(vec![wide("th", self.roles.len() + 2, &format!("{number}. {}", question.ask))]);
            rows.extend(question.options.iter().map(|option| {
                let numbers = option.points.iter().map(ToString::to_string).chain([(option.source + 1).to_string()]);
                let numbers = numbers.map(|number| td(vec![Node::text(&number)]));
                [th(vec![Node::text(&option.say)])].into_iter().chain(numbers).collect()
            }));
        }
        said.push(table(words.text("fit.points"), head, rows));
        said
    }

    /// What an answer rules out.
    fn gate(&self, gate: &FitGate, around: &Around<'_>) -> String {
        let sign = match gate.sign {
            "<" => "below",
            "<=" => "at_most",
            ">" => "above",
            ">=" => "at_least",
            "==" => "exactly",
            _ => "not",
        };
        let words = around.words;
        let value = words.say(&format!("fit.sign_{sign}"), &[("value", (&gate.value.to_string()).into())]);
        let titles = gate.rules_out.iter().filter_map(|role| self.roles.get(*role)).map(|role| role.title.as_str());
        let out = titles.collect::<Vec<_>>().join(around.words.comma());
        let (question, source) = ((gate.question + 1).to_string(), (gate.source + 1).to_string());
        let arguments = [
            ("question", (&question).into()),
            ("value", (&value).into()),
            ("out", (&out).into()),
            ("source", (&source).into()),
        ];
        format!("{} {}", gate.say, words.say("fit.gate", &arguments))
    }

    /// A table to add up in by hand, with what to read about each role.
    fn sheet(&self, around: &Around<'_>) -> Node {
        let head = ["fit.role", "fit.your_sum", "fit.read_on"].map(|key| around.words.text(key));
        let rows = self.roles.iter().map(|role| {
            let mut read_on = Vec::new();
            for (at, page) in (around.reading)(&role.id).iter().enumerate() {
                read_on.extend((at > 0).then(|| Node::text(" · ")));
                read_on.push(around.named(page));
            }
            vec![th(vec![Node::text(&role.title)]), td(Vec::new()), td(read_on)]
        });
        table(around.words.text("fit.sheet"), head, rows.collect())
    }
}
