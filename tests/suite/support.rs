//! What several tests need: a site in memory, built through the library.

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics, Findings, Severities};
use rolebook::disk::Disk;
use rolebook::output::Outputs;
use rolebook::pipeline;

/// The day every test takes for today.
pub(crate) const TODAY: Date = date(2026, 11, 21);

/// What a build gave.
pub(crate) struct Built {
    /// Each audience and its files; empty when the settings allow no build.
    pub(crate) outputs: Vec<(String, Outputs)>,
    /// The findings.
    pub(crate) findings: Findings,
}

/// What a test may ask for beside the files.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) today: Date,
    pub(crate) drafts: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { today: TODAY, drafts: false }
    }
}

/// Builds every audience of the site on `disk`.
pub(crate) fn build(disk: &dyn Disk) -> Built {
    build_with(disk, &Options::default())
}

/// Builds every audience of the site on `disk`.
pub(crate) fn build_with(disk: &dyn Disk, options: &Options) -> Built {
    let mut diagnostics = Diagnostics::default();
    let Some(mut config) = Config::load(disk, options.today, &mut diagnostics) else {
        return Built { outputs: Vec::new(), findings: diagnostics.judge(&Severities::default()) };
    };
    config.drafts = options.drafts;
    let audiences: Vec<_> = config.audiences.iter().collect();
    let build = pipeline::build(disk, &config, &audiences);
    let findings = build.findings.join(diagnostics.judge(&config.severities));
    Built { outputs: build.outputs, findings }
}

/// What `rolebook check` finds.
pub(crate) fn check(disk: &dyn Disk) -> Findings {
    let mut diagnostics = Diagnostics::default();
    let Some(config) = Config::load(disk, TODAY, &mut diagnostics) else {
        return diagnostics.judge(&Severities::default());
    };
    let audiences: Vec<_> = config.audiences.iter().collect();
    pipeline::check(disk, &config, &audiences).join(diagnostics.judge(&config.severities))
}

impl Built {
    /// An audience's files.
    pub(crate) fn audience(&self, name: &str) -> Option<&Outputs> {
        self.outputs.iter().find(|(audience, _)| audience == name).map(|(_, files)| files)
    }

    /// The findings, one a line.
    pub(crate) fn short(&self) -> String {
        diag::short(&self.findings)
    }

    /// The hint of each finding that has one, one a line behind its place.
    pub(crate) fn hints(&self) -> String {
        let found = self.findings.iter().map(|finding| &finding.diagnostic);
        let hints = found.filter_map(|found| {
            let place = found.place.as_ref()?;
            let (line, column) = place.line_column().unwrap_or_default();
            Some(format!("{}:{line}:{column}: {}\n", place.path(), found.hint.as_ref()?))
        });
        hints.collect()
    }
}

/// The folder of the package.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with this ending, sorted.
pub(crate) fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(ending))
        .collect();
    files.sort();
    files
}
