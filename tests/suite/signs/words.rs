//! Words of other tools and other languages for a draft, for a secret and for a comment.

use rolebook::diag::Severity;

use super::{SECRET, build, check_closed, public};

/// Keys in front matter that is read.
const KEYS: &[&str] = &[
    "entwurf: true",
    "privat: ja",
    "sichtbarkeit: intern",
    "zielgruppe: internal",
    "öffentlich: nein",
    "veröffentlicht: false",
    "vertraulich: true",
    "brouillon: true",
    "publié: non",
    "confidentiel: oui",
    "visibilité: interne",
    "borrador: true",
    "privado: sí",
    "oculto: true",
    "rascunho: true",
    "bozza: true",
    "vertrouwelijk: true",
    "koncept: ja",
    "utkast: true",
    "下書き: true",
    "草稿: true",
    "szkic: true",
    "черновик: true",
    "ready: false",
    "done: no",
    "live: false",
    "enabled: false",
    "approved: false",
    "disabled: true",
    "nda: true",
    "sensitive: yes",
    "headless: true",
    "render: false",
    "permalink: false",
    "output: false",
    "exclude: true",
    "ignore: true",
    "skip: true",
    "stage: draft",
    "phase: Draft",
    "workflow_state: draft",
    "reviewStatus: pending",
    "do_not_publish: true",
    "needs_review: true",
    "placeholder: true",
    "tlp: red",
    "embargoed: true",
    "staff_only: true",
    "members_only: true",
    "loginRequired: true",
    "protected: true",
    "password: hunter2",
    "acl: internal",
    "users: internal",
    "labels: [internal]",
    "type: internal",
    "layout: internal",
    "eleventyExcludeFromCollections: true",
    "_build: {render: never}",
    "in_review: true",
    "signed_off: false",
    "go_live: 2099-01-01",
    "available_from: 2099-01-01",
    "valid_until: 2020-01-01",
    "validThrough: 2020-01-01",
    "starts: 2099-01-01",
    "date: 2099-01-01",
    "sunset: 2020-01-01",
    "workInProgress: true",
    "not_for_publication: true",
    "internal_use_only: true",
    "public_facing: false",
    "is_draft_page: true",
    "redacted: true",
    "dg-publish: false",
    "archived: true",
    "deleted: yes",
    "auth: required",
    "access: employees",
    "Freigabe: nein",
    "Sperrfrist: 2099-03-01",
    "Sichtbarkeit: nicht öffentlich",
    "diffusion: restreinte",
    "مسودة: true",
    "# audience: internal",
    "summary: A # draft: true",
];

/// Lines at the top of a page; `§` is what they should hide.
const LINES: &[&str] = &[
    "#+DRAFT: true",
    ":draft: true",
    ":audience: internal",
    "export const draft = true",
    "export const metadata = { draft: true }",
    "draft: yes, until legal has read it",
    "draft: true # remove when done",
    "draft = true (until the board signs)",
    "published: false (legal)",
    "publish: no - not yet",
    "audience: hiring managers, recruiters",
    "Audience: hiring managers and recruiters",
    "| Document status | DRAFT |\n|---|---|\n| Owner | Jane |",
    "Entwurf: ja",
    "Veröffentlicht: nein",
    "Zielgruppe: interno",
    "Vertraulich",
    "Streng vertraulich",
    "Confidentiel",
    "Brouillon: oui",
    "Sichtbarkeit: privat",
    "Statut: brouillon",
    "Estado: borrador",
    "Stato: bozza",
    "Confidential",
    "STRICTLY CONFIDENTIAL",
    "Not for publication",
    "Do not publish.",
    "DRAFT",
    "WIP",
    "[DRAFT]",
    "**[WIP]**",
    "{{Draft}}",
    "TLP: RED",
    "Company confidential",
    "(private)",
    "Private and confidential",
    "NOT PUBLIC",
    "INTERNAL: §",
    "Internal only: §",
    "*Internal note:* §",
    "(Internal only) §",
    "Note (internal): §",
    "> internal\n> §",
    "==internal== §",
    "@internal: §",
    "#internal §",
    "\\internal{§}",
    "[internal-begin]\n§\n[internal-end]",
    "🔒 Internal: §",
    "&&internal §",
];

