//! What is wrong with a questionnaire that can be read: names, labels, gates against each other, roles and questions
//! that no answer brings into play, questions that must not be asked.

use std::collections::{BTreeMap, BTreeSet};

use super::lawful::asks_about;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, rules};
use crate::fields::suggestion;
use crate::fit::{self, values};
use crate::site::document::tables::fit::FitForm;
use crate::site::gate::{Reader, is_wider};
use crate::site::playbook::fit::form;
use crate::site::records::Data;
use crate::site::records::fit::{Answer, Gate, Label, Questionnaire, Words};
use crate::site::records::types::{Record, Reference};

/// Checks a questionnaire against itself and the roles. That what it names exists is checked with all records.
pub(super) fn check(data: &Data, record: &Record<Questionnaire>, config: &Config, diags: &mut Diagnostics) {
    let mut checking = Checking { data, record, config, diags, said: BTreeSet::new() };
    checking.labels();
    checking.ids();
    checking.lawful();
    let sound = checking.roles() & checking.compared();
    if !sound {
        return;
    }
    checking.unread_numbers();
    // From the highest audience down: what is wrong for all is said once, what goes wrong below is said with the name.
    for audience in config.audiences.iter().collect::<Vec<_>>().into_iter().rev() {
        let reader = Reader::of_records(data, audience, config);
        if !reader.may_see(record.audience) {
            continue;
        }
        let Some(form) = form(&reader, record) else { return };
        let reader = (audience != config.audiences.highest()).then(|| config.audiences.name(audience));
        if form.roles.len() < 2 || form.questions.is_empty() {
            let message = "fewer than two roles, or no question, are left of this questionnaire";
            checking.once(
                &rules::FIT_UNREACHED,
                &record.place,
                message,
                "limit the questionnaire, or widen its parts",
                reader,
            );
            continue;
        }
        checking.outcomes(&form, reader);
    }
}

struct Checking<'a> {
    data: &'a Data,
    record: &'a Record<Questionnaire>,
    config: &'a Config,
    diags: &'a mut Diagnostics,
    /// What was said already, without the audience it was said of.
    said: BTreeSet<(Place, String)>,
}

