//! The `rolebook` command: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    rolebook::cli::main()
}