/// Marks and comments within the text.
const MARKS: &[&str] = &[
    "%% § %%",
    "%%\n§\n%%",
    "{# § #}",
    "{% comment %}§{% endcomment %}",
    "{/* § */}",
    "<%-- § --%>",
    "{{!-- § --}}",
    "{{! § }}",
    "{{/* § */}}",
    "{>>§<<}",
    "{--§--}",
    "/* § */",
    "// §",
    "<! -- § -->",
    "< !-- § -->",
    "<!- § ->",
    "<!—§—>",
    "<!–- § -–>",
    "@* § *@",
    "#| § |#",
    "<#-- § -->",
    "{{% comment %}}§{{% /comment %}}",
    "{{< comment >}}§{{< /comment >}}",
    "<div hidden>§</div>",
    "<span style=\"display:none\">§</span>",
    "<p style='color: red; visibility: hidden'>§</p>",
    "<template>§</template>",
    "<hidden>§</hidden>",
    "!!! private\n    §",
    "!!! confidential\n    §",
    "> [!PRIVATE]\n> §",
    "> [!Confidential]\n> §",
    "> [!DRAFT]\n> §",
    "## Heading {.private}\n\n§",
    "[§]{.hidden}",
    "<!-- private -->\n§",
    "<!-- draft -->\n§",
    "<!-- do not publish -->\n§",
    "<!-- hide -->\n§\n<!-- /hide -->",
    "<!-- NO PUBLIC -->\n§",
    "{% if private %}§{% endif %}",
    "<private>§</private>",
    "<details class=\"private\">§</details>",
    "{{< private >}}§{{< /private >}}",
    "{% hint style=\"private\" %}§{% endhint %}",
    "> [!VERTRAULICH]\n> §",
    "<!-- vertraulich -->\n§",
];

/// The same words in prose.
const HARMLESS: &[&str] = &[
    "A draft offer is not sent before Friday.",
    "Private health insurance",
    "Draft",
    "Status: in force",
    "The placeholder text stays.",
    "Confidential information is kept in a safe.",
    "Ready: no later than May",
    "Final: Tuesday",
    "Until: the end of the month",
    "Date: 2099-01-01",
    "Type: internal",
    "Level: private",
    "Labels: confidential",
    "Public\n\nPrivate\n\nHidden",
    "- Confidential\n- Public",
    "| Draft | Final |\n|---|---|\n| Private | Public |",
    "## Private\n\nWords.",
    "## Draft, review, publish\n\nWords.",
    "100%% sure, and 50%% off.",
    "A {#anchor} and {--} and {>>}.",
    "See https://example.org/* and /* in paths.",
    "http://example.org // not a comment",
    "Use `{# jinja #}`, `%% obsidian %%` and `/* css */`.",
    "```css\n/* a */\n```",
    "```js\n// a\n```",
    "Marks such as `<!- x ->`.",
    "Ask: is it private or hidden?",
    "The intern: paid, always.",
    "Interns only: the summer party.",
    "Hidden costs: yes, some.",
    "Team: People\nUsers: many",
    "Password: ask the desk.",
    "Live: from Berlin",
    "Stage: second interview",
    "1. Private: a\n2. Public: b",
];

#[test]
fn keys_of_other_tools_and_languages_close_their_page() {
    let pages: Vec<String> = KEYS.iter().map(|key| format!("---\ntitle: x\n{key}\n---\n{SECRET}\n")).collect();
    check_closed(&pages, |_| false);
}

#[test]
fn stamps_and_labels_close_their_page() {
    let mut pages = Vec::new();
    for line in LINES {
        let text = line.replace('§', SECRET);
        let text = if text.contains(SECRET) { text } else { format!("{line}\n\n{SECRET}") };
        pages.push(format!("{text}\n"));
        pages.push(format!("+++\ntitle = \"x\"\n+++\n{text}\n"));
    }
    check_closed(&pages, |_| false);
}

#[test]
fn comments_and_marks_of_other_tools_close_their_page() {
    let mut pages = Vec::new();
    for mark in MARKS {
        let text = mark.replace('§', SECRET);
        pages.push(format!("+++\ntitle = \"x\"\n+++\n{text}\n"));
        pages.push(format!("# A\n\nWords.\n\n{text}\n\nMore.\n"));
    }
    check_closed(&pages, |_| false);
}

#[test]
fn the_same_words_in_prose_are_no_sign() {
    let mut pages = Vec::new();
    for text in HARMLESS {
        pages.push(format!("# A title\n\nWords of an introduction.\n\n{text}\n\nzqxopen\n"));
    }
    let built = build(&pages);
    let errors: Vec<String> = built
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            format!("{}: {:?}", finding.diagnostic.message, finding.diagnostic.place.as_ref().map(|p| p.text()))
        })
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(public(&built, "zqxopen").len() >= pages.len());
}
