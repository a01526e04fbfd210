//! Keys as they are declared: what each is called, what it is for and what may be written for it.
//!
//! Whoever reads a table declares its keys so. From them follow what a cell of CSV means, the tables of the guide and
//! the JSON Schemas.

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As authors write it.
    pub name: &'static str,
    /// What it is for.
    pub says: &'static str,
    /// What its value may be.
    pub shape: Shape,
}

impl Key {
    /// A key of this name.
    pub const fn new(name: &'static str, shape: Shape, says: &'static str) -> Key {
        Key { name, says, shape }
    }
}

/// What the value of a key may be.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Whether a table without it is refused.
    pub required: bool,
    /// Whether it is a list.
    pub list: bool,
    /// What each value is.
    pub value: Holds,
}

impl Shape {
    /// One value, which must be there.
    pub const fn required(value: Holds) -> Shape {
        Shape { required: true, list: false, value }
    }

    /// One value, which may be left out.
    pub const fn optional(value: Holds) -> Shape {
        Shape { required: false, list: false, value }
    }

    /// A list of values, which may be left out.
    pub const fn list(value: Holds) -> Shape {
        Shape { required: false, list: true, value }
    }

    /// A list of values, which must be there.
    pub const fn required_list(value: Holds) -> Shape {
        Shape { required: true, list: true, value }
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Anything.
    Any,
    /// Text.
    Text,
    /// Text of a form of its own.
    Form {
        /// What it is, with its article: "a web address that begins with `https://`".
        what: &'static str,
        /// The regular expression of what may be written.
        pattern: &'static str,
    },
    /// One of these words.
    Word(&'static [&'static str]),
    /// The id of a record; what such a record is called.
    Id(&'static str),
    /// The name of an audience.
    Audience,
    /// A date.
    Date,
    /// `true` or `false`.
    Bool,
    /// A whole number from one to another.
    Whole(i64, i64),
    /// Money in whole units of its currency, at most so much.
    Amount(i64),
    /// A number from zero to this, whole or not.
    Number(i64),
    /// A number of percent.
    Percent,
    /// A table with keys of its own.
    Table(&'static [Key]),
    /// A table whose keys are names that authors choose; what they are, and what stands under each.
    Map(&'static str, &'static Shape),
    /// One of several of these.
    Either(&'static [Holds]),
    /// Not a key: these keys instead.
    Inline(&'static [Key]),
}

/// The keys one by one, where some stand for several.
pub fn spelt_out(keys: &'static [Key]) -> Vec<&'static Key> {
    let mut all = Vec::with_capacity(keys.len());
    for key in keys {
        match key.shape.value {
            Holds::Inline(keys) => all.extend(spelt_out(keys)),
            _ => all.push(key),
        }
    }
    all
}

impl Holds {
    /// What it is, for the guide: `text`, `the id of a place`.
    pub fn text(&self) -> String {
        match self {
            Holds::Any => "anything".to_owned(),
            Holds::Text => "text".to_owned(),
            Holds::Form { what, .. } => (*what).to_owned(),
            Holds::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                format!("one of {}", words.join(", "))
            }
            Holds::Id(noun) => format!("the id of {}", with_article(noun)),
            Holds::Audience => "the name of an audience".to_owned(),
            Holds::Date => "a date".to_owned(),
            Holds::Bool => "`true` or `false`".to_owned(),
            Holds::Whole(i64::MIN, _) => "a whole number".to_owned(),
            Holds::Whole(min, max) => format!("a whole number from {min} to {max}"),
            Holds::Amount(_) => "an amount in whole units of the currency".to_owned(),
            Holds::Number(_) => "a number".to_owned(),
            Holds::Percent => "a number of percent".to_owned(),
            Holds::Table(_) => "a table with keys of its own".to_owned(),
            Holds::Map(names, shape) => {
                format!("a table: {} each, and {}", with_article(names), shape.value.text())
            }
            Holds::Either(several) => several.iter().map(Holds::text).collect::<Vec<_>>().join("; or "),
            Holds::Inline(_) => "keys of its own".to_owned(),
        }
    }

    /// Whether a cell of CSV can hold it.
    pub fn fits_a_cell(&self) -> bool {
        match self {
            Holds::Any | Holds::Table(_) | Holds::Map(..) => false,
            Holds::Either(several) => several.iter().all(Holds::fits_a_cell),
            Holds::Inline(keys) => keys.iter().all(|key| key.shape.value.fits_a_cell()),
            _ => true,
        }
    }
}

/// The word with `a` or `an` before it.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// The keys as a table of the guide.
pub fn reference_table(keys: &'static [Key]) -> String {
    let mut table = "| Key | Value | What it is for |\n|---|---|---|\n".to_owned();
    for Key { name, says, shape } in spelt_out(keys) {
        let value = match (shape.list, shape.value) {
            (true, Holds::Table(_)) => "tables with keys of their own".to_owned(),
            (true, value) => format!("a list; each is {}", value.text()),
            (false, value) => value.text(),
        };
        let required = if shape.required { ", required" } else { "" };
        table.push_str(&format!("| `{name}` | {value}{required} | {} |\n", says.trim()));
    }
    table
}
