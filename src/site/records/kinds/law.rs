//! What the law of a place wants a posting to say: `[law.ID]`. Not legal advice: a record is what somebody read.

use jiff::civil::Date;

use super::RecordBody;
use super::declared::{Choice, Holds, Shape, Way, choices, record, ways};
use crate::fields::suggestion;
use crate::site::records::types::Period;

record! {
    /// What the law of a place wants a posting to say, as it was read on a page. It is no legal advice.
    pub struct Law {
        /// Where it holds: an ISO 3166 code such as `AT` or `US-CO`, with a third part for a city; `EU` is the directive.
        pub place: String as PLACE,
        /// The jurisdiction in words.
        pub name: String,
        /// The name of the act or the section.
        pub act: Option<String>,
        /// How far it has come; `pending` and `directive` bind no employer, and `enacted` starts on `since`.
        pub status: LawStatus,
        /// The first day of the duty; it is held against the day of the build.
        pub since: Option<Date>,
        /// The first day of the latest change that the record takes in.
        pub amended: Option<Date>,
        /// The first day of enforcement, where that is later than `since`.
        pub enforced: Option<Date>,
        /// The smallest headcount that is covered; 1 is every employer.
        pub min_employees: Option<i64>,
        /// Which heads count.
        pub counted: Option<Counted>,
        /// Whether contractors count.
        pub counts_contractors: bool,
        /// Lines that a posting must have.
        pub needs: Vec<Need> as several(),
        /// What must be told before the first interview.
        pub before_interview: Vec<Told> as several(),
        /// What may stand in the place of a range, or of a last day.
        pub accepts: Vec<Variant> as several(),
        /// Postings outside the rule.
        pub exempt: Vec<Outside> as several(),
        /// What may not be asked for.
        pub forbids: Vec<Forbidden> as several(),
        /// `false` where an open end is no range.
        pub open_end: Option<bool> as MAYBE,
        /// What the range must be, in a word: `good-faith`, `upon-hire`.
        pub basis: Option<String>,
        /// The widest range that is allowed.
        pub max_width: Option<Width> as maybe_table::<Width>(),
        /// No range is needed where the top is above this.
        pub exempt_above: Option<Width> as maybe_table::<Width>(),
        /// Postings that are covered besides the employer's own public ones: `internal`, `third_party`.
        pub covers: Vec<String>,
        /// When a remote job is covered; any of them. `not-verified` stands for what nobody has read.
        pub remote: Vec<Remote> as several(),
        /// Days in which interviewed people must hear the outcome.
        pub answer_within_days: Option<i64>,
        /// Business days to correct a posting after a complaint.
        pub cure_days: Option<i64>,
        /// The last day of that grace.
        pub cure_until: Option<Date>,
        /// The fine, in the words of the page.
        pub fine: Option<String>,
        /// A rule that was not in force when it was read; it makes no error.
        pub proposed: Option<Proposed> as maybe_table::<Proposed>(),
        /// What a person has to know.
        pub note: Option<String>,
        /// What could not be confirmed.
        pub unverified: Option<String>,
        /// The page that it was read on.
        pub url: String as ADDRESS,
        /// `A` for the text of the statute or the regulator's page, `B` for two pages of law firms, `C` for one other page.
        pub confidence: Option<String>,
        /// The day on which it was read.
        pub checked: Date,
    }
}

record! {
    /// An amount of money for a time.
    pub struct Width {
        /// The amount in whole units.
        pub amount: i64,
        /// Its currency.
        pub currency: &'static str as ways::A_CURRENCY,
        /// What it is for; a year where it is left out.
        pub period: Option<Period>,
    }
}

record! {
    /// A rule that was not in force when it was read.
    pub struct Proposed {
        /// The day on which the proposal was published.
        pub published: Option<Date>,
        /// The bill.
        pub bill: Option<String>,
        /// The widest range, in percent of its floor.
        pub max_spread_percent: Option<i64>,
        /// What that is a share of.
        pub of: Option<String>,
        /// The smallest headcount that would be covered.
        pub min_employees: Option<i64>,
        /// The day from which it would hold.
        pub from: Option<Date>,
        /// When remote jobs would be covered.
        pub remote: Option<String>,
        /// Whether it was adopted, as far as anybody found.
        pub adopted: Option<String>,
    }
}

impl Width {
    /// What it is for.
    pub(in crate::site) fn each(&self) -> Period {
        self.period.unwrap_or(Period::Year)
    }
}

