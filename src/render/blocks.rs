//! Blocks as HTML: which template of the theme draws each, and what it is told.
//!
//! It must not know any markup.

use std::collections::BTreeSet;

use tera::Value;

use super::draw_body::Drawing;
use super::render_error::Cause;
use super::values::{html, map, maybe, text};
use super::{outline, pay_files};
use crate::highlight;
use crate::site::document::leaves::Toc;
use crate::site::document::tables::{DataTable, FitForm, InterviewKit, PanelKit, PayExplorer};
use crate::site::document::{Code, Container, ContainerKind, Fold, Leaf, Section};
use crate::site::routes;

impl Drawing<'_> {
    /// A code block.
    pub(super) fn code(&self, code: &Code) -> Result<String, Cause> {
        let language = code.language.as_deref();
        let mut context = self.context();
        context.insert_value("language", maybe(language));
        context.insert_value("title", maybe(code.title.as_deref()));
        let (coloured, took) = highlight::timed(language, &code.text);
        self.spent.colouring(took, language.unwrap_or_default())?;
        context.insert_value("code", html(&coloured.html(&code.lines)));
        self.fill("blocks/code.html", &context)
    }

    /// A block with content.
    pub(super) fn container(&self, container: &Container) -> Result<String, Cause> {
        let (template, cut) = match &container.kind {
            ContainerKind::Audience(_) => ("blocks/audience.html", false),
            ContainerKind::Note => ("blocks/note.html", false),
            ContainerKind::Tip => ("blocks/tip.html", false),
            ContainerKind::Warning => ("blocks/warning.html", false),
            ContainerKind::Faq => ("blocks/faq.html", true),
            ContainerKind::RedFlags => ("blocks/red-flags.html", false),
            ContainerKind::Signals => ("blocks/signals.html", false),
            ContainerKind::Steps => ("blocks/steps.html", true),
            ContainerKind::Tabs => ("blocks/tabs.html", true),
        };
        let mut context = self.context();
        context.insert_value("id", maybe(container.id.as_deref()));
        context.insert_value("classes", text(&container.classes.join(" ")));
        context.insert_value("label", maybe(container.label.as_deref()));
        let fold = container.fold.map(|fold| if fold == Fold::Open { "open" } else { "closed" });
        context.insert_value("fold", maybe(fold));
        if let ContainerKind::Audience(name) = &container.kind {
            context.insert_value("audience", text(name));
            context.insert_value("audience_title", text(self.frame.view.audience_title(name)));
        }
        if cut {
            let items = container.items();
            let first = items.iter().position(|item| item.heading.is_some()).unwrap_or(items.len());
            context.insert_value("headed", Value::from(first < items.len()));
            let number = |at: usize| (at + 1).saturating_sub(first);
            let items = items.iter().enumerate().map(|(at, item)| self.item(item, number(at)));
            let items = items.collect::<Result<Vec<_>, _>>()?;
            context.insert_value("items", Value::from(items));
        } else {
            context.insert_value("body", html(&self.nodes(&container.nodes)?));
        }
        self.fill(template, &context)
    }

    /// A block drawn from data.
    pub(super) fn leaf(&self, leaf: &Leaf) -> Result<String, Cause> {
        if let Some(explorer) = leaf.of() {
            return self.explorer(explorer, false);
        }
        if let Some(form) = leaf.of() {
            return self.role_fit(form, false);
        }
        if let Some(table) = leaf.of() {
            return self.table(table);
        }
        let value = match leaf.of() {
            Some(Toc) => outline::of(self.frame, self.page),
            None => Value::try_from_serializable(&&**leaf)?,
        };
        let mut context = self.context();
        let stages = leaf.of::<InterviewKit>().map(|kit| &kit.stages);
        if let Some(stages) = stages.or_else(|| leaf.of::<PanelKit>().map(|kit| &kit.stages)) {
            context.insert_value("pages", self.frame.stage_pages(stages));
        }
        context.insert_value(leaf.called(), value);
        self.fill(&format!("blocks/{}.html", leaf.template()), &context)
    }

    /// A table of rows, which readers may sort when it holds data.
    fn table(&self, table: &DataTable) -> Result<String, Cause> {
        let mut context = self.context();
        context.insert_value("table", Value::try_from_serializable(table)?);
        context.insert_value("is_data", Value::from(table.holds_data()));
        self.fill("blocks/table.html", &context)
    }

    /// An address as a path from the root, among those of the language of the page.
    fn alone(&self, url: &str) -> String {
        routes::within(self.frame.view.start(), url).trim_start_matches('/').to_owned()
    }

    /// A questionnaire, on a page or `alone`.
    pub(super) fn role_fit(&self, form: &FitForm, alone: bool) -> Result<String, Cause> {
        let mut context = self.context();
        let roles = form.roles.iter().map(|role| self.frame.link_all(&self.frame.reading(&role.id)));
        context.insert_value("reading", Value::from(roles.collect::<Vec<_>>()));
        let facts = form.roles.iter().map(|role| self.frame.in_short(&role.id));
        context.insert_value("facts", Value::from(facts.collect::<Vec<_>>()));
        context.insert_value("fit", Value::try_from_serializable(form)?);
        context.insert_value("site", self.frame.site.clone());
        context.insert_value("embed", text(&self.alone(&routes::role_fit_alone(&form.id))));
        context.insert_value("alone", Value::from(alone));
        self.fill("blocks/role-fit.html", &context)
    }

    /// A pay explorer, on a page or `alone`.
    pub(super) fn explorer(&self, explorer: &PayExplorer, alone: bool) -> Result<String, Cause> {
        let mut context = self.context();
        let book = self.frame.view.pay();
        let converted = book.rates.first().into_iter().flat_map(|table| table.per.iter().map(|(code, _)| *code));
        let currencies: BTreeSet<&str> = book.figures.iter().map(|figure| figure.currency).chain(converted).collect();
        context.insert_value("explorer", Value::try_from_serializable(explorer)?);
        context.insert_value("book", Value::try_from_serializable(book)?);
        context.insert_value("currencies", Value::try_from_serializable(&currencies)?);
        context.insert_value("data", text(&self.alone(pay_files::EXPLORER)));
        context.insert_value("embed", text(&self.alone(&routes::explorer_alone(&explorer.role))));
        context.insert_value("alone", Value::from(alone));
        let is_in_outline = !alone && self.page.document().only_explorer().is_some();
        context.insert_value("in_outline", Value::from(is_in_outline));
        self.fill("blocks/pay-explorer.html", &context)
    }

    /// A heading and what follows it, as `{number, id, text, heading, body}`, the heading also without its link and the link alone; all but the body are empty for what stands
    /// before the first heading.
    fn item(&self, item: &Section<'_>, number: usize) -> Result<Value, Cause> {
        let (mut markup, mut plain, mut anchor) = (String::new(), String::new(), String::new());
        if let Some(heading) = item.heading {
            self.is_below(heading);
            self.write_heading(heading, &mut markup);
            self.write_heading_with(heading, &mut plain, |_| ());
            self.write_anchor_in_words(heading, &mut anchor);
        }
        Ok(map([
            ("number", Value::from(number)),
            ("id", maybe(item.heading.map(|heading| heading.id.as_str()))),
            ("text", maybe(item.heading.map(|heading| heading.text.as_str()))),
            ("heading", html(&markup)),
            ("plain_heading", html(&plain)),
            ("anchor", html(&anchor)),
            ("body", html(&self.nodes(item.nodes)?)),
        ]))
    }
}
