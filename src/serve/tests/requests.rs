//! Who is answered, and with what.

use super::*;

#[test]
fn each_audience_stands_under_its_name_and_the_root_leads_to_the_default_one() {
    let preview = site(&[("content/base.html", "BASE")]);
    let internal = preview.at(1);
    let root = internal("/");
    assert_eq!((status(&root), header(&root, "location")), (302, "/internal/"));
    assert_eq!(header(&preview.get("/"), "location"), "/public/");
    // To a browser the other port is another site: no script of one audience reads the pages of another.
    let elsewhere = preview.get("/internal/a/?q");
    let expected = format!("http://127.0.0.1:{}/internal/a/?q", preview.ports[1]);
    assert_eq!((status(&elsewhere), header(&elsewhere, "location")), (302, expected.as_str()));
    let home = preview.get("/public/");
    assert_eq!((status(&home), header(&home, "content-type")), (200, "text/html; charset=utf-8"));
    // The script stands right before the end of the body, whatever its case.
    assert!(body(&home).contains("<p>home</p><script type=\"module\" src=\"/_rolebook/reload.js?page="));
    assert!(body(&home).ends_with("</script></BODY></html>"));
    assert_eq!(header(&preview.get("/public/a?q=1"), "location"), "/public/a/?q=1");
    let missing = preview.get("/public/b/");
    assert_eq!(status(&missing), 404);
    assert!(body(&missing).starts_with("<body>nowhere<script"));
    let table = internal("/internal/x.csv");
    assert_eq!((header(&table, "content-type"), body(&table)), ("text/csv; charset=utf-8", "a,b"));
    let base = preview.get("/public/base.html");
    assert!(body(&base).starts_with(&format!("http://127.0.0.1:{}/public/", preview.port)), "{base}");
}

#[test]
fn one_audience_alone_stands_at_the_root() {
    let preview = start(Some("public"), &[("rolebook.toml", SETTINGS), ("content/index.html", "alone BASE")]);
    assert!(body(&preview.get("/")).starts_with(&format!("alone http://127.0.0.1:{}/<script", preview.port)));
    assert_eq!(preview.status("/public/"), 404);
}

#[test]
fn an_audience_that_does_not_exist_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "rolebook.toml", SETTINGS);
    let options =
        Options { root: folder.path().into(), audience: Some("pubic".into()), port: Some(0), host: None, open: false };
    let load = |disk: &dyn Disk, diags: &mut Diagnostics| Config::load(disk, jiff::civil::date(2026, 1, 1), diags);
    let error = serve(&options, load, |_| {}).unwrap_err();
    assert_eq!(error.message, "this site has no audience `pubic`");
    assert_eq!(error.hint, "its audiences are public, internal");
}

#[test]
fn answers_carry_what_keeps_them_apart_from_other_sites() {
    let preview = site(&[]);
    for target in ["/public/", "/public/x.csv", "/nobody", "/_rolebook/reload.js", "/_rolebook/events?x", "/%ff"] {
        let answer = preview.request("HEAD", target, "");
        assert!(
            header(&answer, "content-security-policy").starts_with("default-src 'none'; script-src 'self';"),
            "{answer}"
        );
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin");
        assert!(!answer.to_lowercase().contains("access-control"), "{answer}");
        assert_eq!(body(&answer), "");
    }
    let whole = preview.get("/public/");
    let head = preview.request("HEAD", "/public/", "");
    assert_eq!(header(&head, "content-length"), header(&whole, "content-length"));
}

#[test]
fn an_address_never_reaches_the_disk() {
    let preview = site(&[]);
    for target in [
        "/../rolebook.toml",
        "/public/../../rolebook.toml",
        "/%2e%2e/rolebook.toml",
        "/public/%2e%2e/%2e%2e/rolebook.toml",
        "/..%5crolebook.toml",
        "/public/..%5c..%5crolebook.toml",
        "/%252e%252e/rolebook.toml",
        "/x%00",
        "/public/x.csv%00",
        "//localhost/",
        "//public/",
        "/c:/",
        "/C:/Windows/win.ini",
        "/.env::$DATA",
        "/public/x.csv::$DATA",
        "/PUBLIC~1/",
        "/public/%c0%ae%c0%ae/",
        "/public/..;/",
        "/%2fetc%2fpasswd",
        "/public/%2e/index.html",
        "/rolebook.toml",
        "/public/content/index.html",
        "/_rolebook/../rolebook.toml",
        "/_rolebook/reload.js/",
        "/_rolebook/",
        "/file:///etc/passwd",
        "/public/\\..\\rolebook.toml",
        "/@fs/etc/passwd",
        "/public/rolebook.toml?raw??",
        "*",
    ] {
        let answer = preview.get(target);
        assert!(matches!(status(&answer), 400 | 404), "{target}: {answer}");
        assert!(!answer.contains("audiences ="), "{target}: {answer}");
    }
    assert_eq!(preview.status("/public/"), 200);
}

