"""Printing: JSON, progress on a terminal, and Arabic for terminals that do no shaping."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import click

from annotator.words import _

Progress = Callable[[int, int | None], None]
"""Called with how many are done, and of how many (None where unknown)."""

SHAPING_TERMINALS = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "WT_SESSION")
_INTERVAL_SECONDS = 0.1


def print_json(data: Any) -> None:
    """Write one JSON document to standard output and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=False))


def terminal_progress(what: str) -> Progress | None:
    """Return a progress call that redraws one line of the terminal; None where stderr is no terminal.

    `what` says what is being done, in the language in force.
    """
    if not sys.stderr.isatty():
        return None
    last = [0.0]

    def show(done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - last[0] < _INTERVAL_SECONDS and done != total:
            return
        last[0] = now
        count = f"{done:,}" if total is None else f"{done:,} / {total:,}"
        sys.stderr.write(f"\r\033[K{what}: {count}")
        sys.stderr.flush()
        if done == total:
            sys.stderr.write("\r\033[K")

    return show


def shaper(choice: str) -> Callable[[str], str]:
    """Return what a line goes through before it is printed: `on`, `off`, or `auto` by the terminal.

    Terminals that do neither joining nor right-to-left order get letters in their joined forms and visual order. Such
    text is for eyes only: never for files, offsets or Qt.
    """
    if choice == "off" or (choice == "auto" and _shapes_itself()):
        return lambda line: line
    from arabic_reshaper.arabic_reshaper import ArabicReshaper
    from bidi import get_display

    reshaper: Any = ArabicReshaper  # the library carries no types
    joined = reshaper(configuration={"delete_harakat": False, "support_zwj": True})

    def shape(line: str) -> str:
        return str(get_display(joined.reshape(line)))

    return shape


def shape_option() -> Callable[[Any], Any]:
    """The option `--shape` of the verbs that print article text."""
    return click.option(
        "--shape",
        type=click.Choice(["auto", "on", "off"]),
        default="auto",
        help=_("Join and order Arabic letters for a terminal that does not."),
    )


def _shapes_itself() -> bool:
    """Whether the output is a file or pipe, or a terminal known to order and join letters by itself."""
    if not sys.stdout.isatty():
        return True
    return any(os.environ.get(name) for name in SHAPING_TERMINALS)
