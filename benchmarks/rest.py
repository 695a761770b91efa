"""What a process uses while nobody looks: its memory in RAM."""

from __future__ import annotations

import os
import resource
from pathlib import Path


def resident_mb() -> float:
    """The memory of this process that is in RAM, in MB; the highest so far where the system tells no more."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576
