"""Fetch the browser libraries at their exact versions and keep only the files that pages use.

Usage: ``python tools/vendor_frontend.py`` (needs npm and a reachable package registry; run by hand
when a version below changes, the result is committed). Each file is copied byte for byte into
``platform/ui/static/vendor/<name>/``; VENDOR.md lists licence and SHA-256, LICENSES/ the texts.
The icons become one sprite, ``static/ui/icons.svg``, used as ``icons.svg#name``.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src/yinqiao/platform/ui/static"
VENDOR = STATIC / "vendor"
ICON_LIST = Path(__file__).resolve().parent / "icons.txt"
ICONS = ("@tabler/icons", "3.51.0")

MIT = """MIT License

{copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True, slots=True)
class Library:
    """One npm package: the folder it gets here, its pinned version, licence and the files kept.

    `holder` is the copyright line of projects whose package carries no licence file.
    """

    folder: str
    package: str
    version: str
    licence: str
    files: tuple[str, ...]
    holder: str = ""


LIBRARIES = (
    Library(
        "tabler",
        "@tabler/core",
        "1.6.1",
        "MIT",
        ("dist/css/tabler.min.css", "dist/js/tabler.min.js"),
        holder="Copyright (c) 2018-2026 The Tabler Authors",
    ),
    Library("htmx", "htmx.org", "2.0.11", "0BSD", ("dist/htmx.min.js",)),
    Library("idiomorph", "idiomorph", "0.8.0", "0BSD", ("dist/idiomorph-ext.min.js",)),
    Library(
        "alpine",
        "@alpinejs/csp",
        "3.17.4",
        "MIT",
        ("dist/cdn.min.js",),
        holder="Copyright (c) 2019-2026 Caleb Porzio and contributors",
    ),
    Library("echarts", "echarts", "6.1.0", "Apache-2.0", ("dist/echarts.min.js",)),
    Library(
        "tom-select",
        "tom-select",
        "2.6.2",
        "Apache-2.0",
        ("dist/js/tom-select.complete.min.js", "dist/css/tom-select.bootstrap5.min.css"),
    ),
    Library(
        "driver",
        "driver.js",
        "1.8.0",
        "MIT",
        ("dist/driver.js.iife.js", "dist/driver.css"),
    ),
    Library("sortablejs", "sortablejs", "1.15.7", "MIT", ("Sortable.min.js",)),
    Library(
        "inter",
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        ("files/inter-latin-wght-normal.woff2",),
    ),
)


def unpack(package: str, version: str, into: Path) -> Path:
    """Return the folder that holds the unpacked tarball of `package` at `version`."""
    result = subprocess.run(  # noqa: S603 (names are the constants above)
        ["npm", "pack", f"{package}@{version}", "--json", "--pack-destination", str(into)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    # npm 11 answers with a list, later ones with an object keyed by package name.
    answer = json.loads(result.stdout)
    first = answer[0] if isinstance(answer, list) else next(iter(answer.values()))
    target = into / re.sub(r"\W+", "-", package)
    with tarfile.open(into / first["filename"]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def licence_text(library: Library, source: Path) -> str:
    """Return the licence (and NOTICE) from the package, or the MIT text with the project's own holder."""
    named = sorted(p for p in source.iterdir() if re.match(r"(?i)(licen[cs]e|notice)", p.name))
    found = [p for p in named if p.is_file()]
    found += [p for folder in named if folder.is_dir() for p in sorted(folder.iterdir())]
    if found:
        return "\n\n".join(path.read_text(encoding="utf-8") for path in found)
    if not library.holder:
        message = f"{library.package} carries no licence text and names no holder"
        raise ValueError(message)
    return MIT.format(copyright=library.holder)


def copy_library(library: Library, source: Path) -> list[str]:
    """Copy the named files of one library; return its rows of VENDOR.md."""
    folder = VENDOR / library.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = []
    for name in library.files:
        data = (source / name).read_bytes()
        (folder / Path(name).name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        rows.append(
            f"| {library.package} | {library.version} | {library.licence} "
            f"| `{library.folder}/{Path(name).name}` | `{digest}` |"
        )
    licences = VENDOR / "LICENSES"
    licences.mkdir(exist_ok=True)
    (licences / f"{library.folder}.txt").write_text(licence_text(library, source), encoding="utf-8")
    return rows


def symbol(name: str, svg: str) -> str:
    """Turn one icon file into a ``<symbol>`` of the sprite: its shapes, without size and colour."""
    body = re.sub(r"(?s)^.*?<svg[^>]*>|</svg>\s*$", "", svg)
    body = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", body)
    shapes = re.sub(r"\s+", " ", body).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def write_sprite(source: Path) -> int:
    """Write ``static/ui/icons.svg`` from the names in tools/icons.txt; return how many it holds."""
    names = sorted(set(ICON_LIST.read_text(encoding="utf-8").split()))
    outline = source / "icons" / "outline"
    missing = [name for name in names if not (outline / f"{name}.svg").exists()]
    if missing:
        message = f"no such icon: {', '.join(missing)}"
        raise ValueError(message)
    symbols = [
        symbol(name, (outline / f"{name}.svg").read_text(encoding="utf-8")) for name in names
    ]
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (STATIC / "ui" / "icons.svg").write_text(sprite, encoding="utf-8")
    return len(names)


def main() -> int:
    """Fetch everything and write the list."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    rows = ["| package | version | licence | file | sha256 |", "| --- | --- | --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as folder:
        for library in LIBRARIES:
            rows += copy_library(library, unpack(library.package, library.version, Path(folder)))
        icons = unpack(*ICONS, Path(folder))
        count = write_sprite(icons)
        licence = Library("tabler-icons", *ICONS, "MIT", ())
        (VENDOR / "LICENSES" / "tabler-icons.txt").write_text(
            licence_text(licence, icons), encoding="utf-8"
        )
    digest = hashlib.sha256((STATIC / "ui" / "icons.svg").read_bytes()).hexdigest()
    rows.append(
        f"| {ICONS[0]} | {ICONS[1]} | MIT | `../ui/icons.svg` ({count} icons) | `{digest}` |"
    )
    heading = (
        "# Vendored browser libraries\n\nUnmodified, written by `tools/vendor_frontend.py`.\n\n"
    )
    (VENDOR / "VENDOR.md").write_text(heading + "\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows) - 2} files\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
