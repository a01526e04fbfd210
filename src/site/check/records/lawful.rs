//! Questions that an employer must not decide by, found by whole words and short phrases. English only.
//!
//! Sources, read 2026-11: the EEOC's pages on pre-employment inquiries; 29 CFR 1625.4 (age in adverts) and 1630.13(a)
//! (disability); Title VII of the Civil Rights Act; 8 USC 1324b (citizenship); the UK Equality Act 2010, section 60
//! (health) and part 2 (protected characteristics); Directives 2000/43/EC and 2000/78/EC; Directive (EU) 2023/970,
//! article 5(2) (pay history); the interview lists of the University of Arkansas (hr.uark.edu) and Acas.

/// What must not be asked, and what may be asked instead.
pub(super) struct Topic {
    /// The topic, as in "this asks about age".
    pub(super) name: &'static str,
    /// The rules it rests on.
    pub(super) law: &'static str,
    /// What to ask instead.
    pub(super) instead: &'static str,
    /// Words and phrases, lower case, a blank between words.
    phrases: &'static [&'static str],
}

const TOPICS: [Topic; 9] = [
    Topic {
        name: "age",
        law: "29 CFR 1625.4, Directive 2000/78/EC",
        instead: "ask what somebody can do",
        phrases: &[
            "how old are you",
            "how old is",
            "age",
            "ages",
            "aged",
            "date of birth",
            "birth date",
            "birthday",
            "born",
            "year of birth",
            "retire",
            "retirement",
            "graduation year",
            "year did you graduate",
            "recent graduate",
            "digital native",
        ],
    },
    Topic {
        name: "family",
        law: "Title VII, Equality Act 2010",
        instead: "ask whether the hours or the travel of the job can be met",
        phrases: &[
            "family",
            "families",
            "married",
            "marriage",
            "marital",
            "single parent",
            "spouse",
            "husband",
            "wife",
            "children",
            "child",
            "childcare",
            "kids",
            "pregnant",
            "pregnancy",
            "maternity",
            "paternity",
            "parental leave",
            "maiden name",
            "divorced",
            "dependants",
            "dependents",
        ],
    },
    Topic {
        name: "health",
        law: "29 CFR 1630.13(a), Equality Act 2010 section 60",
        instead: "say what the work demands, and ask what preference somebody has",
        phrases: &[
            "health",
            "healthy",
            "illness",
            "illnesses",
            "sick",
            "sickness",
            "sick leave",
            "disability",
            "disabilities",
            "are you disabled",
            "handicap",
            "handicapped",
            "medical condition",
            "medical conditions",
            "medical history",
            "medication",
            "mental health",
            "therapy",
            "diagnosis of",
            "wheelchair",
        ],
    },
    Topic {
        name: "origin",
        law: "Title VII, 8 USC 1324b, Directive 2000/43/EC",
        instead: "ask which languages the work needs; the right to work is settled with the offer",
        phrases: &[
            "nationality",
            "nationalities",
            "national origin",
            "country of origin",
            "country of birth",
            "where are you from",
            "where were you born",
            "citizen",
            "citizens",
            "citizenship",
            "immigrant",
            "immigrants",
            "ethnic",
            "ethnicity",
            "ethnicities",
            "race",
            "races",
            "racial",
            "ancestry",
            "skin color",
            "skin colour",
            "accent",
            "accents",
            "mother tongue",
            "native language",
            "native speaker",
            "native speakers",
            "first language",
            "birthplace",
        ],
    },
    Topic {
        name: "belief",
        law: "Title VII, Directive 2000/78/EC",
        instead: "ask whether the hours of the job can be met",
        phrases: &[
            "religion",
            "religions",
            "religious",
            "church",
            "mosque",
            "synagogue",
            "faith",
            "pray",
            "prayer",
            "political party",
            "political views",
            "trade union",
            "union member",
        ],
    },
    Topic {
        name: "sex or gender",
        law: "Title VII, Directive 2006/54/EC",
        instead: "ask what work somebody prefers",
        phrases: &[
            "gender",
            "sex",
            "sexual",
            "sexual orientation",
            "sexuality",
            "transgender",
            "gay",
            "lesbian",
            "are you a man",
            "are you a woman",
        ],
    },
    Topic {
        name: "arrests",
        law: "EEOC guidance on arrest and conviction records",
        instead: "leave checks that the law asks for to the offer",
        phrases: &["arrest", "arrests", "arrested", "criminal record", "criminal history", "convicted", "convictions"],
    },
    Topic {
        name: "private life",
        law: "EEOC pre-employment inquiries: a stand-in for what must not be asked",
        instead: "ask what work somebody prefers",
        phrases: &["hobby", "hobbies", "free time", "spare time", "social clubs", "social club"],
    },
    Topic {
        name: "pay history",
        law: "Directive (EU) 2023/970 article 5(2), and the law of many US states",
        instead: "name your range, and ask what somebody hopes for",
        phrases: &[
            "salary history",
            "pay history",
            "compensation history",
            "current salary",
            "present salary",
            "previous salary",
            "last salary",
            "former salary",
            "current pay",
            "present pay",
            "previous pay",
            "last pay",
            "current compensation",
            "previous compensation",
            "current package",
            "do you earn",
            "did you earn",
            "you earned",
            "you earn now",
            "you earn today",
            "you earn at the moment",
            "are you paid",
            "were you paid",
            "you are paid now",
            "paid now",
            "earn now",
            "currently earn",
            "currently paid",
            "earning now",
        ],
    },
];

