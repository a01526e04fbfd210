#!/usr/bin/env python3
"""Packs one compiled `rolebook` as everything that people install: archive, .deb, wheel and npm packages.

    packaging/pack.py BINARY TARGET OUT [--runs BINARY]

TARGET is the triple it was compiled for. OUT gets the packages and SHA256SUMS. Completions and manual pages come from the
program itself; `--runs` names one that runs here when BINARY does not. The same binary gives the same bytes: times are those
of SOURCE_DATE_EPOCH, else 0, and nothing depends on the order of a folder. Needs Python 3.11 alone; a .deb is made where
`dpkg-deb` is found.
"""

import argparse
import base64
import gzip
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import time
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
VERSION = PACKAGE["version"]
SUMMARY = PACKAGE["description"]
LICENCE = PACKAGE["license"]
HOME = PACKAGE["homepage"]
WHEN = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))

# Triple: Debian's architecture, the wheel's platform, Node's platform and processor.
TARGETS = {
    "x86_64-unknown-linux-musl": ("amd64", "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64", "linux", "x64"),
    "aarch64-unknown-linux-musl": ("arm64", "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64", "linux", "arm64"),
    "x86_64-apple-darwin": (None, "macosx_11_0_x86_64", "darwin", "x64"),
    "aarch64-apple-darwin": (None, "macosx_11_0_arm64", "darwin", "arm64"),
    "x86_64-pc-windows-msvc": (None, "win_amd64", "win32", "x64"),
}
SHELLS = {"bash": "rolebook.bash", "zsh": "_rolebook", "fish": "rolebook.fish", "powershell": "rolebook.ps1"}


def main():
    """Packs what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--runs", type=pathlib.Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    debian, wheel_tag, system, processor = TARGETS[args.target]
    program = "rolebook.exe" if system == "win32" else "rolebook"
    binary = args.binary.read_bytes()
    files = beside((args.runs or args.binary).resolve())
    made = [
        archive(args.out, args.target, program, binary, files),
        wheel(args.out, wheel_tag, program, binary),
        *npm(args.out, system, processor, program, binary),
    ]
    if debian and shutil.which("dpkg-deb"):
        made.append(deb(args.out, debian, binary, files))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(made)]
    (args.out / f"SHA256SUMS-{args.target}").write_text("".join(sums))
    for path in made:
        print(f"{path.stat().st_size:>10}  {path}")


def beside(program):
    """What goes with the program, by path: licences, notices, completions, manual pages."""
    def told(*words):
        return subprocess.run([program, *words], check=True, capture_output=True).stdout

    files = {name: (ROOT / name).read_bytes() for name in ("README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE")}
    files["THIRD-PARTY.txt"] = notices()
    files |= {f"completions/{name}": told("completions", shell) for shell, name in SHELLS.items()}
    files["man/rolebook.1"] = told("man")
    listing = told("--help").decode().split("\nCommands:\n")[1].split("\n\n")[0]
    commands = [line.split()[0] for line in listing.splitlines() if line.startswith("  ") and line[2] != " "]
    return files | {f"man/rolebook-{name}.1": told("man", name) for name in commands if name != "help"}


def notices():
    """The licences of everything compiled in."""
    script = ROOT / "packaging" / "notices.py"
    return subprocess.run(["python3", script], check=True, stdout=subprocess.PIPE).stdout


def archive(out, target, program, binary, files):
    """A .zip for Windows, a .tar.gz for the others, with its checksum in a file beside it."""
    folder = f"rolebook-{VERSION}-{target}"
    entries = {f"{folder}/{program}": (binary, 0o755)} | {f"{folder}/{name}": (data, 0o644) for name, data in files.items()}
    if program.endswith(".exe"):
        path = zipped(out / f"{folder}.zip", entries)
    else:
        path = tarred(out / f"{folder}.tar.gz", entries)
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name(path.name + ".sha256").write_text(f"{checksum}  {path.name}\n")
    return path


def deb(out, architecture, binary, files):
    """A Debian package. The program is static, so that it depends on nothing."""
    control = f"""Package: rolebook
