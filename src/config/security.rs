//! Other sites that pages may show something from: host names, checked.
//!
//! From them follows the policy that browsers get with every page.

use super::load::web_host;
use super::policy;
use crate::diag::{Diagnostics, rules};
use crate::fields::{Fields, Table};

/// What `[security]` says: hosts in small letters, `*.example.org` for all below one, with a port where one is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Security {
    /// Where images may come from.
    pub images_from: Vec<String>,
    /// Where frames may come from.
    pub frames_from: Vec<String>,
    /// Where films and sound may come from.
    pub media_from: Vec<String>,
}

impl Security {
    /// Reads the table. A host that is none is reported and left out.
    pub(super) fn read(table: &Table, diags: &mut Diagnostics) -> Security {
        let mut fields = Fields::new(table, &rules::SETTINGS, diags);
        let mut hosts = |key: &'static str| {
            let mut hosts: Vec<String> = Vec::new();
            for written in fields.strings(key).unwrap_or_default() {
                match web_host(&written.value) {
                    Some(host) if hosts.contains(&host) => {}
                    Some(host) => hosts.push(host),
                    None => fields.report(
                        &written.span,
                        format!("`{}` is no host", written.value.escape_debug()),
                        "write the name of one site, such as `www.example.org`, or `*.example.org` for all below it",
                    ),
                }
            }
            hosts
        };
        let security = Security {
            images_from: hosts("images_from"),
            frames_from: hosts("frames_from"),
            media_from: hosts("media_from"),
        };
        fields.finish_as(&rules::SETTINGS);
        security
    }

    /// What pages load from where, as directives with their values. All else browsers refuse.
    pub fn policy(&self) -> Vec<(String, String)> {
        let from = |hosts: &[String]| hosts.iter().map(|host| format!(" https://{host}")).collect::<String>();
        let mut policy = vec![
            ("default-src", "'none'".to_owned()),
            ("script-src", "'self'".to_owned()),
            ("style-src", "'self'".to_owned()),
            ("connect-src", "'self'".to_owned()),
            ("img-src", format!("'self' data:{}", from(&self.images_from))),
            ("media-src", format!("'self'{}", from(&self.media_from))),
        ];
        if !self.frames_from.is_empty() {
            policy.push(("frame-src", from(&self.frames_from).trim_start().to_owned()));
        }
        policy.push(("base-uri", "'none'".to_owned()));
        policy.push(("form-action", "'self'".to_owned()));
        policy.push(("require-trusted-types-for", "'script'".to_owned()));
        policy.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The policy as it is written.
    pub fn policy_text(&self) -> String {
        policy::text(&self.policy())
    }

    /// The host of an `http` or `https` address, when it is plainly one: browsers read others in ways of their own.
    pub fn host_of(address: &str) -> Option<String> {
        let (scheme, rest) = address.trim().split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
        (is_web && !host.is_empty() && host.chars().all(plain)).then(|| host.to_ascii_lowercase())
    }

    /// Whether one of `hosts` is that of an address.
    pub fn allows(hosts: &[String], address: &str) -> bool {
        Security::host_of(address).is_some_and(|host| {
            hosts.iter().any(|known| match known.strip_prefix("*.") {
                Some(above) => host.strip_suffix(above).is_some_and(|below| below.len() > 1 && below.ends_with('.')),
                None => *known == host,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_whole() {
        let hosts = ["www.example.org".to_owned(), "*.cdn.example".to_owned(), "localhost:8080".to_owned()];
        for fine in [
            "https://www.example.org/a.png",
            "HTTPS://WWW.example.org?x",
            "https://a.b.cdn.example/",
            "http://localhost:8080/x",
        ] {
            assert!(Security::allows(&hosts, fine), "{fine}");
        }
        for other in [
            "https://example.org/",
            "https://www.example.org.evil.example/",
            "https://evil.example/www.example.org",
            "https://www.example.org@evil.example/",
            "https://www.example.org\\@evil.example/",
            "https://evil.example\\.www.example.org/",
            "https://cdn.example/",
            "https://.cdn.example/",
            "https://evilcdn.example/",
            "https://www.example.org:8443/",
            "ftp://www.example.org/",
            "//www.example.org/",
            "https://www.exam\tple.org/",
        ] {
            assert!(!Security::allows(&hosts, other), "{other}");
        }
    }
}
