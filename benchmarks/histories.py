"""Merging, checking and rebuilding a history of 400,000 changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from annotator.model.changes import Edit
from annotator.model.identity import uuid7
from annotator.model.values import PersonKind, Span
from annotator.session import Session, open_project
from annotator.session.edits import span_edit
from annotator.session.merging import merge_files
from annotator.store.rebuild import rebuild
from annotator.store.verify import check
from benchmarks import corpus
from benchmarks.bulk import fresh, project
from benchmarks.limits import Plain
from benchmarks.table import Row, median_seconds, say, seconds_of

_ARTICLES_OF_A_GESTURE = 10
_BAR_SECONDS = 10.0
_RUNS = 3


def measure(folder: Path) -> list[Row]:
    """Two people label the same articles on two machines; their files are merged, checked and rebuilt."""
    changes = corpus.SMALLER * corpus.SPANS_PER_ARTICLE
    say(f"making a history of {changes:,} changes")
    mine, _taken = project("mine", corpus.files().smaller_articles, folder)
    mine.close()
    theirs = fresh(folder / "theirs.sqlite")
    shutil.copyfile(folder / "mine.sqlite", theirs)
    with open_project(theirs, person="ann2", home=folder / "other-home") as session:
        _label_everything(session)
    plain = _plain_history(folder)
    say("merging")
    rows = [_row(f"merge {changes:,} changes", _merge_seconds(folder, theirs), _plain_merge_seconds(folder))]
    say("checking")
    assert check(theirs).ok
    rows.append(_row(f"check {changes:,} changes", _median(lambda: check(theirs)), _median(plain.check)))
    say("rebuilding")
    rows.append(_row(f"rebuild {changes:,} changes", _median(lambda: rebuild(theirs)), _median(plain.rebuild)))
    plain.close()
    return rows


def _row(what: str, ours: float, limit: float) -> Row:
    return Row(what, ours, _BAR_SECONDS, limit, "s", "less")


def _median(work: Callable[[], object]) -> float:
    return median_seconds(work, _RUNS)


def _label_everything(session: Session) -> None:
    """One change per span, a few articles in one gesture."""
    session.store.ensure_person(session.person, PersonKind.HUMAN)
    articles = corpus.articles(corpus.SMALLER)
    while group := list(islice(articles, _ARTICLES_OF_A_GESTURE)):
        session.store.commit(session.person, [edit for article in group for edit in _edits(session, article)])


def _edits(session: Session, article: corpus.Article) -> Iterator[Edit]:
    document = session.document(article.key)
    for label, start, end in article.spans:
        span = Span(id=uuid7(), person=session.person, label=label, fragments=((start, end),))
        yield span_edit(document.id, None, span)


def _merge_seconds(folder: Path, theirs: Path) -> float:
    """The median of merges into copies of a file that has the articles and no labels."""
    taken = []
    for _run in range(_RUNS):
        target = fresh(folder / "merged.sqlite")
        shutil.copyfile(folder / "mine.sqlite", target)
        with open_project(target, person=corpus.PERSON, home=folder / "third-home") as session:
            taken.append(seconds_of(lambda session=session: merge_files(session, [theirs])))
    return sorted(taken)[_RUNS // 2]


def _plain_history(folder: Path) -> Plain:
    plain = Plain(folder / "plain-theirs.sqlite")
    plain.take_in(corpus.files().smaller)
    plain.fill_history()
    return plain


def _plain_merge_seconds(folder: Path) -> float:
    taken = []
    for _run in range(_RUNS):
        target = Plain(folder / "plain-merged.sqlite")
        target.take_in(corpus.files().smaller_articles)
        taken.append(seconds_of(lambda target=target: target.merge(folder / "plain-theirs.sqlite")))
        target.close()
    return sorted(taken)[_RUNS // 2]
