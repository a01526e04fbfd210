//! Words beside, above or at the end of something that say who may read it, what other editors make of an instruction,
//! and the same in values.

use rolebook::diag::Severity;
use rolebook::disk::MemoryDisk;

use super::{LONG, OPEN_FOLDER, SECRET, SETTINGS, build, check_closed, public};
use crate::support;

/// Text of a page; `§` is what it should hide.
const CLOSED: &[&str] = &[
    // In brackets, wherever a passage begins.
    "- [internal] §",
    "* [INTERNAL] §",
    "1. [internal] §",
    "- [ ] [internal] §",
    "- [x] [internal] §",
    "> - [internal] §",
    "[Internal only] §",
    "**[Internal only]** §",
    "[hiring-managers only] §",
    "((internal: §))",
    "- (internal only) §",
    // Before a passage.
    "- INTERNAL: §",
    "- Internal only: §",
    "Internal only — §",
    "Internal only. §",
    "INTERNAL ONLY - §",
    "**Walk-away (internal only):** §",
    "Walk-away (internal only): §",
    "Hiring manager only: §",
    "CONFIDENTIAL: §",
    "STRICTLY CONFIDENTIAL: §",
    "Do not publish: §",
    "Not for publication: §",
    "Not public: §",
    "Internal — do not share: §",
    "Text.[^i]\n\n[^i]: INTERNAL: §",
    "**Internal only** The band is §",
    "<b>Internal only:</b> §",
    // In a line of its own.
    "INTERNAL\n\n§\n\nEND INTERNAL",
    "**INTERNAL**\n\n§",
    "INTERNAL:\n\n§",
    "Everything below this line is internal.\n\n§",
    "Start of internal section\n\n§\n\nEnd of internal section",
    "<details><summary>Internal only</summary>§</details>",
    // A word for a secret that is an audience's name needs no other word.
    "Internal: §",
    "**Internal:** §",
    "*Internal:* §",
    "**Internal** The band is §",
    "Internal - §",
    "> **Internal:** §",
    "(internal) §",
    "- (internal) The band is §",
    "(internal: §)",
    "§ [internal]",
    "Internal\n\n§",
    "*internal*\n\n§",
    "**Internal:**\n\n- §",
    "## Internal\n\n§",
    "Internal\n---\n\n§",
    "## Internal: bands\n\n§",
    "## Salary bands (internal)\n\n§",
    "## Salary bands - internal\n\n§",
    "## (Internal) salary bands\n\n§",
    "**Salary bands (internal)**\n\n§",
    "| a | Pay (internal) |\n|---|---|\n| b | § |",
    // With a slip, behind something else, or behind what they are about.
    "Internal only:§",
    "INTERNAL:§",
    "Internal only → §",
    "Internal only; §",
    "Internal only! §",
    "Internal only | §",
    "Internal only -§",
    "INTERNAL ONLY §",
    "(Internal only: §)",
    "*(INTERNAL: §)*",
    "Don't share: §",
    "Don’t publish: §",
    "Strictly internal: §",
    "Keep this internal: §",
    "Please don't publish: §",
    "Not to be shared: §",
    "Confidential!\n\n§",
    "| Item | Visible to |\n|---|---|\n| § | internal |",
    "Company confidential: §",
    "Not for external use\n\n§",
    "1.2 Internal only: §",
    "(1) Internal only: §",
    "a) Internal only: §",
    "2026-11-03: Internal only: §",
    "Note: Internal only: §",
    "Jane: INTERNAL: §",
    "* **Band:** Internal only: §",
    "## 1.2 Internal only: bands\n\n§",
    "Term\n: Internal only: §",
    ":::note[Internal only: §]\nText.\n:::",
    "| a | b |\n|---|---|\n| Internal only: § | 1 |",
    "| Internal only: § | b |\n|---|---|\n| a | 1 |",
    "First.<br>Internal only: §",
    "<!-- x --> Internal only: §",
    "&nbsp;Internal only: §",
    "📌 Internal only: §",
    "- § (internal only)",
    "§ [INTERNAL]",
    "§ — internal only",
    "| a | b |\n|---|---|\n| Walk-away (internal only) | § |",
    "| a | b |\n|---|---|\n| Walk-away | § (internal only) |",
    // Marks of other tools with words for readers in them.
    "{{< details \"Internal only\" >}}§{{< /details >}}",
    "{% callout \"Internal only\" %}§{% endcallout %}",
    "<InternalOnly>§</InternalOnly>",
    "<HiringManagersOnly>§</HiringManagersOnly>",
    "<Feature flag=\"internal\">§</Feature>",
    "{process.env.INTERNAL && <p>§</p>}",
    "<div title=\"Internal only\">§</div>",
    "<!-- rolebook: audience=internal -->\n\n§",
    "<p style=\"margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0; margin: 0\" class=\"internal\">§</p>",
    ":internal §",
    ":internal{§}",
    ":internal(§)",
    ":internal [§]",
    "<table><tr><th>Internal notes</th></tr><tr><td>§</td></tr></table>",
    "| Item | Confidential |\n|---|---|\n| a | § |",
    "| Item | Do not share |\n|---|---|\n| a | § |",
    "| Item | Remarks [internal] |\n|---|---|\n| a | § |",
    "| Item | Internal comments |\n|---|---|\n| a | § |",
    "| Item | InternalNotes |\n|---|---|\n| a | § |",
    "| Item | Audience |\n|---|---|\n| § | internal |",
    // In other languages, whatever that of the site.
    "Interner Hinweis: §",
    "INTERNE NOTIZ: §",
    "Nur für den internen Gebrauch: §",
    "Nur für den internen Gebrauch\n\n§",
    "Streng vertraulich: §",
    "Nicht weitergeben: §",
    "Nicht zur Veröffentlichung bestimmt.\n\n§",
    "Nur für Mitarbeiter: §",
    "## Gehaltsgrenzen (nur intern)\n\n§",
    "VERTRAULICH: §",
    "À usage interne uniquement\n\n§",
    "Note interne : §",
    "Strictement confidentiel\n\n§",
    "Ne pas publier : §",
    "## Salaire plafond (interne uniquement)\n\n§",
    "Uso interno: §",
    "Solo para uso interno\n\n§",
    "Estrictamente confidencial\n\n§",
    "## Banda salarial (solo interno)\n\n§",
    "Alleen voor intern gebruik: §",
    "Uso esclusivamente interno: §",
    "للاستخدام الداخلي فقط\n\n§",
    "سري\n\n§",
    "[داخلي] §",
    "غير للنشر: §",
    // In a heading, a title, the head of a table.
    "## Salary bands (internal only)\n\n§",
    "## Salary bands (INTERNAL)\n\n§",
    "Salary bands (internal only)\n---\n\n§",
    "## [INTERNAL] notes\n\n§",
    "## INTERNAL: notes\n\n§",
    "## Hiring managers only: figures\n\n§",
    "## For internal use\n\n§",
    "| Walk-away (internal only) | b |\n|---|---|\n| § | 1 |",
    "| a | Internal only |\n|---|---|\n| b | § |",
    ":::tabs\n### Public\nx\n### Internal only\n§\n:::",
    ":::note[Walk-away (internal only)]\n§\n:::",
    "> [!WARNING] Walk-away (internal only)\n> §",
    // As a visual editor escapes it.
    "\\:::internal\n§\n\\:::",
    "\\:\\:\\:internal\n\n§\n\n\\:\\:\\:",
    "`:::internal`\n\n§\n\n`:::`",
    "\\[internal\\] §",
    "\\<!-- internal --\\>\n\n§",
    "&lt;internal&gt;§&lt;/internal&gt;",
    // HTML that browsers hide.
    "<p hidden=\"\">§</p>",
    "<p hidden=\"hidden\">§ two words</p>",
    "<p hidden=until-found>§</p>",
    "<p style=\"display : none\">§</p>",
    "<p style=\"display:\nnone\">§</p>",
    "<p style=\"display:/* a */none\">§</p>",
    "<p style=\"display&colon;none\">§</p>",
    "<p class=\"d-none\">§</p>",
    "<dialog>§</dialog>",
    "<div class=\"hiring-manager\">§</div>",
    // Conditions and fences of other tools.
    "#if internal\n§\n#endif",
    "#ifdef INTERNAL\n§\n#endif",
    "@if(internal)\n§\n@endif",
    "$if(internal)$\n§\n$endif$",
    "ifdef::audience-internal[]\n§\nendif::[]",
    "<% if internal %>§<% end %>",
    ".. only:: html and internal\n\n   §",
    "[role=internal]\n§",
    "{panel:title=Internal only}§{panel}",
    "<!-- region internal -->\n§\n<!-- endregion -->",
    "<!-- if internal -->\n§\n<!-- endif -->",
    "<!-- everything below is internal -->\n\n§",
    "⋮internal\n§\n⋮",
    "...internal\n§\n...",
    "…internal\n§",
    "|||internal\n§\n|||",
    ">>> internal\n§\n>>>",
    "<<< internal\n§\n<<<",
    "/// details | Internal only\n§\n///",
    "((( internal\n§\n)))",
    "###internal\n§",
    // Comments and covers of other tools.
    "\\begin{comment}\n§\n\\end{comment}",
    "////\n§\n////",
    "#+BEGIN_COMMENT\n§\n#+END_COMMENT",
    ".. comment\n   §",
    "[//]: # (§ (nested) x)",
    "[//]: #(§ x)",
    "[//] # (§)",
    "[comment]: # § words",
    "||§||",
    ">!§!<",
    "[spoiler]§[/spoiler]",
    "[hide]§[/hide]",
];

