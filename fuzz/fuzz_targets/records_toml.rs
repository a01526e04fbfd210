//! The target `records-toml` for cargo-fuzz.
#![no_main]

#[allow(dead_code, reason = "each program drives one of them")]
#[path = "../../tests/suite/fuzzing/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::records_toml(bytes));
