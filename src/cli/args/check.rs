//! The arguments of `check`.

use clap::{Args, ValueEnum};

use super::{Folder, Root};
use crate::diag::Severity;

/// `rolebook check`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook check\n  \
    rolebook check --format short       one line for each finding: file:line:col\n  \
    rolebook check --deny warning       exit code 1 at a warning already\n  \
    rolebook check --explain pay-stale  what a rule is about and what to do")]
pub(in crate::cli) struct Check {
    #[command(flatten)]
    pub(in crate::cli) site: Root,
    #[command(flatten)]
    pub(in crate::cli) folder: Folder,
    /// Check only what this audience would get, and print only what it may see; may be given more than once
    /// [default: all].
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) audience: Vec<String>,
    /// How to print the findings.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub(in crate::cli) format: Format,
    /// The mildest finding that makes the exit code 1.
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Error)]
    pub(in crate::cli) deny: Level,
    /// First write every address and heading of the site into content/addresses.txt, so that none can be lost later.
    #[arg(long, conflicts_with = "audience")]
    pub(in crate::cli) accept: bool,
    /// Also ask every address outside whether it answers: the only use of the network, through `curl`, 8 at a time and
    /// 1,000 at most. Answers are kept for a week in .rolebook/.
    #[arg(long)]
    pub(in crate::cli) external: bool,
    /// First show what can be put right without a decision: links whose target moved, capitals in links, `##Title`, blanks
    /// at the ends of lines. It is written after a question, or with --yes.
    #[arg(long, conflicts_with_all = ["audience", "format"])]
    pub(in crate::cli) fix: bool,
    /// Write what --fix shows, without a question.
    #[arg(long, requires = "fix")]
    pub(in crate::cli) yes: bool,
    /// Say what this rule is about, what to do and how to set its severity; nothing is checked.
    #[arg(long, value_name = "RULE", conflicts_with_all = ["audience", "format", "deny", "accept", "fix"])]
    pub(in crate::cli) explain: Option<String>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For reading: the line itself, and what to do about it.
    Human,
    /// One line for each finding.
    Short,
    /// For programs.
    Json,
    /// Annotations of GitHub Actions, at most the ten that it shows; the others as lines of the log.
    Github,
    /// SARIF 2.1.0, for GitHub code scanning and editors.
    Sarif,
    /// A JUnit report, for GitLab, Jenkins and Azure Pipelines.
    Junit,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Level {
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

impl Level {
    /// The severity of that name.
    pub(in crate::cli) fn severity(self) -> Severity {
        match self {
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}
