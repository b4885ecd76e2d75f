"""One HTML file that holds the desk: page, program, Python, library and a clinic's own folder. It opens with a double
click, asks nobody for anything, and is the same bytes for the same content."""

from __future__ import annotations

import gzip
import io
import json
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from handouts import __version__
from handouts.desk.asked import Answer, part
from handouts.desk.catalogue import MOST_PICTURES, library, pictures
from handouts.desk.compiled import draw_all
from handouts.desk.pack_files import CLINIC, SITE, STANDARD, lay_out
from handouts.desk.pack_parts import Parts, compiling, parts
from handouts.files.workspace import Workspace, library_folder

PAGE = Path(__file__).parent / "page"
DAY = (1980, 1, 1, 0, 0, 0)
IN_THE_FILES = (SITE, CLINIC, "cache")
WORKER = ("storage.js", "worker.js")  # modules of the worker, in their order
FONTS = {
    f"HandoutsHyperlegible_{weight}": f"atkinson-hyperlegible-next/HandoutsHyperlegible_{weight}.woff2"
    for weight in ("400Regular", "700Bold")
}
NOTICE = """<!--
Handouts {version}: a desk for exercise sheets, in one file.
Program: MIT; content: CC BY 4.0; fonts: SIL Open Font Licence 1.1.
It holds, each under its own licence: Pyodide (MPL 2.0; its source: github.com/pyodide/pyodide), CPython (PSF 2.0),
pydantic and pydantic-core (MIT), uharfbuzz (Apache 2.0) with HarfBuzz (MIT), pypdfium2 (Apache 2.0 or BSD) with
PDFium (BSD and Apache 2.0), ReportLab (BSD), Jinja2 and MarkupSafe (BSD), PyYAML (MIT), Babel (BSD), BudouX (Apache
2.0), segno (BSD), platformdirs (MIT), annotated-types (MIT), typing-extensions (PSF 2.0), typing-inspection (MIT), and
the names of colours of Pillow (MIT-CMU).
-->"""


def pack(workspace: Workspace, today: date) -> bytes:
    """The page as a file, with the folder of a clinic if there is one. Raises ContentError where something that it
    takes is missing."""
    found = parts()
    with TemporaryDirectory() as folder:
        place = Path(folder)
        lay_out(place, found, workspace)
        with compiling(place, found):
            draw_all(place / "cache", workspace)
        return page(place, found, workspace, today)


def page(place: Path, found: Parts, workspace: Workspace, today: date) -> bytes:
    """The page, of files that are laid out and compiled."""
    catalogue = library({}, workspace, today)
    names: list[Answer] = catalogue["exercises"]  # type: ignore[assignment]
    info = json.loads((found.pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    held = {"library": {**catalogue, "inside": True}, "info": json.dumps(info), "worker": _worker()}
    bodies = {
        "wasm": (found.pyodide / "pyodide.asm.wasm").read_bytes(),
        "asm": (found.pyodide / "pyodide.asm.mjs").read_bytes(),
        "pyodide": (found.pyodide / "pyodide.mjs").read_bytes(),
        "standard": _standard(place / STANDARD),
        "files": _files(place),
        "pictures": json.dumps(_drawn(names, workspace, today)).encode(),
    }
    scripts = [_script("json", json.dumps(held), ' id="packed"'), _modules()]
    late = [f'<script type="text/plain" data-part="{name}">{_letters(data)}</script>' for name, data in bodies.items()]
    written = (PAGE / "index.html").read_text("utf-8")
    head, rest = written.split("<link", 1)
    body = rest[rest.index("</head>") :].replace("</body>\n</html>\n", "")
    style = _style()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, style)}">\n'
    icon = f'<link rel="icon" href="{_address("image/svg+xml", (PAGE / "icon.svg").read_bytes())}">\n'
    head = head.replace('<meta charset="utf-8">\n', f'<meta charset="utf-8">\n{policy}')
    top = head.replace("<html", f"{NOTICE.format(version=__version__)}\n<html", 1) + icon + f"<style>{style}</style>\n"
    return "\n".join([top + body, *scripts, *late, "</body>", "</html>", ""]).encode()


def _drawn(exercises: list[Answer], workspace: Workspace, today: date) -> Answer:
    names = [str(each["id"]) for each in exercises]
    found: Answer = {}
    for first in range(0, len(names), MOST_PICTURES):
        found |= part(pictures({"ids": names[first : first + MOST_PICTURES]}, workspace, today), "pictures")
    return found


def _standard(folder: Path) -> bytes:
    """Python's own modules as one archive, which is packed as a whole and not by its members."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.writestr(ZipInfo(path.relative_to(folder).as_posix(), DAY), path.read_bytes())
    return out.getvalue()


def _files(place: Path) -> bytes:
    """The files that are laid out where the program runs: a line of names and sizes, then one after the other."""
    paths = [path for name in IN_THE_FILES for path in sorted((place / name).rglob("*")) if path.is_file()]
    rows = [(path.relative_to(place).as_posix(), path.stat().st_size) for path in paths]
    return b"\n".join([json.dumps(rows).encode(), b"".join(path.read_bytes() for path in paths)])


def _letters(data: bytes) -> str:
    return b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def _style() -> str:
    """The page's style, with what it names inside."""
    inside = {"icon.svg": _address("image/svg+xml", (PAGE / "icon.svg").read_bytes())}
    for name, path in FONTS.items():
        inside[f"{name}.ttf"] = _address("font/woff2", (library_folder() / "fonts" / path).read_bytes())
    written = (PAGE / "desk.css").read_text("utf-8")
    return re.sub(r'url\("/page/([^"]+)"\)', lambda named: f'url("{inside[named[1]]}")', written)


def _modules() -> str:
    """The page's modules, each as an address under its own name, and the call of the first."""
    named = {}
    for path in sorted(PAGE.glob("*.js")):
        if path.name != "worker.js":
            named[path.name] = _address("text/javascript", _bare(path.read_text("utf-8")).encode())
    first = '<script type="module" async>import "desk.js";</script>'
    return _script("importmap", json.dumps({"imports": named})) + "\n" + first


def _bare(module: str) -> str:
    """A module that names others as the page has them: an address of data has none beside it."""
    return re.sub(r'(from|import) "\./', r'\1 "', module)


def _worker() -> str:
    """The modules of the worker as one."""
    written = "\n".join((PAGE / name).read_text("utf-8") for name in WORKER)
    return re.sub(r"^export ", "", re.sub(r"^import .*\n", "", written, flags=re.MULTILINE), flags=re.MULTILINE)


def _script(kind: str, text: str, more: str = "") -> str:
    kind = kind if kind == "importmap" else f"application/{kind}"
    safe = text.replace("<", "\\u003c")
    return f'<script type="{kind}"{more}>{safe}</script>'


def _policy(scripts: list[str], style: str) -> str:
    """What the page may do: run what it holds, and reach nothing."""

    def named(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    run = " ".join(named(text) for script in scripts for text in re.findall(r">([^<]+)</script>", script))
    return (
        f"default-src 'none'; script-src {run} data: blob: 'wasm-unsafe-eval'; style-src {named(style)}; "
        "font-src data:; img-src data: blob:; worker-src blob:; frame-src blob:; connect-src blob:; "
        "base-uri 'none'; form-action 'none'"
    )
