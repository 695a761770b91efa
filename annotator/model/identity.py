"""How things are named: UUIDv7 for what is made here, derived ids for what came from elsewhere.

Two people who import the same folder get the same document ids, and importing the same labels twice gives the same span
ids; so a merge sees one thing, not two.
"""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Iterable

from annotator.model.values import Fragment


def text_sha256(text: str) -> str:
    """Return the SHA-256 of the UTF-8 of a text, hexadecimal. Raises UnicodeEncodeError on lone surrogates."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_id(key: str, sha256: str) -> str:
    """Return the id of a document: the first 16 bytes of SHA-256(key, 0, SHA-256 of the text), hexadecimal."""
    return hashlib.sha256(key.encode("utf-8") + b"\0" + bytes.fromhex(sha256)).hexdigest()[:32]


def uuid7(now_ms: int | None = None) -> str:
    """Return a new UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, then 74 random bits."""
    moment = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    raw = bytearray(moment.to_bytes(6, "big") + os.urandom(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return text_of(bytes(raw))


def is_uuid(candidate: str) -> bool:
    """Whether a string is a UUID in canonical form (36 characters, lower case)."""
    if len(candidate) != 36 or candidate.lower() != candidate:
        return False
    try:
        return str(uuid.UUID(candidate)) == candidate
    except ValueError:
        return False


def foreign_id(document: str, person: str, foreign: str) -> str:
    """Return the id of a span or link that another tool named `foreign` in this document."""
    return _derived("foreign", document, person, foreign)


def content_id(document: str, person: str, label: str, fragments: Iterable[Fragment], ordinal: int) -> str:
    """Return the id of a span that came without a name; `ordinal` counts its exact equals in the document."""
    place = ",".join(f"{start}-{end}" for start, end in fragments)
    return _derived("content", document, person, label, place, str(ordinal))


def link_content_id(document: str, person: str, label: str, ends: tuple[str, str], ordinal: int) -> str:
    """Return the id of a link that came without a name, from the ids of its head and tail."""
    return _derived("link", document, person, label, *ends, str(ordinal))


def name_id(kind: str, name: str) -> str:
    """Return the id of something that is the same wherever its name is the same: a person, a round."""
    return _derived(kind, name)


def bytes_of(identifier: str) -> bytes:
    """Return the 16 bytes of a canonical UUID or of 32 hexadecimal digits."""
    return bytes.fromhex(identifier.replace("-", ""))


def text_of(raw: bytes) -> str:
    """Return the canonical form of 16 bytes."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _derived(*parts: str) -> str:
    """A UUIDv8 (RFC 9562) from the SHA-256 of the length-prefixed parts."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8")
        digest.update(len(encoded).to_bytes(4, "big") + encoded)
    raw = bytearray(digest.digest()[:16])
    raw[6] = (raw[6] & 0x0F) | 0x80
    raw[8] = (raw[8] & 0x3F) | 0x80
    return text_of(bytes(raw))
