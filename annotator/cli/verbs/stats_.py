"""`annotator stats PROJECT`: count articles, labels and people."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json
from annotator.session import open_project
from annotator.session.statistics import Statistics, statistics
from annotator.words import _
from annotator.words.sentences import kind_name


@click.command("stats", help=_("Count articles, labels and people."))
@project_argument()
@json_option()
def command(project: Path, as_json: bool) -> int:
    """Print the counts of a project."""
    with open_project(project, write=False) as session:
        counted = statistics(session)
    if as_json:
        print_json(counted.as_data())
    else:
        _print(counted)
    return 0


def _print(counted: Statistics) -> None:
    click.echo(_("Articles: {count}").format(count=counted.documents))
    click.echo(_("Scheme: {scheme}, version {version}").format(scheme=counted.scheme, version=counted.scheme_version))
    for row in counted.people:
        click.echo(
            _("{person} ({kind}): {spans} spans, {links} links, {done} articles done").format(
                person=row.name, kind=kind_name(row.kind), spans=row.spans, links=row.links, done=row.done
            )
        )
    for label, count in counted.spans_by_label.items():
        click.echo(f"  {label}: {count}")
