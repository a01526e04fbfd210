//! The preview over real connections on this computer, with a build that is easy to see through.

mod edits;
mod following;
mod requests;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::*;
use crate::diag::{Diagnostic, Place, rules};
use crate::output::{LateOutputs, OutPath, OutputFile, Outputs};

/// Far longer than anything takes, so that a busy machine changes nothing.
const PATIENCE: Duration = Duration::from_secs(60);
const SETTINGS: &str = "title = \"T\"\naudiences = [\"public\", \"internal\"]\n";

/// Every file of `content/` becomes a file of every audience, but `unseen.txt`, which only the index shows; one that says
/// ERROR is a finding.
fn copy_content(disk: &dyn Disk, config: &Config, audiences: &[Audience]) -> (Vec<AudienceSite>, Findings) {
    let mut diagnostics = Diagnostics::default();
    let mut sites = Vec::new();
    for audience in audiences {
        let (mut files, mut unseen) = (Outputs::default(), String::new());
        for path in disk.walk("content", &|_| false).into_iter().map(|entry| entry.path) {
            let Ok(bytes) = disk.read(&path) else { continue };
            let text = String::from_utf8(bytes).unwrap();
            if path == "content/unseen.txt" {
                unseen = text;
                continue;
            }
            assert!(!text.contains("PANIC"), "a build that panics");
            if text.contains("ERROR") {
                diagnostics.push(Diagnostic::new(&rules::BROKEN_LINK, Place::file(&path), "no page `<b>x</b>`"));
            }
            let base = config.base_url_for(*audience).unwrap_or("none");
            let bytes = text.replace("BASE", base).into_bytes();
            let path = OutPath::new(path.strip_prefix("content/").unwrap()).unwrap();
            files.add([OutputFile { path, bytes, origin: String::new() }], &mut diagnostics);
        }
        let name = config.audiences.name(*audience).to_owned();
        sites.push(AudienceSite { name, files, index: Arc::new(index_of(unseen)) });
    }
    (sites, diagnostics.judge(&config.severities))
}

/// How often an index was made, by what it holds.
static INDEXES_MADE: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

fn indexes_made(of: &str) -> usize {
    INDEXES_MADE.lock().unwrap().get(of).copied().unwrap_or_default()
}

/// An index that holds what no page shows.
fn index_of(unseen: String) -> LateOutputs {
    let from = vec![vec![unseen.clone()]];
    LateOutputs::new(
        from,
        |path| path == "search/index.bin",
        move || {
            *INDEXES_MADE.lock().unwrap().entry(unseen.clone()).or_default() += 1;
            assert!(!unseen.contains("PANIC"), "an index that panics");
            let mut files = Outputs::default();
            let path = OutPath::new("search/index.bin").unwrap();
            let file = OutputFile { path, bytes: unseen.into_bytes(), origin: String::new() };
            files.add([file], &mut Diagnostics::default());
            files
        },
    )
}

/// A site in a folder, and its preview.
struct Preview {
    folder: tempfile::TempDir,
    /// The port of the first audience.
    port: u16,
    /// The port of each audience.
    ports: Vec<u16>,
    told: Receiver<String>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    server: Option<std::thread::JoinHandle<Result<(), ServeError>>>,
}

/// Puts a file in place in one step, so that no build sees half of it.
fn write(folder: &tempfile::TempDir, path: &str, text: &str) {
    let (path, aside) = (folder.path().join(path), folder.path().join("aside.tmp"));
    crate::disk::write::create_folders(path.parent().unwrap()).unwrap();
    crate::disk::write::write_new(&aside, text.as_bytes()).unwrap();
    crate::disk::write::rename(&aside, &path).unwrap();
}

