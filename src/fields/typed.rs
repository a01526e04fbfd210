//! Keys and values that somebody typed one by one, `country=GB` or `needs.programming=working`, as the TOML they stand for.
//!
//! What may be typed follows from the declared keys. It must not know what the keys mean.

use super::keys::{Holds, Key, Shape};
use super::{nearest, parse_date, suggestion};
use crate::written::date::{self, Day};
use crate::written::whole;

/// What is wrong, and what to type.
pub type Complaint = (String, String);

/// A table while it is gathered: keys in the order of their declaration at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    entries: Vec<(String, Node)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    /// A value as TOML.
    Value(String),
    Table(Typed),
    /// Tables one after the other, `[[stage.criterion]]`.
    List(Vec<Typed>),
}

impl Typed {
    /// Takes `key=value`; `path` is the key, with dots between the keys of tables.
    ///
    /// # Errors
    /// When there is no such key, or the value cannot be meant for it.
    pub fn set(&mut self, keys: &[&'static Key], path: &str, value: &str) -> Result<(), Complaint> {
        self.set_at(keys, path, &path.split('.').collect::<Vec<_>>(), value.trim())
    }

    /// The TOML of a key, where it holds a value.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries.iter().find_map(|(known, node)| match node {
            Node::Value(value) if known == key => Some(value.as_str()),
            _ => None,
        })
    }

    /// Whether something was typed for a key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known == key)
    }

    /// Takes out the TOML of a key.
    pub fn take(&mut self, key: &str) -> Option<String> {
        let at = self.entries.iter().position(|(known, node)| known == key && matches!(node, Node::Value(_)))?;
        match self.entries.remove(at).1 {
            Node::Value(value) => Some(value),
            Node::Table(_) | Node::List(_) => None,
        }
    }

    /// The lines of the table in the order of `keys`, then its tables, whose headers begin with `name`.
    pub fn lines(&self, keys: &[&'static Key], name: &str) -> String {
        let mut sorted: Vec<&(String, Node)> = self.entries.iter().collect();
        sorted.sort_by_key(|(name, _)| keys.iter().position(|key| key.name == name).unwrap_or(usize::MAX));
        let (mut lines, mut tables) = (String::new(), String::new());
        for (key, node) in sorted {
            let path = format!("{name}.{}", quoted_key(key));
            match node {
                Node::Value(value) => lines.push_str(&format!("{} = {value}\n", quoted_key(key))),
                Node::Table(table) if table.is_flat() => {
                    lines.push_str(&format!("{} = {}\n", quoted_key(key), table.inline()));
                }
                Node::Table(table) => {
                    let inner = table.lines(&[], &path);
                    let is_header_needed = !inner.starts_with("\n[");
                    let header = if is_header_needed { format!("\n[{path}]\n") } else { String::new() };
                    tables.push_str(&format!("{header}{inner}"));
                }
                Node::List(list) => {
                    for table in list {
                        tables.push_str(&format!("\n[[{path}]]\n{}", table.lines(&[], &path)));
                    }
                }
            }
        }
        lines + &tables
    }

    fn is_flat(&self) -> bool {
        self.entries.iter().all(|(_, node)| matches!(node, Node::Value(_)))
    }

    fn inline(&self) -> String {
        let one = |(key, node): &(String, Node)| match node {
            Node::Value(value) => format!("{} = {value}", quoted_key(key)),
            Node::Table(_) | Node::List(_) => String::new(),
        };
        format!("{{ {} }}", self.entries.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    fn set_at(&mut self, keys: &[&'static Key], whole: &str, path: &[&str], value: &str) -> Result<(), Complaint> {
        let Some((name, below)) = path.split_first() else { return Ok(()) };
        let Some(key) = keys.iter().find(|key| key.name == *name) else {
            let hint = suggestion(name, keys.iter().map(|key| key.name), "the keys are");
            return Err((format!("there is no key `{}`", name.escape_debug()), hint));
        };
        self.set_in(key.name, &key.shape, whole, below, value)
    }

    fn set_in(&mut self, name: &str, shape: &Shape, whole: &str, below: &[&str], value: &str) -> Result<(), Complaint> {
        if below.is_empty() {
            if self.has(name) {
                let hint =
                    if shape.list { "put all of them into one, with `;` between them" } else { "keep one of them" };
                return Err((format!("`{whole}` is typed twice"), hint.to_owned()));
            }
            let toml = toml(whole, shape, value)?;
            self.entries.push((name.to_owned(), Node::Value(toml)));
            return Ok(());
        }
        match shape.value {
            Holds::Table(keys) => {
                let keys = super::keys::spelt_out(keys);
                match shape.list {
                    true => self.last_of(name, below[0]).set_at(&keys, whole, below, value),
                    false => self.table(name).set_at(&keys, whole, below, value),
                }
            }
            Holds::Map(_, inner) => self.table(name).set_in(below[0], inner, whole, &below[1..], value),
            _ => {
                let hint = format!("write `{name}=...`: it holds {}", shape.value.text());
                Err((format!("`{name}` has no keys of its own"), hint))
            }
        }
    }

    /// The table under a key, made where there is none.
    fn table(&mut self, name: &str) -> &mut Typed {
        let at = self.position(name, || Node::Table(Typed::default()));
        match &mut self.entries[at].1 {
            Node::Table(table) => table,
            Node::Value(_) | Node::List(_) => unreachable!("a key has one shape"),
        }
    }

    /// The last table of a list; a new one where it has the key already.
    fn last_of(&mut self, name: &str, key: &str) -> &mut Typed {
        let at = self.position(name, || Node::List(Vec::new()));
        let Node::List(list) = &mut self.entries[at].1 else { unreachable!("a key has one shape") };
        if list.last().is_none_or(|last| last.get(key).is_some()) {
            list.push(Typed::default());
        }
        let last = list.len() - 1;
        &mut list[last]
    }

    fn position(&mut self, name: &str, new: impl FnOnce() -> Node) -> usize {
        self.entries.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.entries.push((name.to_owned(), new()));
            self.entries.len() - 1
        })
    }
}

/// A key as TOML writes it.
fn quoted_key(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_bare { key.to_owned() } else { text(key) }
}

fn text(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// A value as TOML; members of a list stand apart by `;`, ids by a comma or a space too.
fn toml(key: &str, shape: &Shape, value: &str) -> Result<String, Complaint> {
    if value.is_empty() {
        return Err((format!("`{key}` is empty"), format!("write {}, or leave `{key}` out", shape.value.text())));
    }
    if !shape.list {
        return one(key, &shape.value, value);
    }
    let is_id = matches!(shape.value, Holds::Id(_));
    let members = value.split(|c| c == ';' || is_id && (c == ' ' || c == ','));
    let members = members.map(str::trim).filter(|member| !member.is_empty());
    let members: Vec<String> = members.map(|member| one(key, &shape.value, member)).collect::<Result<_, _>>()?;
    Ok(format!("[{}]", members.join(", ")))
}

fn one(key: &str, holds: &Holds, value: &str) -> Result<String, Complaint> {
    let wrong = |hint: String| Err((format!("`{key}` cannot be `{}`", value.escape_debug()), hint));
    match holds {
        Holds::Bool => match value {
            "true" | "yes" => Ok("true".to_owned()),
            "false" | "no" => Ok("false".to_owned()),
            _ => wrong(format!("write `{key}=true` or `{key}=false`")),
        },
        Holds::Whole(..) | Holds::Amount(_) => match value.parse::<i64>().ok().or_else(|| whole(value)) {
            Some(number) => Ok(number.to_string()),
            None => wrong(format!("write a whole number, such as `{key}=45`")),
        },
        Holds::Number(_) | Holds::Percent => {
            let bare = value.trim_end_matches('%').trim_end();
            let is_plain = bare.starts_with(|c: char| c.is_ascii_digit()) && bare.parse::<f64>().is_ok();
            if is_plain { Ok(bare.to_owned()) } else { wrong(format!("write a number, such as `{key}=0.5`")) }
        }
        Holds::Date => match (parse_date(value), date::read(value)) {
            (Some(day), _) | (None, Day::One(day)) => Ok(day.to_string()),
            _ => wrong(format!("write the day as year-month-day, such as `{key}=2026-03-01`")),
        },
        Holds::Word(words) => match words.contains(&value) {
            true => Ok(text(value)),
            false => wrong(match nearest(value, words.iter().copied()) {
                Some(near) => format!("did you mean `{key}={near}`?"),
                None => format!("it is {}", holds.text()),
            }),
        },
        Holds::Table(keys) => {
            let first = super::keys::spelt_out(keys).first().map_or("title", |key| key.name);
            wrong(format!("it has keys of its own: write `{key}.{first}=...`"))
        }
        Holds::Map(names, _) => wrong(format!("name the {names} too: write `{key}.NAME=...`")),
        Holds::Either(several) => {
            let mut read = wrong(format!("it is {}", holds.text()));
            for holds in *several {
                read = one(key, holds, value);
                if read.is_ok() {
                    break;
                }
            }
            read
        }
        Holds::Any | Holds::Text | Holds::Form { .. } | Holds::Id(_) | Holds::Audience | Holds::Inline(_) => {
            Ok(text(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: &[Key] =
        &[Key::new("title", Shape::required(Holds::Text), ""), Key::new("anchors", Shape::list(Holds::Text), "")];
    const GRADE: Shape = Shape::required(Holds::Word(&["working", "expert"]));
    const STEP: Shape = Shape::required(Holds::Table(INNER));
    const KEYS: &[Key] = &[
        Key::new("title", Shape::required(Holds::Text), ""),
        Key::new("minutes", Shape::optional(Holds::Whole(1, 480)), ""),
        Key::new("since", Shape::optional(Holds::Date), ""),
        Key::new("roles", Shape::list(Holds::Id("role")), ""),
        Key::new("needs", Shape::optional(Holds::Map("skill", &GRADE)), ""),
        Key::new("steps", Shape::optional(Holds::Map("level", &STEP)), ""),
        Key::new("criterion", Shape::list(Holds::Table(INNER)), ""),
    ];

    fn typed(pairs: &[(&str, &str)]) -> Result<String, Complaint> {
        let keys: Vec<&'static Key> = KEYS.iter().collect();
        let mut typed = Typed::default();
        for (key, value) in pairs {
            typed.set(&keys, key, value)?;
        }
        Ok(typed.lines(&keys, "x.id"))
    }

    #[test]
    fn what_is_typed_becomes_toml_that_reads_the_same() {
        let lines = typed(&[
            ("roles", "a, b"),
            ("title", "A \"b\""),
            ("minutes", "45 min"),
            ("since", "1 March 2026"),
            ("needs.sql", "expert"),
            ("needs.c-sharp", "working"),
            ("criterion.title", "One"),
            ("criterion.anchors", "bad; good"),
            ("criterion.title", "Two"),
            ("steps.mid.title", "Mid"),
        ])
        .expect("all of it can be meant");
        assert_eq!(
            lines,
            "title = 'A \"b\"'\nminutes = 45\nsince = 2026-03-01\nroles = [\"a\", \"b\"]\n\
             needs = { sql = \"expert\", c-sharp = \"working\" }\n\n[x.id.steps]\nmid = { title = \"Mid\" }\n\n[[x.id.criterion]]\ntitle = \"One\"\n\
             anchors = [\"bad\", \"good\"]\n\n[[x.id.criterion]]\ntitle = \"Two\"\n"
        );
        let table: toml_edit::DocumentMut = format!("[x.id]\n{lines}").parse().expect("it is TOML");
        assert!(table["x"]["id"]["criterion"].is_array_of_tables());
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_to_type() {
        for (key, value, message, hint) in [
            ("titel", "x", "there is no key `titel`", "did you mean `title`?"),
            ("minutes", "long", "`minutes` cannot be `long`", "write a whole number, such as `minutes=45`"),
            ("needs.sql", "exprt", "`needs.sql` cannot be `exprt`", "did you mean `needs.sql=expert`?"),
            ("needs", "sql", "`needs` cannot be `sql`", "name the skill too: write `needs.NAME=...`"),
            ("criterion", "x", "`criterion` cannot be `x`", "it has keys of its own: write `criterion.title=...`"),
            ("title.x", "x", "`title` has no keys of its own", "write `title=...`: it holds text"),
            ("title", " ", "`title` is empty", "write text, or leave `title` out"),
            (
                "since",
                "03/04/2026",
                "`since` cannot be `03/04/2026`",
                "write the day as year-month-day, such as `since=2026-03-01`",
            ),
        ] {
            assert_eq!(typed(&[(key, value)]), Err((message.to_owned(), hint.to_owned())));
        }
        assert!(typed(&[("title", "a"), ("title", "b")]).is_err());
    }
}
