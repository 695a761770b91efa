"""Small real projects for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from annotator.model.changes import Edit, Kind
from annotator.model.identity import document_id, text_sha256, uuid7
from annotator.model.values import Bundle, Document
from annotator.store.project_file import Store
from annotator.store.records import PreparedDocument

SCHEME = '[scheme]\nid = "small"\nversion = 1\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "project.sqlite"


@pytest.fixture
def store(path: Path, home: Path) -> Iterator[Store]:
    with Store.create(path, SCHEME, scheme_id="small", home=home) as made:
        yield made


@pytest.fixture
def reopen(path: Path, home: Path) -> Callable[[Store], Store]:
    def again(store: Store) -> Store:
        store.close()
        return Store.open(path, home=home)

    return again


def document(key: str, text: str) -> Document:
    sha256 = text_sha256(text)
    return Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256))


def prepared(key: str, text: str, **everything: object) -> PreparedDocument:
    """A document ready for `add_bundles`; `everything` are fields of a bundle."""
    bundle = Bundle(document=document(key, text), **everything)  # type: ignore[arg-type]
    return PreparedDocument(bundle=bundle, terms=frozenset(text.split()))


def mark(document_id: str, label: str, *fragments: tuple[int, int], span: str | None = None, **more: object) -> Edit:
    """The edit that adds a span."""
    new = {"label": label, "fragments": fragments, **more}
    return Edit(kind=Kind.SPAN, object=span or uuid7(), new=new, document=document_id)


def link(document_id: str, label: str, head: str, tail: str) -> Edit:
    """The edit that adds a link."""
    new = {"label": label, "head": head, "tail": tail}
    return Edit(kind=Kind.LINK, object=uuid7(), new=new, document=document_id)