/// The first line below a title.
const STAMPS: &[&str] = &[
    "This document is for internal use only.",
    "This document is internal.",
    "For internal use only – do not distribute.",
    "Internal use only. Do not share.",
    "ACME CONFIDENTIAL",
    "Confidential – HR only",
    "Strictly confidential. Do not forward.",
    "CONFIDENTIAL: hiring team only",
    "Do not publish before 1 March 2099.",
    "Embargoed until 1 March 2099",
    "DRAFT: not approved by legal",
    "DRAFT v0.3",
    "WORK IN PROGRESS",
    "Data classification: internal",
    "Confidentiality level: Internal",
    "Distribution: internal",
    "Who can see this: internal",
    "🔒 Internal",
    "Draft – not approved",
];

/// Whole front matters.
const FRONT: &[&str] = &[
    "title: x\nsummary: >\n  Words.\n  audience: internal",
    "title: x\nsummary: |\n  Words.\n  draft: true",
    "title: Four, audience = internal",
    "title: x\ntags: [a, \"audience: internal\"]",
    "title: \"[DRAFT] Bands\"",
    "title: \"Bands (internal only)\"",
    "title: \"CONFIDENTIAL - Bands\"",
    "title: x\nsummary: \"Not for publication\"",
    "title: x\nsummary: \"Internal only: words\"",
];

