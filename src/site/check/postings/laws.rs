//! Holds an opening against every law of its places: on this day, for this employer.

use jiff::ToSpan;
use jiff::civil::Date;

use super::lines::Posted;
use super::reach::{Reach, code_of, reach};
use super::waiver::label_of_law;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, Severity, rules};
use crate::site::Site;
use crate::site::playbook::jobs::law::{Cover, Force, cover, force};
use crate::site::records::kinds::law::{Forbidden, Law, Need, Outside, Told, Width};
use crate::site::records::kinds::posting::Exemption;
use crate::site::records::money;
use crate::site::records::types::{Period, Record, Reference};

/// Holds an opening against the laws of its places.
pub(super) fn check(
    site: &Site<'_>,
    posted: &Posted<'_>,
    config: &Config,
    told_headcount: &mut bool,
    diags: &mut Diagnostics,
) {
    places(site, posted, diags);
    headcount(site, config, told_headcount, diags);
    let mut covered = false;
    for law in site.data.laws.iter() {
        let (place, verified) = match reach(&law.body, posted.posting(), &site.data, &config.employer) {
            Reach::No => continue,
            Reach::Yes(place) => (place, true),
            Reach::NotVerified(place) => (place, false),
            Reach::Unknown(place, what, hint) => {
                unknown(posted, law, place, &what, &hint, diags);
                continue;
            }
        };
        if exempt(law, posted) {
            continue;
        }
        match cover(&law.body, &config.employer) {
            Cover::No => continue,
            Cover::Yes => {}
            Cover::Unknown(code) => {
                let what = format!("how many people work for you in {}", law.body.name);
                let hint = format!("write `{code} = 12` under `[employer.headcount.at]` of `rolebook.toml`");
                unknown(posted, law, place, &what, &hint, diags);
            }
        }
        let case = Case { posted, law, place, verified, force: force(&law.body, config.today), config };
        covered |= law.body.needs.contains(&Need::Pay) || law.body.needs.contains(&Need::MinPay);
        case.check(diags);
    }
    if !covered && posted.pay.is_none() && !posted.posting().commission_only {
        let message = format!("the opening `{}` does not say what it pays", posted.record.id);
        let finding = Diagnostic::new(&rules::PAY_MISSING, posted.record.place.clone(), message);
        let hint = "no law of its places is known that asks for it; applicants do: add `min` and `max`";
        diags.push(finding.hint(hint).at_most(Severity::Warning));
    }
}

/// Places of which no law can be looked up.
fn places(site: &Site<'_>, posted: &Posted<'_>, diags: &mut Diagnostics) {
    if site.data.laws.count() == 0 {
        return;
    }
    for place in &posted.posting().places {
        let known = site.data.places.get(&place.id);
        if known.is_some() && code_of(&site.data, &place.id).is_none() {
            let message = format!(
                "the place `{}` has no country, so that no law can be looked up for `{}`",
                place.id, posted.record.id
            );
            let finding = Diagnostic::new(&rules::LAW_UNKNOWN, place.place.clone(), message);
            diags.push(finding.hint("give the place a `region` such as `US-CO`, or a `country`"));
        }
    }
}

/// That nothing, or nothing new, is said of how many people the employer has; said once.
fn headcount(site: &Site<'_>, config: &Config, told: &mut bool, diags: &mut Diagnostics) {
    if *told || site.data.laws.count() == 0 {
        return;
    }
    *told = true;
    let finding = |message: String| Diagnostic::new(&rules::LAW_UNKNOWN, Place::file("rolebook.toml"), message);
    match &config.employer.headcount {
        None => {
            let message = "nothing says how many people work for you: every law is taken to cover you".to_owned();
            diags.push(finding(message).hint("add `[employer.headcount]` with `as_of` and `total`"));
        }
        Some(count) if count.as_of.checked_add(12.months()).is_ok_and(|until| until < config.today) => {
            let message =
                format!("the number of people who work for you is from {}, more than 12 months ago", count.as_of);
            diags.push(finding(message).hint("count again, and set `as_of` under `[employer.headcount]`"));
        }
        Some(_) => {}
    }
}

fn unknown(posted: &Posted<'_>, law: &Record<Law>, place: &Reference, what: &str, hint: &str, diags: &mut Diagnostics) {
    let message = format!(
        "it cannot be told whether the law of {} covers `{}`: nothing says {what}",
        law.body.name, posted.record.id
    );
    let finding = Diagnostic::new(&rules::LAW_UNKNOWN, place.place.clone(), message);
    diags.push(finding.hint(hint).related(law.place.clone(), label_of_law(&law.id)));
}

