"""CoNLL with IOB2 tags: one token a line, one column a layer."""

from __future__ import annotations

from annotator.formats.conll.reading import read_conll
from annotator.formats.conll.writing import HOLDS, ConllEncoder, write_conll
from annotator.formats.protocol import Format
from annotator.words import N_

__all__ = ["FORMAT", "ConllEncoder", "read_conll", "write_conll"]

FORMAT = Format(
    name="conll",
    description=N_("CoNLL with IOB2 tags, a column per layer"),
    suffixes=(".conll", ".iob2", ".iob", ".bio"),
    holds=HOLDS,
    reader=read_conll,
    writer=write_conll,
    encoder=ConllEncoder,
    recognises=lambda beginning: beginning.startswith((b"-DOCSTART-", b"# annotator conll")),
)
