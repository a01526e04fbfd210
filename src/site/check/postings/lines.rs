//! What an opening says to its readers: the record, and the text of its page as they may read it.

use crate::config::LeafBlock;
use crate::diag::Place;
use crate::lint::{self, Block, BlockIs, Kind};
use crate::site::Site;
use crate::site::gate::Reader;
use crate::site::gate::visible_text::VisibleText;
use crate::site::playbook::generated::posting_of;
use crate::site::playbook::jobs::PostedPay;
use crate::site::playbook::jobs::neutral::is_neutral;
use crate::site::records::kinds::law::{Law, Need, Variant};
use crate::site::records::kinds::posting::Posting;
use crate::site::records::types::Record;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Directive;

/// An opening as its readers read it.
pub(super) struct Posted<'s> {
    pub(super) record: &'s Record<Posting>,
    pub(super) title: String,
    pub(super) pay: Option<PostedPay>,
    /// Whether its page shows the benefits of a place.
    shows_benefits: bool,
    /// The text of its page and of its record, in small letters.
    pub(super) text: String,
}

impl<'s> Posted<'s> {
    pub(super) fn new(site: &'s Site<'s>, reader: &Reader<'s>, record: &'s Record<Posting>) -> Posted<'s> {
        let highest = reader.config.audiences.highest();
        let mut shows_benefits = false;
        let mut text = texts(&record.body).join("\n");
        let is_its = |page: &&crate::site::source::page::Page| {
            page.origin.is_none() && posting_of(page) == Some(record.id.as_str()) && reader.may_see(page.audience)
        };
        for page in site.pages.iter().filter(is_its) {
            let visible = VisibleText::new(&page.source, page.body.clone(), &page.blocks, reader.audience(), highest);
            text.push('\n');
            text.push_str(visible.text());
            shows_benefits |= visible.directives().any(|index| match &page.blocks.lines[index].directive {
                Directive::Leaf(head) => head.kind == BlockKind::Leaf(LeafBlock::Benefits),
                Directive::Open { .. } | Directive::Close => false,
            });
        }
        Posted {
            record,
            title: reader.title_of_posting(&record.body).unwrap_or(&record.id).to_owned(),
            pay: reader.posted_pay(&record.body),
            shows_benefits,
            text,
        }
    }

    pub(super) fn posting(&self) -> &'s Posting {
        &self.record.body
    }

    /// Where a key of the record stands; the record itself where it is not written.
    pub(super) fn key(&self, key: &str) -> Place {
        let place = &self.record.place;
        let Some(range) = place.range() else { return place.clone() };
        let (text, mut at) = (place.text(), place.text()[..range.start].rfind('\n').map_or(0, |line| line + 1));
        for (number, line) in text[at..].split_inclusive('\n').enumerate() {
            if number > 0 && line.starts_with('[') {
                break;
            }
            let written = line.split_once('=').map(|(name, _)| name.trim());
            if written == Some(key) {
                return Place::new(place.source(), at..at + line.trim_end().len());
            }
            at += line.len();
        }
        place.clone()
    }

    /// Whether a line that a law asks for is there, in a way that the law takes.
    pub(super) fn says(&self, need: Need, law: &Law) -> bool {
        let posting = self.posting();
        let takes = |variant| law.accepts.contains(&variant);
        let elsewhere =
            (posting.pay_form && takes(Variant::Form)) || (posting.pay_link.is_some() && takes(Variant::Link));
        match need {
            Need::Pay => elsewhere || self.says_pay(law),
            Need::Benefits => elsewhere || posting.benefits.is_some() || self.shows_benefits,
            Need::OtherPay => elsewhere || posting.other_pay.is_some(),
            Need::ApplyBy => posting.closes.is_some() || (posting.ongoing && takes(Variant::Ongoing)),
            Need::HowToApply => posting.apply.is_some() || posting.how_to_apply.is_some(),
            Need::Description => self.describes(),
            Need::AiUse => posting.ai_use.is_some(),
            Need::Vacancy => posting.vacancy.is_some(),
            Need::NeutralTitle => is_neutral(&self.title),
            Need::MinPay => posting.agreement_pay.is_some() || (posting.agreement.is_none() && self.pay.is_some()),
            Need::WillingToPayMore => posting.pays_more,
        }
    }

    /// A closed range, one amount, or what the law takes in its place.
    fn says_pay(&self, law: &Law) -> bool {
        let takes = |variant| law.accepts.contains(&variant);
        let posting = self.posting();
        if posting.commission_only {
            return takes(Variant::CommissionOnly);
        }
        if posting.tipped && takes(Variant::TippedBase) {
            return self.pay.is_some();
        }
        self.pay.is_some_and(|pay| !pay.range.open_ended)
    }

    /// Whether a line of it asks what somebody was paid.
    pub(super) fn asks_for_pay_history(&self) -> bool {
        let lines = self.text.lines().map(|line| Block { is: BlockIs::Text, text: line.to_owned() });
        let hits = lint::check(Kind::Posting, "en", &lines.collect::<Vec<_>>());
        hits.iter().any(|hit| hit.rule.id == "pay-history")
    }

    /// Whether benefits of health are named.
    pub(super) fn says_healthcare(&self) -> bool {
        let text = self.posting().benefits.as_deref().unwrap_or("").to_lowercase();
        self.shows_benefits || ["health", "medical"].iter().any(|word| text.contains(word))
    }

    fn describes(&self) -> bool {
        let posting = self.posting();
        posting.summary.is_some() || posting.system.is_some() || !posting.duties.is_empty() || self.text.len() > 400
    }
}

/// Every text of the record that readers see.
fn texts(posting: &Posting) -> Vec<&str> {
    let texts = [
        &posting.title,
        &posting.summary,
        &posting.work_days,
        &posting.other_pay,
        &posting.benefits,
        &posting.how_to_apply,
        &posting.system,
        &posting.stack,
        &posting.domain,
        &posting.team,
        &posting.process,
        &posting.ai_use,
        &posting.vacancy,
        &posting.equal_opportunity,
    ];
    let lists = [&posting.duties, &posting.outcomes, &posting.musts, &posting.nice];
    let texts = texts.into_iter().flatten().map(String::as_str);
    texts.chain(lists.into_iter().flatten().map(String::as_str)).collect()
}
