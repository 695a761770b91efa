"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from annotator.words import _

Decorator = Callable[[Any], Any]


def project_argument() -> Decorator:
    """The argument PROJECT: a project file, or a folder that holds `annotations.sqlite`."""
    return click.argument("project", type=click.Path(path_type=Path), callback=_project_file)


def person_option(help_text: str) -> Decorator:
    """The option `--person NAME`."""
    return click.option("--person", metavar="NAME", default=None, help=help_text)


def json_option() -> Decorator:
    """The option `--json`: only JSON on standard output."""
    return click.option("--json", "as_json", is_flag=True, help=_("Write JSON to standard output, and nothing else."))


def _project_file(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    inside = value / "annotations.sqlite"
    return inside if value.is_dir() else value
