//! The JSON Schemas of what authors write: settings, front matter, data files and the records in them.

use crate::config;
use crate::site;

/// Where `rolebook init` writes the schemas that the first line of a file names, from the site's root.
pub const FOLDER: &str = ".rolebook/schema";

/// The names of the schemas: whole files first, then the types of records.
pub fn names() -> Vec<&'static str> {
    ["data", "rolebook.toml", "front-matter"].into_iter().chain(site::record_types()).collect()
}

/// The schema of this name as text. A record type may be written with `-` as well as with `_`.
pub fn schema(name: &str) -> Option<String> {
    Some(match name {
        "data" => site::schema_of_data_file(),
        "rolebook.toml" | "settings" => config::keys::schema(),
        "front-matter" | "front_matter" | "frontmatter" => site::schema_of_front_matter(),
        _ => site::schema_of_record(&name.replace('-', "_"))?,
    })
}

/// The files that editors read, by their path from the site's root.
pub fn files() -> Vec<(String, String)> {
    let file = |name: &str, schema: String| (format!("{FOLDER}/{name}.json"), schema);
    vec![file("data", site::schema_of_data_file()), file("settings", config::keys::schema())]
}
