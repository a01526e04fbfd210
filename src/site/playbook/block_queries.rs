//! Blocks drawn from data: what a directive asks, put to the records.

use crate::config::{Audience, Config};
use crate::diag::{Diagnostics, Place};
use crate::site::document::Leaf;
use crate::site::document::tables::FitForm;
use crate::site::playbook::pay::table::PayQuestion;
use crate::site::records::Data;
use crate::site::source::block_kind::BlockKind;
use crate::site::source::blocks::Head;

/// What a block without content shows, or `None` when its data cannot be shown; that is reported.
pub(in crate::site) fn leaf(
    data: &Data,
    head: &Head,
    place: &Place,
    audience: Audience,
    config: &Config,
    diags: &mut Diagnostics,
) -> Option<Leaf> {
    let attribute = |key| head.attribute(key).map(|(value, _)| value);
    let caption = head.label.as_deref();
    match head.kind {
        BlockKind::Toc => Some(Leaf::Toc),
        BlockKind::InterviewKit => {
            let kit = data.interview_kit(attribute("role")?, caption, (audience, config), place, diags);
            kit.map(Leaf::InterviewKit)
        }
        BlockKind::Criteria => {
            let (role, stage) = (attribute("role")?, attribute("stage"));
            data.criteria(role, stage, caption, (audience, config), place, diags).map(Leaf::Criteria)
        }
        BlockKind::Scorecard => {
            data.scorecard(attribute("stage")?, (audience, config), place, diags).map(Leaf::Scorecard)
        }
        BlockKind::Table => data.table(attribute("file")?, caption, audience, config, place, diags).map(Leaf::Table),
        BlockKind::PayTable | BlockKind::PayChart => {
            let list = |key| attribute(key).map_or_else(Vec::new, ids);
            let (places, levels, measures) = (list("place"), list("level"), list("measure"));
            let question = PayQuestion {
                role: attribute("role")?,
                places: &places,
                levels: &levels,
                measures: &measures,
                caption,
                ..PayQuestion::default()
            };
            if head.kind == BlockKind::PayChart {
                return data.pay_chart(&question, audience, config, place, diags).map(Leaf::PayChart);
            }
            data.pay_table(&question, audience, config, place, diags).map(Leaf::PayTable)
        }
        BlockKind::PayExplorer => {
            // It starts with one place and one measure.
            let (places, measures) = (Vec::from_iter(attribute("place")), Vec::from_iter(attribute("measure")));
            let question = PayQuestion {
                role: attribute("role")?,
                places: &places,
                measures: &measures,
                caption,
                ..PayQuestion::default()
            };
            data.pay_explorer(&question, audience, config, place, diags).map(Leaf::PayExplorer)
        }
        BlockKind::RoleFit => {
            let form = data.fit_form(attribute("for")?, audience, config, place, diags)?;
            Some(Leaf::RoleFit(FitForm { title: caption.map_or(form.title, str::to_owned), ..form }))
        }
        // Those about roles are asked of the role graph.
        BlockKind::Compare | BlockKind::Skills | BlockKind::Ladder => None,
        BlockKind::Audience(_) | BlockKind::Container(_) | BlockKind::Unknown { .. } => None,
    }
}

/// The ids of an attribute that may name several.
fn ids(value: &str) -> Vec<&str> {
    value.split([',', ' ']).filter(|id| !id.is_empty()).collect()
}
