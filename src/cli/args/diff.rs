//! The arguments of `diff`.

use clap::{Args, ValueEnum};

use super::Root;
use crate::diff::Category;

/// `rolebook diff`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook diff main                          what your work changes, committed or not\n  \
    rolebook diff v1.0 v1.1 --format html > changes.html\n  \
    rolebook diff origin/main --merge-base --deny widened,address\n\n\
    Both states are read out of the repository; no checkout is touched, and git need not be installed.\n\
    Exit code 1 when something of a kind that --deny names is found."
)]
pub(in crate::cli) struct Diff {
    /// The older state: a branch, a tag, a commit.
    #[arg(value_name = "BASE")]
    pub(in crate::cli) base: String,
    /// The newer state [default: the files as they are now, committed or not].
    #[arg(value_name = "HEAD")]
    pub(in crate::cli) head: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) site: Root,
    /// Compare with the commit where the newer state parted from BASE, as a pull request does.
    #[arg(long)]
    pub(in crate::cli) merge_base: bool,
    /// Compare only what this audience sees, and print nothing else; may be given more than once [default: all].
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) audience: Vec<String>,
    /// How to print it.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DiffFormat::Markdown)]
    pub(in crate::cli) format: DiffFormat,
    /// What makes the exit code 1, as in `widened,address`: widened, address, figures, pages, sections, findings, stale.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = category)]
    pub(in crate::cli) deny: Vec<Category>,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// For a comment on a pull request.
    Markdown,
    /// For programs.
    Json,
    /// A page that needs nothing else, with text side by side.
    Html,
}

fn category(name: &str) -> Result<Category, String> {
    let known = || Category::NAMES.map(|(name, _)| name).join(", ");
    Category::named(name).ok_or_else(|| format!("nothing of this name can be denied; there are {}", known()))
}