impl Checking<'_> {
    /// No part claims to be more public than what it lies in.
    fn labels(&mut self) {
        let record = self.record;
        for question in &record.body.questions {
            self.label(&question.label, record.audience, "the questionnaire");
            let within = self.config.audiences.stricter(question.label.audience, record.audience);
            if let Answer::Choice(options) = &question.answer {
                options.iter().for_each(|option| self.label(&option.label, within, "the question"));
            }
        }
        record.body.gates.iter().for_each(|gate| self.label(&gate.label, record.audience, "the questionnaire"));
    }

    fn label(&mut self, label: &Label, within: Audience, what: &str) {
        let Some(place) = label.place.as_ref().filter(|_| is_wider(label.audience, within)) else { return };
        let (own, other) = (self.config.audiences.name(label.audience), self.config.audiences.name(within));
        let message = format!("this is for `{own}`, and lies in what is for `{other}`");
        let finding = Diagnostic::new(&rules::AUDIENCE_WIDENED, place.clone(), message);
        self.diags.push(finding.hint(format!("remove `audience` here, or widen {what}")));
    }

    /// No two questions, and no two options of one, share an id.
    fn ids(&mut self) {
        let questions = &self.record.body.questions;
        self.unlike(questions.iter().map(|question| &question.id), "questions");
        for question in questions {
            if let Answer::Choice(options) = &question.answer {
                self.unlike(options.iter().map(|option| &option.id), "options");
            }
        }
    }

    fn unlike<'r>(&mut self, ids: impl Iterator<Item = &'r Reference>, what: &str) {
        let mut first: BTreeMap<&str, &Reference> = BTreeMap::new();
        for id in ids {
            match first.get(id.id.as_str()) {
                None => {
                    first.insert(&id.id, id);
                }
                Some(known) => self.diags.push(
                    Diagnostic::new(&rules::COLLISION, id.place.clone(), format!("two {what} have the id `{}`", id.id))
                        .hint("give one of them another id")
                        .related(known.place.clone(), "the first one"),
                ),
            }
        }
    }

    /// Nothing is asked that must not decide.
    fn lawful(&mut self) {
        for question in &self.record.body.questions {
            let mut texts: Vec<&Words> = vec![&question.ask];
            texts.extend(&question.help);
            if let Answer::Choice(options) = &question.answer {
                texts.extend(options.iter().map(|option| &option.say));
            }
            for Words { text, place } in texts {
                for (topic, words) in asks_about(text) {
                    let message = format!("this asks about {}: `{words}`", topic.name);
                    let finding = Diagnostic::new(&rules::UNLAWFUL_QUESTION, place.clone(), message);
                    self.diags.push(finding.hint(format!("{} ({})", topic.instead, topic.law)));
                }
            }
        }
    }

    /// Points and gates are for roles that the questionnaire names. False when one does not exist or is not named: nothing
    /// can be counted then.
    fn roles(&mut self) -> bool {
        let body = &self.record.body;
        let known: BTreeSet<&str> = body.roles.iter().map(|role| role.id.as_str()).collect();
        if known.len() < body.roles.len() {
            self.unlike(body.roles.iter(), "roles");
        }
        let options = body.questions.iter().flat_map(|question| match &question.answer {
            Answer::Choice(options) => options.as_slice(),
            Answer::Number { .. } => &[],
        });
        let points = options.flat_map(|option| option.points.iter().map(|(role, _)| role));
        let named: Vec<&Reference> = points.chain(body.gates.iter().flat_map(|gate| &gate.rules_out)).collect();
        let mut all_known = true;
        for role in named {
            if !known.contains(role.id.as_str()) {
                all_known = false;
                let is_role = self.data.roles.get(&role.id).is_some();
                let message = format!("`{}` is not among the roles of this questionnaire", role.id);
                let hint = match is_role {
                    true => format!("add `{}` to `roles`, or remove it here", role.id),
                    false => suggestion(&role.id, known.iter().copied(), "its roles are"),
                };
                self.diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, role.place.clone(), message).hint(hint));
            }
        }
        let all_exist = body.roles.iter().all(|role| self.data.roles.get(&role.id).is_some());
        all_known && all_exist && known.len() == body.roles.len()
    }

    /// Every gate compares a question that asks for a number.
    fn compared(&mut self) -> bool {
        let body = &self.record.body;
        let numbers = body.questions.iter().filter(|question| matches!(question.answer, Answer::Number { .. }));
        let numbers: Vec<&str> = numbers.map(|question| question.id.id.as_str()).collect();
        let mut sound = true;
        for Gate { question, .. } in &body.gates {
            if numbers.contains(&question.id.as_str()) {
                continue;
            }
            sound = false;
            let is_asked = body.questions.iter().any(|asked| asked.id.id == question.id);
            let message = match is_asked {
                true => format!("`{}` does not ask for a number", question.id),
                false => format!("there is no question `{}` here", question.id),
            };
            let hint = match numbers.is_empty() {
                true => "add a question with this id and `type = \"number\"`".to_owned(),
                false => suggestion(&question.id, numbers.iter().copied(), "questions for a number are"),
            };
            self.diags.push(Diagnostic::new(&rules::BROKEN_REFERENCE, question.place.clone(), message).hint(hint));
        }
        sound
    }

    /// A number is asked only for a gate.
    fn unread_numbers(&mut self) {
        let body = &self.record.body;
        for question in &body.questions {
            let is_read = body.gates.iter().any(|gate| gate.question.id == question.id.id);
            if matches!(question.answer, Answer::Number { .. }) && !is_read {
                let message = format!("no gate reads `{}`, so that it changes no result", question.id.id);
                let hint = "add a `gate` that compares it, or remove the question";
                self.once(&rules::FIT_IDLE, &question.id.place, &message, hint, None);
            }
        }
    }

    /// What the form that an audience sees can come to.
    fn outcomes(&mut self, form: &FitForm, reader: Option<&str>) {
        let body = &self.record.body;
        let arithmetic = form.arithmetic();
        let closed = self.gates(form, &arithmetic, reader);
        let reach = fit::reach(&arithmetic);
        for numbers in reach.dead_ends {
            let ids = numbers.iter().map(|(at, number)| format!("`{}` is {number}", form.questions[*at].id));
            let message = format!("every role is ruled out when {}", ids.collect::<Vec<_>>().join(" and "));
            let holds =
                |gate: &fit::Gate| numbers.iter().any(|(at, number)| gate.question == *at && gate.holds(*number));
            let last = arithmetic.gates.iter().rposition(holds).expect("something rules the roles out");
            self.gate(form, last, &message, "leave one role for every number", reader);
        }
        for role in reach.unreached.into_iter().filter(|role| !closed.contains(role)) {
            let id = &form.roles[role].id;
            let place = body.roles.iter().find(|role| role.id == *id).map_or(&self.record.place, |role| &role.place);
            let message = format!("no complete set of answers leads to `{id}`");
            let hint = "give it more points somewhere, lower `margin`, or remove it from `roles`";
            self.once(&rules::FIT_UNREACHED, place, &message, hint, reader);
        }
        for question in reach.idle {
            let id = &form.questions[question].id;
            let asked = body.questions.iter().find(|question| question.id.id == *id);
            let place = asked.map_or(&self.record.place, |question| &question.id.place);
            let message = format!("`{id}` changes no result, whatever the other answers are");
            self.once(&rules::FIT_IDLE, place, &message, "change its points, or remove the question", reader);
        }
    }

    /// Gates that always hold, never hold, or leave a role no number between them. Gives the roles that they always
    /// rule out, of which nothing else need be said.
    fn gates(&mut self, form: &FitForm, arithmetic: &fit::Form, reader: Option<&str>) -> BTreeSet<usize> {
        let mut closed = BTreeSet::new();
        for (at, question) in form.questions.iter().enumerate() {
            let Some(number) = question.number else { continue };
            let numbers = values(arithmetic, at, number.min, number.max);
            let gates: Vec<(usize, &fit::Gate)> =
                arithmetic.gates.iter().enumerate().filter(|(_, gate)| gate.question == at).collect();
            for (position, gate) in &gates {
                let count = numbers.iter().filter(|number| gate.holds(**number)).count();
                let range = format!("from {} to {}", number.min, number.max);
                let rule = format!("{} {} {}", question.id, gate.compare.sign(), gate.value);
                if count == 0 {
                    let message = format!("`{rule}` holds for no answer {range}");
                    self.gate(form, *position, &message, "change the rule, or the question's `min` and `max`", reader);
                } else if count == numbers.len() {
                    let message = format!("`{rule}` holds for every answer {range}");
                    closed.extend(&gate.rules_out);
                    self.gate(form, *position, &message, "change the rule, or remove the roles it rules out", reader);
                }
            }
            for role in (0..arithmetic.roles).filter(|role| !closed.contains(role)).collect::<Vec<_>>() {
                let ruling: Vec<_> = gates.iter().filter(|(_, gate)| gate.rules_out.contains(&role)).collect();
                let is_out = |number: &i64| ruling.iter().any(|(_, gate)| gate.holds(*number));
                if let (Some((last, _)), true) = (ruling.last(), numbers.iter().all(is_out)) {
                    closed.insert(role);
                    let id = &form.roles[role].id;
                    let message =
                        format!("the gates on `{}` contradict each other: `{id}` is out for every number", question.id);
                    self.gate(form, *last, &message, "leave the role some numbers", reader);
                }
            }
        }
        closed
    }

    /// A finding about a gate of the form.
    fn gate(&mut self, form: &FitForm, position: usize, message: &str, hint: &str, reader: Option<&str>) {
        let shown = &form.gates[position];
        let written = self.record.body.gates.iter().find(|gate| {
            gate.question.id == form.questions[shown.question].id
                && (gate.compare.sign(), gate.value, &gate.say) == (shown.sign, shown.value, &shown.say)
        });
        let place = written.map_or(&self.record.place, |gate| &gate.question.place).clone();
        self.once(&rules::FIT_GATES, &place, message, hint, reader);
    }

    /// Says something, unless it was said of a higher audience.
    fn once(&mut self, rule: &'static Rule, place: &Place, message: &str, hint: &str, reader: Option<&str>) {
        if self.said.insert((place.clone(), message.to_owned())) {
            let message = reader.map_or_else(|| message.to_owned(), |name| format!("{message}, as `{name}` sees it"));
            self.diags.push(Diagnostic::new(rule, place.clone(), message).hint(hint));
        }
    }
}
