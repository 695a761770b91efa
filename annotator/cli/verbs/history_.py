"""`annotator history PROJECT [KEY]`: list every edit, who made it and when."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.model.changes import Change
from annotator.session import open_project
from annotator.words import _


@click.command("history", help=_("List every edit of a project or of one article, oldest first."))
@project_argument()
@click.argument("key", required=False)
@json_option()
def command(project: Path, key: str | None, as_json: bool) -> int:
    """Print one line for each change; with --json one JSON object for each line."""
    with open_project(project, write=False) as session:
        document = session.document(key).id if key else None
        for change in session.store.history(document_id=document):
            click.echo(_as_json(change) if as_json else _as_line(change))
    return 0


def _moment(change: Change) -> str:
    return datetime.fromtimestamp(change.at_ms / 1000, UTC).isoformat(timespec="seconds")


def _as_line(change: Change) -> str:
    person = change.person or "–"
    undone = " " + _("(takes back {gesture})").format(gesture=change.undoes) if change.undoes else ""
    return f"{_moment(change)}  {person}  {change.kind.value}  {_what(change)}{undone}"


def _what(change: Change) -> str:
    if change.payload is None:
        return _("(taken out by redact)")
    old, new = change.payload.get("old"), change.payload.get("new")
    if isinstance(new, list):
        return _("{count} edits").format(count=len(new))
    return f"{_brief(old)} → {_brief(new)}"


def _brief(value: object) -> str:
    if not isinstance(value, dict):
        return "–"
    for name in ("label", "key", "name", "state", "verdict", "text"):
        if name in value:
            place = value.get("fragments")
            return f"{value[name]} {place}" if place else str(value[name])
    return "…"


def _as_json(change: Change) -> str:
    row = {
        "at": _moment(change),
        "person": change.person,
        "stream": change.stream,
        "seq": change.seq,
        "gesture": change.gesture,
        "undoes": change.undoes,
        "kind": change.kind.value,
        "document": change.document,
        "object": change.object,
        "payload": change.payload,
        "hash": change.hash,
    }
    return json.dumps(row, ensure_ascii=False)
