//! Findings that an author has decided to leave, each with the reason.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Place, rules};
use crate::lint;

/// The waivers of an opening or a page.
pub(in crate::site) struct Waivers {
    /// What each is about, a rule or a law, and where it stands.
    named: Vec<(String, Place)>,
    used: BTreeSet<usize>,
}

impl Waivers {
    /// Waivers as they are written, `rule: reason`. One without a reason is reported, and waives nothing.
    pub(in crate::site) fn new<'l>(lines: impl Iterator<Item = (&'l str, Place)>, diags: &mut Diagnostics) -> Waivers {
        let mut named = Vec::new();
        for (line, place) in lines {
            let (name, reason) = line.split_once(':').unwrap_or((line, ""));
            if reason.trim().is_empty() {
                let message = format!("the waiver of `{}` gives no reason", name.trim());
                let finding = Diagnostic::new(&rules::WAIVER, place, message);
                diags.push(finding.hint(format!("write `{}: why it is right here`", name.trim())));
            } else {
                named.push((name.trim().to_owned(), place));
            }
        }
        Waivers { named, used: BTreeSet::new() }
    }

    /// Lets through what no waiver is about. A finding that comes from a law names it first among its related places.
    pub(in crate::site) fn sift(&mut self, found: Diagnostics, diags: &mut Diagnostics) {
        let left = found.sifted(|finding| {
            let law = finding.related.first().map(|(_, label)| label.as_str()).and_then(law_of);
            let about = |name: &str| name == finding.rule.id || law == Some(name);
            match self.named.iter().position(|(name, _)| about(name)) {
                // What no setting lowers, no waiver does.
                Some(waiver) if !finding.rule.fixed => {
                    self.used.insert(waiver);
                    None
                }
                _ => Some(finding),
            }
        });
        diags.append(left);
    }

    /// Reports waivers of what was not found.
    pub(in crate::site) fn report_unused(&self, diags: &mut Diagnostics) {
        self.report_if(|_| true, diags);
    }

    /// The same of rules about wording alone.
    pub(in crate::site) fn report_unused_wording(&self, diags: &mut Diagnostics) {
        self.report_if(|name| lint::find(name).is_some(), diags);
    }

    /// The same of all others.
    pub(in crate::site) fn report_unused_but_wording(&self, diags: &mut Diagnostics) {
        self.report_if(|name| lint::find(name).is_none(), diags);
    }

    fn report_if(&self, is_meant: impl Fn(&str) -> bool, diags: &mut Diagnostics) {
        for (at, (name, place)) in self.named.iter().enumerate() {
            if self.used.contains(&at) || !is_meant(name) {
                continue;
            }
            let message = format!("the waiver of `{name}` waives nothing");
            let finding = Diagnostic::new(&rules::WAIVER, place.clone(), message);
            diags
                .push(finding.hint(
                    "remove it; a waiver names a rule as it stands in brackets in a finding, or a law by its id",
                ));
        }
    }
}

/// What the place of a law is called beside a finding.
pub(super) fn label_of_law(id: &str) -> String {
    format!("the law `{id}`")
}

fn law_of(label: &str) -> Option<&str> {
    label.strip_prefix("the law `")?.strip_suffix('`')
}
