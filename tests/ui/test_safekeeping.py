"""Backups in the window: made in the background, not when nothing changed, and let go of when the project closes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.session import Session, new_project, open_project
from annotator.session.backups import backups_of
from annotator.session.importing import import_paths
from annotator.ui.safekeeping import Safekeeping


@pytest.fixture
def keeper(qtbot: QtBot, session: Session) -> Iterator[Safekeeping]:
    """A keeper that lives as long as its window would."""
    window = QWidget()
    qtbot.addWidget(window)
    made = Safekeeping(session, window, first_ms=10)
    yield made
    made.stop()
    session.close()
    qtbot.wait(1)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    (tmp_path / "visit.txt").write_bytes("زار وفد مدينة طبرق.\n".encode())
    made = new_project(tmp_path / "project.sqlite", person="huda")
    import_paths(made, [tmp_path / "visit.txt"])
    return made


def test_a_backup_is_made_soon_after_opening(qtbot: QtBot, session: Session, keeper: Safekeeping) -> None:
    with qtbot.waitSignal(keeper.kept, timeout=10_000) as made:
        keeper.start()
    assert made.args is not None
    assert [backup.path for backup in backups_of(session.path)] == [made.args[0].path]


def test_a_person_can_mark_while_a_backup_is_made(qtbot: QtBot, session: Session, keeper: Safekeeping) -> None:
    with qtbot.waitSignal(keeper.kept, timeout=10_000):
        keeper.keep()
        span = session.mark(session.document("visit"), [(0, 3)], "PER")
    assert session.view("visit").spans == (span,)


def test_stopping_waits_for_the_backup_so_that_the_file_can_be_closed(
    qtbot: QtBot, session: Session, keeper: Safekeeping
) -> None:
    keeper.keep()
    keeper.stop()
    session.close()
    assert not list(session.path.parent.rglob("*.copy"))


def test_damage_is_told(qtbot: QtBot, session: Session, keeper: Safekeeping) -> None:
    with session.path.open("r+b") as file:
        file.seek(0, 2)
        size = file.tell()
        file.seek(size // 4)
        file.write(b"\xff" * (size - size // 4))
    with qtbot.waitSignal(keeper.refused, timeout=10_000) as told:
        keeper.keep()
    assert told.args is not None
    assert told.args[0].code == "store.damaged"


def test_a_large_file_from_elsewhere_opens_at_once_and_its_damage_is_told_later(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(("سطر طويل. " * 200_000).encode())
    with new_project(tmp_path / "theirs.sqlite", person="huda", home=tmp_path / "their home") as theirs:
        import_paths(theirs, [tmp_path / "long.txt"])
    damaged = (tmp_path / "theirs.sqlite").read_bytes().replace("طويل".encode(), "قصير".encode(), 1)
    (tmp_path / "damaged.sqlite").write_bytes(damaged)
    with open_project(tmp_path / "damaged.sqlite", person="huda", home=tmp_path / "my home") as session:
        assert not session.store.is_examined
        window = QWidget()
        qtbot.addWidget(window)
        keeper = Safekeeping(session, window, first_ms=10)
        with qtbot.waitSignal(keeper.refused, timeout=20_000) as told:
            keeper.start()
        keeper.stop()
        qtbot.wait(1)
    assert told.args is not None
    assert told.args[0].code == "store.damaged"
    assert backups_of(tmp_path / "damaged.sqlite") == []
