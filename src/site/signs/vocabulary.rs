//! Words by which people say, in several languages, that a text is not for everybody, or not finished.
//!
//! They count as keys with a value that settles what they mean, as states, and in the marks of tools. A sentence may use
//! each of them.

/// Not for everybody.
pub(super) const SECRET: [&str; 46] = [
    "private",
    "confidential",
    "internal",
    "restricted",
    "secret",
    "hidden",
    "unlisted",
    "sensitive",
    "classified",
    "redacted",
    "embargoed",
    "nda",
    "protected",
    "nonpublic",
    "intern",
    "interne",
    "interno",
    "interna",
    "internt",
    "vertraulich",
    "privat",
    "geheim",
    "versteckt",
    "verborgen",
    "nichtöffentlich",
    "confidentiel",
    "confidentielle",
    "privé",
    "privée",
    "caché",
    "confidencial",
    "privado",
    "privada",
    "oculto",
    "oculta",
    "secreto",
    "riservato",
    "privato",
    "nascosto",
    "vertrouwelijk",
    "fortroligt",
    "konfidentiellt",
    "poufne",
    "конфиденциально",
    "非公開",
    "机密",
];

/// Not finished, or not to be published.
pub(super) const UNFINISHED: [&str; 28] = [
    "draft",
    "drafts",
    "wip",
    "unfinished",
    "incomplete",
    "unpublished",
    "unreleased",
    "embargo",
    "placeholder",
    "stub",
    "entwurf",
    "unveröffentlicht",
    "unfertig",
    "brouillon",
    "ébauche",
    "inédit",
    "borrador",
    "rascunho",
    "bozza",
    "utkast",
    "kladde",
    "luonnos",
    "szkic",
    "taslak",
    "koncept",
    "черновик",
    "下書き",
    "草稿",
];

/// Keys that keep a page back when they say yes, whole.
pub(super) const KEEPS_BACK: [&str; 27] = [
    "headless",
    "exclude",
    "excluded",
    "ignore",
    "ignored",
    "skip",
    "disabled",
    "workinprogress",
    "donotpublish",
    "dontpublish",
    "notforpublication",
    "notforrelease",
    "needsreview",
    "inreview",
    "underreview",
    "tobereviewed",
    "staffonly",
    "membersonly",
    "teamonly",
    "employeesonly",
    "loginrequired",
    "requireslogin",
    "requiresauth",
    "authrequired",
    "eyesonly",
    "eleventyexcludefromcollections",
    "internaluseonly",
];

/// Keys that keep a page back when they say no, whole.
pub(super) const SHOWS: [&str; 28] = [
    "ready",
    "done",
    "live",
    "active",
    "enabled",
    "approved",
    "final",
    "finished",
    "complete",
    "render",
    "output",
    "permalink",
    "signedoff",
    "reviewed",
    "publicfacing",
    "forpublication",
    "öffentlich",
    "veröffentlicht",
    "sichtbar",
    "freigegeben",
    "publié",
    "publie",
    "publicado",
    "publico",
    "pubblicato",
    "gepubliceerd",
    "openbaar",
    "publiceret",
];

/// Keys for a state, and for how visible something is.
pub(super) const STATES: [&str; 23] = [
    "stage",
    "phase",
    "workflow",
    "workflowstate",
    "workflowstatus",
    "reviewstatus",
    "reviewstate",
    "approval",
    "lifecycle",
    "maturity",
    "sichtbarkeit",
    "zustand",
    "statut",
    "état",
    "visibilité",
    "visibilite",
    "estado",
    "visibilidad",
    "visibilidade",
    "stato",
    "visibilità",
    "zichtbaarheid",
    "synlighet",
];

/// Keys for kinds of things, which may be readers.
pub(super) const KINDS: [&str; 13] = [
    "acl",
    "acls",
    "user",
    "users",
    "team",
    "teams",
    "label",
    "labels",
    "category",
    "categories",
    "type",
    "layout",
    "level",
];

/// Keys for readers.
pub(super) const READERS: [&str; 11] = [
    "zielgruppe",
    "leserkreis",
    "publikum",
    "lecteurs",
    "destinataires",
    "público",
    "audiencia",
    "destinatari",
    "doelgroep",
    "målgrupp",
    "målgruppe",
];

/// Words that leave a key about something else: `hidden_title`, `draft_banner`.
pub(super) const BESIDE: [&str; 18] = [
    "title",
    "toc",
    "nav",
    "navigation",
    "sidebar",
    "banner",
    "menu",
    "count",
    "icon",
    "key",
    "header",
    "footer",
    "comments",
    "date",
    "image",
    "breadcrumbs",
    "link",
    "links",
];

/// Yes and no in other languages.
pub(super) const YES: [&str; 13] =
    ["ja", "نعم", "oui", "sí", "si", "sim", "sì", "tak", "да", "wahr", "vrai", "verdadero", "vero"];
pub(super) const NO: [&str; 10] = ["nein", "لا", "non", "não", "nee", "nej", "нет", "falsch", "faux", "falso"];

/// What marks of tools say beside the names of audiences; a dash stands between the words of one.
pub(super) const MARKS: [&str; 53] = [
    "private",
    "confidential",
    "restricted",
    "secret",
    "hidden",
    "hide",
    "draft",
    "wip",
    "unpublished",
    "do-not-publish",
    "do-not-share",
    "do-not-distribute",
    "do-not-forward",
    "do-not-circulate",
    "not-to-be-shared",
    "not-to-be-published",
    "not-to-be-distributed",
    "not-to-be-forwarded",
    "don-t-publish",
    "don-t-share",
    "don-t-distribute",
    "don-t-forward",
    "don-t-circulate",
    "never-share",
    "never-publish",
    "not-for-external-use",
    "not-for-external-distribution",
    "not-for-circulation",
    "not-for-release",
    "not-for-sharing",
    "work-in-progress",
    "not-for-publication",
    "not-for-distribution",
    "not-public",
    "no-public",
    "non-public",
    "eyes-only",
    "vertraulich",
    "privat",
    "entwurf",
    "nicht-öffentlich",
    "nicht-veröffentlichen",
    "interne",
    "confidentiel",
    "brouillon",
    "interno",
    "confidencial",
    "privado",
    "borrador",
    "rascunho",
    "riservato",
    "bozza",
    "vertrouwelijk",
];
/// An English word for something else: a mark where the site is not in English.
pub(super) const MARK_ELSEWHERE: &str = "intern";

/// Whether a word says that something is not finished.
pub(super) fn is_unfinished(word: &str) -> bool {
    UNFINISHED.contains(&word)
}

/// Whether a word says that something is kept from somebody.
pub(super) fn is_hiding(word: &str) -> bool {
    SECRET.contains(&word) || is_unfinished(word)
}

/// The words of a key in lower case: `isDraft`, `review_status`.
pub(super) fn words_of(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in key.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && was_small {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        was_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
