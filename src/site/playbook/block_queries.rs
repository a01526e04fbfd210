//! Blocks drawn from data: what a directive asks, put to the records.

use crate::site::document::Leaf;
use crate::site::document::tables::FitForm;
use crate::site::gate::Reader;
use crate::site::gate::names::Refusal;
use crate::site::playbook::pay::table::PayQuestion;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Head;

/// What a block without content shows, or why it shows nothing.
pub(in crate::site) fn leaf(reader: &Reader<'_>, head: &Head) -> Result<Leaf, Refusal> {
    // That a required attribute is missing was reported where the block was read.
    let attribute = |key| head.attribute(key).map(|(value, _)| value);
    let required = |key| attribute(key).ok_or_else(Refusal::silent);
    let list = |key| attribute(key).map_or_else(Vec::new, ids);
    let caption = head.label.as_deref();
    match head.kind {
        BlockKind::Toc => Ok(Leaf::Toc),
        BlockKind::InterviewKit => reader.interview_kit(required("role")?, caption).map(Leaf::InterviewKit),
        BlockKind::Criteria => reader.criteria(required("role")?, attribute("stage"), caption).map(Leaf::Criteria),
        BlockKind::Scorecard => reader.scorecard(required("stage")?).map(Leaf::Scorecard),
        BlockKind::Table => reader.table(required("file")?, caption).map(Leaf::Table),
        BlockKind::PayTable | BlockKind::PayChart => {
            let (places, levels, measures) = (list("place"), list("level"), list("measure"));
            let question = PayQuestion {
                role: required("role")?,
                places: &places,
                levels: &levels,
                measures: &measures,
                caption,
                ..PayQuestion::default()
            };
            match head.kind {
                BlockKind::PayChart => reader.pay_chart(&question).map(Leaf::PayChart),
                _ => reader.pay_table(&question).map(Leaf::PayTable),
            }
        }
        BlockKind::PayExplorer => {
            // It starts with one place and one measure.
            let (places, measures) = (Vec::from_iter(attribute("place")), Vec::from_iter(attribute("measure")));
            let question = PayQuestion {
                role: required("role")?,
                places: &places,
                measures: &measures,
                caption,
                ..PayQuestion::default()
            };
            reader.pay_explorer(&question).map(Leaf::PayExplorer)
        }
        BlockKind::RoleFit => {
            let form = reader.fit_form(required("for")?)?;
            Ok(Leaf::RoleFit(FitForm { title: caption.map_or(form.title, str::to_owned), ..form }))
        }
        BlockKind::Compare => reader.compare_block(required("roles")?, caption).map(Leaf::Comparison),
        BlockKind::Skills => reader.skills_block(required("roles")?, caption).map(Leaf::Skills),
        BlockKind::Ladder => reader.ladder_block(required("ladder")?, caption),
        BlockKind::Audience(_) | BlockKind::Container(_) | BlockKind::Unknown { .. } => Err(Refusal::silent()),
    }
}

/// The ids of an attribute that may name several.
fn ids(value: &str) -> Vec<&str> {
    value.split([',', ' ']).filter(|id| !id.is_empty()).collect()
}
