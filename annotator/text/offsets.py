"""Code points to UTF-16 (Qt, UIMA) and UTF-8 (bytes on disk) and back: the only place that converts offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BLOCK = 256
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))


class OffsetMap:
    """Offsets of one text in three units. Constant time where the text has no character beyond the BMP.

    Offsets run from 0 to the length of the text in that unit, both included; any other raises ValueError.
    """

    __slots__ = ("_astral", "_blocks", "_length", "_low", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._length = len(text)
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        # The UTF-16 offset of each low surrogate: behind it, one more unit has been spent.
        self._low = [position + spent + 1 for spent, position in enumerate(self._astral)]
        self._blocks: list[int] | None = None

    @property
    def text(self) -> str:
        """The text that the offsets belong to."""
        return self._text

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._length + len(self._astral)

    @property
    def utf8_length(self) -> int:
        """The length of the text in UTF-8 bytes."""
        return self._length if self._text.isascii() else self._bytes_before()[-1]

    def utf16(self, cp: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        self._check(cp, self._length)
        return cp + bisect_left(self._astral, cp) if self._astral else cp

    def code_point(self, utf16: int) -> int:
        """Return the code point offset of a UTF-16 offset; inside a surrogate pair, the start of its character."""
        self._check(utf16, self.utf16_length)
        return utf16 - bisect_right(self._low, utf16) if self._low else utf16

    def utf8(self, cp: int) -> int:
        """Return the UTF-8 byte offset of a code point offset."""
        self._check(cp, self._length)
        if self._text.isascii():
            return cp
        block = cp // _BLOCK
        return self._bytes_before()[block] + len(_encode(self._text[block * _BLOCK : cp]))

    def code_point_of_utf8(self, byte: int) -> int:
        """Return the code point offset of a UTF-8 byte offset; inside a character, the start of that character."""
        self._check(byte, self.utf8_length)
        if self._text.isascii():
            return byte
        blocks = self._bytes_before()
        if byte == blocks[-1]:
            return self._length
        block = bisect_right(blocks, byte) - 1
        encoded = _encode(self._text[block * _BLOCK : (block + 1) * _BLOCK])
        through = encoded[: byte - blocks[block] + 1]
        return block * _BLOCK + len(through.translate(None, _CONTINUATION_BYTES)) - 1

    def _bytes_before(self) -> list[int]:
        """Return the byte offset at the start of each block, and of the end; made when first asked for."""
        if self._blocks is None:
            blocks = [0]
            for start in range(0, self._length, _BLOCK):
                blocks.append(blocks[-1] + len(_encode(self._text[start : start + _BLOCK])))
            self._blocks = blocks
        return self._blocks

    @staticmethod
    def _check(offset: int, length: int) -> None:
        if not 0 <= offset <= length:
            raise ValueError(f"offset {offset} outside 0..{length}")


def _encode(text: str) -> bytes:
    # Lone surrogates are refused on import; should one get here, it must not break the view.
    return text.encode("utf-8", "surrogatepass")
