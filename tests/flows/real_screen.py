"""A screen of its own with a keyboard of its own (Xvfb, an Arabic layout, xdotool), for windows that must be real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "xdotool", "setxkbmap", "xkbcomp")
CONTROL, SHIFT, LEFT, HOME = 37, 50, 113, 110
"""Keycodes of the modifiers and of two keys of the caret: the place of a key, whatever the layout writes on it."""
_SECONDS = 30.0


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Screen:
    """What a hand does on the screen."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}

    def layout(self, name: str) -> None:
        """Give the keyboard a layout."""
        subprocess.run(["setxkbmap", name], env=self.environment, check=True, timeout=_SECONDS)

    def letters_on(self, keycode: int) -> list[str]:
        """Return what the key at a place writes, plain and with Shift, as the server's own keyboard map says."""
        command = ["xkbcomp", "-xkb", self.environment["DISPLAY"], "-"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS)
        name = re.search(rf"<(\w+)> = {keycode};", done.stdout)
        assert name, keycode
        key = re.search(rf"key +<{name[1]}> {{(.*?)}};", done.stdout, re.DOTALL)
        assert key, name[1]
        (symbols,) = re.findall(r"\[([^\]]*)\]", key[1].replace("[Group1]", ""))
        return [symbol.strip() for symbol in symbols.split(",")]

    def hand(self, *words: object) -> str:
        """Run xdotool and return what it says."""
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True, timeout=_SECONDS
        )
        return done.stdout.strip()

    def press(self, keycode: int, *, times: int = 1, held: int | None = None) -> None:
        """Press the key at a place of the keyboard, with another one held down."""
        if held is not None:
            self.hand("keydown", held)
        self.hand("key", *[keycode] * times)
        if held is not None:
            self.hand("keyup", held)

    def double_click(self, x: int, y: int) -> None:
        self.hand("mousemove", x, y, "click", "--repeat", 2, "--delay", 60, 1)


@contextmanager
def a_screen() -> Iterator[Screen]:
    """Start a screen and end it; without -noreset it would forget its layout whenever nobody is looking."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        _end(server)


@contextmanager
def a_program(screen: Screen, folder: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the program on a folder, as a person does, and wait until its window has the keyboard."""
    environment = {**screen.environment, "ANNOTATOR_HOME": str(home), "ANNOTATOR_LANGUAGE": "en"}
    command = [sys.executable, "-m", "annotator", str(folder), "--person", "huda"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        _end(process)


def until(found: Callable[[], object], what: str) -> None:
    """Wait until something is there."""
    end = time.monotonic() + _SECONDS
    while not found():
        assert time.monotonic() < end, f"{what}: it did not happen"
        time.sleep(0.05)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
