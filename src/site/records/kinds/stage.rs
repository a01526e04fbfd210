//! Stages of interviews: `[[stage]]`, and the criteria in it.
//!
//! What candidates may know follows the record's audience. Questions, probes and anchors have one of their own, the
//! highest audience unless the record says otherwise.

use super::RecordType;
use super::declared::{Holds, Key, Shape, Way, record, ways};
use super::role::Role;
use super::skill::Skill;
use crate::config::{Audience, Config};
use crate::diag::{Diagnostic, Place, rules};
use crate::fields::{Fields, Value};
use crate::site::records::read;
use crate::site::records::types::Reference;
use crate::site::routes::segment_of_name;

/// The most minutes a stage may take: a working day.
const MAX_MINUTES: i64 = 480;

record! {
    /// A stage of a role's interviews.
    pub struct Stage {
        /// The name that readers see.
        pub title: String,
        /// The role it is for: the first one, where several share the stage.
        pub role: Reference as ROLE,
        /// The roles that share the stage.
        pub roles: Vec<Reference> as ROLES,
        /// Its position, small first; stages without one follow in the order of their file.
        pub order: Option<i64>,
        /// How long it takes.
        pub minutes: i64 as MINUTES,
        /// What it is about, in a sentence.
        pub about: Option<String>,
        /// Who asks.
        pub panel: Option<String>,
        /// Where and how it is held.
        pub format: Option<String>,
        /// How a candidate prepares.
        pub prepare: Option<String>,
        /// What everybody is asked; for the panel.
        pub questions: Vec<String>,
        /// What is asked after an answer; for the panel.
        pub probes: Vec<String>,
        /// What no mark may rest on; for the panel.
        pub not_evidence: Vec<String>,
        /// Who may see questions, probes, anchors and what is not evidence; the highest audience when none is named.
        pub panel_audience: Audience as PANEL_AUDIENCE,
        /// What it is scored on.
        pub criteria("criterion"): Vec<Criterion> as ways::tables(),
    }
    checked by with_distinct_criteria
}

impl Stage {
    /// Whether it is one of the role's stages.
    pub(in crate::site) fn is_for(&self, role: &str) -> bool {
        self.roles.iter().any(|named| named.id == role)
    }
}

record! {
    /// Something a stage is scored on.
    pub struct Criterion {
        /// The name that readers see.
        pub title: String,
        /// What is looked for, as candidates may know it.
        pub look_for: Option<String>,
        /// The skill it measures.
        pub skill: Option<Reference> as ways::maybe_a::<Skill>(),
        /// What questions and scorecards call it; its title as an id where it is left out.
        pub id: String as CRITERION_ID,
        /// What each mark sounds like, lowest first: as many as the site's scale has.
        pub anchors: Vec<String> as ANCHORS,
        /// Where it is written.
        pub place: Place as ways::WRITTEN_HERE,
    }
}

/// `role`, or the first of `roles`.
const ROLE: Way<Reference> = Way::several(&[ROLE_KEY, ROLES_KEY], |fields, _, _| match fields.written("roles") {
    Some(_) => {
        let roles = read::references(fields, "roles");
        if fields.item("role").is_some() {
            let at = fields.place("role").range().unwrap_or_default();
            fields.report(&at, "this stage has a `role` and `roles`", "keep `roles`, and name all of them there");
            return None;
        }
        if roles.is_empty() {
            let at = fields.place("roles").range().unwrap_or_default();
            fields.report(&at, "this stage is for no role", "name the roles that share it");
        }
        roles.into_iter().next()
    }
    None => {
        fields.item("roles");
        read::reference(fields.required(), "role")
    }
});

const ROLE_KEY: Key = Key::new("role", Shape::optional(Holds::Id("role")), "The role it is for; this or `roles`.");
const ROLES_KEY: Key = Key::new("roles", Shape::list(Holds::Id("role")), "The roles that share it.");

