"""The door: picks a face. A verb goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 found a problem, 2 wrong use or unreadable input."""
    words = sys.argv[1:] if arguments is None else arguments
    from annotator.cli.main import is_for_the_command_line, run

    if is_for_the_command_line(words):
        return run(words)
    from annotator.cli.window import open_window

    return open_window(words, _run_window)


def _run_window(path: str | None, person: str | None) -> int:
    from annotator.ui.app import run

    return run(path, person)


if __name__ == "__main__":
    sys.exit(main())