/// Keys below `extra`.
const EXTRA: &[&str] = &[
    "private: 1",
    "published: 0",
    "hidden: 1",
    "internal: 1",
    "visibility: [internal, hr]",
    "access: [hr, internal]",
    "readers: [internal, hr]",
    "published: 2099-01-01",
    "published_at: 2099-01-01",
    "live_from: 2099-01-01",
    "not_before: 2099-01-01",
    "hide_until: 2099-01-01",
    "data_classification: internal",
    "distribution: internal",
    "sharing: internal",
    "visible_for: internal",
    "visibility: hr-only",
    "status: awaiting approval",
    "status: not approved",
    "published: not yet",
    "entwurf: wahr",
];

/// Texts of records.
const VALUES: &[&str] = &[
    "INTERNAL: §",
    "§ (internal only)",
    "[internal] §",
    "<!-- § -->",
    "{% comment %}§{% endcomment %}",
    "%% § %%",
    "> [!INTERNAL] §",
    "{.internal} §",
];

#[test]
fn labels_and_escapes_close_their_page() {
    let mut pages = Vec::new();
    for text in CLOSED {
        let text = text.replace('§', SECRET);
        pages.push(format!("# A title\n\nWords of an introduction.\n\n{text}\n\nMore.\n"));
        pages.push(format!("+++\ntitle = \"x\"\n+++\n{LONG}{text}\n"));
    }
    check_closed(&pages, |_| false);
}

#[test]
fn stamps_below_a_title_close_their_page() {
    let pages: Vec<String> = STAMPS.iter().map(|line| format!("# Bands\n\n{line}\n\n{SECRET}\n")).collect();
    check_closed(&pages, |_| false);
}

