//! What must not be done with a text, and remarks, in the languages beside English.

use rolebook::diag::Severity;

use super::{SECRET, build, check_closed, public};

/// Text of a page; `§` is what it should hide.
const CLOSED: &[&str] = &[
    "Interner Kommentar: §",
    "Interne Anmerkungen: §",
    "Darf nicht weitergegeben werden: §",
    "Weitergabe verboten: §",
    "Commentaire interne : §",
    "Ne doit pas être diffusé : §",
    "Diffusion interdite : §",
    "Comentarios internos: §",
    "Prohibida su difusión: §",
    "No debe ser publicado: §",
    "Vietata la diffusione: §",
    "Mag niet worden gedeeld: §",
    "للاستعمال الداخلي فقط: §",
    "تعليق داخلي: §",
    "ممنوع النشر: §",
];

/// Sentences with the same words.
const HARMLESS: &[&str] = &[
    "Die Weitergabe von Daten ist verboten, sagt das Gesetz.",
    "Kommentare: gern an uns.",
    "Interne Bewerbungen werden nicht anders behandelt: alle gleich.",
    "Les commentaires internes à l'équipe sont lus.",
    "Nunca se comparte una nota: es de todos.",
    "Prohibido fumar: siempre.",
    "Veröffentlicht wird am Freitag: die Stelle.",
    "- Nicht weitergegeben werden: Passwörter.",
];

#[test]
fn remarks_and_what_is_forbidden_close_their_page() {
    let pages: Vec<String> = CLOSED
        .iter()
        .map(|text| format!("# A title\n\nWords of an introduction.\n\n{}\n\nMore.\n", text.replace('§', SECRET)))
        .collect();
    check_closed(&pages, |_| false);
}

#[test]
fn sentences_with_the_same_words_are_no_label() {
    let pages: Vec<String> =
        HARMLESS.iter().map(|text| format!("# A title\n\nWords of an introduction.\n\n{text}\n\nzqxopen\n")).collect();
    let built = build(&pages);
    let errors: Vec<&String> = built
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| &finding.diagnostic.message)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(!public(&built, "zqxopen").is_empty());
}
