"""`annotator show PROJECT KEY`: print an article with its labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from annotator.cli.options import person_option, project_argument
from annotator.cli.output import shape_option, shaper
from annotator.errors import UsageError
from annotator.model.values import Bundle, Link, Span
from annotator.session import Session, open_project
from annotator.words import _


@click.command("show", help=_("Print an article with its zones, labels and links."))
@project_argument()
@click.argument("key")
@person_option(_("Only this person's labels."))
@shape_option()
def command(project: Path, key: str, person: str | None, shape: str) -> int:
    """Print the text, then each person's spans and links."""
    with open_project(project, write=False) as session:
        _check_person(session, person)
        document = session.document(key)
        bundle = session.bundle(document)
    shaped = shaper(shape)
    click.echo(document.key)
    click.echo()
    for line in document.text.splitlines():
        click.echo(shaped(line))
    spans = [span for span in bundle.spans if person in (None, span.person)]
    links = [link for link in bundle.links if person in (None, link.person)]
    for name in sorted({span.person for span in spans} | {link.person for link in links}):
        click.echo()
        click.echo(_("Labels by {person}").format(person=name))
        _print_spans(bundle, (span for span in spans if span.person == name), shaped)
        _print_links(bundle, (link for link in links if link.person == name), shaped)
    if not spans:
        click.echo()
        click.echo(_("No labels yet."))
    return 0


def _check_person(session: Session, person: str | None) -> None:
    people = session.people()
    if person is not None and person not in people:
        raise UsageError("usage.unknown_person", name=person, people=", ".join(sorted(people)) or "–")


def _print_spans(bundle: Bundle, spans: Iterable[Span], shaped: Callable[[str], str]) -> None:
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.label)):
        place = " ".join(f"{start}–{end}" for start, end in span.fragments)
        click.echo(f"  {place}  {span.label}  {shaped(surface(bundle, span))}")


def _print_links(bundle: Bundle, links: Iterable[Link], shaped: Callable[[str], str]) -> None:
    spans = {span.id: span for span in bundle.spans}
    for link in links:
        if link.head in spans and link.tail in spans:
            head, tail = spans[link.head], spans[link.tail]
            click.echo(
                f"  {link.label}: {head.label} {shaped(surface(bundle, head))}"
                f" → {tail.label} {shaped(surface(bundle, tail))}"
            )


def surface(bundle: Bundle, span: Span) -> str:
    """Return the words of a span on one line, its fragments joined by an ellipsis."""
    text = bundle.document.text
    return " … ".join(" ".join(text[start:end].split()) for start, end in span.fragments)
