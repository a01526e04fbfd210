#!/usr/bin/env python3
"""Prints the licence of every crate that is compiled into `rolebook`, with its text: the same text once.

Reads what Cargo has fetched already, as `Cargo.lock` names it; a crate without a licence ends it with an error. Themes and data
that a crate takes in are listed by that crate's own texts.
"""

import json
import pathlib
import subprocess
import sys

NAMES = ("licen", "copying", "notice", "unlicense", "acknowledg")


def main():
    """Prints the notices."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    root_folder = pathlib.Path(__file__).resolve().parent.parent
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=root_folder).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    shipped = sorted(reached(root, nodes) - {root}, key=lambda one: (packages[one]["name"], packages[one]["version"]))
    print("Rolebook is made with the works below. Each is named with its version and licence; the texts follow.\n")
    texts = {}
    for one in shipped:
        package = packages[one]
        name = f"{package['name']} {package['version']}"
        if not package["license"] and not package["license_file"]:
            sys.exit(f"{name} names no licence")
        print(f"{name}  {package['license'] or package['license_file']}  {package['repository'] or ''}".rstrip())
        for text in licences(pathlib.Path(package["manifest_path"]).parent):
            texts.setdefault(text, []).append(name)
    words = root_folder / "src/spelling/words/LICENSE"
    print("Words of English, SCOWL and Hunspell en_US and en_GB  BSD-like")
    texts.setdefault(words.read_text(encoding="utf-8").strip(), []).append("Words of English")
    for text, names in texts.items():
        print(f"\n{'=' * 100}\n{', '.join(names)}\n{'-' * 100}\n\n{text}")


def reached(root, nodes):
    """Every package that is compiled in: by dependencies that are neither for building nor for tests."""
    found, waiting = set(), [root]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        for dependency in nodes[one]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    return found


def licences(folder):
    """The texts of the licence files in a crate's folder."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(NAMES))
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in files if path.suffix != ".rs"]


if __name__ == "__main__":
    main()
