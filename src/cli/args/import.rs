//! What can be typed behind `rolebook import`.

use std::path::PathBuf;

use clap::Args;

use super::{ImportKind, Root};

/// `rolebook import`
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  rolebook import ../old-handbook --dry-run          show what would be written\n  \
    rolebook import ../old-handbook --into handbook    content/handbook/\n  \
    rolebook import export.zip                         an export of Notion or Google Docs\n  \
    rolebook import pay bands.xlsx                     a spreadsheet of pay; a folder of that name is ./pay\n\n\
    Reads folders, ZIP archives and documents of Hugo, Zola, Jekyll, Docusaurus, MkDocs, mdBook, GitBook, Notion,\n\
    Google Docs and Word. It never overwrites a file, and can be run again. What was hidden there is a draft here."
)]
pub(in crate::cli) struct Import {
    /// What is imported, when it is no handbook.
    #[command(subcommand)]
    pub(in crate::cli) what: Option<ImportKind>,
    #[command(flatten)]
    pub(in crate::cli) handbook: ImportHandbook,
}

/// `rolebook import PATH`
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportHandbook {
    /// The folder, the ZIP archive or the document.
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) path: Option<PathBuf>,
    /// The folder below content/ that it goes to [default: content/ itself]; or the folder of a site, or one in it.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) into: Option<String>,
    /// Show what would be written and found, and write nothing.
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Make records of tables that look like pay, as `import pay` does.
    #[arg(long)]
    pub(in crate::cli) pay: bool,
    #[command(flatten)]
    pub(in crate::cli) site: Root,
}
