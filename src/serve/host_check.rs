//! Which requests are answered at all: those of this computer's own browser, to us by name.
//!
//! A page on the web can make a browser send requests to this server. The name in `Host` tells whether the browser
//! believes it talks to this computer, and `Origin` and `Sec-Fetch-Site` tell who asks.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::{Method, StatusCode, Uri};

/// Where a request came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// The port.
    pub(super) port: u16,
    /// Which of this computer's addresses.
    pub(super) at: IpAddr,
}

/// Why a request is not answered: the status to refuse it with.
pub(super) fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap, asked: Asked) -> Option<StatusCode> {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Some(StatusCode::BAD_REQUEST) };
    let Ok(host) = host.to_str() else { return Some(StatusCode::BAD_REQUEST) };
    // An address in the request line counts for more than the header, so both have to be ours.
    if !is_ours(host, asked) || uri.authority().is_some_and(|authority| !is_ours(authority.as_str(), asked)) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    if method != Method::GET && method != Method::HEAD {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    for origin in headers.get_all(ORIGIN) {
        let ours = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_ours(host, asked));
        if !origin.to_str().is_ok_and(ours) {
            return Some(StatusCode::FORBIDDEN);
        }
    }
    is_foreign_fetch(headers).then_some(StatusCode::FORBIDDEN)
}

/// Whether a `Host` names this server: this computer, and the port we listen on. On a network the server has no name, only
/// the address that was asked: a name could be anybody's.
fn is_ours(host: &str, Asked { port, at }: Asked) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) if !given.ends_with(']') => (name, given),
        _ => (host, "80"),
    };
    if given != port.to_string() {
        return false;
    }
    let name = name.to_ascii_lowercase();
    let is_label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !at.is_loopback() {
        return name.trim_matches(['[', ']']).parse() == Ok(at);
    }
    matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
        || name.strip_suffix(".localhost").is_some_and(|labels| labels.len() <= 253 && labels.split('.').all(is_label))
}

/// Whether another site asks for something other than to be led here. Other servers on this computer are others too.
fn is_foreign_fetch(headers: &HeaderMap) -> bool {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = matches!(value("sec-fetch-site"), Some("cross-site" | "same-site"));
    let navigation = value("sec-fetch-mode") == Some("navigate") && value("sec-fetch-dest") == Some("document");
    foreign && !navigation
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn here(port: u16) -> Asked {
        Asked { port, at: IpAddr::V4(Ipv4Addr::LOCALHOST) }
    }

    #[test]
    fn on_a_network_only_the_address_that_was_asked_is_ours() {
        let asked = Asked { port: 4000, at: "192.168.1.5".parse().expect("an address") };
        assert!(is_ours("192.168.1.5:4000", asked));
        for host in [
            "localhost:4000",
            "127.0.0.1:4000",
            "192.168.1.6:4000",
            "192.168.1.5",
            "evil.test:4000",
            "192.168.1.5.evil.test:4000",
        ] {
            assert!(!is_ours(host, asked), "{host}");
        }
    }

    #[test]
    fn only_this_computer_on_our_port_is_ours() {
        for host in [
            "localhost:4000",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "a.localhost:4000",
            "a-1.b.localhost:4000",
        ] {
            assert!(is_ours(host, here(4000)), "{host}");
        }
        for host in [
            "",
            ":4000",
            "evil.test",
            "evil.test:4000",
            "127.0.0.1.evil.test:4000",
            "localhost.evil.test:4000",
            "localhost",
            "localhost:4001",
            "localhost:04000",
            "localhost:4000:4000",
            "localhost.:4000",
            ".localhost:4000",
            "a..localhost:4000",
            "xlocalhost:4000",
            "user@localhost:4000",
            "localhost:4000@evil.test",
            "127.0.0.2:4000",
            "127.1:4000",
            "0.0.0.0:4000",
            "2130706433:4000",
            "[::]:4000",
            "[::1]",
            "::1:4000",
            "[::ffff:127.0.0.1]:4000",
            "localhost:4000/",
            "localhost\t:4000",
            "l\u{3bf}calhost:4000",
            "a b.localhost:4000",
            "localhost:+4000",
        ] {
            assert!(!is_ours(host, here(4000)), "{host}");
        }
        assert!(is_ours("localhost", here(80)));
        assert!(!is_ours(&format!("{}.localhost:4000", "a".repeat(64)), here(4000)));
        assert!(!is_ours(&"a".repeat(1_000_000), here(4000)));
    }
}
