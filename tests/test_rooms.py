"""The tree is the architecture: rooms of `handouts/` from the ground up, each importing only those under it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

import handouts
from handouts.cli.app import app

PACKAGE = Path(handouts.__file__).parent
ROOT = PACKAGE.parent
MODULES = {path.relative_to(PACKAGE).with_suffix("").parts: path for path in PACKAGE.rglob("*.py")}


@lru_cache(1)
def rooms() -> dict[str, str]:
    """CONTRIBUTING's table: the rooms in their order, and what each of them is."""
    return dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE))


@lru_cache(None)
def nodes(module: tuple[str, ...]) -> tuple[ast.AST, ...]:
    """All that a module is made of."""
    return tuple(ast.walk(ast.parse(MODULES[module].read_text("utf-8"))))


@lru_cache(None)
def imported(module: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """What a module imports of the package, at its top or late, for types alone too."""
    return frozenset(chain.from_iterable(map(_named, nodes(module))))


def _named(node: ast.AST) -> Iterator[tuple[str, ...]]:
    if isinstance(node, ast.Import):
        yield from (tuple(name.name.split(".")[1:]) for name in node.names if name.name.split(".")[0] == "handouts")
    elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "handouts":
        source = tuple((node.module or "").split(".")[1:])
        yield from ((*source, name.name) if (*source, name.name) in MODULES else source for name in node.names)


def test_contributing_lists_the_rooms_as_they_are() -> None:
    described = {name: ast.get_docstring(ast.parse((PACKAGE / name / "__init__.py").read_text())) for name in rooms()}
    assert described == rooms()
    assert set(rooms()) == {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert len(rooms()) <= 18
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("room", list(rooms()))
def test_a_room_imports_only_rooms_above_it_in_the_list(room: str) -> None:
    order = list(rooms())
    allowed = set(order[: order.index(room) + 1])
    arrows = {(module, other) for module in MODULES if module[0] == room for other in imported(module)}
    assert not {(module, other) for module, other in arrows if other and other[0] not in allowed}


def test_no_module_needs_itself() -> None:
    """Imports that are late or only for types count too: no two modules know of each other."""
    list(TopologicalSorter({module: imported(module) - {module} for module in MODULES}).static_order())


def test_reportlab_is_imported_by_two_modules() -> None:
    users = {
        module for module, path in MODULES.items() if re.search(r"^\s*(from|import) reportlab", path.read_text(), re.M)
    }
    assert users == {("pdf", "canvas"), ("pdf", "objects")}


def test_only_the_command_knows_what_is_typed() -> None:
    """No text of the library holds an option or a command: the desk shows the same texts. `var(--primary)` and
    `--primary:` are CSS."""
    # the command itself; what pip and npm are told
    allowed = {("__main__",), ("desk", "pack_parts"), ("exchange", "font_packages")}
    commands = "|".join(str(each.name) for each in app.registered_commands)
    typed = re.compile(rf"(?<!var\()--[a-z][a-z-]+(?![a-z-]|: )|\bhandouts (?:{commands})\b")
    spelling = {
        (module, node.value)
        for module in MODULES
        if module[0] != "cli" and module not in allowed
        for node in nodes(module)
        if isinstance(node, ast.Constant) and typed.search(str(node.value))
    }
    assert spelling == set()


def test_importing_the_package_changes_nothing_around_it() -> None:
    """Environment, garbage collection and signals are the process's own: a server imports what it needs."""
    modules = [".".join(("handouts", *module)) for module in MODULES if module[-1] not in ("__init__", "__main__")]
    modules.remove("handouts.batch.cluster")  # needs an extra
    script = (
        "import gc, importlib, os, signal, sys\n"
        "def state(): return dict(os.environ), gc.isenabled(), gc.get_threshold(), signal.getsignal(signal.SIGTERM)\n"
        f"before = state()\nfor name in {modules!r}: importlib.import_module(name)\n"
        "assert state() == before, state()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines
COMMANDS = "cli/"  # the body of a command is its options, and each with a line of help


def test_files_and_functions_are_short() -> None:
    longer = set()
    for module, path in MODULES.items():
        name, text = path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")
        if text.count("\n") > LONGEST_FILE:
            longer.add(name)
        for node in nodes(module) if not name.startswith(COMMANDS) else ():
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                longer.add(f"{name} {node.name}")
    assert longer == set()


MOST_WAYS = 15  # through a function: McCabe's number, with those through a condition or a comprehension


def ways_through(function: ast.FunctionDef) -> int:
    """Those of functions inside count for these."""
    ways, inside = 1, list[ast.AST](function.body)
    while inside:
        node = inside.pop()
        match node:
            case ast.FunctionDef():
                continue
            case ast.If() | ast.IfExp() | ast.Assert():
                ways += 1
            case ast.For() | ast.While():
                ways += 1 + bool(node.orelse)
            case ast.comprehension():
                ways += 1 + len(node.ifs)
            case ast.BoolOp():
                ways += len(node.values) - 1
            case ast.Try():
                ways += len(node.handlers) + bool(node.orelse)
            case ast.Match():
                ways += sum(ast.unparse(case.pattern) != "_" for case in node.cases)
        inside += ast.iter_child_nodes(node)
    return ways


def is_flat_match(function: ast.FunctionDef) -> bool:
    """A case for each kind of thing, and no step before them but a name for a value."""
    *before, last = function.body
    return isinstance(last, ast.Match) and all(isinstance(each, ast.Expr | ast.Assign) for each in before)


def test_few_ways_lead_through_a_function() -> None:
    """But for a case for each kind of thing, which reads like a table."""
    counted = {
        f"{'/'.join(module)} {node.name}": ways_through(node)
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.FunctionDef) and not is_flat_match(node)
    }
    assert {name: ways for name, ways in counted.items() if ways > MOST_WAYS} == {}


def test_no_two_classes_have_one_name() -> None:
    classes = Counter(node.name for module in MODULES for node in nodes(module) if isinstance(node, ast.ClassDef))
    assert [name for name, count in classes.items() if count > 1] == []


def test_hardly_a_value_is_of_any_type() -> None:
    """What is left is Jinja's: whatever a layout may have in its hands."""
    counted = {module: len(re.findall(r"\bAny\b", path.read_text("utf-8"))) for module, path in MODULES.items()}
    assert sum(counted.values()) < 40, {module: count for module, count in counted.items() if count}
