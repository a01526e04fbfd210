//! What blocks about interviews say.

use serde::Serialize;

use super::super::Node;
use super::super::leaf::{Around, Line, Shows};
use super::super::prose::{element, fact, heading, label, lines, link, list, paragraph, strong, table, td, th, wide};
use super::super::tables::{CriteriaTable, InterviewKit, KitCriterion, KitQuestion, KitStage, PanelKit, PanelView};
use crate::locale::Locale;

/// `::scorecard{stage=}`
#[derive(Debug, Clone, Serialize)]
pub struct Scorecard(pub KitStage);

impl Shows for InterviewKit {
    fn template(&self) -> &'static str {
        "interview-kit"
    }

    fn called(&self) -> &'static str {
        "kit"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        self.stages.iter().for_each(|stage| stage_lines(stage, words, line));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        plan(&self.caption, self.minutes, &self.stages, around)
    }
}

/// The stages as candidates see them.
fn plan(caption: &str, minutes: i64, stages: &[KitStage], around: &Around<'_>) -> Vec<Node> {
    let title = format!("{caption} {}", around.count("interview.minutes_in_all", minutes));
    vec![paragraph(&title), list("ol", stages.iter().map(|stage| planned(stage, around)))]
}

fn planned(stage: &KitStage, around: &Around<'_>) -> Vec<Node> {
    let mut said = vec![paragraph(&format!("{} {}", stage.title, around.count("interview.minutes", stage.minutes)))];
    said.extend(stage.about.iter().map(|about| paragraph(about)));
    let criteria: Vec<&str> = stage.criteria.iter().map(|criterion| criterion.title.as_str()).collect();
    let criteria = Some(criteria.join(around.words.comma())).filter(|_| !stage.criteria.is_empty());
    let facts = [
        ("interview.with_whom", &stage.panel),
        ("interview.where", &stage.format),
        ("interview.prepare", &stage.prepare),
        ("interview.look_at", &criteria),
    ];
    let facts = facts.into_iter().filter_map(|(key, text)| Some(fact(around.words.text(key), text.as_ref()?)));
    let facts: Vec<Node> = facts.flatten().collect();
    if !facts.is_empty() {
        said.push(element("dl", facts));
    }
    said
}

impl Shows for CriteriaTable {
    fn template(&self) -> &'static str {
        "criteria"
    }

    fn called(&self) -> &'static str {
        "criteria"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        self.caption.iter().for_each(|caption| line(caption));
        let criteria = self.stages.iter().flat_map(|stage| &stage.criteria);
        criteria.for_each(|criterion| line(&criterion_text(criterion, words)));
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let words = around.words;
        if self.is_one_stage {
            let criteria = self.stages.iter().flat_map(|stage| &stage.criteria);
            let looked = criteria.flat_map(|one| fact(&one.title, one.look_for.as_deref().unwrap_or_default()));
            return vec![element("dl", looked.collect())];
        }
        let looked_for = words.text("criteria.looked_for");
        let columns = ["scorecard.criterion", "criteria.looked_for", "skills.skill"];
        let good = words.say("criteria.good", &[("mark", (&self.good.to_string()).into())]);
        let head = columns.into_iter().map(|key| words.text(key).to_owned());
        let head = head.chain(self.for_panel.then_some(good));
        let width = columns.len() + usize::from(self.for_panel);
        let row = |stage: &KitStage, one: &KitCriterion| {
            let anchor = self.good.checked_sub(1).and_then(|at| one.anchors.get(at)).filter(|_| stage.for_panel);
            let anchor = self.for_panel.then(|| anchor.map_or("", String::as_str));
            let cells = [one.look_for.as_deref().unwrap_or(""), one.skill.as_deref().unwrap_or("")];
            let cells = cells.into_iter().chain(anchor).map(|cell| td(vec![Node::text(cell)]));
            [th(vec![Node::text(&one.title)])].into_iter().chain(cells).collect()
        };
        let rows = self.stages.iter().flat_map(|stage| {
            let own = stage.criteria.iter().map(|one| row(stage, one));
            [vec![wide("th", width, &stage.title)]].into_iter().chain(own)
        });
        vec![table(self.caption.as_deref().unwrap_or(looked_for), head, rows.collect())]
    }
}

impl Shows for Scorecard {
    fn template(&self) -> &'static str {
        "scorecard"
    }

    fn called(&self) -> &'static str {
        "stage"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        panel_lines(&self.0, words, line);
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        scorecard(&self.0, false, around)
    }
}

