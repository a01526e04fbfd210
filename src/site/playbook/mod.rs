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
use crate::site::document::tables::FitForm;
use crate::site::document::tables::interviews::PanelView;
use crate::site::gate::names::Refusal;
use crate::site::gate::{Benefits, Reader};
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Head;

/// What records say of a place besides pay, for its page: a heading and what stands below it.
pub(in crate::site) fn about_place(reader: &Reader<'_>, place: &str) -> Vec<(String, Leaf)> {
    reader.benefits_at(place).into_iter().collect()
}

/// What people get besides pay, by place.
pub(in crate::site) fn benefits_by_place(reader: &Reader<'_>) -> Vec<Benefits> {
    reader.benefits_by_place()
}

/// What a block without content shows, or why it shows nothing.
pub(in crate::site) fn leaf(reader: &Reader<'_>, head: &Head) -> Result<Leaf, Refusal> {
    // That a required attribute is missing was reported where the block was read.
    let attribute = |key| head.attribute(key).map(|(value, _)| value);
    let required = |key| attribute(key).ok_or_else(Refusal::silent);
    let list = |key| attribute(key).map_or_else(Vec::new, ids);
    let caption = head.label.as_deref();
    let BlockKind::Leaf(block) = head.kind else { return Err(Refusal::silent()) };
    match block {
        LeafBlock::Benefits => reader.benefits(required("place")?, caption),
        LeafBlock::Toc => Ok(Leaf::new(Toc)),
        LeafBlock::InterviewKit | LeafBlock::Criteria | LeafBlock::Debrief => {
            let (role, stage, level) = (required("role")?, attribute("stage"), attribute("level"));
            let request = KitRequest { role, stage, level, caption };
            match block {
                LeafBlock::Criteria => reader.criteria(request).map(Leaf::new),
                LeafBlock::Debrief => reader.panel_kit(request, PanelView::Debrief).map(Leaf::new),
                _ => reader.kit_block(request, attribute("view")),
            }
        }
        LeafBlock::Scorecard => reader.scorecard(required("stage")?, attribute("level")).map(Scorecard).map(Leaf::new),
        LeafBlock::WalkAway => reader.walk_away_table(required("role")?, attribute("place"), caption).map(Leaf::new),
        LeafBlock::Levels => reader.levels_block(caption),
        LeafBlock::WhereWeEmploy => reader.where_we_employ(caption),
        LeafBlock::Table => reader.table(required("file")?, caption).map(Leaf::new),
        LeafBlock::PayTable | LeafBlock::PayChart => {
            let (places, levels, measures) = (list("place"), list("level"), list("measure"));
            let question = PayQuestion {
                role: required("role")?,
                places: &places,
                levels: &levels,
                measures: &measures,
                caption,
                ..PayQuestion::default()
            };
            match block {
                LeafBlock::PayChart => reader.pay_chart(&question).map(Leaf::new),
                _ => reader.pay_table(&question).map(Leaf::new),
            }
        }
        LeafBlock::PayExplorer => {
            // It starts with one place and one measure.
            let (places, measures) = (Vec::from_iter(attribute("place")), Vec::from_iter(attribute("measure")));
            let question = PayQuestion {
                role: required("role")?,
                places: &places,
                measures: &measures,
                caption,
                ..PayQuestion::default()
            };
            reader.pay_explorer(&question).map(Leaf::new)
        }
        LeafBlock::RoleFit => {
            let form = reader.fit_form(required("for")?)?;
            Ok(Leaf::new(FitForm { title: caption.map_or(form.title, str::to_owned), ..form }))
        }
        LeafBlock::PostingBuilder => reader.posting_builder(required("role")?, caption),
        LeafBlock::Compare => reader.compare_block(required("roles")?, caption).map(Leaf::new),
        LeafBlock::Skills => reader.skills_block(required("roles")?, caption).map(Leaf::new),
        LeafBlock::Ladder => reader.ladder_block(required("ladder")?, caption),
    }
}

/// The ids of an attribute that may name several.
fn ids(value: &str) -> Vec<&str> {
    value.split([',', ' ']).filter(|id| !id.is_empty()).collect()
}
