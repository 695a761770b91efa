"""The house: floors import only lower floors, rooms on one floor don't know each other, and heavy things load late."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house import ROOT, imports, modules, own_imports, place, room, tree

FLOORS: dict[str, float] = {
    "errors": 0, "assets": 0,
    "words": 0.5,  # its catalogue is an asset, and it speaks for the errors
    "text": 1,
    "model": 2,
    "store": 3, "formats": 3, "agreement": 3, "suggest": 3, "figures": 3, "hub": 3,
    "session": 4,
    "cli": 5, "ui": 5,
    "__main__": 6,
    "": 6,  # the Python door, `annotator.open`
}  # fmt: skip
"""Every room and its floor."""

ONLY_IN: dict[str, set[str]] = {
    "PySide6": {"ui"}, "shiboken6": {"ui"},
    "sqlite3": {"store"}, "sqlite_utils": {"store"},
    "matplotlib": {"figures"},
    "psycopg": {"hub"},
    "click": {"cli"}, "arabic_reshaper": {"cli"}, "bidi": {"cli"},
    "babel": set(), "pandas": set(), "apsw": set(),
}  # fmt: skip
"""Libraries and the only rooms that may import them."""

OPEN_TO_ALL = {"annotator.__version__"}
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 500, 50
HELP_SECONDS = 0.3


def test_every_room_stands_on_a_floor():
    assert {room(module) for module in modules()} <= set(FLOORS)


def test_floors_import_only_lower_floors_and_rooms_on_one_floor_dont_know_each_other():
    wrong = [
        f"{place(module, line)} imports {name}"
        for module in modules()
        for name, line in imports(module)
        if name.split(".")[0] == "annotator" and name not in OPEN_TO_ALL
        if not _may_import(room(module), room(name))
    ]
    assert wrong == []


def test_there_are_no_import_cycles():
    try:
        TopologicalSorter({module: own_imports(module) - {module} for module in modules()}).prepare()
    except CycleError as found:
        pytest.fail(" -> ".join(found.args[1]))


def test_libraries_stay_in_their_rooms():
    wrong = [
        f"{place(module, line)} imports {name}"
        for module in modules()
        for name, line in imports(module)
        if room(module) not in ONLY_IN.get(name.split(".")[0], {room(module)})
    ]
    assert wrong == []


def test_only_the_command_line_prints():
    assert [where for module in modules() if room(module) != "cli" for where in _calls(module, "print")] == []


def test_qt_reads_no_markup_and_spans_are_no_text_formats():
    banned = ("setHtml", "insertHtml", "appendHtml", "setFormats")
    assert [where for module in modules() for name in banned for where in _calls(module, name)] == []


def test_files_and_functions_keep_their_size():
    assert list(_too_long()) == []


def test_no_work_is_hidden_behind_type_checking():
    wrong = [
        f"{place(module, node.lineno)} imports its own cycle for annotations"
        for module in modules()
        for node in ast.walk(tree(modules()[module]))
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for name in own_imports(module)
        if module in own_imports(name)
    ]
    assert wrong == []


def test_floors_below_the_faces_never_load_qt():
    names = [module for module in modules() if FLOORS[room(module)] <= FLOORS["session"]]
    loaded = _loaded_after("\n".join(f"import {name}" for name in names))
    assert not loaded & {"PySide6", "shiboken6", "matplotlib", "psycopg", "click"}


def test_the_package_itself_loads_nothing_heavy():
    assert not _loaded_after("import annotator") & {"PySide6", "sqlite3", "sqlite_utils", "numpy", "msgspec"}


def test_help_loads_neither_qt_nor_the_store_nor_numpy():
    loaded = _loaded_after("from annotator.__main__ import main\nmain(['--help'])")
    assert not loaded & {"PySide6", "sqlite3", "sqlite_utils", "numpy", "matplotlib", "annotator.store", "annotator.ui"}


def test_help_is_there_at_once():
    """The fastest of up to ten runs counts: other work on the machine only ever adds time."""
    fastest = float("inf")
    for _ in range(10):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "annotator", "--help"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        fastest = min(fastest, time.perf_counter() - begin)
        if fastest <= HELP_SECONDS:
            return
    pytest.fail(f"annotator --help took {fastest:.2f} s")


def _may_import(importer: str, imported: str) -> bool:
    return importer == imported or FLOORS.get(imported, 99) < FLOORS[importer]


def _calls(module: str, name: str) -> Iterator[str]:
    """Places where a function or method of this name is called."""
    for node in ast.walk(tree(modules()[module])):
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", None), getattr(node.func, "attr", None)):
            yield f"{place(module, node.lineno)} calls {name}"


def _too_long() -> Iterator[str]:
    for path in _sources():
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LINES_OF_A_FILE:
            yield f"{path.relative_to(ROOT)}: {lines} lines"
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LINES_OF_A_FUNCTION:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {length} lines"


def _sources() -> Iterator[Path]:
    for folder in ("annotator", "tests", "benchmarks", ".ci"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def _loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running some code."""
    script = f"import sys\n{code}\nimport json\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))
