"""The program on a real screen with an Arabic layout: keys are pressed by their place on the keyboard.

Events that a test makes itself carry no scan code, so this is the one proof that label keys and Ctrl+Z work while the
keyboard writes Arabic. It starts the program as a person does and reads the file that it writes.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.session import new_project
from annotator.session.importing import import_paths
from tests.flows.real_screen import CONTROL, HOME, LEFT, SHIFT, Screen, a_program, a_screen, missing_tools, until

KEYS = {"1": 10, "2": 11, "p": 33, "o": 32, "d": 40, "z": 52, "y": 29}
"""Keycodes: with the Arabic layout P writes ح, O خ, D ي, Z ئ, Y غ."""
WORDS = ("وصلت", "السفينة", "إلى", "الميناء", "مساء", "الأحد")
ARTICLE = "\n".join(" ".join(WORDS * 5) for _ in range(60))
"""Long enough to have a word under the mouse in the middle of the window."""

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "ship.txt").write_bytes(ARTICLE.encode())
    with new_project(place / "annotations.sqlite", person="huda", home=tmp_path / "home") as session:
        import_paths(session, [place])
    return place


@pytest.fixture
def screen(need) -> Iterator[Screen]:
    missing = missing_tools()
    need(not missing, ", ".join(missing))
    with a_screen() as made:
        made.layout("ara")
        assert made.letters_on(KEYS["p"])[0] == "Arabic_hah"
        yield made


def spans(folder: Path) -> list[tuple[str, int, int, str]]:
    """Read the labels from the file, as any program could, while the window has it open."""
    address = f"file:{folder / 'annotations.sqlite'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=5)) as file:
        return file.execute('SELECT label, start, "end", surface FROM spans_flat ORDER BY start').fetchall()


def focus(screen: Screen, program: subprocess.Popen[str]) -> None:
    """Wait for the window and give it the keyboard, as a window manager would."""
    window = screen.hand("search", "--sync", "--onlyvisible", "--pid", program.pid, "--name", "Annotator").split()[0]
    screen.hand("windowfocus", "--sync", window)


def test_labels_and_undo_go_by_the_place_of_the_key(screen: Screen, folder: Path, tmp_path: Path) -> None:
    with a_program(screen, folder, tmp_path / "home") as program:
        focus(screen, program)
        until(lambda: _marks_first_word(screen, folder), "a label by its key")
        assert spans(folder) == [("PER", 0, len(WORDS[0]), WORDS[0])]

        screen.press(KEYS["z"], held=CONTROL)
        until(lambda: spans(folder) == [], "Ctrl+Z")
        screen.press(KEYS["y"], held=CONTROL)
        until(lambda: spans(folder) != [], "Ctrl+Y")

        screen.double_click(683, 500)
        screen.press(KEYS["2"])
        screen.press(KEYS["d"])
        until(lambda: len(spans(folder)) == 2, "a label on a word chosen by the mouse")
        label, start, end, surface = spans(folder)[1]
        assert (label, surface) == ("DIE", ARTICLE[start:end])
        assert surface in WORDS
        assert program.poll() is None


def _marks_first_word(screen: Screen, folder: Path) -> bool:
    """Try once; the window may not have opened the article yet."""
    screen.press(HOME, held=CONTROL)
    screen.press(LEFT, times=len(WORDS[0]), held=SHIFT)
    screen.press(KEYS["1"])
    screen.press(KEYS["p"])
    return bool(spans(folder))
