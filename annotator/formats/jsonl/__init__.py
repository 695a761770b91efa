"""Our own JSON Lines: everything a project holds, one document a line, lossless both ways."""

from __future__ import annotations

from annotator.formats.jsonl.reading import read_jsonl
from annotator.formats.jsonl.writing import JsonlEncoder, encode_bundle, encode_header, write_jsonl
from annotator.formats.protocol import FEATURES, Format
from annotator.words import N_

__all__ = ["FORMAT", "JsonlEncoder", "encode_bundle", "encode_header", "read_jsonl", "write_jsonl"]

FORMAT = Format(
    name="jsonl",
    description=N_("Our JSON Lines, lossless both ways"),
    suffixes=(".jsonl", ".ndjson"),
    holds=frozenset(FEATURES),
    reader=read_jsonl,
    writer=write_jsonl,
    encoder=JsonlEncoder,
    recognises=lambda beginning: beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"'),
)
