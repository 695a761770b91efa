"""What is said to a screen reader: one sentence at a time, when it has nothing else to say. Nothing without one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.numbers import without_signs

_Urgent = QAccessible.AnnouncementPoliteness.Assertive


def say(where: QWidget, sentence: Callable[[], str]) -> None:
    """Say a sentence after what is being said; it is made only if somebody listens."""
    if QAccessible.isActive() and (words := without_signs(sentence())):
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, words))


def say_at_once(where: QWidget, sentence: Callable[[], str]) -> None:
    """Say what a person has to know before going on."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(where, without_signs(sentence()))
        event.setPoliteness(_Urgent)
        QAccessible.updateAccessibility(event)
