//! Translations that only some may read, beside pages that everybody reads.

use super::interference::check_under;

const SETTINGS: &str = "title = \"Test\"\nbase_url = \"https://example.org/\"\naudiences = [\"public\", \"internal\"]\n\
    languages = [\"en\", \"de\", \"fr\"]\n[[navigation]]\nlabel = \"Pay\"\nlink = \"pay.md\"\n";
const PAY: &str = "+++\ntitle = \"Pay\"\ntags = [\"money\"]\nreviewed_on = 2026-01-01\n+++\n\n## How we pay\n\nText. [Roles](roles/)\n";
const LOHN: &str = "+++\ntitle = \"Gehalt\"\ntags = [\"geld\"]\n+++\n\n## Wie wir zahlen\n\nText. [Rollen](roles/)\n";
const ROLES: &str = "+++\ntitle = \"Roles\"\n+++\n\nText.\n";

#[test]
fn an_internal_translation_of_a_public_page_leaves_no_trace() {
    let hidden = LOHN.replace("+++\ntitle", "+++\naudience = \"internal\"\ntitle");
    let public = [("content/pay.md", PAY), ("content/roles/_index.md", ROLES)];
    // The only page of its language, and one beside another.
    check_under(SETTINGS, &public, &[("content/pay.de.md", &hidden)]);
    let public = [("content/pay.md", PAY), ("content/pay.de.md", LOHN), ("content/roles/_index.md", ROLES)];
    check_under(
        SETTINGS,
        &public,
        &[("content/pay.fr.md", &hidden), ("content/roles/_index.de.md", &hidden.replace("(roles/)", "(../pay.md)"))],
    );
}

#[test]
fn translations_of_an_internal_page_are_as_internal_as_it() {
    let public = [("content/pay.md", PAY), ("content/pay.de.md", LOHN), ("content/roles/_index.md", ROLES)];
    let plan = "+++\ntitle = \"Plan\"\naudience = \"internal\"\ntags = [\"plan\"]\n+++\n\nText.\n";
    let translated = "+++\ntitle = \"Vorhaben\"\ntags = [\"geld\", \"plan\"]\naliases = [\"/de/alt/\"]\n+++\n\nText. [Gehalt](pay.md)\n";
    check_under(
        SETTINGS,
        &public,
        &[
            ("content/plan.md", plan),
            ("content/plan.de.md", translated),
            ("content/plan.fr.md", &translated.replace("/de/", "/fr/")),
            ("content/roles/secret.md", &plan.replace("Plan", "Secret")),
            ("content/roles/secret.de.md", &translated.replace("/de/alt/", "/de/older/").replace("(pay", "(../pay")),
        ],
    );
}

#[test]
fn drafts_of_translations_leave_no_trace() {
    let public = [("content/pay.md", PAY), ("content/roles/_index.md", ROLES)];
    let draft = LOHN.replace("+++\ntitle", "+++\ndraft = true\ntitle");
    check_under(SETTINGS, &public, &[("content/pay.de.md", &draft)]);
}
