//! Who looks after which file, as GitHub and GitLab read it from `CODEOWNERS`.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::document::Ownership;

/// The lines of `CODEOWNERS`, and the owners that have no account. `folder` is where the site lies in its repository;
/// `accounts` says which account an owner has, where the name itself is none.
pub fn code_owners(
    owners: &[Ownership],
    folder: &str,
    accounts: &BTreeMap<String, String>,
) -> (String, BTreeSet<String>) {
    let mut text = "# Made by `rolebook due --format codeowners` from the owners of pages and records.\n".to_owned();
    let mut unknown = BTreeSet::new();
    for Ownership { file, owner } in owners {
        match account(owner, accounts) {
            Some(account) => text.push_str(&format!("/{}{} {account}\n", pattern(folder), pattern(file))),
            None => drop(unknown.insert(owner.clone())),
        }
    }
    (text, unknown)
}

/// `@team`, `@organisation/team` or a mail address.
fn account(owner: &str, accounts: &BTreeMap<String, String>) -> Option<String> {
    let named = accounts.get(owner).cloned().unwrap_or_else(|| owner.to_owned());
    let is_account = named.contains('@') && !named.contains(|c: char| c.is_whitespace() || c.is_control() || c == '#');
    is_account.then_some(named)
}

/// A path as a pattern that means just this file.
fn pattern(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for character in path.chars() {
        if matches!(character, ' ' | '#' | '*' | '?' | '[' | ']' | '!' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_account_of_its_owner() {
        let owned = |file: &str, owner: &str| Ownership { file: file.to_owned(), owner: owner.to_owned() };
        let owners =
            [owned("content/a b.md", "Talent"), owned("content/c.md", "@acme/pay"), owned("content/d.md", "Nobody")];
        let accounts = BTreeMap::from([("Talent".to_owned(), "@acme/talent".to_owned())]);
        let (text, unknown) = code_owners(&owners, "site/", &accounts);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines, ["/site/content/a\\ b.md @acme/talent", "/site/content/c.md @acme/pay"]);
        assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["Nobody"]);
    }
}
