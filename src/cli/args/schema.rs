//! `rolebook schema`, as data.

use clap::Args;

/// `rolebook schema`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook schema data > .rolebook/schema/data.json\n  rolebook schema band\n\n\
    Names: data, rolebook.toml, front-matter, and every type of record.\n\n\
    A TOML file whose first line is `#:schema` with the path of a schema is completed and checked by Taplo and by the \
    extension \"Even Better TOML\". `rolebook init` writes both.")]
pub(in crate::cli) struct Schema {
    /// What the schema is of.
    #[arg(value_name = "NAME", default_value = "data")]
    pub(in crate::cli) name: String,
}
