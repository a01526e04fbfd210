//! The fields of the form, and the posting that they fill in, each in its order.

/// A field: the key of the record, and what it holds. `id` names the record, and `text` is the page's own text.
type Field = (&'static str, &'static str);

/// The fields by what they are about.
pub(super) const FIELDS: [(&str, &[Field]); 6] = [
    (
        "job",
        &[
            ("title", "text"),
            ("id", "text"),
            ("level", "choice"),
            ("summary", "long"),
            ("reports_to", "text"),
            ("openings", "whole"),
        ],
    ),
    (
        "place",
        &[
            ("places", "several"),
            ("place_set", "choice"),
            ("work_mode", "choice"),
            ("work_days", "text"),
            ("reports_at", "choice"),
            ("engagement", "choice"),
            ("fte", "whole"),
            ("hours", "text"),
            ("starts", "text"),
        ],
    ),
    (
        "work",
        &[
            ("text", "long"),
            ("system", "text"),
            ("stack", "text"),
            ("domain", "text"),
            ("team", "text"),
            ("duties", "lines"),
            ("outcomes", "lines"),
            ("musts", "lines"),
            ("nice", "lines"),
        ],
    ),
    (
        "pay",
        &[
            ("min", "whole"),
            ("max", "whole"),
            ("currency", "choice"),
            ("period", "choice"),
            ("other_pay", "text"),
            ("benefits", "long"),
            ("agreement_pay", "whole"),
            ("agreement", "text"),
            ("pays_more", "yes"),
        ],
    ),
    (
        "apply",
        &[
            ("process", "long"),
            ("apply", "text"),
            ("how_to_apply", "long"),
            ("opened", "date"),
            ("closes", "date"),
            ("ongoing", "yes"),
        ],
    ),
    ("notes", &[("ai_use", "text"), ("vacancy", "text"), ("equal_opportunity", "long")]),
];

/// What stands in a part: what the script calls it, and the field that says what to write there.
type Slot = (&'static str, &'static str);

/// The parts of a posting: the heading, what its lines are, and the lines.
pub(super) const PARTS: [(&str, &str, &[Slot]); 12] = [
    ("", "text", &[("summary", "summary")]),
    (
        "",
        "fact",
        &[
            ("places", "places"),
            ("mode", "work_days"),
            ("pay", "min"),
            ("level", "level"),
            ("engagement", "engagement"),
            ("hours", "hours"),
            ("starts", "starts"),
            ("reports_to", "reports_to"),
            ("openings", "openings"),
            ("opened", "opened"),
            ("closes", "closes"),
        ],
    ),
    ("", "text", &[("text", "text")]),
    ("about", "item", &[("system", "system"), ("stack", "stack"), ("domain", "domain"), ("team", "team")]),
    ("duties", "item", &[("duties", "duties")]),
    ("outcomes", "item", &[("outcomes", "outcomes")]),
    ("musts", "item", &[("musts", "musts")]),
    ("nice", "item", &[("nice", "nice")]),
    ("pay", "item", &[("pay", "min"), ("benefits", "benefits")]),
    ("process", "text", &[("process", "process")]),
    ("apply", "text", &[("how_to_apply", "how_to_apply"), ("apply", "apply")]),
    ("notes", "item", &[("ai_use", "ai_use"), ("vacancy", "vacancy"), ("equal_opportunity", "equal_opportunity")]),
];
