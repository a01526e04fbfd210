//! What there is to know first of an opening, and the texts of its page.

use crate::output::address;
use crate::site::document::tables::jobs::{ApplyLink, PostingFact, PostingFacts, PostingRange};
use crate::site::gate::Reader;
use crate::site::playbook::pay::fact::is_example;
use crate::site::records::kinds::declared::To;
use crate::site::records::kinds::posting::{Engagement, Posting, WorkMode};
use crate::site::records::money;
use crate::site::records::types::PlaceRecord;

impl<'s> Reader<'s> {
    /// An opening at a glance.
    pub(in crate::site) fn posting_facts(&self, posting: &'s Posting) -> PostingFacts {
        let words = self.words();
        let day = |date| words.day(date);
        let closed = posting.is_closed(self.config.today).then(|| match posting.closes {
            Some(last) if last < self.config.today => words.say("posting.closed_on", &[("date", (&day(last)).into())]),
            _ => words.text("posting.closed").to_owned(),
        });
        let level = posting.level.as_ref().and_then(|level| self.records.levels.named(level));
        let manager = posting.manager.as_ref().filter(|_| self.sees_managers());
        let openings = posting.openings.filter(|count| *count > 1).map(|count| words.number(count));
        let facts = [
            ("places", self.place_names_of(posting)),
            ("mode", self.mode_of(posting)),
            ("pay", self.pay_lines(posting)),
            ("level", level.map(|level| level.body.title.clone()).into_iter().collect()),
            ("engagement", self.engagement_of(posting)),
            ("hours", posting.hours.iter().cloned().collect()),
            ("starts", posting.starts.iter().cloned().collect()),
            ("reports_to", posting.reports_to.iter().cloned().collect()),
            ("openings", openings.into_iter().collect()),
            ("opened", posting.opened.map(day).into_iter().collect()),
            ("closes", self.last_day(posting).into_iter().collect()),
            ("manager", manager.into_iter().cloned().collect()),
        ];
        let named = |(key, lines): (&'static str, Vec<String>)| PostingFact {
            key,
            name: words.text(&format!("posting.{key}")).to_owned(),
            lines,
        };
        PostingFacts {
            apply: self.apply_link(posting).filter(|_| closed.is_none()),
            closed,
            range: self.posting_range(posting),
            facts: facts.into_iter().filter(|(_, lines)| !lines.is_empty()).map(named).collect(),
        }
    }

    /// The posted range as the page shows it first; what a tipped wage leaves out is said with it.
    fn posting_range(&self, posting: &Posting) -> Option<PostingRange> {
        let words = self.words();
        let pay = self.posted_pay(posting)?;
        let amounts = money::range_text(&pay.range, pay.currency, self.language());
        let tipped = posting.tipped.then(|| words.say("posting.tipped", &[("range", (&amounts).into())]));
        Some(PostingRange {
            name: words.text(if posting.tipped { "posting.pay" } else { "role.base" }).to_owned(),
            text: tipped.unwrap_or(amounts),
            per: words.text_or(&format!("per.{}", pay.period.name()), pay.period.name()).to_owned(),
            example: self.is_made_up(posting),
        })
    }

    /// The places by their names, as far as this audience sees them: one of them, where there are several.
    pub(in crate::site) fn place_names_of(&self, posting: &'s Posting) -> Vec<String> {
        let set = posting.place_set.as_ref().and_then(|set| self.records.place_sets.named(set)).map(|set| &set.body);
        // A set says its places by its own name.
        let is_own = |place: &&To<PlaceRecord>| set.is_none_or(|set| set.places.iter().all(|held| held.id != place.id));
        let places = posting.places.iter().filter(is_own).filter_map(|place| self.records.places.named(place));
        let own = places.map(|place| place.body.title.as_str());
        let titles: Vec<&str> = own.chain(set.map(|set| set.title.as_str())).collect();
        if titles.is_empty() { Vec::new() } else { vec![self.words().or(&titles)] }
    }

    fn mode_of(&self, posting: &Posting) -> Vec<String> {
        let mode = self.mode_title(posting.mode()).to_owned();
        let remote = posting.mode() == WorkMode::Remote;
        let note = remote.then(|| self.words().text("posting.remote_from").to_owned());
        [Some(mode), posting.work_days.clone().or(note)].into_iter().flatten().collect()
    }

    /// Whether the range of an opening is an example.
    pub(super) fn is_made_up(&self, posting: &Posting) -> bool {
        let source = posting.source.as_ref().and_then(|source| self.records.sources.named(source));
        source.is_some_and(is_example)
    }

    /// What is paid, in lines: the range, what comes on top, and what an agreement says.
    pub(in crate::site) fn pay_lines(&self, posting: &'s Posting) -> Vec<String> {
        let words = self.words();
        let pay = self.posted_pay(posting);
        let range = pay.map(|pay| {
            let text = self.posted_text(&pay);
            let key = if posting.tipped { "posting.tipped" } else { "posting.base" };
            let text = words.say(key, &[("range", (&text).into())]);
            if self.is_made_up(posting) { format!("{text} ({})", words.text("figure.example")) } else { text }
        });
        let commission = posting.commission_only.then(|| words.text("posting.commission_only").to_owned());
        let agreement = posting.agreement_pay.map(|amount| {
            let currency = pay.map_or("EUR", |pay| pay.currency);
            let period = posting.period.or(pay.map(|pay| pay.period)).map_or("year", |period| period.name());
            let per = words.text_or(&format!("per.{period}"), period);
            let amount = format!("{} {per}", money::amount_text(amount, currency, self.language()));
            let named = posting.agreement.as_deref().unwrap_or_else(|| words.text("posting.an_agreement"));
            words.say("posting.agreement", &[("amount", (&amount).into()), ("agreement", named.into())])
        });
        let more = posting.pays_more.then(|| words.text("posting.pays_more").to_owned());
        [range, commission, agreement, more, posting.other_pay.clone()].into_iter().flatten().collect()
    }

    fn engagement_of(&self, posting: &Posting) -> Vec<String> {
        let words = self.words();
        let contract = words.text_or(&format!("engagement.{}", posting.engaged().text()), posting.engaged().text());
        let contract = match (posting.engaged(), &posting.term) {
            (Engagement::Employee, None) => contract.to_owned(),
            (_, term) => {
                [Some(contract), term.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(words.comma())
            }
        };
        let share = match posting.share() {
            100 => words.text("posting.full_time").to_owned(),
            share => words.say("posting.part_time", &[("share", (&words.number(share)).into())]),
        };
        vec![contract, share]
    }

    /// The last day to apply, or that there is none.
    pub(super) fn last_day(&self, posting: &Posting) -> Option<String> {
        let day = posting.closes.map(|date| self.words().day(date));
        day.or_else(|| posting.ongoing.then(|| self.words().text("posting.ongoing").to_owned()))
    }

    /// Where to apply; a message begins with the opening as its subject.
    pub(in crate::site) fn apply_link(&self, posting: &'s Posting) -> Option<ApplyLink> {
        let to = posting.apply.as_deref()?;
        let words = self.words();
        if to.starts_with("https://") {
            return Some(ApplyLink { href: to.to_owned(), label: words.text("posting.apply").to_owned() });
        }
        let label = words.say("posting.apply_by_mail", &[("address", to.into())]);
        let title = self.title_of_posting(posting).unwrap_or_default();
        let subject = match self.place_names_of(posting).first() {
            Some(places) => words.say("posting.title", &[("job", title.into()), ("places", places.into())]),
            None => title.to_owned(),
        };
        to.contains('@').then(|| ApplyLink { href: address::mail(to, &subject), label })
    }
}
