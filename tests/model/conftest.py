"""A small scheme of our own, as plain data that a test may spoil."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from annotator.errors import InputError
from annotator.model.scheme import Fault, scheme_from_body

Body = dict[str, Any]


def names(english: str, arabic: str) -> dict[str, str]:
    return {"en": english, "ar": arabic}


def guideline() -> dict[str, str]:
    return names("Mark it wherever it stands.", "علّمه حيثما ورد في المقال كله.")


def label(label_id: str, layer: str, keys: str, tag: str, **more: Any) -> Body:
    return {
        "id": label_id,
        "layer": layer,
        "names": names(label_id.title(), "وسم"),
        "tag": names(label_id[:3], tag),
        "key": keys[0],
        "key_ar": keys[1],
        "color": "#77AADD",
        "pattern": "solid",
        "guideline": guideline(),
        "examples": [{"text": "وصل [سامي] إلى المرسى"}],
        "contains": [],
        **more,
    }


def values(*ids: str) -> list[Body]:
    return [{"id": value, "names": names("Value", "قيمة")} for value in ids]


def small_body() -> Body:
    """A sound scheme with something in every list: two layers, three labels, a role and a relation."""
    role = {"role": "Place", "fillers": ["TOWN"], "min": 0, "max": 1}
    relation = {"head": ["entity"], "tail": ["TOWN"], "guideline": guideline(), "symmetric": False, "transitive": True}
    return {
        "format": 1,
        "id": "small",
        "version": 2,
        "names": names("Small", "صغير"),
        "policy": {
            "labelled_zones": ["body"],
            "clitics": "out",
            "article": "in",
            "enclitics": "in",
            "fused_lam": "after-first-lam",
            "crossing": "allow",
            "same_label_nesting": "refuse",
        },
        "redirects": {"CITY": "VILLAGE", "VILLAGE": "TOWN", "At": "Place"},
        "layer": [
            {"id": "entity", "key": "1", "key_ar": "١", "names": names("Entities", "كيانات"), "draw": "band"},
            {"id": "event", "key": "2", "key_ar": "٢", "names": names("Events", "أحداث"), "draw": "underline"},
        ],
        "label": [
            label("PERSON", "entity", "pح", "شخ", maps_to="ACE PER", contains=["TOWN"]),
            label("TOWN", "entity", "gل", "بلد", pattern="dots"),
            label("MEETING", "event", "pح", "لقاء", family=names("Contact", "تواصل"), role=[role]),
        ],
        "link": [
            {
                "id": "Place",
                "names": names("Place", "مكان"),
                "kind": "role",
                "head": ["event"],
                "tail": ["TOWN"],
                "guideline": guideline(),
            },
            {"id": "lives_in", "names": names("Lives in", "يسكن"), "kind": "relation", **relation},
        ],
        "attribute": [
            {
                "id": "level",
                "names": names("Level", "نوع"),
                "kind": "choice",
                "on": ["entity", "lives_in"],
                "values": values("name", "nominal"),
                "default": "name",
                "required": False,
                "guideline": guideline(),
            },
            {
                "id": "norm",
                "names": names("Norm", "صيغة"),
                "kind": "text",
                "on": ["PERSON", "MEETING"],
                "required": True,
                "guideline": guideline(),
            },
            {
                "id": "named",
                "names": names("Named", "مسمى"),
                "kind": "yesno",
                "on": ["MEETING"],
                "required": False,
                "guideline": guideline(),
            },
            {
                "id": "reason",
                "names": names("Reason", "سبب"),
                "kind": "choices",
                "on": ["MEETING"],
                "values": values("shy", "safe"),
                "required": False,
                "shown_when": {"attribute": "named", "is": [False]},
                "guideline": guideline(),
            },
        ],
        "document_label": [
            {
                "id": "topic",
                "names": names("Topic", "موضوع"),
                "kind": "choices",
                "values": values("sea", "land"),
                "guideline": guideline(),
            }
        ],
        "zone": [
            {"id": "body", "names": names("Body", "متن"), "labelled": True, "color": "#5E5A52"},
            {"id": "advert", "names": names("Advert", "إعلان"), "labelled": False, "color": "#767066"},
        ],
    }


@pytest.fixture
def body() -> Body:
    """The small scheme, for one test to spoil."""
    return small_body()


@pytest.fixture(scope="session")
def fresh_body() -> Callable[[], Body]:
    """Make the small scheme anew, for tests that spoil it many times."""
    return small_body


@pytest.fixture(scope="session")
def faults_of() -> Callable[[Body], tuple[Fault, ...]]:
    """Return all faults of a scheme that is given as plain data."""

    def find(spoilt: Body) -> tuple[Fault, ...]:
        try:
            scheme_from_body(spoilt)
        except InputError as error:
            found: tuple[Fault, ...] = error.facts["faults"]
            return found
        return ()

    return find
