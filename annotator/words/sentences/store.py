"""Sentences of the errors whose code begins with `store.`."""

from __future__ import annotations

from annotator.words import N_

SENTENCES: dict[str, str] = {
    "store.unreadable": N_("{file} can't be read: {reason}."),
    "store.missing": N_("There is no project at {file}; make one with “annotator new”."),
    "store.exists": N_("{file} is there already; choose another name."),
    "store.folder": N_("The folder {folder} doesn't exist; make it first."),
    "store.home": N_(
        "The program can't write to its own folder {folder} ({reason}); set ANNOTATOR_HOME to another one."
    ),
    "store.foreign": N_("{file} is not a project of this program; choose another file."),
    "store.future": N_(
        "{file} was made by a newer version of this program (format {version}, this one knows {known});"
        " install that version."
    ),
    "store.damaged": N_("{file} is damaged ({reason}) and was not changed; rescue it with “annotator salvage”."),
    "store.disk_full": N_("The disk is full, so the last edit is not saved in {file}; free some space and try again."),
    "store.io": N_(
        "The disk refused to work on {file} ({reason}), so the last edit is not saved; look after the disk."
    ),
    "store.busy": N_("Another program keeps {file} busy, so the last edit is not saved; close it and try again."),
    "store.read_only": N_(
        "{file} is open for reading only, so nothing was changed; close it in the other window first."
    ),
    "store.closed": N_("{file} is closed; open it again."),
    "store.no_person": N_("There is nobody called {person} in this project; add the person first."),
    "store.person_kind": N_("{person} is already in this project as {kind}, not as {wanted}; choose another name."),
    "store.no_document": N_("There is no document {document} in this project; it may be in another one."),
    "store.changed": N_("This {kind} was changed meanwhile, so the edit was not made; look at it again."),
    "store.others": N_(
        "This {kind} is another person's work, so it was not changed; accept it into your own work first."
    ),
    "store.shape": N_("This {kind} can't be written as it is: {reason}."),
    "store.offsets": N_(
        "The places {ranges} don't lie in order inside a text of {length} characters; nothing was changed."
    ),
    "store.text": N_(
        "{document} holds the character {sign} at {offset}, which can't be kept; clean the file and import again."
    ),
    "store.twice": N_("The {kind} {object} stands twice in one document; give one of them another id."),
    "store.link_ends": N_("A link needs both its spans, and the span {span} is not there; nothing was changed."),
    "store.undo_changed": N_(
        "What {person} did there has been changed since, so it can't be taken back; edit it by hand."
    ),
    "store.locked": N_("{file} is open on {host} by {person} (process {pid}). Close it there first."),
    "store.check_pages": N_("The file itself is damaged: {reason}."),
    "store.check_unknown": N_("There are changes of a stream {stream} that nobody began."),
    "store.check_gap": N_("Stream {stream}: before change {seq} another is missing."),
    "store.check_clock": N_("Stream {stream}, change {seq}: its place in time does not fit."),
    "store.check_payload": N_("Stream {stream}, change {seq}: what it says was altered."),
    "store.check_hash": N_("Stream {stream}, change {seq}: it was altered, or one before it was."),
    "store.check_missing": N_(
        "Stream {stream}, change {seq}: what it says is missing and was not taken out by redact."
    ),
    "store.check_end": N_("Stream {stream}: changes after {seq} are missing at its end."),
    "store.check_head": N_("Stream {stream}: the current state does not know how far it goes. Run: annotator rebuild"),
    "store.check_person": N_("Who {person} is does not fit what the history says."),
    "store.check_text": N_("The text of {key} was altered."),
    "store.check_document": N_("The name of {key} was altered."),
    "store.check_state": N_("{key}: {rows} rows of {table} are not what the history says. Run: annotator rebuild"),
    "store.check_offsets": N_("{key}: the span {span} leaves the text."),
    "store.check_words": N_("{key} is missing from the word index, so search may not find it. Run: annotator rebuild"),
    "store.merge_kind": N_(
        "{person} is {kind} in one project and {wanted} in {file}, so nothing was merged; one of the two needs another"
        " name."
    ),
    "store.merge_moved": N_("{file} was changed while it was read, so not all of it came in; merge it again."),
    "store.lost_header": N_("The beginning of the file was damaged; its tables were found all the same."),
    "store.lost_end": N_("The end of the file is missing: {bytes} bytes."),
    "store.lost_table": N_("Not all of the table {table} can be read: {reason}."),
    "store.lost_document": N_("The text of {key} is damaged, so the article and what was said of it are lost."),
    "store.lost_change": N_("Stream {stream}, change {seq}: what it said is lost."),
    "store.lost_changes": N_("Work of {person} is lost: the changes of stream {stream} from {seq} on."),
    "store.lost_stream": N_("The changes of stream {stream} can't be proved and are lost."),
    "store.lost_scheme": N_("The scheme can't be proved; {scheme} stands in its place. Set the right one."),
    "store.salvage_nothing": N_("Nothing in {file} can be proved, so there is nothing to save; look for a backup."),
}
