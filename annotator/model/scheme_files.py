"""Finding and reading scheme files: those that ship with the program, by name, and any other."""

from __future__ import annotations

from pathlib import Path

from annotator.assets import resource
from annotator.errors import InputError
from annotator.model.scheme_faults import shown
from annotator.model.scheme_toml import parse_scheme
from annotator.model.scheme_whole import Scheme

_FOLDER = "schemes"
_SUFFIX = ".toml"


def shipped_schemes() -> list[str]:
    """Return the names of the schemes that ship with the program, the default first."""
    names = sorted(file.stem for file in resource(_FOLDER).glob(f"*{_SUFFIX}"))
    return sorted(names, key=lambda name: name != "news")


def load_scheme(name_or_path: str | Path) -> Scheme:
    """Return a shipped scheme by its name (`news`), or the scheme of a file.

    A text is a name when it has neither a folder nor the ending `.toml`. Raises InputError `scheme.not_shipped`,
    `scheme.unreadable`, `scheme.encoding`, `scheme.syntax` or `scheme.meaning`.
    """
    if isinstance(name_or_path, str) and Path(name_or_path).name == name_or_path and not _is_file_name(name_or_path):
        return _shipped(name_or_path)
    return _read(Path(name_or_path))


def _is_file_name(name: str) -> bool:
    return name.lower().endswith(_SUFFIX)


def _shipped(name: str) -> Scheme:
    known = shipped_schemes()
    if name not in known:
        raise InputError("scheme.not_shipped", file=shown(name), known=", ".join(known))
    return _read(resource(_FOLDER, name + _SUFFIX))


def _read(path: Path) -> Scheme:
    """Read a file as it is, but for a byte order mark, which editors on Windows add and TOML does not know."""
    file = shown(str(path))
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError("scheme.unreadable", file=file, reason=reason) from error
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("scheme.encoding", file=file, byte=error.start + 1) from error
    return parse_scheme(source, file)
