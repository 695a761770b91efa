"""`annotator import PROJECT SOURCE…`: bring in articles, labels or predictions."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import json_option, person_option, project_argument
from annotator.cli.output import print_json, terminal_progress
from annotator.errors import UsageError
from annotator.model.values import PersonKind
from annotator.session import open_project
from annotator.session.importing import ImportOptions, ImportReport, import_paths
from annotator.words import _, ngettext

REPLACED_SHOWN = 5
"""Articles named at the most that came in beside one with the same key; --json lists all."""


@click.command("import", help=_("Bring in articles, labels or predictions; importing again writes only what differs."))
@project_argument()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_name", metavar="F", default=None, help=_("The format; else by name and content."))
@person_option(_("Whose labels these are, where the file does not say."))
@click.option(
    "--kind", type=click.Choice([kind.value for kind in PersonKind]), default="human", help=_("What they are.")
)
@click.option("--encoding", metavar="E", default=None, help=_("Force an encoding, such as windows-1256."))
@click.option("--map", "mapping", metavar="FIELD=COLUMN", multiple=True, help=_("Which column holds text, key …"))
@click.option("--strict", is_flag=True, help=_("Stop at the first thing that is wrong."))
@json_option()
def command(
    project: Path,
    sources: tuple[Path, ...],
    format_name: str | None,
    person: str | None,
    kind: str,
    encoding: str | None,
    mapping: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> int:
    """Import and report; exit code 1 where something was refused."""
    options = ImportOptions(
        format=format_name,
        person=person,
        kind=PersonKind(kind),
        encoding=encoding,
        mapping=_mapping(mapping),
        strict=strict,
    )
    with open_project(project, person=person) as session:
        report = import_paths(session, sources, options, terminal_progress(_("Importing")))
    if as_json:
        print_json(_as_data(report))
    else:
        _print(report)
    return 1 if report.refusals else 0


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field and equals and column):
            raise UsageError("usage.bad_mapping", given=pair)
        columns[field] = column
    return columns


def _print(report: ImportReport) -> None:
    for notice in report.notices:
        click.echo(notice.sentence, err=True)
    for refusal in report.refusals:
        click.echo(refusal.sentence, err=True)
    added = report.added
    for key, former in added.replaced[:REPLACED_SHOWN]:
        text = _("{former} is here with another text, so this one came in as {key}.")
        click.echo(text.format(key=key, former=former), err=True)
    if len(added.replaced) > REPLACED_SHOWN:
        more = len(added.replaced) - REPLACED_SHOWN
        click.echo(_("… and {count} more; --json lists all.").format(count=more), err=True)
    lines = [
        ngettext("{count} article imported", "{count} articles imported", added.documents).format(count=added.documents)
    ]
    if added.unchanged:
        here = ngettext("{count} unchanged", "{count} unchanged", added.unchanged)
        lines.append(here.format(count=added.unchanged))
    if added.spans:
        lines.append(ngettext("{count} span", "{count} spans", added.spans).format(count=added.spans))
    if added.links:
        lines.append(ngettext("{count} link", "{count} links", added.links).format(count=added.links))
    if added.changes and not (added.documents or added.spans or added.links):
        count = added.changes
        lines.append(ngettext("{count} change", "{count} changes", count).format(count=count))
    if report.refusals:
        count = len(report.refusals)
        lines.append(ngettext("{count} refused", "{count} refused", count).format(count=count))
    click.echo(_(", ").join(lines) + ".")


def _as_data(report: ImportReport) -> dict[str, object]:
    return {
        "documents": report.added.documents,
        "unchanged": report.added.unchanged,
        "spans": report.added.spans,
        "links": report.added.links,
        "changes": report.added.changes,
        "replaced": [{"key": key, "former": former} for key, former in report.added.replaced],
        "refused": [
            {
                "file": refusal.file,
                "line": refusal.line,
                "field": refusal.field,
                "code": refusal.code,
                "sentence": refusal.sentence,
            }
            for refusal in report.refusals
        ],
        "notices": [{"file": notice.file, "sentence": notice.sentence} for notice in report.notices],
    }