fn start(audience: Option<&str>, files: &[(&str, &str)]) -> Preview {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&folder, path, text);
    }
    let options = Options {
        root: folder.path().into(),
        audience: audience.map(str::to_owned),
        port: Some(0),
        host: None,
        open: false,
    };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (teller, told) = channel();
    let tell = move |notice: Notice<'_>| {
        let text = match notice {
            Notice::Built { findings, .. } => format!("built with {} findings", findings.iter().count()),
            Notice::Serving(addresses) => {
                let urls: Vec<&str> = addresses.iter().map(|address| address.url.as_str()).collect();
                format!("serving {}", urls.join(" "))
            }
            Notice::Endless(_) => "endless".to_owned(),
            Notice::Trouble(text) => format!("trouble: {text}"),
        };
        let _ = teller.send(text);
    };
    let load: Load = Box::new(|disk, diagnostics| Config::load(disk, jiff::civil::date(2026, 1, 1), diagnostics));
    let server =
        std::thread::spawn(move || serve_until(&options, load, copy_content, tell, async { drop(stopped.await) }));
    let mut preview = Preview { folder, port: 0, ports: Vec::new(), told, stop: Some(stop), server: Some(server) };
    let serving = preview.until_told("serving http://127.0.0.1:");
    let ports = serving.split(['/', ' ']).filter_map(|part| part.strip_prefix("127.0.0.1:")?.parse().ok());
    preview.ports = ports.collect();
    preview.port = preview.ports[0];
    preview
}

fn site(files: &[(&str, &str)]) -> Preview {
    let mut all = vec![
        ("rolebook.toml", SETTINGS),
        ("content/index.html", "<html><body><p>home</p></BODY></html>"),
        ("content/a/index.html", "<p>a"),
        ("content/404.html", "<body>nowhere</body>"),
        ("content/x.csv", "a,b"),
    ];
    all.extend(files);
    start(None, &all)
}

impl Preview {
    fn until_told(&self, wanted: &str) -> String {
        loop {
            let text = self.told.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("never told `{wanted}`"));
            if text.starts_with(wanted) {
                return text;
            }
        }
    }

    fn until_shown(&self, target: &str, text: &str) {
        let start = Instant::now();
        while !body(&self.get(target)).starts_with(text) {
            assert!(start.elapsed() < PATIENCE, "`{text}` never shows");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until nothing has been told for a while; builds that set each other off never come to that.
    fn until_quiet(&self) {
        let told = std::iter::from_fn(|| self.told.recv_timeout(Duration::from_millis(500)).ok());
        assert!(told.take(20).count() < 20, "it never gets quiet");
    }

    fn edit(&self, path: &str, text: &str) {
        write(&self.folder, path, text);
    }

    /// The whole answer to raw bytes; empty when the connection was closed without one.
    fn send(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // The server may close before it has read everything, and then has said why.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks at the port of an audience.
    fn at(&self, audience: usize) -> impl Fn(&str) -> String {
        let port = self.ports[audience];
        move |target| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            write!(stream, "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        }
    }

    fn request(&self, method: &str, target: &str, headers: &str) -> String {
        let host = format!("Host: localhost:{}\r\n", self.port);
        self.send(format!("{method} {target} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").as_bytes())
    }

    fn get(&self, target: &str) -> String {
        self.request("GET", target, "")
    }

    fn status(&self, target: &str) -> u16 {
        status(&self.get(target))
    }

    /// A stream of states, as a tab holds it open.
    fn tab(&self) -> Tab {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /_rolebook/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        Tab { lines: BufReader::new(stream) }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.server.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

struct Tab {
    lines: BufReader<TcpStream>,
}

impl Tab {
    /// The next state; `None` when the stream ended.
    fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            if self.lines.read_line(&mut line).unwrap() == 0 {
                return None;
            }
        }
        Some(serde_json::from_str(&line["data: ".len()..]).unwrap())
    }

    /// The first state from now on that is like this. One edit may take more than one build.
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        std::iter::from_fn(|| self.next()).find(wanted).expect("the stream does not end")
    }

    fn until_broken(&mut self) -> Value {
        self.until(|state| state["findings"] != serde_json::json!([]))
    }

    fn until_whole(&mut self) -> Value {
        self.until(|state| state["page"].is_string() && state["findings"] == serde_json::json!([]))
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).map_or(0, |code| code.parse().unwrap())
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap();
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("")
}