#[test]
fn values_of_front_matter_and_keys_below_extra_close_their_page() {
    let fronts = FRONT.iter().map(|front| format!("---\n{front}\n---\n{SECRET}\n"));
    let swallowed =
        format!("+++\ntitle = \"x\"\nsummary = \"\"\"\nWords.\naudience = \"internal\"\n\"\"\"\n+++\n{SECRET}\n");
    let extras = EXTRA.iter().map(|key| format!("---\ntitle: x\nextra:\n  {key}\n---\n{SECRET}\n"));
    let pages: Vec<String> = fronts.chain([swallowed]).chain(extras).collect();
    check_closed(&pages, |_| false);
}

#[test]
fn a_second_front_matter_closes_its_page_wherever_it_stands() {
    let pages = [
        format!("---\ntitle: A\n---\n\n{LONG}---\ntitle: B\ndraft: true\n---\n\n{SECRET}\n"),
        format!("# A\n\n{LONG}---\n\nMore.\n\n---\ndraft: true\ntitle: B\n---\n\n{SECRET}\n"),
        format!("# A\n\n{LONG}+++\ntitle = \"B\"\nvisibility = \"private\"\n+++\n\n{SECRET}\n"),
        format!("# A\n\n{LONG}---\ndraft: true\n---\n\n{SECRET}\n"),
        format!("# A\n\n{LONG}---\npublish_on: 2099-03-01\n---\n\n{SECRET}\n"),
    ];
    check_closed(&pages, |_| false);
}

#[test]
fn a_lowered_unknown_key_with_a_value_that_hides_is_told_page_by_page() {
    let pages: Vec<String> = (0..5).map(|_| format!("---\ntitle: x\npersona: internal\n---\n{SECRET}\n")).collect();
    check_closed(&pages, |_| false);
}

#[test]
fn labels_in_records_and_cells_close_them() {
    for value in VALUES {
        let text = value.replace('§', SECRET);
        let quoted = text.replace('"', "\\\"");
        let mut disk = MemoryDisk::default();
        disk.insert("rolebook.toml", SETTINGS);
        disk.insert("content/_index.md", OPEN_FOLDER);
        let record = format!("audience = \"public\"\n[role.r]\ntitle = \"R\"\nmission = \"{quoted}\"\n");
        disk.insert("content/data/a.toml", record);
        disk.insert("content/data/b.csv", format!("a,b\n\"{text}\",2\n"));
        disk.insert("content/data/b.csv.toml", "audience = \"public\"\n");
        let built = support::build(&disk);
        let told = built.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let files: Vec<&str> = told.filter_map(|finding| Some(finding.diagnostic.place.as_ref()?.path())).collect();
        for file in ["content/data/a.toml", "content/data/b.csv"] {
            assert!(files.contains(&file), "{value} in {file}: {files:?}");
        }
        assert!(public(&built, SECRET).is_empty(), "{value}");
    }
}

