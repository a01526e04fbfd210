//! The one test binary. Case files are in `cases/`, transcripts of the command in `cli/`.
#![allow(clippy::disallowed_methods, reason = "tests read case files and make folders of their own")]
#![allow(clippy::print_stderr, reason = "counts and differences are for whoever runs the tests")]

mod analysis;
mod bad_folders;
mod case_file;
mod cases;
mod changes;
mod changing;
mod cli;
mod determinism;
mod diff;
mod due;
mod endless;
mod floors;
mod guide_examples;
mod guide_runs;
mod hostile_pages;
mod html;
mod imports;
mod indexing;
mod injection;
mod job_postings;
mod language;
mod laws;
mod leaks;
mod ledger;
mod lint;
mod markdown_copies;
mod one_figure;
mod parts;
mod pay_facts;
mod pictures;
mod publishable;
mod roles;
mod sample_sources;
mod sample_voice;
mod sanitiser;
mod schemas;
mod signs;
mod sites;
mod spreadsheets;
mod starter_workflow;
mod supply_chain;
mod support;
mod workflow;