/// What an interviewer fills in; `brief` where the questions stand beside it already.
fn scorecard(stage: &KitStage, brief: bool, around: &Around<'_>) -> Vec<Node> {
    let words = around.words;
    let mut said = sheet_head("scorecard.title", stage, around);
    if !brief {
        said.extend(labelled("scorecard.questions", "ol", &stage.questions, around));
        said.extend(labelled("scorecard.probes", "ul", &stage.probes, around));
    }
    said.push(paragraph(words.text("scorecard.caption")));
    said.extend(stage.criteria.iter().flat_map(|criterion| rated(criterion, brief, around)));
    said.push(label(words.text("scorecard.overall")));
    said.push(paragraph(words.text("scorecard.overall_hint")));
    let choices = ["definitely_not", "no", "yes", "strong_yes"].map(|value| format!("recommendation.{value}"));
    said.extend(choices.iter().map(|key| paragraph(words.text(key))));
    said.push(paragraph(words.text("scorecard.takeaways")));
    if !brief {
        said.extend(labelled("scorecard.not_evidence", "ul", &stage.not_evidence, around));
    }
    said
}

/// What stands above a sheet: its title, how long the interview takes, and what to fill in.
fn sheet_head(key: &str, stage: &KitStage, around: &Around<'_>) -> Vec<Node> {
    let words = around.words;
    let title = words.say(key, &[("stage", (&stage.title).into())]);
    let level = stage.level.iter().map(|(_, title)| format!("{}{title}", words.comma())).collect::<String>();
    let title = format!("{title} {}{level}", around.count("interview.minutes", stage.minutes));
    let blanks = ["scorecard.candidate", "scorecard.interviewer", "scorecard.date"].map(|key| words.text(key));
    vec![paragraph(&title), paragraph(&blanks.join(" · "))]
}

/// A list under its name; nothing without items.
fn labelled(key: &str, name: &'static str, items: &[String], around: &Around<'_>) -> Vec<Node> {
    if items.is_empty() { Vec::new() } else { vec![paragraph(around.words.text(key)), lines(name, items)] }
}

/// A criterion on a scorecard: what is looked for, what to ask, and the marks.
fn rated(criterion: &KitCriterion, brief: bool, around: &Around<'_>) -> Vec<Node> {
    let words = around.words;
    let mut said = vec![label(&titled(criterion))];
    said.extend(criterion.look_for.iter().map(|text| paragraph(text)));
    if !brief && !criterion.questions.is_empty() {
        let asked = |question: &KitQuestion| {
            let probes = Some(lines("ul", &question.probes)).filter(|_| !question.probes.is_empty());
            [Node::text(&question.ask)].into_iter().chain(probes).collect()
        };
        said.push(list("ul", criterion.questions.iter().map(asked)));
    }
    let anchors = criterion.anchors.iter().zip(1..).map(|(anchor, mark): (_, usize)| {
        element("p", vec![strong(&mark.to_string()), Node::text(&format!(" {anchor}"))])
    });
    said.extend(anchors);
    said.extend(["scorecard.lack", "scorecard.evidence"].map(|key| paragraph(words.text(key))));
    said
}

/// A criterion and its skill.
fn titled(criterion: &KitCriterion) -> String {
    criterion.skill.as_ref().map_or_else(|| criterion.title.clone(), |skill| format!("{} {skill}", criterion.title))
}

impl Shows for PanelKit {
    fn template(&self) -> &'static str {
        "panel-kit"
    }

    fn called(&self) -> &'static str {
        "kit"
    }

    fn lines(&self, words: &Locale, line: Line<'_>) {
        line(&self.caption);
        self.level.iter().for_each(|(_, title)| line(title));
        match self.view {
            // A table to fill in: what the criteria are, and nothing that is said of them.
            PanelView::Debrief => {
                let criteria = self.stages.iter().flat_map(|stage| &stage.criteria);
                criteria.for_each(|criterion| line(&criterion.title));
            }
            PanelView::Interviewer | PanelView::Scorecard | PanelView::Whole => {
                self.stages.iter().for_each(|stage| panel_lines(stage, words, line));
            }
        }
    }

    fn prose(&self, around: &Around<'_>) -> Vec<Node> {
        let (sheets, cards) = match self.view {
            PanelView::Debrief => return debrief(self, around),
            PanelView::Interviewer => (true, false),
            PanelView::Scorecard => (false, true),
            PanelView::Whole => (true, true),
        };
        let whole = self.view == PanelView::Whole;
        let mut said = if whole { cover(self, around) } else { Vec::new() };
        for stage in &self.stages {
            said.extend(whole.then(|| heading(&stage.title)));
            if sheets {
                said.extend(sheet(stage, around));
            }
            if cards && !stage.criteria.is_empty() {
                said.extend(scorecard(stage, !whole, around));
            }
        }
        said
    }
}

