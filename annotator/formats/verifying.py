"""The check that every writer makes first: what a document says of its text can be true."""

from __future__ import annotations

from annotator.errors import InputError
from annotator.model.values import Bundle


def verify_offsets(bundle: Bundle) -> None:
    """Raise InputError `formats.unwritable_offsets` where a span or zone doesn't fit the text."""
    length = len(bundle.document.text)
    for span in bundle.spans:
        before = 0
        for start, end in span.fragments:
            if not before <= start < end <= length:
                raise unwritable(bundle, start, end)
            before = end
        if not before:
            raise unwritable(bundle, 0, 0)
    for zone in bundle.zones:
        if not 0 <= zone.start < zone.end <= length:
            raise unwritable(bundle, zone.start, zone.end)


def unwritable(bundle: Bundle, start: int, end: int) -> InputError:
    """Return the error for a range that can't be written as it stands."""
    key, length = bundle.document.key, len(bundle.document.text)
    return InputError("formats.unwritable_offsets", key=key, start=start, end=end, length=length)
