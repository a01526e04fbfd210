//! The `rolebook` command: parse, run, exit code.

use std::process::ExitCode;

/// A build makes millions of small things; the system's allocator took an eighth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    rolebook::cli::main()
}
