"""Finding the files that ship with the program, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, such as `resource("schemes", "news.toml")`.

    In a wheel the resources lie inside the package, in a checkout beside it.
    """
    return _root().joinpath(*parts)


def sample_corpus() -> Path:
    """Return the folder of original articles that ship with the program."""
    beside = _HERE.parent / "sample_corpus"
    return beside if (_HERE.parent / "resources").is_dir() else _root() / "sample_corpus"


def _root() -> Path:
    beside = _HERE.parent / "resources"
    return beside if beside.is_dir() else _HERE / "resources"
