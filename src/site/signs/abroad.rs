//! Words of German, French, Spanish, Italian, Dutch and Arabic that say who may read something, and what phrases of them
//! come to: `Nur für den internen Gebrauch`, `Ne pas diffuser`, `Solo para uso interno`, `للاستخدام الداخلي فقط`.
//!
//! A phrase counts by the same rule as an English one: it has no other words but those listed here. It must not know
//! where the phrase stands. A text may be in any language, whatever that of the site is.

use super::phrase::Force;

/// That something is kept from others.
const SECRET: [&str; 42] = [
    "intern",
    "interne",
    "internen",
    "interner",
    "internes",
    "internem",
    "interno",
    "interna",
    "internos",
    "internas",
    "interni",
    "interns",
    "vertraulich",
    "vertrauliche",
    "vertraulicher",
    "vertrauliches",
    "geheim",
    "nichtöffentlich",
    "confidentiel",
    "confidentielle",
    "confidentiels",
    "confidencial",
    "confidenciales",
    "reservado",
    "reservada",
    "privé",
    "privée",
    "privado",
    "privada",
    "riservato",
    "riservata",
    "confidenziale",
    "vertrouwelijk",
    "besloten",
    "داخلي",
    "داخلية",
    "الداخلي",
    "الداخلية",
    "سري",
    "سرية",
    "السري",
    "خاص",
];
/// That nobody else may.
const RESTRICTS: [&str; 32] = [
    "nur",
    "ausschließlich",
    "ausschliesslich",
    "streng",
    "strikt",
    "lediglich",
    "uniquement",
    "seulement",
    "strictement",
    "exclusivement",
    "réservé",
    "réservée",
    "réservés",
    "solo",
    "sólo",
    "solamente",
    "únicamente",
    "exclusivamente",
    "estrictamente",
    "estricto",
    "soltanto",
    "esclusivamente",
    "strettamente",
    "alleen",
    "uitsluitend",
    "فقط",
    "حصريا",
    "حصرا",
    "للغاية",
    "absolut",
    "absolument",
    "absolutamente",
];
/// What it is for.
const USES: [&str; 26] = [
    "gebrauch",
    "dienstgebrauch",
    "verwendung",
    "nutzung",
    "zwecke",
    "usage",
    "utilisation",
    "diffusion",
    "uso",
    "utilización",
    "utilizzo",
    "gebruik",
    "للاستخدام",
    "الاستخدام",
    "استخدام",
    "لاستخدام",
    "hinweis",
    "hinweise",
    "notiz",
    "notizen",
    "vermerk",
    "anmerkung",
    "للاستعمال",
    "الاستعمال",
    "لاستعمال",
    "استعمال",
];
const NOTES: [&str; 31] = [
    "note",
    "notes",
    "remarque",
    "remarques",
    "nota",
    "notas",
    "aviso",
    "ملاحظة",
    "ملاحظات",
    "opmerking",
    "kommentar",
    "kommentare",
    "anmerkungen",
    "bemerkung",
    "bemerkungen",
    "vermerke",
    "commentaire",
    "commentaires",
    "comentario",
    "comentarios",
    "observación",
    "observaciones",
    "annotazione",
    "annotazioni",
    "commento",
    "commenti",
    "notitie",
    "notities",
    "opmerkingen",
    "تعليق",
    "تعليقات",
];
/// People who are not everybody.
const PEOPLE: [&str; 26] = [
    "mitarbeiter",
    "mitarbeitende",
    "mitarbeiterinnen",
    "personal",
    "führungskräfte",
    "team",
    "beschäftigte",
    "kollegen",
    "équipe",
    "employés",
    "salariés",
    "collaborateurs",
    "personnel",
    "managers",
    "equipo",
    "empleados",
    "plantilla",
    "dipendenti",
    "personale",
    "squadra",
    "medewerkers",
    "personeel",
    "للموظفين",
    "الموظفين",
    "للفريق",
    "الفريق",
];
const FORBIDS: [&str; 28] = [
    "nicht",
    "keine",
    "kein",
    "ne",
    "pas",
    "no",
    "non",
    "niet",
    "geen",
    "لا",
    "غير",
    "ليس",
    "interdit",
    "verboten",
    "untersagt",
    "nie",
    "interdite",
    "interdits",
    "jamais",
    "prohibido",
    "prohibida",
    "nunca",
    "vietato",
    "vietata",
    "verboden",
    "nooit",
    "ممنوع",
    "ممنوعة",
];
/// What must not be done with it.
const SPREADS: [&str; 77] = [
    "weitergeben",
    "weiterleiten",
    "weitergabe",
    "teilen",
    "veröffentlichen",
    "veröffentlichung",
    "verbreiten",
    "verteilen",
    "kopieren",
    "publizieren",
    "publier",
    "publication",
    "diffuser",
    "diffusion",
    "partager",
    "transmettre",
    "communiquer",
    "divulguer",
    "distribuer",
    "copier",
    "publicar",
    "publicación",
    "publiques",
    "compartir",
    "difundir",
    "difusión",
    "divulgar",
    "distribuir",
    "reenviar",
    "copiar",
    "pubblicare",
    "pubblicazione",
    "condividere",
    "diffondere",
    "divulgare",
    "delen",
    "publiceren",
    "verspreiden",
    "doorsturen",
    "للنشر",
    "تنشر",
    "النشر",
    "للتوزيع",
    "تشارك",
    "للمشاركة",
    "weitergegeben",
    "weitergeleitet",
    "veröffentlicht",
    "verbreitet",
    "verteilt",
    "geteilt",
    "kopiert",
    "diffusé",
    "diffusée",
    "publié",
    "publiée",
    "partagé",
    "partagée",
    "divulgué",
    "divulguée",
    "publicado",
    "publicada",
    "compartido",
    "compartida",
    "difundido",
    "difundida",
    "divulgado",
    "pubblicato",
    "diffuso",
    "condiviso",
    "gedeeld",
    "verspreid",
    "gepubliceerd",
    "divulgación",
    "divulgazione",
    "diffusione",
    "verspreiding",
];
/// That it is not finished.
const UNFINISHED: [&str; 10] = [
    "entwurf",
    "arbeitsfassung",
    "brouillon",
    "ébauche",
    "borrador",
    "bozza",
    "rascunho",
    "مسودة",
    "kladde",
    "vorabversion",
];
/// Words that may stand between.
const FILLERS: [&str; 79] = [
    "für", "den", "die", "das", "der", "dem", "des", "zur", "zum", "zu", "bestimmt", "von", "und", "oder", "bitte",
    "im", "ist", "sind", "diese", "dieser", "seite", "à", "a", "de", "du", "le", "la", "les", "l", "d", "pour", "en",
    "au", "aux", "est", "el", "los", "las", "lo", "para", "por", "su", "al", "es", "per", "di", "da", "il", "voor",
    "het", "و", "هذه", "هذا", "destiné", "apto", "uso", "darf", "dürfen", "soll", "sollen", "werden", "wird", "doit",
    "être", "sera", "debe", "deben", "ser", "essere", "deve", "mag", "mogen", "worden", "s", "vous", "plaît", "merci",
    "prière", "favor",
];
/// Until when something is kept back.
const EMBARGOES: [&str; 6] = ["sperrfrist", "embargo", "gesperrt", "embargado", "حظر", "sperrvermerk"];
const MOST_WORDS: usize = 9;

