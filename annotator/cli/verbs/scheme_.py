"""`annotator scheme PROJECT [--set FILE]`: the scheme in force, or another version of it."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.options import person_option, project_argument
from annotator.session import Session, open_project
from annotator.session.scheming import set_scheme
from annotator.words import _, ngettext


@click.command("scheme", help=_("Print the scheme in force as TOML, or set another version from a file."))
@project_argument()
@click.option("--set", "file", metavar="FILE", default=None, help=_("The scheme file that shall be in force."))
@person_option(_("Who changes it."))
def command(project: Path, file: str | None, person: str | None) -> int:
    """Print the scheme, or put another version in force and say what that means for labels that exist."""
    with open_project(project, person=person, write=file is not None) as session:
        if file is None:
            click.echo(session.scheme.source, nl=False)
            _tell_conflicts(session)
            return 0
        report = set_scheme(session, file)
        click.echo(
            _("The scheme {scheme}, version {version}, is in force.").format(
                scheme=session.scheme.id, version=session.scheme.version
            )
        )
        for label, count in report.without_label.items():
            text = ngettext(
                "{count} span is labelled {label}, which the new scheme doesn't know; it is shown, never dropped.",
                "{count} spans are labelled {label}, which the new scheme doesn't know; they are shown, never dropped.",
                count,
            )
            click.echo(text.format(count=count, label=label), err=True)
    return 0


def _tell_conflicts(session: Session) -> None:
    for version in session.store.scheme_conflicts():
        text = _("Version {version} was made at the same time elsewhere and is not in force; the lead decides.")
        click.echo(text.format(version=version.version), err=True)
