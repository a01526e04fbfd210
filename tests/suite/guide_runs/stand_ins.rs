//! What stands in for programs that are not ours, and for files that an editor has.
//!
//! `rolebook` is the real one; only `serve`, which never ends, is asked for each of its pages and then stopped. `curl` gives
//! the release under test for an address of a release, and sees that what is sent to a search engine is lines of JSON. Package
//! managers and servers see that the files they are given exist. Whatever else a block runs is run.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use toml::Table;

/// A word on a page, and the file that somebody who reads it has.
pub(super) const FILES: [(&str, &str, &[u8]); 10] = [
    (
        "salaries.csv",
        "salaries.csv",
        b"Job title,Location,Min,Max\nSupport Engineer,Remote in the UK,\xC2\xA342000,\xC2\xA355000\n",
    ),
    (
        "bands-2027.csv",
        "bands-2027.csv",
        b"Job title,Location,Annual total min,Annual total max\nBackend Engineer,London,\xC2\xA366000,\xC2\xA395000\n",
    ),
    (
        "bands.csv",
        "bands.csv",
        b"Job title,Place,Annual total min,Annual total max\nData Engineer,uk-london,\xC2\xA370000,\xC2\xA395000\n",
    ),
    ("bands.xlsx", "bands.xlsx", include_bytes!("../../fixtures/guide/bands.xlsx")),
    ("import old-handbook", "old-handbook/stages.md", b"---\ndescription: How we hire.\n---\n# Stages\n\nText.\n"),
    ("import references.md", "references.md", b"# **Taking up references**\n\n# **What to ask**\n\n* One\n"),
    ("export.zip", "export.zip", include_bytes!("../../fixtures/guide/export.zip")),
    ("(stages.png)", "content/guide/stages.png", PICTURE),
    ("(scorecard.pdf)", "content/guide/scorecard.pdf", b"%PDF-1.4\n%%EOF\n"),
    ("\"static/mark.svg\"", "static/mark.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>"),
];

/// One pixel.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xAF,
    0xA4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// Programs that get files, and need none of them changed.
const OTHERS: [&str; 14] = [
    "apt", "brew", "docker", "htpasswd", "nginx", "npm", "npx", "pip", "pipx", "podman", "quickwit", "rsync",
    "wrangler", "cargo",
];

const ROLEBOOK: &str = r#"#!/bin/sh
[ "$1" = serve ] || exec '@BINARY@' "$@"
shift
rest=
while [ $# -gt 0 ]; do
  case "$1" in --port) shift ;; --open) ;; *) rest="$rest $1" ;; esac
  shift
done
log=$(mktemp)
'@BINARY@' serve $rest > "$log" 2>&1 &
served=$!
tries=0
until grep -q 'http://' "$log" || [ $tries -gt 200 ]; do sleep 0.1; tries=$((tries + 1)); done
code=0
addresses=$(grep -o 'http://[^ ]*' "$log") || code=1
for address in $addresses; do '@CURL@' --fail --silent --location --output /dev/null "$address" || code=1; done
kill $served
[ $code = 0 ] || cat "$log" >&2
exit $code
"#;

const CURL: &str = r#"#!/bin/sh
out= url= sent= body=
while [ $# -gt 0 ]; do
  case "$1" in
    -o | --output) out=$2; shift ;;
    -*O | --remote-name) out=same ;;
    --data-binary) sent=${2#@}; shift ;;
    --data) body=${2#@}; shift ;;
    http*://* | file://*) url=$1 ;;
  esac
  shift
done
if [ -n "$body" ]; then node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$body"; exit; fi
if [ -n "$sent" ]; then
  node -e 'const lines = require("fs").readFileSync(process.argv[1], "utf8").trimEnd().split("\n"); lines.forEach(JSON.parse);
    if (!lines.every((line) => line.startsWith("{"))) process.exit(1)' "$sent"
  exit
fi
case "$url" in *.sha256) from='@RELEASE@.sha256' ;; */rolebook*_* | *rolebook-*.* | *.tar.gz) from='@RELEASE@' ;; *) echo "no release: $url" >&2; exit 22 ;; esac
[ "$out" != same ] || out=$(basename "$url")
if [ -n "$out" ]; then cp "$from" "$out"; else cat "$from"; fi
"#;

const OTHER: &str = r#"#!/bin/sh
for word in "$@"; do
  case "$word" in ./* | *.yaml | *.ndjson | dist/*) [ -e "$word" ] || { echo "there is no $word" >&2; exit 1; } ;; esac
done
"#;

/// Puts the programs into a folder.
pub(super) fn install(programs: &Path, release: &Path) {
    let curl = std::env::var_os("PATH")
        .and_then(|path| std::env::split_paths(&path).map(|dir| dir.join("curl")).find(|file| file.is_file()));
    let curl = curl.expect("`curl` is installed");
    let put = |name: &str, text: &str| {
        let text =
            text.replace("@BINARY@", env!("CARGO_BIN_EXE_rolebook")).replace("@CURL@", &curl.display().to_string());
        let file = programs.join(name);
        std::fs::write(&file, text.replace("@RELEASE@", &release.display().to_string())).expect("a folder of our own");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("a folder of our own");
    };
    put("rolebook", ROLEBOOK);
    put("curl", CURL);
    put("sudo", "#!/bin/sh\nexec \"$@\"\n");
    OTHERS.iter().for_each(|name| put(name, OTHER));
}

/// The commands that a host's settings hold.
pub(super) fn commands_of(settings: &Table) -> Vec<String> {
    let build = settings.get("build").and_then(|build| build.get("command"));
    let contexts = settings.get("context").and_then(|contexts| contexts.as_table());
    let previews =
        contexts.into_iter().flat_map(|contexts| contexts.values()).filter_map(|context| context.get("command"));
    build.into_iter().chain(previews).filter_map(|command| command.as_str()).map(str::to_owned).collect()
}

/// Commands of a system that is not here: the release they fetch must be one of ours.
pub(super) fn check_addresses(text: &str) -> Result<(), String> {
    let version = env!("CARGO_PKG_VERSION");
    let file = format!("https://rolebook.example.org/releases/download/v{version}/rolebook-{version}-");
    if text.contains(&file) || !text.contains("://") {
        Ok(())
    } else {
        Err(format!("it fetches nothing that begins with {file}"))
    }
}
