//! `rolebook check --external`: each address outside is asked once, and what does not answer is a finding.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc;

use rolebook::config::Config;
use rolebook::diag::{self, Diagnostics};
use rolebook::disk::MemoryDisk;
use rolebook::pipeline;

use super::support::TODAY;

#[test]
fn each_address_is_asked_once_and_named_where_it_is_written() {
    let disk = MemoryDisk::new([
        ("rolebook.toml", "title = \"T\"\naudiences = [\"public\", \"internal\"]\n"),
        (
            "content/a.md",
            "+++\naudience = \"public\"\n+++\n# A\n\n[One](https://gone.test/#x), <https://there.test/>\n\n:::internal\n[Two](https://gone.test/)\n:::\n",
        ),
        (
            "content/data/s.toml",
            "audience = \"public\"\n[source.one]\npublisher = \"P\"\ntitle = \"T\"\nurl = \"https://gone.test/report\"\nretrieved = 2026-11-01\n",
        ),
    ]);
    let config = Config::load(&disk, TODAY, &mut Diagnostics::default()).expect("settings");
    let audiences: Vec<_> = config.audiences.iter().collect();
    let mut asked = Vec::new();
    let mut find = |audiences: &[_]| {
        let found = pipeline::check_outside(&disk, &config, audiences, |addresses| {
            asked.push(addresses.to_vec());
            let gone = addresses.iter().filter(|address| address.contains("gone"));
            gone.map(|address| (address.clone(), "is answered with 404".to_owned())).collect::<BTreeMap<_, _>>()
        });
        let found = diag::short(&found);
        found.split_inclusive('\n').filter(|line| line.contains("dead-link")).collect::<String>()
    };
    assert_eq!(
        find(&audiences),
        "content/data/s.toml:5:8: warning[dead-link]: `https://gone.test/report` is answered with 404\n\
         content/a.md:6:1: warning[dead-link]: `https://gone.test/#x` is answered with 404\n\
         content/a.md:9:1: warning[dead-link]: `https://gone.test/` is answered with 404\n"
    );
    assert!(!find(&audiences[..1]).contains("a.md:9"), "what the public does not read is not told to it");
    assert_eq!(asked[0], ["https://gone.test/", "https://gone.test/report", "https://there.test/"]);
}

/// A server that answers `/gone` with 404 and everything else with 200; it tells what was asked.
fn server() -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (told, asked) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(&stream);
            let mut line = String::new();
            if reader.read_line(&mut line).is_err() {
                continue;
            }
            let mut rest = String::new();
            while reader.read_line(&mut rest).is_ok_and(|read| read > 2) {
                rest.clear();
            }
            let status = if line.contains("/gone") { "404 Not Found" } else { "200 OK" };
            let _ = write!(&stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = told.send(line);
        }
    });
    (port, asked)
}

#[test]
fn the_command_asks_only_when_it_is_told_to_and_keeps_answers() {
    let (port, asked) = server();
    let folder = tempfile::tempdir().expect("a folder of our own");
    let write = |path: &str, text: String| std::fs::write(folder.path().join(path), text).expect("written");
    std::fs::create_dir(folder.path().join("content")).expect("made");
    write("rolebook.toml", "title = \"T\"\n".to_owned());
    write(
        "content/a.md",
        format!("# A\n\n[One](http://127.0.0.1:{port}/gone), [two](http://127.0.0.1:{port}/there)\n"),
    );
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
        command.args(["check", "--format", "short", "--root"]).arg(folder.path()).args(more);
        command.env("no_proxy", "127.0.0.1").env("SOURCE_DATE_EPOCH", "1795219200");
        let output = command.output().expect("it runs");
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    assert!(!run(&[]).contains("dead-link"));
    assert!(asked.try_recv().is_err(), "nothing was asked without `--external`");
    let found = run(&["--external"]);
    if Command::new("curl").arg("--version").output().is_err() {
        assert!(found.contains("`--external` needs the program `curl`"), "{found}");
        return;
    }
    assert!(found.contains("content/a.md:3:1: warning[dead-link]"), "{found}");
    assert!(found.contains("/gone` is answered with 404") && !found.contains("/there`"), "{found}");
    assert!(asked.try_iter().any(|line| line.contains("/there")));
    assert!(run(&["--external"]).contains("/gone`"), "what is gone is asked again");
    assert!(!asked.try_iter().any(|line| line.contains("/there")), "what answered is not");
}
