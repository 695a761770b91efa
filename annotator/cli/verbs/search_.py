"""`annotator search PROJECT QUERY`: find a phrase in all articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.output import print_json, shape_option, shaper
from annotator.session import open_project
from annotator.session.searching import Found, SearchPage, search
from annotator.text.search import LEVELS, Hit, Level, context
from annotator.words import _, ngettext

CONTEXT_CHARACTERS = 60


@click.command("search", help=_("Find a phrase in all articles and say at which level it matched."))
@project_argument()
@click.argument("query")
@click.option("--level", type=click.Choice(LEVELS), default=None, help=_("Look at this level only."))
@click.option("--limit", type=click.IntRange(1), default=50, help=_("Articles at the most."))
@json_option()
@shape_option()
def command(project: Path, query: str, level: Level | None, limit: int, as_json: bool, shape: str) -> int:
    """Print the hits with their context; exit code 1 where there are none."""
    with open_project(project, write=False) as session:
        page = search(session, query, level=level, limit=limit)
    if as_json:
        print_json(_as_data(page))
    else:
        _print(page, shaper(shape), query, level)
    return 0 if page.found else 1


def _print(page: SearchPage, shape: Callable[[str], str], query: str, level: Level | None) -> None:
    if not page.found:
        looser = level in ("exact", "folded")
        text = (
            _("Nothing for “{query}”. Try a looser search: --level flexible.")
            if looser
            else _("Nothing for “{query}”.")
        )
        click.echo(text.format(query=query))
        return
    for found in page.found:
        for hit in found.hits:
            start, end = hit.extent
            click.echo(f"{found.document.key}  {start}–{end}  {hit.level}")
            click.echo("    " + shape(_one_line(found, hit)))
    total = sum(len(found.hits) for found in page.found)
    articles = len(page.found)
    hits = ngettext("{count} hit", "{count} hits", total).format(count=total)
    where = ngettext("in {count} article", "in {count} articles", articles).format(count=articles)
    more = " " + _("There are more: raise --limit.") if page.after else ""
    click.echo(f"{hits} {where} ({page.level}).{more}")


def _one_line(found: Found, hit: Hit) -> str:
    around = context(found.document.text, hit.extent, CONTEXT_CHARACTERS)
    return " ".join(f"{around.before}{around.match}{around.after}".split())


def _as_data(page: SearchPage) -> dict[str, Any]:
    return {
        "level": page.level,
        "hits": [
            {
                "key": found.document.key,
                "level": hit.level,
                "start": hit.extent[0],
                "end": hit.extent[1],
                "fragments": [list(fragment) for fragment in hit.fragments],
                "surface": found.document.text[hit.extent[0] : hit.extent[1]],
                "context": _one_line(found, hit),
            }
            for found in page.found
            for hit in found.hits
        ],
        "more": page.after is not None,
    }