/// What names readers and is a sentence, a list, a term or a fact.
const HARMLESS: &[&str] = &[
    "Pay is < internal median and > external median.",
    "The order is public < internal, and a page goes -> down.",
    "Set notation: {internal, external}.",
    "Costs < internal and > external.",
    "Audience: internal and external recruiters.",
    "For internal use, see the handbook; for external use, ask.",
    "Private health care: yes",
    "- Private medical cover: yes",
    "Internal promotion: yes",
    "Confidential reporting line: yes",
    "Audience: talent teams (internal handbook), candidates (public careers guide).",
    "**Audience:** people who hire.",
    "### Internal only?\n\nNo.",
    "**Internal only?** No, all can apply.",
    "| Item | Internal | External |\n|---|---|---|\n| a | b | c |",
    "An InternalError is a class.",
    "It is a form\nfor internal use, and an old one.",
    "- Nicht weitergeben: Passwörter, Adressen.",
    "Nur interne Bewerbungen zählen hier nicht.",
    "Interne Stellen: siehe unten.",
    "Das Team, die Führungskräfte und der Betriebsrat.",
    "## Vertraulichkeit\n\nWas Sie uns sagen, bleibt vertraulich.",
    "Les candidatures internes sont examinées d'abord.",
    "No publicar salarios es un error.",
    "Los candidatos internos: lo mismo.",
    "The publication, its diffusion and a solo talk.",
    "An intern: paid, always.",
    "## Interns\n\nWords.",
    "Who sees it: the panel, and nobody else.",
    "Two kinds, internal / external, are posted.",
    "Ask at 10:30 (see INTERNATIONAL).",
    "- **Internal**: staff\n- **External**: all",
    "- INTERNAL: staff\n- EXTERNAL: all",
    "Draft\n: a first version",
    "Hidden\n: not seen",
    "Private: no",
    "Draft: no",
    "Confidential: no",
    "Release date: 2027-03-01",
    "Available from: 2099-03-01",
    "Note to hiring managers: see the next page.",
    "For hiring managers: start with the intake.",
    "This page is for hiring managers.",
    "Audience: candidates and staff.",
    "Access: internal and external",
    "Class: private",
    "C++ uses ::internal",
    "// A line of a poem //",
    "Words\n\n---\nOwner: Jane\n---",
    "## For hiring managers\n\nWords.",
    "## Reporting a concern (confidential)\n\nWords.",
    "## Promotion (internal)\n\nWords.\n\n## Promotion (external)\n\nWords.",
    "**Internal only** roles are posted for a week.",
    "- Do not share: passwords, private addresses.",
    "- Do not publish\n- Do not share",
    "Do not share candidate data before the interview.",
    "Confidential. That is what a call with us is.",
    "Dear [Hiring manager],\n\n[Hiring manager name]\n[Hiring manager]",
    "HIRING MANAGER: What did you build?\n\nCANDIDATE: A search.",
    "| Who | Where |\n|---|---|\n| Internal only | here |",
    "WIP limits keep a board moving.",
    "Sharing: encouraged",
    "Status: not applicable",
    "<p style=\"overflow: hidden\">Words</p>",
    "<p class=\"sr-only\">Words</p>",
    "<span aria-hidden=\"true\">Words</span>",
    "[//]: # (a comment of Markdown)",
    "Words (a || b) and c || d.",
    "Wait ... internal people answer, too.",
    "[[internal]]",
    "Do not copy before reading: it is short.",
    "`:::internal` begins a block.",
    "`:::internal`\n\nbegins a block.",
    "\\:::internal is written so.",
    "\\:::internal\n\nbegins a block.",
    "The section is internal to the form.",
    "See the class `hidden`, its style and {display: none}.",
];

#[test]
fn sentences_lists_and_facts_are_no_label() {
    let mut pages = Vec::new();
    for text in HARMLESS {
        for above in ["", "Words of an introduction.\n\n", LONG] {
            pages.push(format!("# A title\n\n{above}{text}\n\nzqxopen\n"));
        }
    }
    // Words that say what is true.
    pages.push("# A title\n\n:::internal\nInternal only: the band.\n:::\n\nzqxopen\n".to_owned());
    let extras =
        ["show_date: true", "expires: 30", "categories: [hiring, internal]", "available_at: London", "order: 1"];
    pages.extend(extras.map(|key| format!("---\ntitle: x\nextra:\n  {key}\n---\nzqxopen\n")));
    let titles = [
        "Internal mobility",
        "Draft: how we write offers",
        "Audience and access",
        "Confidential reports",
        "Status: what it means",
    ];
    pages.extend(titles.map(|title| format!("---\ntitle: \"{title}\"\nsummary: \"{title}.\"\n---\nzqxopen\n")));
    let built = build(&pages);
    let errors: Vec<String> = built
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error || finding.diagnostic.rule.id == "comment")
        .map(|finding| {
            format!("{}: {:?}", finding.diagnostic.message, finding.diagnostic.place.as_ref().map(|p| p.text()))
        })
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let open = public(&built, "zqxopen");
    let is_open = |number: &usize| open.iter().any(|file| file.contains(&format!("p{number:04}/index.html")));
    let missing: Vec<&String> =
        (0..pages.len()).filter(|number| !is_open(number)).map(|number| &pages[number]).collect();
    assert!(missing.is_empty(), "not public: {missing:#?}");
}

#[test]
fn the_hint_for_a_label_names_the_block_to_write() {
    let built = build(&["# Bands\n\nWords.\n\nCONFIDENTIAL: word\n".to_owned()]);
    let found = built.findings.iter().find(|finding| finding.severity == Severity::Error).expect("it is a sign");
    let hint = found.diagnostic.hint.as_deref().unwrap_or_default();
    assert!(hint.contains("`:::internal`"), "{hint}");
}
