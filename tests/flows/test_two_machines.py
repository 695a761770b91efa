"""Two people on two machines: the same folder, own labels, merged in both orders, one state."""

from __future__ import annotations

from pathlib import Path

from annotator.session import Session, new_project
from annotator.session.importing import import_paths
from annotator.session.merging import merge_files
from annotator.store.state import state_hash

ARTICLE = "أعلنت بلدية رأس النخيل مقتل صيادين في طبرق.\nوقال شاهد إن القارب غرق.\n"


def machine(tmp_path: Path, name: str, person: str) -> Session:
    """A machine of one's own: other settings, another copy of the folder, the person's labels."""
    folder = tmp_path / name / "articles"
    folder.mkdir(parents=True)
    for key in ("harbour", "boat"):
        (folder / f"{key}.txt").write_bytes((ARTICLE + key).encode())
    session = new_project(tmp_path / name / "p.sqlite", person=person, home=tmp_path / name / "home")
    import_paths(session, [folder])
    return session


def label(session: Session, key: str, surface: str, label: str) -> None:
    document = session.document(key)
    start = document.text.index(surface)
    session.mark(document, [(start, start + len(surface))], label)


def test_merging_in_both_orders_gives_one_state_and_doubles_nothing(tmp_path: Path) -> None:
    with machine(tmp_path, "one", "huda") as huda, machine(tmp_path, "two", "salim") as salim:
        label(huda, "harbour", "طبرق", "GPE")
        label(huda, "boat", "شاهد", "PER")
        label(salim, "harbour", "مقتل", "DIE")
        huda.undo()
        merge_files(huda, [salim.path])
        merge_files(salim, [huda.path])
        assert state_hash(huda.store) == state_hash(salim.store)
        assert [row.key for row in huda.documents()] == ["boat", "harbour"]
        again = merge_files(huda, [salim.path])
        assert (again.changes, again.documents, again.forks) == (0, 0, ())
        spans = huda.store.spans(huda.document("harbour").id)
        assert sorted((span.person, span.label) for span in spans) == [("huda", "GPE"), ("salim", "DIE")]


def test_nobody_sees_anothers_labels(tmp_path: Path) -> None:
    with machine(tmp_path, "one", "huda") as huda, machine(tmp_path, "two", "salim") as salim:
        label(salim, "harbour", "مقتل", "DIE")
        merge_files(huda, [salim.path])
        assert huda.view("harbour").spans == ()
        assert huda.label_counts(huda.document("harbour")) == {}
