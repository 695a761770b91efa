"""One open project file: the Store. Reading stands in `Reading`; here are opening, writing and closing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from annotator.errors import ProjectError, RefusedError
from annotator.model.changes import Edit, Kind
from annotator.model.identity import bytes_of
from annotator.model.values import Person, PersonKind, Round, Run
from annotator.store import lock, opening, people, schemes
from annotator.store.backup import back_up
from annotator.store.bulk import Batch, project_parts
from annotator.store.connections import Connections, own_errors
from annotator.store.creating import make_project, open_device
from annotator.store.device import Device
from annotator.store.gestures import perform
from annotator.store.loading import Loader
from annotator.store.objects import scheme_object
from annotator.store.plain import SchemeShape, builtins
from annotator.store.reading import Reading
from annotator.store.ready import Part
from annotator.store.records import Added, Committed, Holder, PreparedDocument, Progress
from annotator.store.streams import OWN, Streams
from annotator.store.trust import examine, examine_small, take_lock
from annotator.store.undo import Stacks, document_of, gestures_page, inverse_of, stacks_of
from annotator.store.workbench import Workbench


class Store(Reading):
    """An open project. Methods may be called from any thread; writers take turns, gestures first.

    Where another instance has the file open for writing, `writable` is False and `holder` says who it is.
    """

    def __init__(
        self, connections: Connections, device: Device | None, held: lock.FileLock | None, holder: Holder
    ) -> None:
        self._connections = connections
        self._device = device
        self._lock = held
        self._streams = Streams(device) if device is not None else None
        self._stacks: dict[str, Stacks] = {}
        self.path = connections.path
        self.holder = holder
        self.is_examined = True
        """False for a file that is not as this computer left it and too large to be checked while one waits."""
        if self._streams is not None:
            connections.on_commit = self._remember
            connections.on_rollback = self._streams.forget

    @classmethod
    def create(
        cls, path: Path, scheme_source: str, *, scheme_id: str = "", scheme_version: int = 1, home: Path | None = None
    ) -> Store:
        """Make a new project file and open it.

        Raises ProjectError `store.exists`, `store.folder`, `store.disk_full`.
        """
        path = Path(path)
        scheme = SchemeShape(id=scheme_id, version=scheme_version, source=scheme_source)
        make_project(path, scheme, home)
        return cls.open(path, home=home)

    @classmethod
    def open(cls, path: Path, *, write: bool = True, person_hint: str | None = None, home: Path | None = None) -> Store:
        """Open a project file; read-only where `write` is False or somebody else has it open.

        Raises ProjectError `store.missing`, `store.unreadable`, `store.foreign`, `store.future`, `store.damaged`;
        nothing of such a file is written.
        """
        path = Path(path)
        opening.check_header(path)
        held, holder = take_lock(path, person_hint or "") if write else (None, Holder())
        try:
            opening.look_at(path, write=held is not None)
            device = open_device(home) if held is not None else None
            is_known = device is None or device.knows_file(path) or examine_small(path)
            with own_errors(path):
                connections = Connections(path, writable=held is not None)
        except BaseException:
            if held is not None:
                held.release()
            raise
        store = cls(connections, device, held, holder)
        store.is_examined = is_known
        return store

    @property
    def writable(self) -> bool:
        """Whether edits can be made."""
        return self._lock is not None

    def close(self) -> None:
        """Close the file and let others write to it. Closing twice is fine."""
        self._connections.close()
        if self._device is not None:
            self._device.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def examine(self, progress: Progress | None = None) -> None:
        """Check a file that was not examined when it was opened. Raises ProjectError `store.damaged`."""
        if not self.is_examined:
            examine(self.path, progress)
            self.is_examined = True

    def data_version(self) -> int:
        """Return a number that changes when the file is changed, by this instance or another."""
        with self._connections.watching() as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

    def ensure_person(self, name: str, kind: PersonKind = PersonKind.HUMAN) -> Person:
        """Return a person, who is entered where new. Raises RefusedError `store.person_kind` where the kind differs."""
        known = {person.name: person for person in self.people()}.get(name)
        if known is not None and known.kind is kind:
            return known
        with self._connections.writing() as connection:
            number = people.enter(connection, Person(name, kind))
            self._writer().head(connection, number, OWN)
        return Person(name, kind)

    def commit(
        self, person: str, edits: Sequence[Edit], *, undoes: int | None = None, at_ms: int | None = None
    ) -> Committed:
        """Write one gesture, and return when it is on disk.

        Raises RefusedError where an edit's `old` is not what is there (`store.changed`) or the edit makes no sense
        (`store.others`, `store.shape`, `store.offsets`, `store.link_ends`, `store.no_document`, `store.no_person`), and
        ProjectError where the file can't be written; then nothing of the gesture is.
        """
        if not edits:
            return Committed(gesture=0, document_ids=(), edits=())
        moment = time.time_ns() // 1_000_000 if at_ms is None else at_ms
        with self._connections.turn.urgent():
            stacks = self._stacks_of(person)
            with self._connections.writing() as connection:
                number = people.number_of(connection, person)
                head = self._writer().head(connection, number, OWN)
                bench = Workbench(connection, person, number, schemes.redirects(connection))
                done = perform(bench, head, edits, undoes=undoes, at_ms=moment)
            if any(edit.kind is not Kind.ACTIVE for edit in edits):
                stacks.take(done.gesture, undoes)
            return done

    def add_bundles(
        self,
        bundles: Iterable[PreparedDocument],
        *,
        person_kinds: Mapping[str, PersonKind] | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Put in documents with all that belongs to them, in batches that let gestures through.

        Only differences are written, and absence deletes nothing. A document that makes no sense is left out whole and
        named in `refused`. Raises ProjectError where the file can't be written; what came before is kept.
        """
        # The mapping may be empty now and grow while the documents are read.
        kinds = {} if person_kinds is None else person_kinds
        return Loader(self._connections, self._writer(), kinds).load(bundles, progress)

    def add_header(self, people_of: Iterable[Person], runs: Iterable[Run] = (), rounds: Iterable[Round] = ()) -> int:
        """Enter people, runs and rounds of a dataset; return the number of changes that were needed.

        Raises RefusedError `store.person_kind`.
        """
        for person in people_of:
            self.ensure_person(person.name, person.kind)
        with self._connections.writing() as connection:
            batch = Batch(connection, self._writer(), {}, set())
            for name, parts in project_parts(runs, rounds).items():
                batch.add_to_project(name, parts)
            batch.finish()
        return batch.counted(Added()).changes

    def backup(self, destination: Path, progress: Progress | None = None) -> None:
        """Copy the project to a new file while work goes on; it gets its name when it is whole and verified.

        Raises ProjectError `store.exists`, `store.folder`, `store.disk_full`, `store.damaged`.
        """
        back_up(self._connections, Path(destination), progress)

    def set_scheme(
        self,
        person: str,
        source: str,
        redirects: dict[str, str] | None = None,
        *,
        scheme_id: str = "",
        version: int = 0,
    ) -> Committed:
        """Put a new version of the scheme in force: one change, one undo step.

        `redirects` (old label → new) hold for everybody's spans and links, past and to come. The same source again
        without redirects changes nothing.
        """
        now = self.scheme()
        if now.source == source and not redirects:
            return Committed(gesture=0, document_ids=(), edits=())
        value = SchemeShape(
            id=scheme_id or now.id,
            version=version or now.version + 1,
            source=source,
            parent=now.object,
            redirects=redirects or {},
        )
        edit = Edit(kind=Kind.SCHEME, object=scheme_object(source, now.object), new=builtins(value))
        return self.commit(person, [edit])

    def adopt_scheme(self, source: str, *, scheme_id: str, version: int) -> None:
        """Put in force the scheme that comes with imported data: nobody's gesture. For a project without documents."""
        parent = self.scheme().object
        name = scheme_object(source, parent)
        value = SchemeShape(id=scheme_id, version=version, source=source, parent=parent)
        with self._connections.writing() as connection:
            batch = Batch(connection, self._writer(), {}, set())
            batch.add_to_project(None, [Part(Kind.SCHEME.value, name, bytes_of(name), value)])
            batch.finish()

    def undo(self, person: str) -> Committed | None:
        """Take back the person's last gesture on this computer; None where there is none.

        Raises RefusedError `store.undo_changed` where something of it was changed since; it is then given up.
        """
        return self._step_back(person, lambda stacks: stacks.undo)

    def redo(self, person: str) -> Committed | None:
        """Do again what the person took back last; None where there is nothing. Raises as `undo` does."""
        return self._step_back(person, lambda stacks: stacks.redo)

    def can_undo(self, person: str) -> bool:
        """Whether there is a gesture to take back."""
        return self.writable and bool(self._stacks_of(person).undo)

    def can_redo(self, person: str) -> bool:
        """Whether there is a gesture to do again."""
        return self.writable and bool(self._stacks_of(person).redo)

    def undo_document(self, person: str) -> str | None:
        """Return the id of the document that the next undo touches, None where it touches none."""
        return self._document_of(person, lambda stacks: stacks.undo)

    def redo_document(self, person: str) -> str | None:
        """Return the id of the document that the next redo touches, None where it touches none."""
        return self._document_of(person, lambda stacks: stacks.redo)

    def connections(self) -> Connections:
        """Return what is open on the file. For the store's own modules."""
        return self._connections

    def forget_gestures(self) -> None:
        """Read from the history again what can be undone: after changes of ours came in from another copy."""
        with self._connections.turn.urgent():
            self._stacks.clear()

    def _step_back(self, person: str, stack_of: Callable[[Stacks], list[int]]) -> Committed | None:
        with self._connections.turn.urgent():
            stack = stack_of(self._stacks_of(person))
            if not stack:
                return None
            gesture = stack[-1]
            stream_no = self._own_stream(person)
            assert stream_no is not None
            edits = self.ask(lambda connection: inverse_of(connection, stream_no, gesture))
            try:
                return self.commit(person, edits, undoes=gesture)
            except RefusedError as refusal:
                stack.pop()
                raise RefusedError("store.undo_changed", person=person) from refusal

    def _document_of(self, person: str, stack_of: Callable[[Stacks], list[int]]) -> str | None:
        stack = stack_of(self._stacks_of(person))
        stream_no = self._own_stream(person)
        if not stack or stream_no is None:
            return None
        return self.ask(lambda connection: document_of(connection, stream_no, stack[-1]))

    def _stacks_of(self, person: str) -> Stacks:
        known = self._stacks.get(person)
        if known is not None:
            # Who only asks what can be undone must not wait for the batch of a job.
            return known
        with self._connections.turn.urgent():
            if person not in self._stacks:
                stream_no = self._own_stream(person)
                gestures = [] if stream_no is None else list(self._gestures(stream_no))
                self._stacks[person] = stacks_of(gestures)
            return self._stacks[person]

    def _gestures(self, stream_no: int) -> Iterator[tuple[int, int | None]]:
        after: int | None = None
        while True:
            begin = after
            found, after = self.ask(partial(gestures_page, stream_no=stream_no, after=begin))
            yield from found
            if after is None:
                return

    def _own_stream(self, person: str) -> int | None:
        def ask(connection: sqlite3.Connection) -> int | None:
            known = people.everybody(connection).get(person)
            return None if known is None else self._writer().existing(connection, known.person_no, OWN)

        return self.ask(ask)

    def _remember(self) -> None:
        """Keep outside the file how far it has come: after each commit."""
        if self._streams is not None and self._device is not None:
            self._streams.settle()
            self._device.note_file(self.path)

    def _writer(self) -> Streams:
        if self._streams is None:
            raise ProjectError("store.read_only", file=str(self.path), reason="")
        return self._streams
