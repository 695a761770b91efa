"""The first mark waits for nothing that could have been made before."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import time
from annotator.ui.warming import warm_up
warm_up().join()
from annotator.ui.text_view.units import prefixes_of
begin = time.perf_counter()
found = prefixes_of("والصيادين", 0, 9)
print(time.perf_counter() - begin, len(found))
"""


def test_the_patterns_of_words_are_there_before_the_first_span_is_chosen():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    seconds, found = done.stdout.split()
    assert int(found) > 0
    assert float(seconds) < 0.02
