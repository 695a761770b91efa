"""`annotator check PROJECT`: prove that nothing was lost or altered."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json, terminal_progress
from annotator.store.verify import CheckReport, check
from annotator.words import _
from annotator.words.sentences import sentence_of

SHOWN = 50
"""Problems printed at the most; --json lists all."""


@click.command("check", help=_("Prove that nothing in a project file was lost or altered; changes nothing."))
@project_argument()
@json_option()
def command(project: Path, as_json: bool) -> int:
    """Check and report; exit code 1 where something is wrong."""
    report = check(project, terminal_progress(_("Checking")))
    if as_json:
        print_json(_as_data(report))
    else:
        _print(project, report)
    return 0 if report.ok else 1


def _print(project: Path, report: CheckReport) -> None:
    for problem in report.problems[:SHOWN]:
        click.echo(sentence_of(problem.code, problem.facts), err=True)
    if len(report.problems) > SHOWN:
        click.echo(_("… and {count} more; --json lists all.").format(count=len(report.problems) - SHOWN), err=True)
    for gap in report.redacted:
        click.echo(_("Taken out by redact, and known to be: {what}.").format(what=gap))
    if report.ok:
        click.echo(
            _("All is well: {changes} changes, {documents} articles, {spans} spans.").format(
                changes=f"{report.changes:,}", documents=f"{report.documents:,}", spans=f"{report.spans:,}"
            )
        )
    else:
        text = _("{file} is damaged. Take a backup, or save what can be saved: annotator salvage {file} NEW.sqlite")
        click.echo(text.format(file=project), err=True)


def _as_data(report: CheckReport) -> dict[str, object]:
    return {
        "ok": report.ok,
        "changes": report.changes,
        "documents": report.documents,
        "spans": report.spans,
        "redacted": list(report.redacted),
        "problems": [
            {"code": problem.code, "sentence": sentence_of(problem.code, problem.facts)} for problem in report.problems
        ],
    }
