//! Openings as one audience sees them: their facts, the list of them, and what machines read.
//!
//! Owns which range an opening is posted with. It must not know how facts are drawn, nor what laws want of them.

mod builder;
mod facts;
pub(in crate::site) mod law;
mod list;
mod machines;
pub(in crate::site) mod neutral;
pub(in crate::site) mod pay;

pub(in crate::site) use self::pay::PostedPay;

use crate::site::gate::Reader;
use crate::site::records::kinds::posting::{Posting, WorkMode};
use crate::site::records::types::Record;

impl<'s> Reader<'s> {
    /// The title of an opening: its own, else its role's.
    pub(in crate::site) fn title_of_posting(&self, posting: &'s Posting) -> Option<&'s str> {
        let role = || self.records.roles.named(&posting.role).map(|role| role.body.title.as_str());
        posting.title.as_deref().or_else(role)
    }

    /// How the work is done, in words.
    pub(in crate::site) fn mode_title(&self, mode: WorkMode) -> &'s str {
        self.words().text_or(&format!("work_mode.{}", mode.text()), mode.text())
    }

    /// The openings that this audience sees on a page and can apply for, in the order of their titles.
    pub(in crate::site) fn open_postings(&self) -> Vec<(&'s Record<Posting>, &'s str)> {
        let today = self.config.today;
        let is_open = |posting: &Posting| !posting.is_closed(today) && !posting.is_waiting(today);
        let all = self.records.postings.iter().filter(|record| is_open(&record.body));
        let mut open: Vec<_> = all.filter_map(|record| Some((record, self.title_of_posting(&record.body)?))).collect();
        open.sort_by(|(a, a_title), (b, b_title)| a_title.cmp(b_title).then_with(|| a.id.cmp(&b.id)));
        open
    }
}
