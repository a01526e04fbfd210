//! What can be typed to commands that write source files, and the folder that a command is about.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Root;

/// The site's folder, as an argument.
#[derive(Debug, Args)]
pub(in crate::cli) struct Folder {
    /// The site's folder, as `--root` names it.
    #[arg(value_name = "DIR", conflicts_with = "root")]
    pub(in crate::cli) folder: Option<PathBuf>,
}

impl Root {
    /// The folder named as an argument, else the one named by `--root`.
    pub(in crate::cli) fn or(&self, folder: &Folder) -> Root {
        Root { root: folder.folder.clone().or_else(|| self.root.clone()) }
    }
}

/// `rolebook init`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook init my-playbook\n  rolebook init my-playbook --bare    \
    only the settings and one page\n  rolebook init                       here, in a repository that was just cloned")]
pub(in crate::cli) struct Init {
    /// The folder to make [default: this one]; it may exist when it holds nothing but a repository's own files: .git,
    /// .gitignore, README, LICENSE.
    #[arg(value_name = "DIR", conflicts_with = "root")]
    pub(in crate::cli) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) site: Root,
    /// Only the settings and one page, no samples.
    #[arg(long)]
    pub(in crate::cli) bare: bool,
}

/// `rolebook rename`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook rename content/roles/lead.md content/roles/tech-lead.md\n  \
    rolebook rename content/guides content/handbook     a folder with all its pages\n  \
    rolebook rename data-engineer data-platform-engineer    a record, by its id\n  \
    rolebook rename place:remote place:remote-uk         where records of two types have the id\n\n\
    Links to the page are corrected, those on it too, and its former address leads to the new one.\n\
    A record's new id is written wherever data and pages name it.")]
pub(in crate::cli) struct Rename {
    /// The page or folder, by its path from the site's folder or from `content/`; or the id of a record.
    #[arg(value_name = "OLD")]
    pub(in crate::cli) old: String,
    /// Where it will be; of a record, its new id.
    #[arg(value_name = "NEW")]
    pub(in crate::cli) new: String,
    #[command(flatten)]
    pub(in crate::cli) site: Root,
}

/// `rolebook theme`
#[derive(Debug, Args)]
pub(in crate::cli) struct Theme {
    /// What to do with it.
    #[command(subcommand)]
    pub(in crate::cli) what: ThemeCommand,
}

/// What can be done with a theme.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ThemeCommand {
    /// Copy a file of the default theme into the site, to be changed there.
    Eject(Eject),
}

/// `rolebook theme eject`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook theme eject css/tokens.css\n  rolebook theme eject templates/home.html\n\n\
    Without a file, or with one that does not exist, it lists those there are."
)]
pub(in crate::cli) struct Eject {
    /// The file, by its path in the theme.
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) site: Root,
}
