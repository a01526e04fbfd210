//! How serious each rule is on a site, and in parts of it.

use std::collections::BTreeMap;

use super::{Diagnostic, Rule, Severity};

/// The severity of every rule on this site: the rule's own, unless the settings say otherwise.
#[derive(Debug, Clone, Default)]
pub struct Severities {
    set: BTreeMap<&'static str, Option<Severity>>,
    /// The same of files whose paths begin so.
    folders: BTreeMap<String, BTreeMap<&'static str, Option<Severity>>>,
}

impl Severities {
    /// Sets a rule's severity; `None` switches it off. Returns false, and changes nothing, when the rule is
    /// an error that no site may lower.
    pub fn set(&mut self, rule: &'static Rule, severity: Option<Severity>) -> bool {
        if rule.fixed && severity != Some(Severity::Error) {
            return false;
        }
        self.set.insert(rule.id, severity);
        true
    }

    /// Sets a rule's severity for the files of a folder, whose path ends with a slash; otherwise as [`Severities::set`].
    pub fn set_in(&mut self, folder: &str, rule: &'static Rule, severity: Option<Severity>) -> bool {
        if rule.fixed && severity != Some(Severity::Error) {
            return false;
        }
        self.folders.entry(folder.to_owned()).or_default().insert(rule.id, severity);
        true
    }

    /// A rule's severity, `None` when it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        self.set.get(rule.id).copied().unwrap_or(Some(rule.severity))
    }

    /// The severity of a finding: by its folder, by its rule, by itself.
    pub(super) fn of_finding(&self, found: &Diagnostic) -> Option<Severity> {
        let path = found.place.as_ref().map_or("", |place| place.path());
        let around = self.folders.iter().filter(|(folder, _)| path.starts_with(folder.as_str()));
        // The innermost folder that says something of the rule.
        let said = around.filter_map(|(folder, set)| Some((folder.len(), set.get(found.rule.id)?)));
        if let Some((_, severity)) = said.max_by_key(|(length, _)| *length) {
            return *severity;
        }
        match self.set.get(found.rule.id) {
            None => Some(found.rule.severity.min(found.at_most)),
            Some(_) => self.of(found.rule),
        }
    }

    /// Whether a rule stops the build on this site.
    pub fn is_error(&self, rule: &Rule) -> bool {
        self.of(rule) == Some(Severity::Error)
    }
}
