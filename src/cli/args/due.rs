//! The arguments of `due`.

use clap::{Args, ValueEnum};

use super::{Folder, Root};

/// `rolebook due`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook due                        overdue, and due in the next 30 days\n  \
    rolebook due --days 90 --owner \"Talent team\"\n  \
    rolebook due --format ics > reviews.ics\n  \
    rolebook due --format codeowners > .github/CODEOWNERS\n\n\
    A page is due `review_every` after `reviewed_on`. A record is due on its `review_by`; else the site's `[review] every`\n\
    after its `reviewed_on`; else 12 months after its `as_of`.")]
pub(in crate::cli) struct Due {
    #[command(flatten)]
    pub(in crate::cli) site: Root,
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// How many days ahead to look [default: 30; everything for a calendar].
    #[arg(long, value_name = "N")]
    pub(in crate::cli) days: Option<u32>,
    /// List only what this owner looks after.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) owner: Option<String>,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DueFormat::Human)]
    pub(in crate::cli) format: DueFormat,
}

/// How reviews are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DueFormat {
    /// For reading.
    Human,
    /// For programs.
    Json,
    /// For an issue: a table for each owner.
    Markdown,
    /// An iCalendar file.
    Ics,
    /// Who looks after which file, for GitHub and GitLab.
    Codeowners,
}