/// The words that a phrase of these languages turns on, in small letters.
pub(super) fn anchors() -> impl Iterator<Item = &'static str> {
    SECRET.into_iter().chain(RESTRICTS).chain(SPREADS).chain(UNFINISHED).chain(EMBARGOES)
}

/// How plainly a phrase says who may read something; with whether it names nobody, and says only what must not be done.
pub(super) fn weigh(phrase: &str) -> Option<(Force, bool)> {
    if phrase.len() > 160 {
        return None;
    }
    let lower = phrase.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let lists: [&[&str]; 8] = [&SECRET, &RESTRICTS, &USES, &NOTES, &PEOPLE, &FORBIDS, &SPREADS, &UNFINISHED];
    let is_known = |word: &&str| FILLERS.contains(word) || lists.iter().any(|list| list.contains(word));
    if words.is_empty() || words.len() > MOST_WORDS || !words.iter().all(is_known) {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let is_secret = has(&SECRET);
    let is_clear = is_secret && (has(&RESTRICTS) || has(&USES) || has(&NOTES) && words.len() > 1)
        || has(&PEOPLE) && has(&RESTRICTS)
        || has(&FORBIDS) && has(&SPREADS)
        || is_secret && words.iter().filter(|word| SECRET.contains(word)).count() > 1;
    if is_clear {
        return Some((Force::Clear, !is_secret && !has(&PEOPLE)));
    }
    // In English the word for a trainee.
    let is_alone =
        words.len() == 1 && (is_secret && !["intern", "interne", "interns"].contains(&words[0]) || has(&UNFINISHED));
    is_alone.then(|| {
        (
            if super::phrase::is_loud(phrase) || !phrase.contains(char::is_lowercase) {
                Force::Loud
            } else {
                Force::Name
            },
            true,
        )
    })
}

/// Whether a line says that something is kept back until a day: `Sperrfrist bis 1. März 2099`.
pub(super) fn is_embargo(words: &[&str], this_year: i16) -> bool {
    let begins = words.first().is_some_and(|first| EMBARGOES.contains(first));
    let until = ["bis", "jusqu", "hasta", "fino", "tot", "حتى"];
    let is_dated = words.iter().any(|word| until.contains(word));
    let year = words.iter().filter(|word| word.len() == 4).find_map(|word| word.parse::<i16>().ok());
    begins && is_dated && year.is_none_or(|year| year >= this_year)
}
