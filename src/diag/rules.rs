//! Every rule a finding can name: its stable id, its severity and what it is about.
//!
//! The list is the reference that `docs/` prints and settings are checked against.

use super::Severity;

/// A rule that findings name.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// The stable id, in kebab-case.
    pub id: &'static str,
    /// The severity unless a site sets another.
    pub severity: Severity,
    /// Whether the severity is fixed: an error that no site can lower.
    pub fixed: bool,
    /// What breaks the rule, in one line for the guide.
    pub about: &'static str,
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// Every rule as a Markdown table, for the guide.
pub fn reference() -> String {
    let mut table = String::from("| Rule | Severity | What breaks it |\n|---|---|---|\n");
    for rule in ALL {
        let fixed = if rule.fixed { ", always" } else { "" };
        table.push_str(&format!("| `{}` | {}{fixed} | {} |\n", rule.id, rule.severity.name(), rule.about));
    }
    table
}

macro_rules! rules {
    ($($name:ident = $id:literal, $severity:ident $(, $fixed:ident)?: $about:literal;)*) => {
        $(
            #[doc = $about]
            pub static $name: Rule =
                Rule { id: $id, severity: Severity::$severity, fixed: rules!(@fixed $($fixed)?), about: $about };
        )*
        /// Every rule, in the order of the guide.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
    (@fixed) => { false };
    (@fixed fixed) => { true };
}

rules! {
    UNREADABLE = "unreadable", Error, fixed: "A file cannot be read: not UTF-8, too large, a symbolic link, no permission";
    AUDIENCE_WIDENED = "audience-widened", Error, fixed: "Something claims to be more public than what it lies in allows";
    AUDIENCE_LEAK = "audience-leak", Error, fixed: "A page names something that its readers may not see";
    UNSAFE_URL = "unsafe-url", Error, fixed: "An address runs code or carries data instead of leading somewhere";
    COLLISION = "collision", Error, fixed: "Two sources want the same address or id";
    UNCLOSED_BLOCK = "unclosed-block", Error, fixed: "A block is not closed, or a closing fence closes nothing";
    SETTINGS = "settings", Error, fixed: "`rolebook.toml` says something that does not hold";
    TEMPLATE = "template", Error, fixed: "A theme file cannot be used";
    INTERNAL = "internal", Error, fixed: "A fault of Rolebook itself; the page named was left out";
    UNKNOWN_AUDIENCE = "unknown-audience", Error, fixed: "An audience that the settings do not list";
    UNSAFE_ATTACHMENT = "unsafe-attachment", Error, fixed: "A file that may not be published beside a page: a type that browsers run or that is not known, a damaged picture, the text of a page";
    MERGE_CONFLICT = "merge-conflict", Error, fixed: "Two versions of some lines, with the marks that git left for somebody to choose between them";
    UNREAD_INSTRUCTION = "unread-instruction", Error, fixed: "Something was meant to hide a text or keep it back, and is not read as that";
    MISPLACED_FILE = "misplaced-file", Error: "A file where nothing reads it: records or a page outside their folder, a page saved under another type; a warning where no record is missed";
    LEAK = "leak", Error, fixed: "A built file holds a passage or a name that its readers may not see";
    LEAK_AMOUNT = "leak-amount", Error: "A built file holds an amount that only stands in what its readers may not see";
    FRONT_MATTER = "front-matter", Error: "Front matter cannot be read, or a value in it does not fit";
    ADDRESS = "address", Error: "A slug, alias or file name that cannot become an address";
    ADDRESS_LOST = "address-lost", Error: "An address or a heading of the ledger `content/addresses.txt` that leads nowhere now";
    ALIAS = "alias", Error: "An alias that leads nowhere, to itself, or to a page that exists";
    PORTABILITY = "portability", Error: "A file name that some systems cannot hold or cannot tell apart";
    LIMIT = "limit", Error: "Something is larger or deeper than a page may be";
    BAD_RECORD = "bad-record", Error: "A data record is missing something or holds a value that does not fit";
    BROKEN_REFERENCE = "broken-reference", Error: "A record or a block names a record that does not exist";
    UNKNOWN_KEY = "unknown-key", Error: "A key that nothing reads, most often a typing mistake";
    UNKNOWN_BLOCK = "unknown-block", Error: "A block name or attribute that does not exist";
    BROKEN_LINK = "broken-link", Error: "A link, image or attachment that leads nowhere";
    BROKEN_ANCHOR = "broken-anchor", Error: "A link to a heading that the page does not have";
    RAW_HTML = "raw-html", Error: "Raw HTML in a page of a site that forbids it";
    CONTRAST = "contrast", Error: "A colour that cannot be read on the paper it stands on";
    COMMENT = "comment", Error: "A comment that is not closed, or is written as another tool has it, so that it shows";
    UNLAWFUL_QUESTION = "unlawful-question", Error: "A questionnaire asks what no one may decide by: age, family, health, origin, belief, pay history";
    FIT_GATES = "fit-gates", Error: "Gates of a questionnaire that contradict each other, always hold, never hold, or leave no role";
    FIT_UNREACHED = "fit-unreached", Error: "A role that a questionnaire names and no answers lead to";
    PLACEHOLDER = "placeholder", Error: "A sentence that `rolebook new` wrote and nobody replaced, or a gap of a template in a posting: `TBD`, `$X`, words in brackets";
    PAY_UNSOURCED = "pay-unsourced", Error: "An amount of money in prose that no record stands behind; a warning outside roles, pay and postings";
    PROSE_VS_DATA = "prose-vs-data", Error: "An amount of money in prose that differs from the figure cited beside it; a warning outside roles, pay and postings";
    PAY_MISSING = "pay-missing", Error: "A posting without the pay range that the law of one of its places asks for; a warning where no such law is known";
    PAY_TOO_WIDE = "pay-too-wide", Error: "A range that is wider than a law allows; a warning where its top is more than 1.6 times its floor";
    PAY_OPEN_ENDED = "pay-open-ended", Error: "A posting with one end of the pay alone, such as `up to` or `+`";
    OUTSIDE_BAND = "outside-band", Error: "A posting whose range is not inside its band, or whose band cannot be told";
    POSTING_LINE = "posting-line", Error: "A line that the law of a place asks for in a posting, and that is not there";
    LAW_FORBIDDEN = "law-forbidden", Error: "A posting that asks for what the law of one of its places forbids to ask for";
    PAY_HISTORY = "pay-history", Error: "A posting or an interview that asks what somebody was paid";
    UNLAWFUL_DEMAND = "unlawful-demand", Error: "A posting that asks for what no one may decide by, such as a photo, a birth date or a sex";
    REMOTE_EXCLUDES = "remote-excludes", Error: "A posting that keeps out a place because of its law on pay";
    AGEIST = "ageist", Error: "Words that read as a limit by age; a warning outside postings";
    MULTIPLE_H1 = "multiple-h1", Warning: "A page with more than one first-level heading";
    HEADING_ORDER = "heading-order", Warning: "A heading that skips a level, or is empty";
    IMAGE_ALT = "image-alt", Warning: "An image without a description, or with its file name as one";
    FOOTNOTE_UNDEFINED = "footnote-undefined", Warning: "A footnote mark without a footnote, or a footnote never used";
    MISSING_TITLE = "missing-title", Warning: "A page whose title had to be made from its file name";
    TEMPLATE_NAME = "template-name", Warning: "A template of the site names a variable, an attribute or a message that nothing gives it";
    WEAK_HEADER = "weak-header", Warning: "A header of the settings protects readers less than the default does";
    THEME_FILE = "theme-file", Warning: "A file of a theme that nothing uses under its name";
    LANGUAGE = "language", Warning: "The interface has no words in the site's language, or a file of words holds some that nothing shows";
    DEFAULT_AUDIENCE = "default-audience", Warning: "The default audience is not the highest: what says nothing is shown to more people";
    CODE_FENCE = "code-fence", Warning: "A code fence that is not closed, names an unknown language, or marks lines that there are not";
    HEADING_ATTRIBUTE = "heading-attribute", Warning: "A heading attribute that is dropped, or an id that had to be changed";
    PROTOCOL_RELATIVE = "protocol-relative", Warning: "A link that begins with `//`";
    README_MOVED = "readme-moved", Warning: "A README whose folder has its page elsewhere, and so another address";
    MARKDOWN = "markdown", Warning: "Markdown that reads differently from what was probably meant";
    EMPTY_PAGE = "empty-page", Warning: "A page with nothing on it";
    ATTACHMENT_CONTENT = "attachment-content", Warning: "A file that keeps metadata which cannot be taken out, loses a part that would run, or is of another type than its name says";
    FUTURE_DATE = "future-date", Warning: "A day more than a month ahead that is about something that has happened";
    REVIEW_DUE = "review-due", Warning: "A page or a record whose next review was due";
    PAY_STALE = "pay-stale", Warning: "A figure older than 12 months, a monthly exchange rate older than 2, or one past its review date";
    PAY_LEVELS = "pay-levels", Warning: "Pay that leaves a gap between two levels, or falls from one to the next";
    WALK_AWAY_LOW = "walk-away-low", Warning: "A walk-away figure below the top of the range that is published";
    RUBRIC_MISSING = "rubric-missing", Warning: "A criterion that no question of its stage tells about";
    POSTING_INCOMPLETE = "posting-incomplete", Warning: "A posting without a place, a day or a way to apply, or with days that contradict each other";
    LAW_INTERVIEW = "law-interview", Warning: "Something that a law wants told before the first interview, and that the posting does not say";
    LAW_SOON = "law-soon", Warning: "A line that a law does not ask for yet, or may ask for: proposed, enacted, not enforced, not verified or not binding";
    LAW_STALE = "law-stale", Warning: "A law that was looked up more than 12 months ago";
    LAW_UNKNOWN = "law-unknown", Info: "A law of which it cannot be told whether it covers the employer or the posting";
    GENDERED_WORD = "gendered-word", Warning: "A word that names a sex where everybody is meant";
    INFLATED = "inflated", Warning: "Words in a posting that say nothing an applicant can check";
    VIBE_FIT = "vibe-fit", Warning: "Fit, chemistry or a feeling as what decides";
    YEARS_STACKED = "years-stacked", Warning: "Several counts of years, or eight and more, in the place of a skill";
    DEGREE_ONLY = "degree-only", Warning: "A degree that is asked for, and no other way to have learned it";
    READING_EASE = "reading-ease", Warning: "A posting that is as hard to read as a scientific paper, or a page harder than the settings allow";
    KIT_SHAPE = "kit-shape", Warning: "An interview with more than eight criteria, marks that do not differ, or a text that was never filled in; interviews that take longer than the settings allow";
    RED_FLAG_PROXY = "red-flag-proxy", Warning: "A red flag that is about a person's life and not about work";
    WAIVER = "waiver", Warning: "A waiver without a reason, of a rule that does not exist, or of what was not found";
    ABLEIST = "ableist", Info: "A demand on body, health or birth that the work may not need";
    MUSTS_MANY = "musts-many", Info: "More than eight things that are asked for; a warning from thirteen on";
    GENDER_CODED = "gender-coded", Info: "A posting most of whose coded words research counts as masculine";
    EEO_LINE = "eeo-line", Info: "A posting without a statement that everybody may apply on equal terms";
    POSTING_LENGTH = "posting-length", Info: "A posting of fewer than 100 or more than 800 words";
    FIGURE_CONFLICT = "figure-conflict", Warning: "The same sentence with two figures on two pages";
    STAT_UNCITED = "stat-uncited", Warning: "A figure or a finding about people or companies at large that names no source";
    PROMISE_EXPIRED = "promise-expired", Warning: "A sentence that says what will be by a day that has passed";
    DEAD_LINK = "dead-link", Warning: "An address outside that does not answer; looked for with `--external` alone";
    NO_HISTORY = "no-history", Warning: "The settings want changes from the history, and there is none or a part of it alone";
    DUPLICATE_TITLE = "duplicate-title", Warning: "A page with the title of another page";
    SPELLING = "spelling", Info: "A word that no dictionary has and that is one slip away from one that it has; looked for with `[spelling]` alone";
    VAGUE_LINK = "vague-link", Info: "A link whose words do not say where it leads, such as `here`";
    ORPHAN_PAGE = "orphan-page", Info: "A page that no other page links, in a folder whose page links others by hand";
    UNUSED_RECORD = "unused-record", Info: "A record that no page shows and no other record names";
    FIT_IDLE = "fit-idle", Warning: "A question that changes no result of its questionnaire";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_the_reference_once() {
        let table = reference();
        for rule in ALL {
            let row = format!("| `{}` | ", rule.id);
            assert_eq!(table.matches(&row).count(), 1, "{}", rule.id);
            assert!(
                rule.id
                    .split('-')
                    .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
            );
            assert!(!rule.about.contains('|') && !rule.about.ends_with('.'), "{}", rule.id);
            assert!(!rule.fixed || rule.severity == Severity::Error, "{}", rule.id);
        }
        assert!(table.contains("| `audience-leak` | error, always |"));
    }
}
