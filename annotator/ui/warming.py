"""What the first mark would have to wait for is made beside the window, once that is shown."""

from __future__ import annotations

import gc
import threading

from annotator.ui.text_view.units import next_stop, prefixes_of

_WORD = "وبالمدينة"
"""A word with prefixes: looking at it compiles the patterns and reads the lexicon, which takes a fifth of a second."""


def warm_up() -> threading.Thread:
    """Begin to read the lexicon and compile the patterns of words, in a thread of its own; return that.

    What was made for the start lives as long as the window, so no collection of garbage need look through it again.
    """
    gc.freeze()
    thread = threading.Thread(target=_look_at_a_word, name="warming", daemon=True)
    thread.start()
    return thread


def _look_at_a_word() -> None:
    prefixes_of(_WORD, 0, len(_WORD))
    next_stop(_WORD, 0, at_end=False)
