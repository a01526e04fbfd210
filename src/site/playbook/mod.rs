//! What a hiring playbook shows of its records: pay, roles, interviews, questionnaires, and the pages made of them.
//!
//! Owns which query answers which block. It must not know how what they show is drawn.

mod benefits;
mod data_table;
mod employ;
pub(in crate::site) mod fit;
pub(in crate::site) mod generated;
mod interview_kit;
pub(in crate::site) mod jobs;
mod levels;
pub(in crate::site) mod pay;
pub(in crate::site) mod reviews;
pub(in crate::site) mod roles;

use self::interview_kit::KitRequest;
use self::pay::table::PayQuestion;
use crate::config::LeafBlock;
use crate::site::document::Leaf;
use crate::site::document::leaves::{Scorecard, Toc};
use crate::site::document::tables::interviews::PanelView;
use crate::site::gate::names::Refusal;
use crate::site::gate::{Benefits, Reader};
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Head;

/// What records say of a place besides pay, for its page: the key of its heading and what stands below it.
pub(in crate::site) fn about_place(reader: &Reader<'_>, place: &str) -> Vec<(&'static str, Leaf)> {
    reader.benefits_at(place).into_iter().collect()
}

/// What people get besides pay, by place.
pub(in crate::site) fn benefits_by_place(reader: &Reader<'_>) -> Vec<Benefits> {
    reader.benefits_by_place()
}

/// What a block without content shows, or why it shows nothing.
pub(in crate::site) fn leaf(reader: &Reader<'_>, head: &Head) -> Result<Leaf, Refusal> {
    let BlockKind::Leaf(block) = head.kind else { return Err(Refusal::silent()) };
    let asked = Asked(head);
    let (required, caption) = (|key| asked.required(key), head.label.as_deref());
    match block {
        LeafBlock::Benefits => reader.benefits(required("place")?, caption),
        LeafBlock::Compare => reader.compare_block(required("roles")?, caption).map(Leaf::new),
        LeafBlock::Criteria => reader.criteria(asked.kit()?).map(Leaf::new),
        LeafBlock::Debrief => reader.panel_kit(asked.kit()?, PanelView::Debrief).map(Leaf::new),
        LeafBlock::InterviewKit => reader.kit_block(asked.kit()?, asked.attribute("view")),
        LeafBlock::Ladder => reader.ladder_block(required("ladder")?, caption),
        LeafBlock::Levels => reader.levels_block(caption),
        LeafBlock::Openings => Ok(Leaf::new(reader.job_list())),
        LeafBlock::PayChart => asked.pay(ids, |question| reader.pay_chart(question).map(Leaf::new)),
        LeafBlock::PayExplorer => asked.pay(one, |question| reader.pay_explorer(question).map(Leaf::new)),
        LeafBlock::PayTable => asked.pay(ids, |question| reader.pay_table(question).map(Leaf::new)),
        LeafBlock::PostingBuilder => reader.posting_builder(required("role")?, caption),
        LeafBlock::RoleFit => reader.fit_block(required("for")?, caption).map(Leaf::new),
        LeafBlock::Scorecard => {
            reader.scorecard(required("stage")?, asked.attribute("level")).map(Scorecard).map(Leaf::new)
        }
        LeafBlock::Skills => reader.skills_block(required("roles")?, caption).map(Leaf::new),
        LeafBlock::Table => reader.table(required("file")?, caption).map(Leaf::new),
        LeafBlock::Toc => Ok(Leaf::new(Toc)),
        LeafBlock::WalkAway => {
            reader.walk_away_table(required("role")?, asked.attribute("place"), caption).map(Leaf::new)
        }
        LeafBlock::WhereWeEmploy => reader.where_we_employ(caption),
    }
}

/// What a block without content asks for.
struct Asked<'h>(&'h Head);

impl<'h> Asked<'h> {
    fn attribute(&self, key: &str) -> Option<&'h str> {
        self.0.attribute(key).map(|(value, _)| value)
    }

    /// That a required attribute is missing was reported where the block was read.
    fn required(&self, key: &str) -> Result<&'h str, Refusal> {
        self.attribute(key).ok_or_else(Refusal::silent)
    }

    /// The interviews that are asked for.
    fn kit(&self) -> Result<KitRequest<'h>, Refusal> {
        let (stage, level) = (self.attribute("stage"), self.attribute("level"));
        Ok(KitRequest { role: self.required("role")?, stage, level, caption: self.0.label.as_deref() })
    }

    /// The answer about the pay that is asked for; `cut` tells the ids in an attribute.
    fn pay(
        &self,
        cut: fn(&str) -> Vec<&str>,
        answer: impl FnOnce(&PayQuestion<'_>) -> Result<Leaf, Refusal>,
    ) -> Result<Leaf, Refusal> {
        let [places, levels, measures] =
            ["place", "level", "measure"].map(|key| self.attribute(key).map_or_else(Vec::new, cut));
        answer(&PayQuestion {
            role: self.required("role")?,
            places: &places,
            levels: &levels,
            measures: &measures,
            caption: self.0.label.as_deref(),
            ..PayQuestion::default()
        })
    }
}

/// The ids of an attribute that may name several.
fn ids(value: &str) -> Vec<&str> {
    value.split([',', ' ']).filter(|id| !id.is_empty()).collect()
}

/// The id of an attribute that names one.
fn one(value: &str) -> Vec<&str> {
    vec![value]
}