Version: {VERSION}
Architecture: {architecture}
Maintainer: The Rolebook developers <packages@{HOME.split('//')[1].strip('/')}>
Installed-Size: {(len(binary) + sum(map(len, files.values()))) // 1024}
Section: web
Priority: optional
Homepage: {HOME}
Description: {SUMMARY.split(':')[0]}
 {SUMMARY}.
"""
    places = {"rolebook.bash": "bash-completion/completions/rolebook", "_rolebook": "zsh/vendor-completions/_rolebook",
              "rolebook.fish": "fish/vendor_completions.d/rolebook.fish"}
    path = out / f"rolebook_{VERSION}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as temp:
        root = pathlib.Path(temp)
        put(root / "DEBIAN/control", control.encode())
        put(root / "usr/bin/rolebook", binary, 0o755)
        for name, data in files.items():
            folder, _, file = name.rpartition("/")
            if folder == "man":
                put(root / f"usr/share/man/man1/{file}.gz", gzip.compress(data, 9, mtime=0))
            elif file in places:
                put(root / "usr/share" / places[file], data)
            elif not folder:
                put(root / "usr/share/doc/rolebook" / file, data)
        for found in [root, *root.rglob("*")]:
            if found.is_dir():
                found.chmod(0o755)
            os.utime(found, (WHEN, WHEN))
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(WHEN)}
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", temp, path], check=True, env=environment,
                       stdout=subprocess.DEVNULL)
    return path


def put(path, data, mode=0o644):
    """Writes a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(mode)


def wheel(out, tag, program, binary):
    """A wheel: pip puts the program beside Python's own commands."""
    info = f"rolebook-{VERSION}.dist-info"
    metadata = f"""Metadata-Version: 2.4
Name: rolebook
Version: {VERSION}
Summary: {SUMMARY}
License-Expression: {LICENCE}
License-File: LICENSE-MIT
License-File: LICENSE-APACHE
License-File: THIRD-PARTY.txt
Project-URL: Homepage, {HOME}
Requires-Python: >=3.8
Description-Content-Type: text/markdown

{(ROOT / 'packaging/about.md').read_text()}"""
    tags = [f"py3-none-{platform}" for platform in tag.split(".")]
    wheel_file = "Wheel-Version: 1.0\nGenerator: rolebook-pack\nRoot-Is-Purelib: false\n" + "".join(f"Tag: {tag}\n" for tag in tags)
    entries = {
        f"rolebook-{VERSION}.data/scripts/{program}": (binary, 0o755),
        f"{info}/METADATA": (metadata.encode(), 0o644),
        f"{info}/WHEEL": (wheel_file.encode(), 0o644),
        f"{info}/licenses/LICENSE-MIT": ((ROOT / "LICENSE-MIT").read_bytes(), 0o644),
        f"{info}/licenses/LICENSE-APACHE": ((ROOT / "LICENSE-APACHE").read_bytes(), 0o644),
        f"{info}/licenses/THIRD-PARTY.txt": (notices(), 0o644),
    }
    def row(name, data):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        return f"{name},sha256={digest},{len(data)}\n"

    record = "".join(row(name, data) for name, (data, _) in entries.items()) + f"{info}/RECORD,,\n"
    entries[f"{info}/RECORD"] = (record.encode(), 0o644)
    return zipped(out / f"rolebook-{VERSION}-py3-none-{tag}.whl", entries)


def npm(out, system, processor, program, binary):
    """Two packages: the program for one platform, and the one people ask for, which takes the platform's."""
    def manifest(name, **more):
        common = {"name": name, "version": VERSION, "description": SUMMARY, "license": LICENCE, "homepage": HOME}
        return (json.dumps(common | more, indent=2) + "\n").encode(), 0o644

    licences = {name: ((ROOT / name).read_bytes(), 0o644) for name in ("LICENSE-MIT", "LICENSE-APACHE")}
    licences["README.md"] = ((ROOT / "packaging/about.md").read_bytes(), 0o644)
    own = {
        "package.json": manifest(f"@rolebook/{system}-{processor}", os=[system], cpu=[processor]),
        f"bin/{program}": (binary, 0o755),
        "THIRD-PARTY.txt": (notices(), 0o644),
    }
    platforms = sorted(f"@rolebook/{system}-{processor}" for _, _, system, processor in TARGETS.values())
    asked = {
        "package.json": manifest("rolebook", bin={"rolebook": "bin/rolebook.js"}, engines={"node": ">=18"},
                                 optionalDependencies={name: VERSION for name in platforms}),
        "bin/rolebook.js": ((ROOT / "packaging/npm.js").read_bytes(), 0o755),
    }
    return [tarred(out / f"{name}-{VERSION}.tgz", {f"package/{path}": entry for path, entry in (files | licences).items()})
            for name, files in ((f"rolebook-{system}-{processor}", own), ("rolebook", asked))]


def tarred(path, entries):
    """A .tar.gz of `{name: (bytes, mode)}` that depends on nothing else."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed, \
            tarfile.open(mode="w", fileobj=packed, format=tarfile.USTAR_FORMAT) as tar:
        for name, (data, mode) in sorted(entries.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(data), mode, WHEN
            tar.addfile(entry, io.BytesIO(data))
    return path


def zipped(path, entries):
    """A .zip of `{name: (bytes, mode)}`, in the order given."""
    # A .zip knows no time before 1980.
    date = time.gmtime(max(WHEN, 315532800))[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name, (data, mode) in entries.items():
            entry = zipfile.ZipInfo(name, date)
            entry.external_attr, entry.create_system = (0o100000 | mode) << 16, 3
            pack.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return path


if __name__ == "__main__":
    main()
