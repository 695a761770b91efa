"""`annotator merge PROJECT OTHER…`: bring other people's project files into this one."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json, terminal_progress
from annotator.session import open_project
from annotator.session.merging import merge_files
from annotator.store.merge import MergeReport
from annotator.words import _, ngettext


@click.command("merge", help=_("Bring other people's project files into this one; in any order, as often as you like."))
@project_argument()
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option()
def command(project: Path, others: tuple[Path, ...], as_json: bool) -> int:
    """Merge and report; exit code 1 where a fork or a conflict of schemes was found."""
    with open_project(project) as session:
        report = merge_files(session, others, terminal_progress(_("Merging")))
    if as_json:
        print_json(_as_data(report))
    else:
        _print(report)
    return 1 if report.forks or report.scheme_conflicts else 0


def _print(report: MergeReport) -> None:
    changes = ngettext("{count} change", "{count} changes", report.changes).format(count=f"{report.changes:,}")
    articles = ngettext("{count} new article", "{count} new articles", report.documents).format(count=report.documents)
    click.echo(_("Merged: {changes}, {articles}.").format(changes=changes, articles=articles))
    for fork in report.forks:
        text = _("{person}'s work was edited in two copies of one file; both are kept ({count} changes apart).")
        click.echo(text.format(person=fork.person or "–", count=fork.changes), err=True)
    for version in report.scheme_conflicts:
        text = _("Version {version} of the scheme was made at the same time elsewhere and is not in force.")
        click.echo(text.format(version=version), err=True)


def _as_data(report: MergeReport) -> dict[str, object]:
    return {
        "changes": report.changes,
        "documents": report.documents,
        "forks": [{"person": fork.person, "changes": fork.changes} for fork in report.forks],
        "scheme_conflicts": list(report.scheme_conflicts),
    }