/// What a whole kit begins with: what is in it, and what candidates see.
fn cover(kit: &PanelKit, around: &Around<'_>) -> Vec<Node> {
    let words = around.words;
    let level = kit.level.iter().map(|(_, title)| ("kit.level", title.clone()));
    let facts = [
        ("kit.stages", kit.stages.len().to_string()),
        ("kit.time", around.count("interview.minutes", kit.minutes)),
        ("kit.criteria", kit.criteria.to_string()),
        ("kit.questions", kit.questions.to_string()),
    ];
    let facts = level.chain(facts).flat_map(|(key, said)| fact(words.text(key), &said));
    let candidates = words.text("kit.candidates");
    let stages = kit.stages.iter().map(|stage| {
        let minutes = around.count("interview.minutes", stage.minutes);
        vec![link(&format!("#kit-{}", stage.id), &stage.title), Node::text(&format!(" {minutes}"))]
    });
    let contents = [vec![link("#kit-candidates", candidates)]].into_iter().chain(stages);
    let mut said = vec![
        paragraph(&kit.caption),
        element("dl", facts.collect()),
        paragraph(words.text("kit.rule")),
        paragraph(words.text("kit.contents")),
        list("ol", contents),
        heading(candidates),
    ];
    said.extend(plan(&kit.caption, kit.minutes, &kit.stages, around));
    said
}

/// What an interviewer reads: what to ask, what to look for, and what each mark means.
fn sheet(stage: &KitStage, around: &Around<'_>) -> Vec<Node> {
    let mut said = sheet_head("kit.sheet", stage, around);
    said.extend(stage.about.iter().map(|about| paragraph(about)));
    said.extend(labelled("scorecard.questions", "ol", &stage.questions, around));
    said.extend(labelled("scorecard.probes", "ul", &stage.probes, around));
    for criterion in &stage.criteria {
        said.push(paragraph(&titled(criterion)));
        said.extend(criterion.look_for.iter().map(|text| paragraph(text)));
        if !criterion.questions.is_empty() {
            said.push(list("ol", criterion.questions.iter().map(|question| asked(question, around.words))));
        }
        said.extend([paragraph(around.words.text("kit.marks")), lines("ol", &criterion.anchors)]);
    }
    said.extend(labelled("scorecard.not_evidence", "ul", &stage.not_evidence, around));
    said
}

/// A question, what to ask next, and what answers of each mark are like.
fn asked(question: &KitQuestion, words: &Locale) -> Vec<Node> {
    let levels = question.levels.join(words.comma());
    let levels = if levels.is_empty() { levels } else { format!(" ({levels})") };
    let mut said = vec![paragraph(&format!("{}{levels}", question.ask))];
    if !question.probes.is_empty() {
        said.push(lines("ul", &question.probes));
    }
    for (name, anchors) in &question.anchors {
        said.extend(name.iter().map(|name| paragraph(name)));
        said.push(lines("ol", anchors));
    }
    said
}

/// The marks of several interviewers side by side.
fn debrief(kit: &PanelKit, around: &Around<'_>) -> Vec<Node> {
    const CARDS: [&str; 3] = ["1", "2", "3"];
    let words = around.words;
    let level = kit.level.iter().map(|(_, title)| format!(" {title}")).collect::<String>();
    let cards = CARDS.map(|number| words.say("debrief.card", &[("number", number.into())]));
    let own = |key| words.text(key).to_owned();
    let head = [own("scorecard.criterion")].into_iter().chain(cards).chain([own("debrief.agreed")]);
    let mut rows = Vec::new();
    for stage in kit.stages.iter().filter(|stage| !stage.criteria.is_empty()) {
        rows.push(vec![wide("th", CARDS.len() + 2, &stage.title)]);
        rows.extend(stage.criteria.iter().map(|criterion| {
            let blanks = (0..=CARDS.len()).map(|_| td(Vec::new()));
            [th(vec![Node::text(&criterion.title)])].into_iter().chain(blanks).collect()
        }));
    }
    vec![paragraph(&format!("{}{level}", kit.caption)), table(words.text("debrief.table"), head, rows)]
}

fn stage_lines(stage: &KitStage, words: &Locale, line: Line<'_>) {
    line(&format!("{}{}{}", stage.title, words.comma(), words.say_count("interview.minutes", stage.minutes)));
    for text in [&stage.about, &stage.panel, &stage.format, &stage.prepare].into_iter().flatten() {
        line(text);
    }
    for criterion in &stage.criteria {
        line(&criterion_text(criterion, words));
        for (anchor, mark) in criterion.anchors.iter().zip(1..) {
            line(&format!("{mark}: {anchor}"));
        }
    }
}

fn panel_lines(stage: &KitStage, words: &Locale, line: Line<'_>) {
    stage_lines(stage, words, line);
    let lists = [&stage.questions, &stage.probes, &stage.not_evidence];
    lists.into_iter().flatten().for_each(|text| line(text));
    for question in stage.criteria.iter().flat_map(|criterion| &criterion.questions) {
        line(&question.ask);
        let anchors = question.anchors.iter().flat_map(|(_, texts)| texts);
        question.probes.iter().chain(anchors).for_each(|text| line(text));
    }
}

fn criterion_text(criterion: &KitCriterion, words: &Locale) -> String {
    match &criterion.look_for {
        Some(look_for) => format!("{}{}{look_for}", criterion.title, words.colon()),
        None => criterion.title.clone(),
    }
}
