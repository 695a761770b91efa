"""Bringing other people's project files into the open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from annotator.session.core import Core
from annotator.session.signals import DocumentsAdded
from annotator.store.merge import MergeReport, merge

Progress = Callable[[int, int | None], None]


def merge_files(core: Core, others: Sequence[Path], progress: Progress | None = None) -> MergeReport:
    """Merge project files: a set union of histories, so the order doesn't matter and a second time changes nothing.

    Raises ProjectError where a file is no project, comes from the future or is damaged; then nothing was merged.
    """
    core.ensure_writable()
    report = merge(core.store, others, progress)
    core.reload_scheme()
    core.publish(DocumentsAdded(report.documents))
    return report
