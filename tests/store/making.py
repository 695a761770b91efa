"""Documents and edits as the tests of the store write them."""

from __future__ import annotations

from typing import Any

from annotator.model.changes import Edit, Kind
from annotator.model.identity import document_id, text_sha256, uuid7
from annotator.model.values import Bundle, Document
from annotator.store.project_file import Store
from annotator.store.records import PreparedDocument
from annotator.text.terms import index_terms

SCHEME = '[scheme]\nid = "small"\nversion = 1\n'
TEXT = "قال مصدر في بلدية الواحة إن ثلاثة صيادين عادوا.\nوأضاف المصدر أن البحر كان هائجا."


def document(key: str, text: str = TEXT, **more: Any) -> Document:
    """A document with its right id."""
    sha256 = text_sha256(text)
    return Document(key=key, text=text, sha256=sha256, id=document_id(key, sha256), **more)


def prepared(key: str, text: str = TEXT, *, terms: str | None = None, **everything: Any) -> PreparedDocument:
    """A document ready for `add_bundles`; `everything` are fields of its bundle."""
    bundle = Bundle(document=document(key, text), **everything)
    return PreparedDocument(bundle=bundle, terms=index_terms(text) if terms is None else frozenset(terms.split()))


def put(store: Store, key: str = "visit", text: str = TEXT, **everything: Any) -> str:
    """Put in one document; return its id."""
    store.add_bundles([prepared(key, text, **everything)])
    return document(key, text).id


def mark(document: str, label: str, *fragments: tuple[int, int], span: str | None = None, **more: Any) -> Edit:
    """The edit that adds a span."""
    new = {"label": label, "fragments": [list(fragment) for fragment in fragments], **more}
    return Edit(kind=Kind.SPAN, object=span or uuid7(), new=new, document=document)


def join(document: str, label: str, head: str, tail: str) -> Edit:
    """The edit that adds a link."""
    return Edit(kind=Kind.LINK, object=uuid7(), new={"label": label, "head": head, "tail": tail}, document=document)


def changed(edit: Edit, **more: Any) -> Edit:
    """The edit that changes what an edit made."""
    return Edit(kind=edit.kind, object=edit.object, old=edit.new, new={**edit.new, **more}, document=edit.document)


def gone(edit: Edit) -> Edit:
    """The edit that deletes what an edit made."""
    return Edit(kind=edit.kind, object=edit.object, old=edit.new, document=edit.document)
