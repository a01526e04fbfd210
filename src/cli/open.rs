//! Opening a site for a command: its folder, its settings, and what they had to say.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::civil::Date;

use super::args::Root;
use super::past::Past;
use super::{Outcome, refuse, terminal};
use crate::config::{Audience, Config};
use crate::diag::{self, Diagnostics, Findings, Severities};
use crate::disk::write::{self, Found};
use crate::disk::{Disk, RealDisk};
use crate::pipeline::{self, Build, BuildPart};

/// The file that makes a folder a site.
pub(super) const SETTINGS: &str = "rolebook.toml";

/// A site whose settings were read.
pub(super) struct Opened {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The door to that folder.
    pub(super) disk: RealDisk,
    /// Its settings; `None` when they are so wrong that nothing can be built.
    pub(super) config: Option<Config>,
    /// What the settings had to say.
    pub(super) diagnostics: Diagnostics,
}

/// Finds the site's folder and reads its settings.
pub(super) fn site(asked: &Root, today: Date) -> Result<Opened> {
    let root = root(asked)?;
    let disk = RealDisk::new(&root).with_context(|| format!("cannot open `{}`", root.display()))?;
    let mut diagnostics = Diagnostics::default();
    let config = Config::load(&disk, today, &mut diagnostics);
    Ok(Opened { root, disk, config, diagnostics })
}

/// The site's folder: the one named, else the nearest upward with settings.
pub(super) fn root(asked: &Root) -> Result<PathBuf> {
    match &asked.root {
        Some(root) => named_root(root),
        None => nearest_root(&std::env::current_dir().context("cannot tell which folder this is")?),
    }
}

fn named_root(root: &Path) -> Result<PathBuf> {
    if holds_settings(root) {
        return Ok(root.to_owned());
    }
    Err(refuse(
        format!("`{}` is not a site: it holds no `{SETTINGS}`", root.display()),
        "name the folder that holds it, or make a site with `rolebook init DIR`",
    ))
}

fn nearest_root(from: &Path) -> Result<PathBuf> {
    from.ancestors().find(|folder| holds_settings(folder)).map(Path::to_owned).ok_or_else(|| {
        refuse(
            format!("neither this folder nor one above it holds a `{SETTINGS}`"),
            "go to a site's folder, name it with `--root DIR`, or make a site with `rolebook init DIR`",
        )
    })
}

/// Whether a folder is that of a site. A settings file that cannot be read is still there: loading it says what is wrong with it.
pub(super) fn holds_settings(folder: &Path) -> bool {
    !matches!(write::find(&folder.join(SETTINGS)), Ok(Found::Nothing) | Err(_))
}

impl Opened {
    /// The audiences of these names, in the order of the ladder; all of them when none is named.
    pub(super) fn audiences(config: &Config, names: &[String]) -> Result<Vec<Audience>> {
        for name in names {
            if config.audiences.find(name).is_none() {
                return Err(refuse(
                    format!("this site has no audience `{}`", name.escape_debug()),
                    format!("its audiences are {}", config.audiences.names().join(", ")),
                ));
            }
        }
        let wanted =
            |audience: &Audience| names.is_empty() || names.iter().any(|name| name == config.audiences.name(*audience));
        Ok(config.audiences.iter().filter(wanted).collect())
    }

    /// Builds a part for these audiences, with the settings' own findings among the others; `None` when the settings
    /// do not allow a build.
    pub(super) fn build(mut self, audiences: &[Audience], part: &BuildPart) -> std::result::Result<Build, Findings> {
        let Some(config) = &mut self.config else {
            return Err(self.diagnostics.judge(&Severities::default()));
        };
        Past::default().fill_in(&self.root, &self.disk, config, &mut self.diagnostics);
        let mut build = pipeline::build_part(&self.disk, config, audiences, part);
        let settings = pipeline::told(config, audiences, self.diagnostics);
        build.findings = build.findings.join(settings.judge(&config.severities));
        Ok(build)
    }

    /// What a build for the audiences of these names would find, the settings' own findings among it; for all of them
    /// when none is named. `check` looks for it.
    pub(super) fn check(
        mut self,
        names: &[String],
        check: impl FnOnce(&dyn Disk, &Config, &[Audience]) -> Findings,
    ) -> Result<Findings> {
        let Some(config) = &mut self.config else {
            return Ok(self.diagnostics.judge(&Severities::default()));
        };
        Past::default().fill_in(&self.root, &self.disk, config, &mut self.diagnostics);
        let audiences = Opened::audiences(config, names)?;
        let findings = check(&self.disk, config, &audiences);
        Ok(findings.join(pipeline::told(config, &audiences, self.diagnostics).judge(&config.severities)))
    }

    /// Prints what the settings had to say, for a command that cannot go on without them.
    pub(super) fn report_settings(self) -> Result<Outcome> {
        let findings = self.diagnostics.judge(&Severities::default());
        terminal::err(&diag::human(&findings, terminal::colours_on_err()))?;
        Ok(Outcome::Findings)
    }
}
