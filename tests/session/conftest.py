"""Small real projects for the tests of the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.session import Session, new_project
from annotator.session.importing import import_paths

ARTICLE = "زار وفد من بلدية رأس النخيل مدينة طبرق يوم الأحد.\nوأفاد مصدر في البلدية طلب عدم ذكر اسمه بمقتل صياد.\n"
OTHER = "عقد المجلس جلسة في ميناء السلام.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "visit.txt").write_bytes(ARTICLE.encode())
    (place / "council.txt").write_bytes(OTHER.encode())
    return place


@pytest.fixture
def make_session(tmp_path: Path) -> Iterator[Callable[..., Session]]:
    """Make projects that are closed when the test ends."""
    made: list[Session] = []

    def make(name: str = "project", person: str = "huda", home: Path | None = None) -> Session:
        session = new_project(tmp_path / f"{name}.sqlite", person=person, home=home)
        made.append(session)
        return session

    yield make
    for session in made:
        session.close()


@pytest.fixture
def session(make_session: Callable[..., Session], folder: Path) -> Session:
    """A project with the two articles."""
    made = make_session()
    import_paths(made, [folder])
    return made
