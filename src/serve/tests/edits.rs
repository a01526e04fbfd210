//! After any edits the preview holds what a clean build would.

use std::collections::BTreeMap;

use crate::output::Outputs;
use crate::serve::ports::Ports;
use crate::serve::rebuild::Rebuilder;
use crate::serve::{Address, AudienceSite, Load};

use super::*;

/// A number that looks random and always is the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

const PATHS: [&str; 12] = [
    "content/_index.md",
    "content/a.md",
    "content/b.md",
    "content/s/_index.md",
    "content/s/c.md",
    "content/s/README.md",
    "content/t/d.md",
    "content/data/roles.toml",
    "content/data/stages.csv",
    "static/note.txt",
    "static/internal/inside.txt",
    "rolebook.toml",
];
const PAGES: [&str; 10] = [
    "# One\n\nWords. [b](/b/)\n",
    "+++\ntitle = \"Two\"\naudience = \"public\"\ntags = [\"x\"]\n+++\nWords.\n\n:::internal\nInside.\n:::\n",
    "+++\ntitle = \"Open\"\naudience = \"public\"\n[cascade]\naudience = \"public\"\n+++\nHome.\n",
    "+++\ntitle = \"Draft\"\ndraft = true\n+++\nNot yet.\n",
    "+++\ntitle = \"Moved\"\naudience = \"public\"\naliases = [\"/old/\"]\nweight = 2\n+++\n## Part\n\nWords.[^n]\n\n[^n]: Note.\n",
    "[gone](gone.md)\n",
    ":::internal\nNever closed.\n",
    "+++\ntitle = 3\n+++\n",
    "",
    "::table{file=\"data/stages.csv\"}\n",
];
const SETTINGS_OF_IT: [&str; 3] = [
    "title = \"T\"\naudiences = [\"public\", \"internal\"]\n[check]\nbroken-link = \"warning\"\n",
    "title = \"Other\"\naudiences = [\"public\", \"internal\"]\nlanguage = \"de\"\n",
    "title = \n",
];

fn edit(folder: &tempfile::TempDir, dice: &mut Dice) {
    let path = dice.one(&PATHS);
    let full = folder.path().join(path);
    if dice.below(5) == 0 && path != "rolebook.toml" {
        let _ = crate::disk::write::remove_tree(&full);
        return;
    }
    let text = match path {
        "rolebook.toml" => dice.one(&SETTINGS_OF_IT).to_owned(),
        "content/data/roles.toml" => format!("[role.r{}]\ntitle = \"R\"\naudience = \"public\"\n", dice.below(3)),
        "content/data/stages.csv" => format!("a,b\n1,{}\n", dice.below(9)),
        _ if path.starts_with("static/") => format!("{}\n", dice.below(9)),
        _ => dice.one(&PAGES).to_owned(),
    };
    write(folder, path, &text);
}

fn load_settings(disk: &dyn Disk, diagnostics: &mut Diagnostics) -> Option<Config> {
    Config::load(disk, jiff::civil::date(2026, 11, 21), diagnostics)
}

/// What somebody would be shown who starts the server now, if there are no errors.
fn clean(folder: &tempfile::TempDir, addresses: &[Address]) -> Option<BTreeMap<String, Vec<u8>>> {
    let disk = crate::disk::RealDisk::new(folder.path()).unwrap();
    let mut diagnostics = Diagnostics::default();
    let mut config = load_settings(&disk, &mut diagnostics)?;
    config.drafts = true;
    for (settings, address) in config.audience_settings.iter_mut().zip(addresses) {
        settings.base_url = Some(address.url.clone());
    }
    let audiences: Vec<_> = config.audiences.iter().collect();
    let (build, indexes) = pipeline::preview(&disk, &config, &audiences);
    let findings = build.findings.join(diagnostics.judge(&config.severities));
    let index = indexes.iter().map(|index| all(index.make()));
    let files = build.outputs.iter().map(|(_, files)| all(files));
    let named = build.outputs.iter().map(|(name, _)| name.clone());
    (!findings.any(crate::diag::Severity::Error)).then(|| joined(named.zip(files.zip(index))))
}

fn all(files: &Outputs) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|file| (file.path.as_str().to_owned(), file.bytes.clone())).collect()
}

type Files = BTreeMap<String, Vec<u8>>;

fn joined(sites: impl Iterator<Item = (String, (Files, Files))>) -> Files {
    let named = |(name, (files, index)): (String, (Files, Files))| {
        files.into_iter().chain(index).map(move |(path, bytes)| (format!("{name}/{path}"), bytes)).collect::<Vec<_>>()
    };
    sites.flat_map(named).collect()
}

fn served(sites: &[AudienceSite]) -> Files {
    let parts = |site: &AudienceSite| (site.name.clone(), (all(&site.files), all(site.index.make())));
    joined(sites.iter().map(parts))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says how many scripts it tries")]
fn after_any_edits_the_preview_is_a_clean_build() {
    let scripts: u64 = std::env::var("ROLEBOOK_EDIT_SCRIPTS").map_or(12, |count| count.parse().unwrap());
    let mut shown = 0;
    for script in 0..scripts {
        let mut dice = Dice(script * 7919 + 5);
        let folder = tempfile::tempdir().unwrap();
        write(&folder, "rolebook.toml", SETTINGS_OF_IT[0]);
        write(&folder, "content/_index.md", PAGES[2]);
        let (opened, _kept) = tokio::sync::mpsc::unbounded_channel();
        let load: Load = Box::new(load_settings);
        let mut rebuilder =
            Rebuilder::new(folder.path().to_owned(), None, load, preview, Ports::new(4000, true, opened));
        rebuilder.rebuild();
        for _ in 0..dice.below(3) + 1 {
            (0..dice.below(3) + 1).for_each(|_| edit(&folder, &mut dice));
            rebuilder.rebuild();
        }
        let built = rebuilder.rebuild();
        let Some(expected) = clean(&folder, &built.addresses) else {
            assert!(!built.snapshot.errors.is_empty(), "script {script}: the preview knows of no error");
            continue;
        };
        shown += 1;
        assert!(built.snapshot.errors.is_empty(), "script {script}");
        let good = built.snapshot.good.expect("a build without errors is shown");
        let found = served(&good.sites);
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "script {script}");
        let differs: Vec<&String> =
            found.iter().filter(|(path, bytes)| expected[*path] != **bytes).map(|(path, _)| path).collect();
        assert!(differs.is_empty(), "script {script}: {differs:?}");
    }
    assert!(shown * 4 > scripts, "only {shown} of {scripts} scripts end without an error");
}
