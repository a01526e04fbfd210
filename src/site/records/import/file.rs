//! The records that a spreadsheet gave, as a TOML file for `content/data/`. It must not know the spreadsheet's cells.

use super::Origin;
use super::row::PayRow;
use crate::diag::Source;

/// The records as a file.
pub(in crate::site) fn text(records: &[PayRow], observations: bool, source: &Source, origin: &Origin<'_>) -> String {
    let file = source.path.rsplit('/').next().unwrap_or(&source.path);
    let quoted = |value: &str| toml::Value::from(value).to_string();
    let mut toml = format!(
        "# Made from {} on {}. Who may see it: what `audience = \"...\"` here says, else the site's default audience.\n",
        quoted(file),
        origin.today
    );
    let bare = origin.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !observations {
        toml.push_str(&format!(
            "\n# The spreadsheet names no source, so it is its own: say here who stands behind it.\n[source.{}]\npublisher = {}\ntitle = {}\nretrieved = {}\n",
            if bare { origin.id.to_owned() } else { quoted(origin.id) },
            quoted(origin.publisher),
            quoted(file),
            origin.today
        ));
    }
    let kind = if observations { "observation" } else { "band" };
    for PayRow { id, keys } in records {
        toml.push_str(&format!("\n[[{kind}]]\nid = {}\n", quoted(id)));
        for (key, value) in keys {
            toml.push_str(&format!("{key} = {value}\n"));
        }
    }
    toml
}
