"""Sentences of the errors whose code begins with `formats.`."""

from __future__ import annotations

from annotator.words import N_

_FILES: dict[str, str] = {
    "formats.unreadable": N_("{file} can't be read: {reason}."),
    "formats.empty": N_("{file} is empty; there is nothing to import."),
    "formats.binary": N_("{file} is not text but {kind}; save it as text first."),
    "formats.not_text": N_("{file} is not text; it may be a picture, a program or an archive."),
    "formats.bad_bytes": N_(
        "{file} is not {encoding}: byte {offset} ({byte}) doesn't fit. "
        "Name the right encoding with --encoding, or repair it."
    ),
    "formats.undetected": N_(
        "{file} is not UTF-8 (byte {offset}) and no other encoding fits; name the right one with --encoding."
    ),
    "formats.encoding_unknown": N_("{file}: there is no text encoding {encoding}; try utf-8 or windows-1256."),
    "formats.nul": N_("{file} has a NUL character at position {offset}; take it out and import again."),
    "formats.surrogate": N_("{file} has half of a surrogate pair at position {offset}; repair it and import again."),
    "formats.too_long": N_("{file} is too long ({length}); a document may have {longest} characters. Split it."),
    "formats.same_key": N_("{file} would have the key {key}, which {other} has already; rename one of the two."),
    "formats.future": N_(
        "{file} was written by a newer version of the program (format {version}, this one knows {known}); update first."
    ),
    "formats.unrecognised": N_("{file} has a format that isn't known; name one with --format: {formats}."),
    "formats.skipped": N_("{file} was passed over; it isn't a text file."),
    "formats.guessed": N_("{file} was read as {encoding} ({percent} % sure); --encoding forces another."),
    "formats.mark": N_("{file} began with a byte order mark, which is no part of the text."),
}

_USE: dict[str, str] = {
    "formats.unknown_format": N_("There is no format {name}. There are: {formats}."),
    "formats.unnamed_format": N_(
        "The name {file} doesn't say which format to write; name one with --format: {formats}."
    ),
    "formats.several_people": N_("Several people labelled these documents ({people}); name one with --person."),
    "formats.unknown_layer": N_("There is no layer {name}. There are: {layers}."),
    "formats.no_reader": N_("{format} can be written, not read."),
    "formats.no_writer": N_("{format} can be read, not written."),
    "formats.unwritable_offsets": N_(
        "In document {key}, {start}–{end} doesn't fit the text of {length} characters; run annotator check."
    ),
}

_LINES: dict[str, str] = {
    "formats.json": N_("{file}, line {line}: the JSON is broken at byte {column}."),
    "formats.json_truncated": N_("{file}, line {line}: the JSON ends too early."),
    "formats.too_deep": N_("{file}, line {line}: the JSON is nested too deeply."),
    "formats.line_too_long": N_("{file}, line {line} is longer than {longest} bytes; split the document."),
    "formats.line_bytes": N_(
        "{file}, line {line}: byte {offset} of the line is not UTF-8; name the right encoding with --encoding."
    ),
    "formats.line_empty": N_("{file}, line {line}, {field}: the text is empty."),
    "formats.line_nul": N_("{file}, line {line}, {field}: the text has a NUL character at position {offset}."),
    "formats.line_surrogate": N_("{file}, line {line}: half of a surrogate pair stands alone; repair it."),
    "formats.line_too_long_text": N_(
        "{file}, line {line}, {field}: the text has {length} characters; {longest} are allowed. Split it."
    ),
    "formats.unknown_key": N_('{file}, line {line}, {field}: the key "{key}" isn\'t known; correct it or take it out.'),
    "formats.missing_key": N_('{file}, line {line}, {field}: "{key}" is missing.'),
    "formats.type": N_("{file}, line {line}, {field}: expected {expected}, found {got}."),
    "formats.value": N_("{file}, line {line}, {field}: the value {value} isn't allowed."),
    "formats.unknown_value": N_("{file}, line {line}, {field}: {value} isn't known; there are: {known}."),
    "formats.name": N_("{file}, line {line}, {field}: a name may not be empty, too long, or hold control characters."),
    "formats.sha256": N_(
        "{file}, line {line}, {field}: the text isn't the one that was labelled; its SHA-256 is {found}."
    ),
    "formats.beyond_text": N_(
        "{file}, line {line}, {field}: {start}–{end} lies outside the text, which has {length} characters."
    ),
    "formats.empty_range": N_("{file}, line {line}, {field}: {start}–{end} is empty."),
    "formats.reversed_range": N_("{file}, line {line}, {field}: {start}–{end} runs backwards."),
    "formats.overlapping_fragments": N_(
        "{file}, line {line}, {field}: {start}–{end} begins before the fragment in front of it ends ({before})."
    ),
    "formats.unknown_label": N_(
        "{file}, line {line}, {field}: the scheme has no label {label}; add it to the scheme or correct the line."
    ),
    "formats.unknown_link": N_(
        "{file}, line {line}, {field}: the scheme has no link {label}; add it to the scheme or correct the line."
    ),
    "formats.person_kind": N_("{file}, line {line}, {field}: {person} is {known}, here it says {kind}."),
    "formats.score": N_("{file}, line {line}, {field}: the score {score} doesn't lie between 0 and 1."),
    "formats.same_id": N_("{file}, line {line}, {field}: the id {id} is used twice in this document."),
    "formats.foreign_twice": N_("{file}, line {line}, {field}: a foreign name stands beside {id}, which is no UUID."),
    "formats.missing_end": N_("{file}, line {line}, {field}: there is no {id} in this document."),
    "formats.twice": N_("{file}, line {line}, {field}: this was said before in the same document."),
    "formats.second_text": N_(
        "{file}, line {line}, {field}: the key {key} came before with another text; give one of them another key."
    ),
    "formats.no_column": N_(
        "{file} has no column {column}; its columns are: {columns}. Name one with --map text=COLUMN."
    ),
    "formats.same_column": N_("{file} has two columns named {column}; rename one."),
    "formats.csv": N_("{file}, line {line}: the row can't be taken apart ({reason}); check its quotation marks."),
    "formats.csv_columns": N_("{file}, line {line}: the row has {found} columns, the header {expected}."),
    "formats.second_key": N_("{file}, line {line}, {field}: the key {key} came before; give one of them another."),
    "formats.conll_columns": N_("{file}, line {line}: the columns of this token aren't as in the other lines."),
    "formats.conll_tag": N_("{file}, line {line}, {field}: {tag} is no IOB2 tag; expected O, B-… or I-…."),
    "formats.conll_empty": N_("{file}, before line {line}: the document {key} has no text."),
    "formats.conll_nul": N_("{file}, before line {line}: the document {key} has a NUL character."),
    "formats.conll_surrogate": N_("{file}, before line {line}: the document {key} has half of a surrogate pair."),
    "formats.conll_too_long": N_(
        "{file}, before line {line}: the document {key} has {length} characters; {longest} are allowed. Split it."
    ),
    "formats.conll_same_key": N_("{file}, before line {line}: the key {key} came before; give one of them another."),
    "formats.whose": N_("{file} doesn't say whose labels these are; name the person with --person."),
    "formats.late_header": N_("{file}, line {line}: a header may only be the first line; split the file."),
}

SENTENCES: dict[str, str] = {**_FILES, **_USE, **_LINES}
