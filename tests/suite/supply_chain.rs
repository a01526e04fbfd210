//! Where the crates come from, under which licences, and that none is among them that must not be: `deny.toml`, held
//! without a network.

use std::process::Command;

use serde_json::Value;

use super::support::package;

/// Everything that is compiled into Rolebook and its tests on this system.
fn packages() -> Vec<Value> {
    let cargo = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO")).args(arguments).current_dir(package()).output().expect("cargo is here");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("cargo writes UTF-8")
    };
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo knows where it runs");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: Value = serde_json::from_str(&cargo(&arguments)).expect("cargo writes JSON");
    metadata["packages"].as_array().expect("it lists packages").clone()
}

fn rules() -> toml::Table {
    let text = std::fs::read_to_string(package().join("deny.toml")).expect("it is there");
    text.parse().expect("it is TOML")
}

fn texts<'t>(list: &'t toml::Value, key: Option<&str>) -> Vec<&'t str> {
    let one = |entry: &'t toml::Value| key.map_or(Some(entry), |key| entry.get(key))?.as_str();
    list.as_array().expect("it is a list").iter().filter_map(one).collect()
}

/// Whether an expression of licences leaves one that may be used: `(MIT OR Apache-2.0) AND Unicode-3.0`.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let is_so = any_of(&mut rest, allowed);
    is_so && rest.is_empty()
}

fn any_of(rest: &mut &[&str], allowed: &[&str]) -> bool {
    let mut is_so = all_of(rest, allowed);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        is_so |= all_of(rest, allowed);
    }
    is_so
}

fn all_of(rest: &mut &[&str], allowed: &[&str]) -> bool {
    let mut is_so = one_of(rest, allowed);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        is_so &= one_of(rest, allowed);
    }
    is_so
}

fn one_of(rest: &mut &[&str], allowed: &[&str]) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let is_so = any_of(rest, allowed);
            if let [")", after @ ..] = *rest {
                *rest = after;
            }
            is_so
        }
        [name, "WITH", exception, after @ ..] => {
            *rest = after;
            allowed.contains(&format!("{name} WITH {exception}").as_str())
        }
        [name, after @ ..] => {
            *rest = after;
            allowed.contains(name)
        }
        [] => false,
    }
}

#[test]
fn every_crate_has_a_licence_and_a_source_that_may_be_used() {
    let rules = rules();
    let allowed = texts(&rules["licenses"]["allow"], None);
    let denied = texts(&rules["bans"]["deny"], Some("crate"));
    assert!(allowed.len() > 5 && denied.len() > 2, "the rules are where this test looks for them");
    let packages = packages();
    assert!(packages.len() > 100, "the packages are where this test looks for them");
    for package in &packages {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(licence, &allowed), "`{name}` is under `{licence}`, which `deny.toml` does not allow");
        assert!(!denied.contains(&name), "`{name}` must not come in");
        let source = package["source"].as_str().unwrap_or("registry+");
        assert!(source.starts_with("registry+"), "`{name}` comes from `{source}`");
    }
}

#[test]
fn expressions_of_licences_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Apache-2.0 WITH LLVM-exception", "Zlib"];
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND Zlib", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND GPL-3.0", "Apache-2.0", "MIT GPL-3.0"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}