/// Whether the opening is of a sort that the law leaves out.
fn exempt(law: &Record<Law>, posted: &Posted<'_>) -> bool {
    let posting = posted.posting();
    let is_left_out = |outside: &Outside| match outside {
        Outside::CommissionOnly => posting.commission_only,
        Outside::InternalTransfer => posting.exempt == Some(Exemption::InternalTransfer),
        Outside::UnionPublicJob => posting.exempt == Some(Exemption::UnionPublicJob),
    };
    law.body.exempt.iter().any(is_left_out)
}

/// An opening and a law that reaches it.
struct Case<'c> {
    posted: &'c Posted<'c>,
    law: &'c Record<Law>,
    place: &'c Reference,
    verified: bool,
    force: Force,
    config: &'c Config,
}

impl Case<'_> {
    fn check(&self, diags: &mut Diagnostics) {
        let law = &self.law.body;
        let above = self.is_above(law.exempt_above.as_ref());
        for &need in &law.needs {
            let is_exempt = need == Need::Pay && above;
            if !(is_exempt || self.posted.says(need, law)) {
                let (rule, line, write) = self.line(need);
                let said = format!("asks for {line} in a posting, and `{}` does not say it", self.posted.record.id);
                diags.push(self.finding(rule, self.posted.record.place.clone(), &said, &write));
            }
        }
        for told in &law.before_interview {
            let (missing, what, write) = match told {
                Told::Pay => (self.posted.pay.is_none(), "the pay", "state it here, or let the recruiter tell it"),
                Told::Healthcare => (
                    !self.posted.says_healthcare(),
                    "the benefits for health care",
                    "name them in `benefits`, or let the recruiter tell them",
                ),
            };
            if missing {
                let said = format!(
                    "wants {what} told before the first interview, and `{}` does not say it",
                    self.posted.record.id
                );
                diags.push(self.finding(&rules::LAW_INTERVIEW, self.posted.record.place.clone(), &said, write));
            }
        }
        if !above {
            self.width(diags);
        }
        self.forbidden(diags);
    }

    /// Whether the pay is so high that the law asks for no range.
    fn is_above(&self, bound: Option<&Width>) -> bool {
        let pay = self.posted.pay;
        pay.zip(bound).is_some_and(|(pay, bound)| {
            pay.currency == bound.currency && yearly(pay.range.max, pay.period) > yearly(bound.amount, bound.each())
        })
    }

    fn width(&self, diags: &mut Diagnostics) {
        let law = &self.law.body;
        let Some(pay) = self.posted.pay.filter(|pay| !pay.range.open_ended) else { return };
        let id = &self.posted.record.id;
        if let Some(most) = &law.max_width {
            let wide = yearly(pay.range.max - pay.range.min, pay.period) > yearly(most.amount, most.each());
            let amount = money::amount_text(most.amount, most.currency, "en");
            if pay.currency != most.currency {
                let what = format!("what the range is in {}, of which a range may span {amount}", most.currency);
                let hint = format!("post it in {}", most.currency);
                unknown(self.posted, self.law, self.place, &what, &hint, diags);
            } else if wide {
                let said = format!(
                    "allows a range that spans {amount} a {}, and that of `{id}` spans {}",
                    most.each().name(),
                    money::amount_text(pay.range.max - pay.range.min, pay.currency, "en")
                );
                diags.push(self.finding(
                    &rules::PAY_TOO_WIDE,
                    self.posted.key("max"),
                    &said,
                    "bring `min` and `max` closer together",
                ));
            }
        }
        let proposed = law.proposed.as_ref().and_then(|proposed| proposed.max_spread_percent);
        if let Some(most) = proposed
            && (pay.range.max - pay.range.min) * 100 > most * pay.range.min
        {
            let said = format!(
                "may come to allow a range that spans {most} percent of its floor (proposed), and that of `{id}` spans {}",
                (pay.range.max - pay.range.min) * 100 / pay.range.min.max(1)
            );
            let finding =
                self.finding(&rules::LAW_SOON, self.posted.key("max"), &said, "bring `min` and `max` closer together");
            diags.push(finding.at_most(Severity::Warning));
        }
    }

    fn forbidden(&self, diags: &mut Diagnostics) {
        for forbidden in &self.law.body.forbids {
            let (found, what) = match forbidden {
                Forbidden::PayHistory => (self.posted.asks_for_pay_history(), "what somebody was paid"),
                Forbidden::CanadianExperience => {
                    let lower = self.posted.text.to_lowercase();
                    let asked = ["canadian experience", "canadian work experience", "experience in canada"];
                    let denied = [
                        "no canadian",
                        "not ask for canadian",
                        "without canadian",
                        "not require canadian",
                        "not need canadian",
                    ];
                    let asks = asked.iter().any(|words| lower.contains(words))
                        && !denied.iter().any(|words| lower.contains(words));
                    (asks, "Canadian experience")
                }
            };
            if found {
                let said = format!("forbids to ask for {what}, and `{}` does", self.posted.record.id);
                diags.push(self.finding(&rules::LAW_FORBIDDEN, self.posted.record.place.clone(), &said, "remove it"));
            }
        }
    }

    /// A finding that names the law, the day, what to write, and where that was read. What does not bind is a warning.
    fn finding(&self, rule: &'static Rule, place: Place, said: &str, write: &str) -> Diagnostic {
        let law = &self.law.body;
        let act = law.act.as_ref().map_or_else(String::new, |act| format!(" ({act})"));
        let (rule, when, most) = match self.force {
            Force::Now if self.verified => (rule, since(law), Severity::Error),
            Force::Now => (
                soon(rule),
                format!("{}; whether it reaches remote jobs was not verified", since(law)),
                Severity::Warning,
            ),
            Force::EnforcedFrom(day) => (soon(rule), format!("{}, enforced from {day}", since(law)), Severity::Warning),
            Force::From(day) if self.is_far(day) => (soon(rule), format!("from {day} on"), Severity::Info),
            Force::From(day) => (soon(rule), format!("from {day} on"), Severity::Warning),
            Force::Never => (soon(rule), "not binding on private employers by itself".to_owned(), Severity::Warning),
        };
        let message = format!("{}{act}, {when}: {said}", law.name);
        let hint = format!("{write}; read on {}, checked {}; this is not legal advice", law.url, law.checked);
        let finding = Diagnostic::new(rule, place, message).hint(hint).at_most(most);
        finding
            .related(self.law.place.clone(), label_of_law(&self.law.id))
            .related(self.place.place.clone(), "the place")
    }

    /// Whether a day is more than half a year away.
    fn is_far(&self, day: Date) -> bool {
        self.config.today.checked_add(6.months()).is_ok_and(|soon| day > soon)
    }

    /// The rule that a missing line breaks, the line in words, and what to write.
    fn line(&self, need: Need) -> (&'static Rule, &'static str, String) {
        let line = &rules::POSTING_LINE;
        match need {
            Need::Pay if self.posted.pay.is_some_and(|pay| pay.range.open_ended) => (
                &rules::PAY_MISSING,
                "a range with both ends",
                "give both ends: `min = 150000` and `max = 180000`".to_owned(),
            ),
            Need::Pay => (
                &rules::PAY_MISSING,
                "the pay range",
                "write `min = 150000` and `max = 180000`, or name a band that readers may see".to_owned(),
            ),
            Need::Benefits => (
                line,
                "the benefits",
                "write `benefits = \"Health insurance, pension, 25 days off\"`, or put `::benefits{place=\"…\"}` on its page".to_owned(),
            ),
            Need::OtherPay => {
                (line, "bonus, commission and other pay", "write `other_pay = \"A bonus of up to 10 percent\"`, or that there is none".to_owned())
            }
            Need::ApplyBy => (line, "the last day to apply", "write `closes = 2027-01-31`, or `ongoing = true`".to_owned()),
            Need::HowToApply => (line, "how to apply", "write `apply = \"jobs@example.org\"`, or `how_to_apply`".to_owned()),
            Need::Description => (line, "a description of the job", "write `summary`, `system` or `duties`".to_owned()),
            Need::AiUse => (
                line,
                "whether AI screens or selects applicants",
                "write `ai_use = \"We use no AI to screen, assess or select applicants.\"`, if that is so".to_owned(),
            ),
            Need::Vacancy => {
                (line, "whether there is a vacancy now", "write `vacancy = \"This is a vacancy that we fill now.\"`, if that is so".to_owned())
            }
            Need::NeutralTitle => {
                (line, "a title that names no sex", "write a title such as `Leitung KI`, or add `(m/w/d)`".to_owned())
            }
            Need::MinPay => (
                &rules::PAY_MISSING,
                "the minimum pay of the collective agreement",
                "write `agreement_pay = 60000` and `agreement`; without an agreement `min` and `max`".to_owned(),
            ),
            Need::WillingToPayMore => (line, "whether you are willing to pay more", "write `pays_more = true`, if that is so".to_owned()),
        }
    }
}

/// A rule that binds, or the one about what does not.
fn soon(rule: &'static Rule) -> &'static Rule {
    if *rule == rules::LAW_INTERVIEW { rule } else { &rules::LAW_SOON }
}

fn since(law: &Law) -> String {
    law.amended.or(law.since).map_or_else(|| "in force".to_owned(), |day| format!("in force since {day}"))
}

/// An amount as what it comes to in a year; hours and days as full-time ones.
fn yearly(amount: i64, period: Period) -> i64 {
    amount.saturating_mul(match period {
        Period::Year => 1,
        Period::Month => 12,
        Period::Day => 260,
        Period::Hour => 2_080,
    })
}
