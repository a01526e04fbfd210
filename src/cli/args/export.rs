//! The arguments of the commands that read a site's sections or its built folders: `export` and `leaks`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Folder, Root};

/// `rolebook export`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook export --format ndjson > public.ndjson         Meilisearch, Quickwit\n  \
    rolebook export --format bulk > public.bulk             the bulk interface of OpenSearch\n  \
    rolebook export --format ndjson --audience internal     an engine behind the same login as that site\n\n\
    Each line is a section: id, url, page, title, section, above, position, text, summary, kind, tags, roles, places,\n\
    audience, language, owner, reviewed_on. The id stays the same as long as the section's address does."
)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    pub(in crate::cli) site: Root,
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(in crate::cli) format: ExportFormat,
    /// Whose site [default: the one that sees least].
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) audience: Option<String>,
}

/// `rolebook leaks`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook leaks\n  rolebook leaks --root site --out public_html --show\n\n\
    Looks into DIR/AUDIENCE for each audience. Exit code 1 when something is found.")]
pub(in crate::cli) struct Leaks {
    #[command(flatten)]
    pub(in crate::cli) site: Root,
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// Where the site was built to [default: dist in the site's folder].
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Print what was found; leave this away where others read the log.
    #[arg(long)]
    pub(in crate::cli) show: bool,
}

/// How sections are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// One section a line.
    Ndjson,
    /// Two lines a section: that it is to be indexed under its id, and the section.
    Bulk,
}
