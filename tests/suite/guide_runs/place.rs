//! Where an editor would put a block of the guide that says nothing about its file.

use toml::{Table, Value};

use super::{Desk, stand_ins};

/// Keys that only settings have at their top.
const SETTINGS: [&str; 25] = [
    "audiences",
    "base_url",
    "language",
    "languages",
    "theme",
    "ignore",
    "default_audience",
    "repository",
    "markdown",
    "interviews",
    "review",
    "owners",
    "check",
    "brand",
    "employer",
    "navigation",
    "footer",
    "output",
    "print",
    "share",
    "headers",
    "robots",
    "spelling",
    "reading",
    "changes",
];

impl Desk {
    /// Settings join the starter's, front matter makes a page or a folder's page, all else is records.
    pub(super) fn place_toml(&self, number: usize, file: Option<&str>, text: &str) -> Result<(), String> {
        let table: Table = text.parse().map_err(|error| format!("{error}"))?;
        let is_table =
            |value: &Value| value.is_table() || value.as_array().is_some_and(|list| list.iter().any(Value::is_table));
        let has = |key: &str| table.contains_key(key);
        let is_settings = SETTINGS.iter().any(|key| has(key)) || table.get("audience").is_some_and(Value::is_table);
        match file {
            Some("rolebook.toml") => self.join_settings(table),
            Some(path) => {
                self.write(path, text);
                stand_ins::commands_of(&table).iter().try_for_each(|command| self.shell.run(command).map(drop))
            }
            None if has("cascade") => self.place_front_matter(&format!("content/guide/{number}/_index.md"), text),
            None if is_settings => self.join_settings(table),
            None if has("title") && !table.values().any(is_table) => {
                self.place_front_matter(&format!("content/guide/{number}.md"), text)
            }
            None => {
                self.write(&format!("content/data/guide-{number}.toml"), text);
                Ok(())
            }
        }
    }

    fn place_front_matter(&self, path: &str, text: &str) -> Result<(), String> {
        self.write(path, format!("+++\n{text}+++\n\nText.\n"));
        Ok(())
    }

    fn join_settings(&self, table: Table) -> Result<(), String> {
        let path = self.site().join("rolebook.toml");
        let settings = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        let mut settings: Table = settings.parse().map_err(|error| format!("{error}"))?;
        join(&mut settings, table);
        self.write("rolebook.toml", toml::to_string(&settings).map_err(|error| error.to_string())?);
        Ok(())
    }

    /// A page, or what stands in one.
    pub(super) fn place_page(&self, number: usize, text: &str) -> Result<(), String> {
        let path = format!("content/guide/{number}.md");
        if text.starts_with("+++\n") || text.starts_with("---\n") {
            self.write(&path, text);
        } else {
            self.write(&path, format!("+++\ntitle = \"Example {number}\"\n+++\n\n{text}"));
        }
        Ok(())
    }
}

/// Puts `more` over `base`; tables are joined key by key.
fn join(base: &mut Table, more: Table) {
    for (key, value) in more {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(more)) => join(inner, more),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}