/// Declares an enum with the words that authors write for it.
macro_rules! words {
    ($($(#[doc = $about:literal])+ $name:ident { $($word:literal $variant:ident,)* })*) => {
        $(
            $(#[doc = $about])+
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            #[allow(missing_docs, reason = "the names are the words authors write")]
            pub enum $name { $($variant,)* }

            impl $name {
                /// Every one with its word.
                pub const NAMES: [(&'static str, $name); { [$($word),*].len() }] = [$(($word, $name::$variant)),*];
            }
            choices!($name);
        )*
    };
}
words! {
    /// How far a law has come.
    LawStatus {
        "in-force" InForce,
        "enacted" Enacted,
        "directive" Directive,
        "pending" Pending,
        "none" None,
    }
    /// Which heads count.
    Counted {
        "in-place" InPlace,
        "anywhere" Anywhere,
        "anywhere-one-in-place" AnywhereOneInPlace,
    }
    /// A line that a posting must have.
    Need {
        "pay" Pay,
        "benefits" Benefits,
        "other_pay" OtherPay,
        "apply_by" ApplyBy,
        "how_to_apply" HowToApply,
        "description" Description,
        "ai_use" AiUse,
        "vacancy" Vacancy,
        "neutral_title" NeutralTitle,
        "min_pay" MinPay,
        "willing_to_pay_more" WillingToPayMore,
    }
    /// What must be told before the first interview.
    Told {
        "pay" Pay,
        "healthcare" Healthcare,
    }
    /// What may stand in the place of a range.
    Variant {
        "fixed" Fixed,
        "equal_ends" EqualEnds,
        "commission_only" CommissionOnly,
        "tipped_base" TippedBase,
        "ongoing" Ongoing,
        "link" Link,
        "form" Form,
    }
    /// Postings outside the rule.
    Outside {
        "commission_only" CommissionOnly,
        "internal_transfer" InternalTransfer,
        "union_public_job" UnionPublicJob,
    }
    /// What may not be asked for.
    Forbidden {
        "pay_history" PayHistory,
        "canadian_experience" CanadianExperience,
    }
    /// When a remote job is covered.
    Remote {
        "could-be-done-there" CouldBeDoneThere,
        "done-there-in-part" DoneThereInPart,
        "done-there" DoneThere,
        "reports-there" ReportsThere,
        "mainly-for-office-there" MainlyForOfficeThere,
        "employer-there" EmployerThere,
        "open-to-residents" OpenToResidents,
        "not-verified" NotVerified,
    }
}

/// What a place of a law is, for messages.
const PLACE_CODE: &str = "an ISO 3166 code such as `AT` or `US-CO`, with a third part for a city: `US-NY-NYC`";

const PLACE: Way<String> = Way::new(
    Shape::required(Holds::Form { what: PLACE_CODE, pattern: "^[A-Z]{2}(-[A-Z0-9]{1,4}){0,2}$" }),
    |fields, key, _| Some(fields.required().parse(key, PLACE_CODE, jurisdiction)?.value),
);

const WEB_ADDRESS: &str = "a web address that begins with `https://`";

const ADDRESS: Way<String> =
    Way::new(Shape::required(Holds::Form { what: WEB_ADDRESS, pattern: "^https://[^\\s<>\"]+$" }), |fields, key, _| {
        let address = |text: &str| text.starts_with("https://").then(|| text.to_owned());
        Some(fields.required().parse(key, WEB_ADDRESS, address)?.value)
    });

const MAYBE: Way<Option<bool>> =
    Way::new(Shape::optional(Holds::Bool), |fields, key, _| Some(fields.bool(key).map(|yes| yes.value)));

/// Words of a list; the record cannot be used when one of them does not exist.
const fn several<T: Choice>() -> Way<Vec<T>> {
    Way::new(Shape::list(Holds::Word(T::WORDS)), |fields, key, _| {
        let mut all = Some(Vec::new());
        for word in fields.strings(key).unwrap_or_default() {
            match T::NAMES.iter().find(|(name, _)| *name == word.value) {
                Some((_, value)) => all.as_mut().into_iter().for_each(|all| all.push(*value)),
                None => {
                    let hint = suggestion(&word.value, T::NAMES.iter().map(|(name, _)| *name), "it is one of");
                    fields.report(&word.span, format!("`{key}` cannot hold `{}`", word.value), hint);
                    all = None;
                }
            }
        }
        all
    })
}

/// A table with the keys of another declaration, if there is one.
const fn maybe_table<T: RecordBody>() -> Way<Option<T>> {
    Way::new(Shape::optional(Holds::Table(T::KEYS)), |fields, key, config| match fields.table(key) {
        Some(table) => ways::in_table::<T>(table, fields, config).map(Some),
        None => Some(None),
    })
}

/// A code of a jurisdiction: capitals and digits, up to three parts.
pub(in crate::site) fn jurisdiction(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_code = |part: &&str| {
        !part.is_empty()
            && part.len() <= 4
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    (parts.len() <= 3 && parts[0].len() == 2 && parts.iter().all(is_code)).then(|| text.to_owned())
}
