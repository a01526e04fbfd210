//! The pay pages that figures make: what is internal makes no page, no row and no word for the public.

use super::interference::check;

const PUBLIC: &str = r#"
audience = "public"
[source.one]
publisher = "One"
title = "First"
published = 2026-03-01
[place.london]
title = "London"
[place.paris]
title = "Paris"
[level.senior]
title = "Senior"
[role.lead]
title = "Lead"
[role.clerk]
title = "Clerk"
[[observation]]
id = "seen"
role = "lead"
place = "london"
measure = "base"
min = 100000
max = 200000
currency = "GBP"
period = "year"
source = "one"
"#;
const INDEX: &str = "+++\ntitle = \"Pay\"\n+++\n::pay-table{role=\"lead\" place=\"london,paris\" level=\"senior\"}\n";

/// A record for the talent team.
fn figure(table: &str, id: &str, more: &str) -> String {
    format!(
        "[[{table}]]\nid = \"{id}\"\nrole = \"lead\"\nplace = \"london\"\nmeasure = \"base\"\nmin = 71717\nmax = 81818\n\
         currency = \"GBP\"\nperiod = \"year\"\nsource = \"one\"\nnote = \"Vault\"\nas_of = 2026-03-01\n{more}"
    )
}

#[track_caller]
fn leaves_no_trace(internal: &str) {
    let public = [("content/data/a.toml", PUBLIC), ("content/pay/_index.md", INDEX)];
    check(&public, &[("content/data/vault.toml", internal)]);
}

#[test]
fn a_role_with_internal_figures_alone_has_no_public_page() {
    leaves_no_trace(&figure("band", "vault", "method = \"manual\"").replace("\"lead\"", "\"clerk\""));
    leaves_no_trace(&figure("observation", "vault", "").replace("\"lead\"", "\"clerk\""));
}

#[test]
fn a_place_with_internal_figures_alone_has_no_public_page_and_no_row() {
    leaves_no_trace(&figure("band", "vault", "method = \"manual\"").replace("\"london\"", "\"paris\""));
}

#[test]
fn internal_figures_add_nothing_to_a_public_page() {
    leaves_no_trace(&figure("band", "vault", "method = \"manual\""));
    leaves_no_trace(&figure("observation", "vault", "level = \"senior\""));
    leaves_no_trace(&figure("observation", "vault", "").replace("\"base\"", "\"total\""));
    leaves_no_trace(&figure("observation", "vault", "").replace("\"GBP\"", "\"EUR\""));
}

#[test]
fn figures_that_name_something_internal_make_no_public_page() {
    let place = "[place.vault]\ntitle = \"Vault\"\naudience = \"internal\"\n";
    leaves_no_trace(&format!("{place}{}", figure("observation", "vault", "").replace("\"london\"", "\"vault\"")));
    let source =
        "[source.vault]\npublisher = \"Vault\"\ntitle = \"Vault\"\npublished = 2026-03-01\naudience = \"internal\"\n";
    let seen = figure("observation", "vault", "").replace("\"one\"", "\"vault\"").replace("\"lead\"", "\"clerk\"");
    leaves_no_trace(&format!("{source}{seen}"));
}

#[test]
fn internal_shares_and_places_near_by_add_nothing() {
    let bonus = "[[bonus]]\nid = \"vault\"\nrole = \"lead\"\nmin = 37\nmax = 47\nsource = \"one\"\n";
    leaves_no_trace(bonus);
    leaves_no_trace("[place.vault]\ntitle = \"Vault\"\nparent = \"london\"\naudience = \"internal\"\n");
}

#[test]
fn a_file_for_the_talent_team_leaves_the_public_page_as_it_is() {
    let page = "+++\ntitle = \"Vault\"\naudience = \"internal\"\n+++\nVault.\n";
    let public = [("content/data/a.toml", PUBLIC), ("content/pay/_index.md", INDEX)];
    check(&public, &[("content/pay/lead.md", page), ("content/pay/paris.md", page)]);
}
