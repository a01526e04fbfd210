//! What a word is, by example.

use super::*;

/// The words of an English text: `surface@position`, in brackets where the reading is a further one.
#[track_caller]
fn check(text: &str, expected: &str) {
    let tokens = Analyzer::new("en").tokens(text);
    let shown: Vec<String> = tokens
        .iter()
        .map(|token| {
            let word = format!("{}@{}", token.surface, token.position);
            if token.extra { format!("({word})") } else { word }
        })
        .collect();
    assert_eq!(shown.join(" "), expected, "{text}");
    for token in &tokens {
        assert!(token.start < token.end && text.get(token.start..token.end).is_some(), "{token:?} lies in {text}");
    }
    assert!(tokens.is_sorted_by_key(|token| token.position), "{text}");
}

#[test]
fn words_are_letters_and_digits_with_their_apostrophes() {
    check("The candidate's notes, 'quoted'.", "the@0 candidate's@1 notes@2 quoted@3");
    check("It\u{2019}s 2FA", "it's@0 2fa@1");
    check("", "");
    check(" -- \u{1f600} ... ", "");
}

#[test]
fn accents_and_case_fold_away() {
    check("RÉSUMÉ Łódź Straße Ærø ﬁt ΣΊΣΥΦΟΣ", "resume@0 lodz@1 strasse@2 aero@3 fit@4 σισυφοσ@5");
    check("мой ёлка İstanbul na\u{ad}ïve", "мой@0 елка@1 istanbul@2 naive@3");
    assert_eq!(fold("e\u{301}"), fold("é"));
}

#[test]
fn hyphenated_words_are_found_by_their_parts_and_as_one() {
    check("a follow-up call", "a@0 (followup@1) follow@1 up@2 call@3");
    check("follow_up state\u{2011}of", "(followup@0) follow@0 up@1 (stateof@2) state@2 of@3");
    check("an e-mail today", "an@0 email@1 (e@1) (mail@1) today@2");
    check("the U.S. team, e.g. A/B", "the@0 us@1 (u@1) (s@1) team@2 eg@3 (e@3) (g@3) ab@4 (a@4) (b@4)");
    check("one-two-three-four-five", "one@0 two@1 three@2 four@3 five@4");
}

#[test]
fn names_with_signs_stay_whole() {
    check("C++ and C#, F# 12", "c++@0 and@1 c#@2 f#@3 12@4");
    check(".NET or Node.js", ".net@0 (net@0) or@1 (nodejs@2) node@2 js@3");
    check("R&D, Q&A; salt&pepper", "r&d@0 q&a@1 salt@2 pepper@3");
    check("UI/UX he/she hiring/firing", "(uiux@0) ui@0 ux@1 (heshe@2) he@2 she@3 hiring@4 firing@5");
    check("so...then #5 issue#12", "so@0 then@1 5@2 issue@3 12@4");
}

#[test]
fn numbers_keep_their_separators_out() {
    check("£187,500 and 1.5 of 2026-11-21", "187500@0 and@1 1.5@2 of@3 2026@4 11@5 21@6");
    check("1,000,000.50 or 12,34", "1000000.50@0 or@1 12@2 34@3");
}

#[test]
fn scripts_without_spaces_are_read_by_pairs() {
    check("面接の準備", "面接@0 接の@1 の準@2 準備@3");
    check("Python入門, 人", "python@0 入門@1 人@2");
    check("ガイド ｶﾞｲ", "ガイ@0 イド@1 ガイ@2");
    check("ที่นี่", "ที่นี่@0");
    check("채용 담당", "채용@0 담당@1");
}

#[test]
fn amounts_articles_and_letters_in_brackets_are_read_both_ways() {
    check("£95,000 or 95k", "95000@0 (95k@0) or@1 95k@2 (95000@2)");
    check("the 401(k), engineer(s)", "the@0 401@1 (401k@1) k@2 engineer@3 (engineers@3) s@4");
    check("l\u{2019}équipe d'une", "equipe@0 une@1");
    check("don't, it's 0000", "don't@0 it's@1 0000@2");
}

#[test]
fn long_words_are_cut() {
    let tokens = Analyzer::new("en").tokens(&"ü".repeat(10_000));
    assert_eq!(tokens.len(), 1);
    assert_eq!((tokens[0].surface.len(), tokens[0].end), (MAX_CHARS, 20_000));
}

#[test]
fn a_query_asks_for_each_word_once() {
    let words: Vec<String> =
        Analyzer::new("en").query("follow-up e-mail").into_iter().map(|token| token.surface).collect();
    assert_eq!(words, ["follow", "up", "email"]);
}

#[test]
fn words_are_stemmed_by_the_language_of_the_site() {
    let stems = |language: &str| -> Vec<String> {
        Analyzer::new(language).tokens("Interviewers' hiring candidate's").into_iter().map(|token| token.stem).collect()
    };
    assert_eq!(stems("en-GB"), ["interview", "hire", "candid"]);
    assert_eq!(stems("tlh"), ["interviewers", "hiring", "candidate's"]);
    assert_eq!(Analyzer::new("EN").stemmer(), "english");
    assert_eq!(Analyzer::new("tlh").stemmer(), "none");
}

#[test]
fn every_language_of_the_table_has_its_stemmer() {
    for (tag, name) in LANGUAGES {
        assert_eq!(Analyzer::new(tag).stemmer(), name);
    }
}