#[test]
fn only_requests_to_this_computer_by_name_are_answered() {
    let preview = site(&[]);
    let port = preview.port;
    let with = |hosts: &str| {
        status(&preview.send(format!("GET /public/ HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n").as_bytes()))
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "site.localhost", "LOCALHOST"] {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n")), 200, "{host}");
    }
    assert_eq!(with(""), 400);
    assert_eq!(with(&format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n")), 400);
    assert_eq!(with(&format!("Host: localhost:{port}\r\nHost: evil.test\r\n")), 400);
    assert_eq!(with("Host: \r\n"), 421);
    assert_eq!(with("Host: localhost\r\n"), 421);
    assert_eq!(with(&format!("Host: localhost:{}\r\n", port - 1)), 421);
    for host in
        ["evil.test", "127.0.0.1.evil.test", "localhost.evil.test", "user@localhost", "localhost@evil.test", "10.0.0.1"]
    {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n")), 421, "{host}");
    }
    assert_eq!(with("Host: l\u{3bf}calhost\r\n"), 400);
    assert_eq!(with(&format!("Host: {}\r\n", "a".repeat(1_000_000))), 431);
    // An address in the request line is asked for its name too.
    let absolute = |host: &str| preview.status(&format!("http://{host}/public/"));
    assert_eq!((absolute("evil.test"), absolute(&format!("localhost:{port}"))), (421, 200));
    assert_eq!(preview.status("/public/"), 200);
}

#[test]
fn other_sites_may_lead_here_but_not_look() {
    let preview = site(&[]);
    let with = |headers: &str| status(&preview.request("GET", "/public/", headers));
    assert_eq!(with("Origin: null\r\n"), 403);
    assert_eq!(with("Origin: https://evil.test\r\n"), 403);
    assert_eq!(with(&format!("Origin: http://localhost:{}\r\n", preview.port)), 200);
    assert_eq!(with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n"), 403);
    assert_eq!(with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"), 403);
    assert_eq!(with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"), 200);
    assert_eq!(with("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"), 200);
}

#[test]
fn only_reading_is_answered() {
    let preview = site(&[]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let answer = preview.request(method, "/public/", "");
        assert_eq!((status(&answer), header(&answer, "allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn odd_and_slow_clients_do_not_get_in_the_way() {
    let preview = site(&[]);
    let slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
            stream
        })
        .collect();
    assert_eq!(status(&preview.request("GET", "/public/", &format!("X: {}\r\n", "a".repeat(64 * 1024)))), 431);
    assert_eq!(status(&preview.request("GET", &format!("/{}", "a".repeat(64 * 1024)), "")), 431);
    for odd in [&b"GET /public/\r\n\r\n"[..], b"\0\0\0\0\r\n\r\n", b"\r\n", b"GET /public/ HTTP/9.9\r\n\r\n", b""] {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(odd).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(matches!(status(&answer), 0 | 400), "{answer}");
    }
    assert_eq!(preview.status("/public/"), 200);
    drop(slow);
}

#[test]
fn a_taken_port_is_an_error_only_when_it_was_asked_for() {
    let first = listen::bind(None, Some(0)).unwrap();
    let port = first.local_addr().unwrap().port();
    let error = listen::bind(None, Some(port)).unwrap_err();
    assert_eq!(error.message, format!("port {port} is taken by another program"));
    let next = listen::bind_from(listen::THIS_COMPUTER, port).unwrap().local_addr().unwrap();
    assert!(next.port() > port && next.ip().is_loopback());
}
