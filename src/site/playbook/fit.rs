//! What one audience may see of a questionnaire: what is above it is left out before anything is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::document::tables::fit::{FitAnswer, FitForm, FitGate, FitNumber, FitQuestion, FitRole};
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::playbook::pay::table::Sources;
use crate::site::records::fit::{Answer, FitOption, Gate, Question, Questionnaire};
use crate::site::records::types::{Record, Reference};

impl Reader<'_> {
    /// The questionnaire `id`, under `caption` where there is one; refused when it does not exist or is above the audience,
    /// and without a word when nothing to ask is left of it.
    pub(super) fn fit_block(&self, id: &str, caption: Option<&str>) -> Result<FitForm, Refusal> {
        let form = form(self, self.named::<Questionnaire>(id)?);
        let form =
            form.filter(|form| form.roles.len() > 1 && !form.questions.is_empty()).ok_or_else(Refusal::silent)?;
        Ok(FitForm { title: caption.map_or(form.title, str::to_owned), ..form })
    }
}

/// What a reader sees of a questionnaire it may see; `None` while a role or a question that is named does not exist.
pub(in crate::site) fn form(reader: &Reader<'_>, record: &Record<Questionnaire>) -> Option<FitForm> {
    let body = &record.body;
    let visible = |reference: &&Reference| reader.records.roles.named(reference).is_some();
    // A role named twice is reported; here the first stands for both.
    let mut named = BTreeSet::new();
    let roles: Vec<&Reference> =
        body.roles.iter().filter(visible).filter(|role| named.insert(role.id.as_str())).collect();
    let positions: BTreeMap<&str, usize> = roles.iter().enumerate().map(|(at, role)| (role.id.as_str(), at)).collect();
    let mut making = Making { reader, positions, sources: Sources::default() };
    let gates: Vec<&Gate> = body.gates.iter().filter(|gate| making.shows(gate)).collect();
    let mut questions = Vec::new();
    let mut asked = BTreeMap::new();
    for question in body.questions.iter().filter(|question| reader.may_see(question.label.audience)) {
        // A number that no gate reads would tell that there is a gate for others.
        let is_read = gates.iter().any(|gate| gate.question.id == question.id.id);
        if let Some(shown) = making.question(question, is_read) {
            asked.insert(question.id.id.as_str(), questions.len());
            questions.push(shown);
        }
    }
    let gates = gates.into_iter().filter_map(|gate| making.gate(gate, &asked)).collect();
    let title = |role: &Reference| {
        let role = reader.records.roles.named(role)?;
        Some(FitRole { id: role.id.clone(), title: role.body.title.clone() })
    };
    Some(FitForm {
        id: record.id.clone(),
        title: body.title.clone(),
        intro: body.intro.clone(),
        version: body.version,
        margin: body.margin,
        roles: roles.into_iter().map(title).collect::<Option<_>>()?,
        questions,
        gates,
        sources: making.sources.list,
    })
}

/// A form that is being made.
struct Making<'r> {
    reader: &'r Reader<'r>,
    /// The position of every role that shows.
    positions: BTreeMap<&'r str, usize>,
    sources: Sources,
}

impl Making<'_> {
    /// A question; `None` when fewer than two of its options are left, which would tell that there are more, or when it
    /// asks for a number that no gate reads.
    fn question(&mut self, question: &Question, is_read: bool) -> Option<FitQuestion> {
        let (options, number) = match &question.answer {
            Answer::Number { min, max } => (Vec::new(), is_read.then_some(FitNumber { min: *min, max: *max })),
            Answer::Choice(options) => (options.iter().filter_map(|option| self.option(option)).collect(), None),
        };
        (number.is_some() || options.len() > 1).then(|| FitQuestion {
            id: question.id.id.clone(),
            ask: question.ask.text.clone(),
            help: question.help.as_ref().map(|help| help.text.clone()),
            options,
            number,
        })
    }

    /// An option; `None` when every role it speaks for is above the audience.
    fn option(&mut self, option: &FitOption) -> Option<FitAnswer> {
        if !self.reader.may_see(option.label.audience) {
            return None;
        }
        let mut points = vec![0; self.positions.len()];
        for (role, given) in &option.points {
            if let Some(at) = self.positions.get(role.id.as_str()) {
                points[*at] += given;
            }
        }
        if points.iter().all(|given| *given == 0) {
            return None;
        }
        let source = self.sources.use_of(self.reader.source(&option.source)?, self.reader.words());
        Some(FitAnswer { id: option.id.id.clone(), say: option.say.text.clone(), points, source })
    }

    /// Whether a gate is for this audience, and one of the roles it rules out too.
    fn shows(&self, gate: &Gate) -> bool {
        self.reader.may_see(gate.label.audience)
            && gate.rules_out.iter().any(|role| self.positions.contains_key(role.id.as_str()))
    }

    /// A gate that shows; `None` when the question it compares does not.
    fn gate(&mut self, gate: &Gate, asked: &BTreeMap<&str, usize>) -> Option<FitGate> {
        let question = *asked.get(gate.question.id.as_str())?;
        let out = gate.rules_out.iter().filter_map(|role| self.positions.get(role.id.as_str()).copied());
        let mut rules_out: Vec<usize> = out.collect();
        rules_out.sort_unstable();
        rules_out.dedup();
        let source = self.sources.use_of(self.reader.source(&gate.source)?, self.reader.words());
        let (sign, say) = (gate.compare.sign(), gate.say.clone());
        Some(FitGate { question, sign, value: gate.value, rules_out, say, source })
    }
}