/// Phrases of the trade in which such words mean nothing of the kind; they are taken out first.
const HARMLESS: [&str; 34] = [
    "age of the code",
    "age of the codebase",
    "age of the data",
    "age of the model",
    "age of the models",
    "age of the system",
    "age of the systems",
    "age of your data",
    "age of your models",
    "child process",
    "child processes",
    "child node",
    "child nodes",
    "model family",
    "model families",
    "family of models",
    "families of models",
    "job family",
    "job families",
    "product family",
    "health check",
    "health checks",
    "health of the system",
    "health of your systems",
    "health of your models",
    "model health",
    "service health",
    "system health",
    "race condition",
    "race conditions",
    "data race",
    "data races",
    "arms race",
    "born in production",
];

/// What of this a text asks about, with the words that say so; each topic once.
pub(super) fn asks_about(text: &str) -> Vec<(&'static Topic, &'static str)> {
    let mut plain = plain(text);
    for phrase in HARMLESS {
        plain = plain.replace(&format!(" {phrase} "), " | ");
    }
    let found = |topic: &'static Topic| {
        let phrases = topic.phrases.iter().filter(|phrase| plain.contains(&format!(" {phrase} ")));
        Some((topic, *phrases.max_by_key(|phrase| phrase.len())?))
    };
    TOPICS.iter().filter_map(found).collect()
}

/// The words in lower case with a blank around each; what ends a sentence stays a mark, so that no phrase spans it.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for character in text.chars() {
        match character {
            '\'' | '’' => {}
            _ if character.is_alphanumeric() => plain.extend(character.to_lowercase()),
            '.' | '?' | '!' | ';' | ':' => plain.push_str(" | "),
            _ => plain.push(' '),
        }
    }
    plain.push(' ');
    let words: Vec<&str> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = asks_about(text).into_iter().map(|(topic, _)| topic.name).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_must_not_be_asked_is_found() {
        check("How old are you?", &["age"]);
        check("What is your AGE", &["age"]);
        check("Do you have children, or plan a family?", &["family"]);
        check("Is your health good?", &["health"]);
        check("Do you have a disability?", &["health"]);
        check("Which country's citizen are you?", &["origin"]);
        check("What is your religion?", &["belief"]);
        check("What is your current salary?", &["pay history"]);
        check("What did you earn in your last job?", &["pay history"]);
        check("Have you been arrested, and are you married?", &["family", "arrests"]);
        check("What do you do in your free time?", &["private life"]);
        check("Are you gay?", &["sex or gender"]);
    }

    #[test]
    fn words_that_only_hold_such_words_are_fine() {
        for text in [
            "How do you manage a package, a page or an average?",
            "Which stage do you own, and who engages whom?",
            "How do you find a race condition?",
            "What is the age of the data, and the health of the system?",
            "Which model family would you choose?",
            "Is it a software product or a healthcare one?",
            "Do you kill child processes?",
            "What do you expect to earn?",
            "Do you coach, mentor or sponsor? Terrace, embrace, trace",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_phrase_does_not_span_two_sentences() {
        check("What makes you proud of your last? Pay is in the posting.", &[]);
    }

    #[test]
    fn every_phrase_is_plain_words_and_found() {
        for topic in &TOPICS {
            assert!(!topic.law.is_empty() && !topic.instead.is_empty());
            for phrase in topic.phrases {
                assert_eq!(plain(phrase).trim(), *phrase);
                assert!(asks_about(phrase).iter().any(|(found, _)| found.name == topic.name), "{phrase}");
            }
        }
        for phrase in HARMLESS {
            assert_eq!(plain(phrase).trim(), phrase);
            check(phrase, &[]);
        }
    }
}
