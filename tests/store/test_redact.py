"""Copies without some articles or people: nothing of them is left, and check still proves the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import ProjectError, RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.identity import uuid7
from annotator.model.values import Assignment, PersonKind, Progress, Round, State
from annotator.store.merge import merge
from annotator.store.project_file import Store
from annotator.store.redact import redact
from annotator.store.state import state_hash
from annotator.store.verify import check
from tests.store.making import join, mark, put

SECRET_TEXT = "اجتمع الصيادون عند المنارة الزرقاء ليلا ورفضوا الحديث إلى الصحافة."
SECRET_KEY = "lighthouse-meeting"
NAME = "نرجس-الكاتبة"
OTHER = "huda"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.sqlite"


@pytest.fixture
def project(store: Store, path: Path) -> Path:
    """A project in which two people and a model worked on two articles, and speak of each other."""
    for name in (NAME, OTHER):
        store.ensure_person(name)
    store.ensure_person("tagger", PersonKind.MODEL)
    secret = put(store, SECRET_KEY, SECRET_TEXT, states=(State(NAME, Progress.DONE, "", 30),))
    public = put(store, "harbour", assignments=(Assignment(NAME, "first"), Assignment(OTHER, "first")))
    for document in (secret, public):
        for name in (NAME, OTHER):
            head, tail = mark(document, "PER", (0, 4), note=f"لـ {name}"), mark(document, "LOC", (5, 9))
            store.commit(name, [head, tail, join(document, "Place", head.object, tail.object)])
    for text in (f"انظر {SECRET_KEY} أيضا", f"قالت {NAME}: لا", "لا شيء"):
        comment = Edit(kind=Kind.COMMENT, object=uuid7(), new={"text": text}, document=public)
        store.commit(OTHER, [comment])
    store.add_header([], [], [Round(name="first", documents=(SECRET_KEY, "harbour"), people=(NAME, OTHER))])
    store.close()
    return path


def left_of(out: Path, *strings: str) -> list[str]:
    raw = out.read_bytes()
    return [one for one in strings if any(one.encode(code) in raw for code in ("utf-8", "utf-16-le", "utf-16-be"))]


def test_nothing_of_an_article_is_left(project: Path, out: Path) -> None:
    words = [word for word in SECRET_TEXT.rstrip(".").split() if len(word) > 4]
    assert left_of(project, SECRET_TEXT, SECRET_KEY, *words) == [SECRET_TEXT, SECRET_KEY, *words]
    report = redact(project, out, documents=[SECRET_KEY])
    assert (report.documents, report.people) == (1, 0)
    assert report.changes >= 9
    assert left_of(out, SECRET_TEXT, SECRET_KEY, *words) == []
    found = check(out)
    assert found.ok, found.problems
    assert any(gap.startswith("document") for gap in found.redacted)


def test_nothing_of_a_person_is_left(project: Path, out: Path) -> None:
    assert left_of(project, NAME) == [NAME]
    report = redact(project, out, people=[NAME])
    assert (report.documents, report.people) == (0, 1)
    assert left_of(out, NAME) == []
    found = check(out)
    assert found.ok, found.problems
    with Store.open(out) as copy:
        assert {person.name for person in copy.people()} > {OTHER, "tagger"}
        assert {span.person for row in copy.document_keys() for span in copy.spans(row.id)} == {OTHER}
        remarks = [comment.text for bundle in copy.bundles() for comment in bundle.comments]
        assert sorted(remarks) == sorted([f"انظر {SECRET_KEY} أيضا", "لا شيء"])


def test_the_rest_is_as_it_was_and_work_goes_on(project: Path, out: Path) -> None:
    redact(project, out, documents=[SECRET_KEY])
    with Store.open(project) as whole, Store.open(out) as copy:
        assert [row.key for row in copy.document_keys()] == ["harbour"]
        document = copy.document_keys()[0].id
        assert copy.links(document) == whole.links(document)
        assert {span.id for span in copy.spans(document)} <= {span.id for span in whole.spans(document)}
        put(copy, "bridge", "نص جديد تماما")
        copy.commit(OTHER, [mark(document, "PER", (3, 9))])
        copy.undo(OTHER)
    assert check(out).ok


def test_a_redacted_copy_merges_both_ways_and_keeps_its_gaps(project: Path, out: Path, tmp_path: Path) -> None:
    redact(project, out, documents=[SECRET_KEY], people=[NAME])
    with Store.open(project, home=tmp_path / "home") as whole:
        secret = next(row.id for row in whole.document_keys() if row.key == SECRET_KEY)
        public = next(row.id for row in whole.document_keys() if row.key == "harbour")
        whole.commit(NAME, [mark(public, "PER", (0, 2), note=NAME)])
        whole.commit(OTHER, [mark(secret, "PER", (0, 3)), mark(public, "LOC", (0, 3))])
        before = state_hash(whole)
        assert merge(whole, [out]).changes == 0
        assert state_hash(whole) == before
    with Store.open(out) as copy:
        assert merge(copy, [project]).changes == 3
        assert merge(copy, [project]).changes == 0
        assert [span.label for span in copy.spans(public) if (span.start, span.end) == (0, 3)] == ["LOC"]
        assert copy.document_by_id(secret) is None
    assert left_of(out, SECRET_TEXT, SECRET_KEY, NAME) == []
    assert check(out).ok


def test_two_copies_without_different_people_merge(project: Path, out: Path, tmp_path: Path) -> None:
    redact(project, out, people=[NAME])
    redact(project, tmp_path / "other.sqlite", people=[OTHER], documents=[SECRET_KEY])
    with Store.open(out) as copy:
        merge(copy, [tmp_path / "other.sqlite"])
    assert check(out).ok
    redact(out, tmp_path / "twice.sqlite", people=[OTHER])
    assert check(tmp_path / "twice.sqlite").ok
    assert left_of(tmp_path / "twice.sqlite", NAME) == []


def test_a_new_project_takes_in_a_redacted_one(project: Path, out: Path, tmp_path: Path) -> None:
    redact(project, out, people=[NAME], documents=[SECRET_KEY])
    fresh = tmp_path / "fresh.sqlite"
    with Store.create(fresh, '[scheme]\nid = "small"\nversion = 1\n', scheme_id="small", home=tmp_path / "h") as store:
        merge(store, [out])
        put(store, "bridge", "نص جديد تماما")
    found = check(fresh)
    assert found.ok, found.problems


@pytest.mark.parametrize(
    ("what", "code"), [({"documents": ["none"]}, r"store\.no_document"), ({"people": ["none"]}, r"store\.no_person")]
)
def test_what_is_not_there_is_said_and_no_file_is_left(
    project: Path, out: Path, what: dict[str, list[str]], code: str
) -> None:
    with pytest.raises(RefusedError, match=code):
        redact(project, out, **what)
    assert sorted(out.parent.glob("*out*")) == []


def test_no_file_is_written_over(project: Path, out: Path) -> None:
    out.write_text("mine")
    with pytest.raises(ProjectError, match=r"store\.exists"):
        redact(project, out, people=[NAME])
    assert out.read_text() == "mine"
