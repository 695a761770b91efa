"""Rolling backups: made when something changed, verified, thinned out, and good to open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.errors import ProjectError
from annotator.session import Session, open_project
from annotator.session.backups import Backup, backups_of, folder_of, roll, superfluous

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_a_backup_is_made_only_where_something_changed(session: Session) -> None:
    first = roll(session, now=NOON)
    assert first is not None
    assert first.path.is_file()
    assert roll(session, now=NOON + timedelta(minutes=30)) is None
    session.mark(session.document("visit"), [(0, 3)], "PER")
    second = roll(session, now=NOON + timedelta(hours=1))
    assert second is not None
    assert [backup.path for backup in backups_of(session.path)] == [second.path, first.path]


def test_a_backup_opens_as_a_project_with_all_that_was_in_it(session: Session) -> None:
    span = session.mark(session.document("visit"), [(0, 3)], "PER")
    made = roll(session)
    assert made is not None
    with open_project(made.path, person="huda", write=False) as copy:
        assert copy.view("visit").spans == (span,)


def test_a_damaged_project_is_found_out_and_leaves_no_copy(session: Session) -> None:
    path = session.path
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size - size // 2))
    with pytest.raises(ProjectError):
        roll(session)
    assert list(folder_of(path).glob("*.sqlite")) == []


def test_a_reader_makes_no_backup(session: Session) -> None:
    with open_project(session.path, person="salim") as reader:
        assert not reader.writable
        assert roll(reader) is None


def test_old_backups_are_thinned_out_by_day_and_week() -> None:
    made = [Backup(Path(str(hours)), NOON - timedelta(hours=hours), 1) for hours in range(0, 24 * 60, 3)]
    gone = {backup.path for backup in superfluous(made)}
    kept = [backup for backup in made if backup.path not in gone]
    assert kept[:10] == made[:10]
    assert len({backup.made.date() for backup in kept}) >= 7
    assert len({backup.made.isocalendar()[:2] for backup in kept}) == 4
    assert len(kept) <= 10 + 7 + 4
