//! Findings as SARIF 2.1.0, for services that keep the findings of code: GitHub code scanning, editors, dashboards.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::json::safe_json;
use super::locate::Locator;
use super::{Finding, Findings, Place, Rule, Severity, guide, rules};

/// The findings as one run. `folder` is where the site lies in its repository, `""` at its top.
///
/// A fingerprint is made of the rule, the file and the text of the line, so that a finding stays the same one when lines
/// above it come and go.
pub fn sarif(findings: &Findings, folder: &str) -> String {
    let mut locator = Locator::default();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let print = fingerprint(finding, folder);
            let count = alike.entry(print.clone()).or_insert(0);
            *count += 1;
            result(finding, folder, &format!("{print}:{count}"), &mut locator)
        })
        .collect();
    safe_json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Rolebook",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_HOMEPAGE"),
                "rules": rules::ALL.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "The top of the repository" } } },
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn described(rule: &Rule) -> Value {
    let help = guide::help(rule);
    json!({
        "id": rule.id,
        "shortDescription": { "text": format!("{}.", rule.about) },
        "fullDescription": { "text": format!("{}.", rule.about) },
        "help": { "text": help.replace("**", ""), "markdown": help },
        "helpUri": guide::address(rule),
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(finding: &Finding, folder: &str, fingerprint: &str, locator: &mut Locator) -> Value {
    let diagnostic = &finding.diagnostic;
    let index = rules::ALL.iter().position(|rule| rule.id == diagnostic.rule.id);
    let text = match &diagnostic.hint {
        Some(hint) => format!("{}. Hint: {hint}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    // Services show only what has a place; what no file is to blame for stands at the settings.
    let settings = Place::file("rolebook.toml");
    let place = diagnostic.place.as_ref().unwrap_or(&settings);
    let mut result = json!({
        "ruleId": diagnostic.rule.id,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(place, folder, locator.locate(place))],
        "partialFingerprints": { "primaryLocationLineHash": fingerprint },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    let related = diagnostic.related.iter().zip(1..).map(|((place, label), id)| {
        let mut location = location(place, folder, place.line_column());
        location["id"] = json!(id);
        location["message"] = json!({ "text": label });
        location
    });
    if !diagnostic.related.is_empty() {
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(place: &Place, folder: &str, start: Option<(usize, usize)>) -> Value {
    let uri = super::uri_path(&format!("{folder}{}", place.path()));
    let mut physical = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "ROOT" } });
    if let (Some(start), Some(end)) = (start, start.and_then(|start| place.end_line_column(start))) {
        physical["region"] =
            json!({ "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 });
    }
    json!({ "physicalLocation": physical })
}

fn fingerprint(finding: &Finding, folder: &str) -> String {
    let diagnostic = &finding.diagnostic;
    let path = diagnostic.place.as_ref().map_or("", Place::path);
    let line = diagnostic.place.as_ref().map_or("", Place::line_text).trim();
    // A line that is not there says nothing; the message does.
    let said = if line.is_empty() { diagnostic.message.as_str() } else { line };
    let mut hash = blake3::Hasher::new();
    for part in [diagnostic.rule.id, folder, path, said] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Diagnostics, Severities, Source};

    fn print(text: &str, offset: usize) -> Value {
        let source = Source::new("content/ä b.md", text);
        let mut diags = Diagnostics::default();
        let found = Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, offset..offset + 6), "no page `y`");
        diags.push(found.hint("h").related(Place::new(&source, 0..1), "here"));
        diags.push(Diagnostic::without_place(&rules::IMAGE_ALT, "something"));
        serde_json::from_str(&sarif(&diags.judge(&Severities::default()), "docs/")).expect("JSON")
    }

    #[test]
    fn a_finding_is_a_result_with_its_region_and_rule() {
        let report = print("é\nzürich [x](y)\n", 11);
        let driver = &report["runs"][0]["tool"]["driver"];
        let results = report["runs"][0]["results"].as_array().expect("a list");
        assert_eq!(results.len(), 2);
        let result = &results[1];
        let rule = &driver["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!((rule["id"].as_str(), result["ruleId"].as_str()), (Some("broken-link"), Some("broken-link")));
        assert!(rule["help"]["markdown"].as_str().is_some_and(|help| help.contains("**To fix it:**")));
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "docs/content/%C3%A4%20b.md");
        assert_eq!(physical["region"], json!({ "startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 14 }));
        assert_eq!(result["message"]["text"], "no page `y`. Hint: h");
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "here");
        assert_eq!(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "docs/rolebook.toml");
    }

    #[test]
    fn a_fingerprint_outlives_new_lines_above_and_no_other_change() {
        let of = |text: &str, offset| print(text, offset)["runs"][0]["results"][1]["partialFingerprints"].clone();
        let first = of("é\nzürich [x](y)\n", 11);
        assert_eq!(first, of("é\n\nmore\nzürich [x](y)\n", 17));
        assert_ne!(first, of("é\nzürych [x](y)\n", 11));
    }

    #[test]
    fn two_of_a_kind_in_a_line_differ() {
        let source = Source::new("content/a.md", "[x](y) [x](y)\n");
        let mut diags = Diagnostics::default();
        diags.push(Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 0..6), "no page `y`"));
        diags.push(Diagnostic::new(&rules::BROKEN_LINK, Place::new(&source, 7..13), "no page `y`"));
        let report: Value = serde_json::from_str(&sarif(&diags.judge(&Severities::default()), "")).expect("JSON");
        let of = |at: usize| report["runs"][0]["results"][at]["partialFingerprints"]["primaryLocationLineHash"].clone();
        assert_ne!(of(0), of(1));
    }
}
