"""`python -m benchmarks [GROUP …]`: measure, and print one table."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import bulk, corpus, histories, marking, windows
from benchmarks.table import Row, printed, say

GROUPS: dict[str, Callable[[Path], list[Row]]] = {
    "articles": bulk.measure_articles,
    "labelled": bulk.measure_labelled,
    "history": histories.measure,
    "mark": marking.measure,
    "window": windows.measure,
    "keys": windows.measure_marks,
}
"""What can be measured: import and search, import with spans and export, merge and check and rebuild, single edits,
the window, label keys in it."""


def main(wanted: list[str]) -> int:
    """Measure the groups that are named, or all; return 0 even where a bar is missed: the table says so."""
    unknown = [name for name in wanted if name not in GROUPS]
    if unknown:
        say(f"There is no group {unknown[0]}. There are: {', '.join(GROUPS)}.")
        return 2
    say(f"making {corpus.ARTICLES:,} articles in {corpus.FOLDER.name} (only the first time)")
    corpus.files()
    rows: list[Row] = []
    for name in wanted or GROUPS:
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=corpus.FOLDER))
        os.environ["ANNOTATOR_HOME"] = str(folder / "home")
        try:
            rows += GROUPS[name](folder)
        finally:
            shutil.rmtree(folder)
    print(_machine())
    print(printed(rows))
    return 0


def _machine() -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{corpus.ARTICLES:,} articles; {machine}, {versions}; limit: plain sqlite3 and plain Python, same run\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
