//! The arguments of the commands that help a shell: completions and manual pages.

use clap::Args;

/// `rolebook completions`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook completions bash > ~/.local/share/bash-completion/completions/rolebook\n  \
    rolebook completions fish > ~/.config/fish/completions/rolebook.fish"
)]
pub(in crate::cli) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub(in crate::cli) shell: clap_complete::Shell,
}

/// `rolebook man`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  rolebook man > rolebook.1\n  rolebook man build | man -l -")]
pub(in crate::cli) struct Man {
    /// The command to describe [default: the program].
    #[arg(value_name = "COMMAND")]
    pub(in crate::cli) command: Option<String>,
}