/// Every role it is for.
const ROLES: Way<Vec<Reference>> = Way::unwritten(|fields, _, _| {
    let items = match fields.written("roles").or(fields.written("role")).map(|item| (&item.value, item)) {
        Some((Value::Array(items), _)) => items.as_slice(),
        Some((Value::String(_), item)) => std::slice::from_ref(item),
        _ => &[],
    };
    let named = items.iter().filter_map(|item| match &item.value {
        Value::String(id) if !id.trim().is_empty() => {
            Some(Reference { id: id.clone(), place: fields.place_of(&item.span) })
        }
        _ => None,
    });
    Some(named.collect())
})
.naming(|roles, found| found.extend(roles.iter().map(|role| (Role::KIND, role))));

const MINUTES: Way<i64> = Way::new(Shape::required(Holds::Whole(1, MAX_MINUTES)), |fields, key, _| {
    let minutes = fields.required().integer(key)?;
    if (1..=MAX_MINUTES).contains(&minutes.value) {
        return Some(minutes.value);
    }
    let hint = format!("write whole minutes from 1 to {MAX_MINUTES}");
    fields.report(&minutes.span, format!("a stage cannot take {} minutes", minutes.value), hint);
    None
});

const PANEL_AUDIENCE: Way<Audience> = Way::new(Shape::optional(Holds::Audience), |fields, key, config| {
    Some(read::audience_at(fields, key, &config.audiences, config.audiences.highest()))
});

const CRITERION_ID: Way<String> = Way::new(
    Shape::optional(Holds::Form { what: "lower-case words joined by `-`", pattern: "^[a-z0-9]+(-[a-z0-9]+)*$" }),
    |fields, key, _| {
        let Some(id) = fields.string(key) else {
            let title = fields.written("title").map(|title| &title.value);
            return Some(if let Some(Value::String(title)) = title { segment_of_name(title) } else { String::new() });
        };
        if read::is_id(&id.value) {
            return Some(id.value);
        }
        fields.report(&id.span, format!("`{}` cannot be an id", id.value), read::ID_HINT);
        None
    },
);

const ANCHORS: Way<Vec<String>> = Way::new(Shape::required_list(Holds::Text), |fields, key, config| {
    let anchors = fields.required().strings(key)?;
    let span = fields.place(key).range().unwrap_or_default();
    as_many_as_marks(anchors.into_iter().map(|anchor| anchor.value).collect(), &span, fields, config)
});

/// The anchors at `span`, when there is one for each mark; anything else is reported.
pub(super) fn as_many_as_marks(
    anchors: Vec<String>,
    span: &std::ops::Range<usize>,
    fields: &mut Fields<'_, '_>,
    config: &Config,
) -> Option<Vec<String>> {
    let (count, scale) = (anchors.len(), config.scale);
    if count == scale {
        return Some(anchors);
    }
    let marks: Vec<String> = (1..=scale).map(|mark| format!("a {mark}")).collect();
    let message = format!("{count} anchor{}, and there are {scale} marks", if count == 1 { "" } else { "s" });
    let hint = format!(
        "write what {} and {} sound like, in this order; `scale` under `[interviews]` in `rolebook.toml` says how many marks there are",
        marks[..scale - 1].join(", "),
        marks[scale - 1]
    );
    fields.report(span, message, hint);
    None
}

/// Questions and scorecards tell the criteria of a stage apart by their ids.
fn with_distinct_criteria(fields: &mut Fields<'_, '_>, stage: Option<Stage>) -> Option<Stage> {
    let criteria = stage.as_ref().map(|stage| stage.criteria.as_slice()).unwrap_or_default();
    for (at, criterion) in criteria.iter().enumerate() {
        if let Some(first) = criteria[..at].iter().find(|first| first.id == criterion.id) {
            let message = format!("two criteria of this stage are called `{}`", criterion.id);
            let finding = Diagnostic::new(&rules::BAD_RECORD, criterion.place.clone(), message)
                .hint("give one of them another title, or an `id` of its own")
                .related(first.place.clone(), "the first one");
            fields.diags().push(finding);
        }
    }
    stage
}
