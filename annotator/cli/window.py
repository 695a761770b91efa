"""`annotator [FOLDER | PROJECT.sqlite] [--person NAME]`: what comes before the window opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from annotator.cli.library_words import translated
from annotator.words import _

Opener = Callable[[str | None, str | None], int]


def open_window(words: list[str], opener: Opener) -> int:
    """Read the arguments and call `opener(path, person)`; a wrong one gets a sentence and exit code 2."""
    try:
        with translated():
            context = _arguments().make_context("annotator", list(words))
    except click.ClickException as problem:
        text = _("{problem} See: {command}").format(problem=problem.format_message(), command="annotator --help")
        click.echo(text, err=True)
        return 2
    except click.exceptions.Exit as asked:
        return asked.exit_code
    path: str | None = context.params["path"]
    if path is not None and not Path(path).exists():
        click.echo(
            _("There is no command, folder or project named {name}. See: annotator --help").format(name=path), err=True
        )
        return 2
    return opener(path, context.params["person"])


def _arguments() -> click.Command:
    return click.Command(
        "annotator",
        params=[
            click.Argument(["path"], required=False),
            click.Option(["--person"], metavar="NAME"),
        ],
    )
