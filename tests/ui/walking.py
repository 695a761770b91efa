"""Walking through a window as it is shown: what can be used, what it is called, and whether its text fits.

The walk knows nothing of panels and dialogs: whatever is visible is looked at, so what is added later is covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from annotator.ui.actions import ROWS, key_text
from tests.windows import settle

_Role = QAccessible.Role
_PRESSED = {_Role.Button, _Role.CheckBox, _Role.RadioButton, _Role.ButtonMenu, _Role.ButtonDropDown, _Role.PageTab}
_FITTING = (
    (QAbstractButton, _PRESSED),
    ((QLineEdit, QTextEdit, QPlainTextEdit), {_Role.EditableText}),
    (QAbstractItemView, {_Role.List, _Role.Table, _Role.Tree}),
    (QComboBox, {_Role.ComboBox}),
    (QAbstractSpinBox, {_Role.SpinBox}),
    (QAbstractSlider, {_Role.Slider, _Role.ScrollBar}),
    (QScrollArea, {_Role.Client}),
)
_OF_QT = {"QLineEditIconButton", "QScrollBar", "QSplitterHandle", "QSizeGrip", "QComboBoxListView", "QMenu"}
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN_WORD = re.compile("[A-Za-z]{3,}")
_TAG = re.compile("<[^>]+>")
_RING_PX, _NEAR = 40, 24


def shown_windows() -> list[QWidget]:
    """Every window that is open now, popups among them."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def shown_widgets() -> Iterator[QWidget]:
    """Every visible widget that is ours: no part that Qt makes itself, such as the arrows of scroll bars."""
    for window in shown_windows():
        for widget in [window, *window.findChildren(QWidget)]:
            if widget.isVisible() and not is_of_qt(widget):
                yield widget


def is_of_qt(widget: QWidget) -> bool:
    """Whether Qt has made a widget for one of its own."""
    in_field = isinstance(widget, QAbstractButton) and isinstance(widget.parentWidget(), QLineEdit)
    return widget.objectName().startswith("qt_") or widget.metaObject().className() in _OF_QT or in_field


def is_usable(widget: QWidget) -> bool:
    """Whether a person can do something with a widget."""
    takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return widget.isEnabled() and (takes_focus or isinstance(widget, QAbstractButton))


def where(widget: QWidget) -> str:
    """Say which widget this is, for whoever reads a failure."""
    names = []
    step: QWidget | None = widget
    while step is not None:
        names.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return " < ".join(names[:4])


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def wrong_names(language: str) -> list[str]:
    """Usable things without a name, with the name of the other language, or with a role that doesn't fit."""
    wrong = []
    for widget in filter(is_usable, shown_widgets()):
        name = spoken_name(widget)
        if not name:
            wrong.append(f"no name: {where(widget)}")
        elif not _speaks(name, language):
            wrong.append(f"not in {language}: {name!r}: {where(widget)}")
        role = QAccessible.queryAccessibleInterface(widget).role()
        if isinstance(widget, QAbstractButton) and _is_one_of_several(widget) and role != _Role.RadioButton:
            wrong.append(f"role {role.name} for one of several: {where(widget)}")
        fitting = next((roles for kind, roles in _FITTING if isinstance(widget, kind)), None)
        if role not in fitting if fitting else role in {_Role.Client, _Role.NoRole}:
            wrong.append(f"role {role.name}: {where(widget)}")
    return wrong


def wrong_menus(language: str) -> list[str]:
    """Lines of menus, open or not, without words or with those of the other language."""
    menus = [menu for window in shown_windows() for menu in window.findChildren(QMenu)]
    lines = [act.text().partition("\t")[0] for menu in menus for act in menu.actions() if not act.isSeparator()]
    return [f"menu: {line!r}" for line in lines if not line or not _speaks(line, language)]


def out_of_reach() -> list[str]:
    """Buttons that neither Tab nor a key of the table reaches."""
    keys = [key_text(row) for row in ROWS if row.keys]
    return [
        f"by mouse only: {where(widget)}"
        for widget in shown_widgets()
        if isinstance(widget, QAbstractButton) and not _tab_reaches(widget)
        if not any(f"({key})" in widget.toolTip() for key in keys)
    ]


def without_ring(colour: str, looked_at: set[int]) -> list[str]:
    """Things that look the same with the focus as without it: the ring has the colour of the theme's token."""
    wrong = []
    for widget in list(filter(is_usable, shown_widgets())):
        if id(widget) in looked_at or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
            continue
        looked_at.add(id(widget))
        _bring_into_view(widget)
        if (pixels := ring_pixels(widget, colour)) < _RING_PX:
            wrong.append(f"no focus ring ({pixels} px): {where(widget)}")
    return wrong


def _bring_into_view(widget: QWidget) -> None:
    """Scroll to a widget, so that there is something to see of it."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()


def ring_pixels(widget: QWidget, colour: str) -> int:
    """Count the pixels that turn to a colour when a widget gets the focus; of one that has it, those that have it."""
    window = widget.window()
    _bring_into_view(widget)
    QApplication.processEvents()
    area = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    former = QApplication.focusWidget()
    if former is widget:  # what is open only as long as it has the focus
        bare = QImage(area.size(), QImage.Format.Format_RGB32)
        bare.fill(0)
        return _turned(bare, window.grab(area).toImage(), int(colour[1:], 16))
    before = window.grab(area).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = window.grab(area).toImage()
    if former is not None:
        former.setFocus(Qt.FocusReason.OtherFocusReason)
    return _turned(before, after, int(colour[1:], 16))


def clipped() -> list[str]:
    """Texts that don't fit where they stand, and don't say all of it in their tooltip."""
    wrong = []
    for widget in shown_widgets():
        if isinstance(widget, QLabel) and widget.text() and not _fits_label(widget):
            wrong.append(f"clipped: {widget.text()[:60]!r} {widget.size().toTuple()}: {where(widget)}")
        if isinstance(widget, QAbstractButton) and widget.text() and not _fits_button(widget):
            wrong.append(f"clipped: {widget.text()!r} {widget.size().toTuple()}: {where(widget)}")
        if isinstance(widget, QLineEdit) and _advance(widget, widget.placeholderText()) > widget.width() - 8:
            wrong.append(f"clipped: {widget.placeholderText()!r} {widget.width()}: {where(widget)}")
        if isinstance(widget, QLabel | QAbstractButton) and (outer := _cut_by(widget)):
            wrong.append(f"cut off by {outer}: {where(widget)}")
    return wrong


def tab_stops(start: QWidget, limit: int = 400) -> list[QWidget]:
    """Press Tab from a widget until it has the focus again; return what had the focus on the way, each once."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    met = [start]
    for _press in range(limit):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is start:
            return met
        if focus not in met:
            met.append(focus)
    raise AssertionError(f"Tab never comes back; it stays in {where(met[-1])}")


def close_what_is_open(window: QWidget) -> None:
    """Press Esc until only the window is left."""
    for _press in range(4):
        target = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.focusWidget()
        QTest.keyClick(target or window, Qt.Key.Key_Escape)
        settle()
    window.activateWindow()  # off the screen, nobody else does that when a dialog has closed
    settle()


def _tab_reaches(button: QAbstractButton) -> bool:
    """Whether Tab reaches a button, or one of its group, from which arrow keys go on."""
    several = [one for one in button.parentWidget().findChildren(QAbstractButton) if _is_one_of_several(one)]
    together = several if button in several else [button]
    return any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in together)


def _is_one_of_several(button: QAbstractButton) -> bool:
    group = button.group()
    return bool(button.property("oneOfSeveral")) or button.autoExclusive() or (group is not None and group.exclusive())


def _speaks(name: str, language: str) -> bool:
    """In Arabic every name has an Arabic letter, but for names of languages and data; in English no Arabic one."""
    if language == "ar":
        return bool(_ARABIC.search(name)) or name == "English" or not _LATIN_WORD.search(name)
    return not _ARABIC.search(name) or name == "العربية"


def _fits_label(label: QLabel) -> bool:
    words = _TAG.sub("", label.text())
    if words and words in _TAG.sub("", label.toolTip()):
        return True
    if label.wordWrap():
        # Arabic families leave much space above and below the letters; that may go, the letters may not.
        spare = label.fontMetrics().height() - label.fontMetrics().tightBoundingRect(words).height()
        return label.heightForWidth(label.width()) <= label.height() + max(1, spare) or _scrolls(label)
    if words != label.text():
        return label.sizeHint().width() <= label.width() + 1
    return _advance(label, words) <= label.contentsRect().width() + 1


def _fits_button(button: QAbstractButton) -> bool:
    icon = button.iconSize().width() + 4 if not button.icon().isNull() else 0
    return _advance(button, button.text().replace("&", "")) + icon <= button.width() - 4


def _advance(widget: QWidget, text: str) -> float:
    metrics = QFontMetricsF(widget.font())
    return max((metrics.horizontalAdvance(line) for line in text.splitlines()), default=0.0)


def _scrolls(widget: QWidget) -> bool:
    step = widget.parentWidget()
    while step is not None and not isinstance(step, QScrollArea):
        step = step.parentWidget()
    return step is not None


def _bring_into_view(widget: QWidget) -> None:
    """Scroll to a widget, as Tab does."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()


def _cut_by(widget: QWidget) -> str:
    """The name of what a widget sticks out of; empty where it is whole, or can be scrolled to."""
    step = widget.parentWidget()
    while step is not None and not widget.isWindow():
        if step.objectName() == "qt_scrollarea_viewport":
            return ""
        if not step.rect().adjusted(-1, -1, 1, 1).contains(QRect(widget.mapTo(step, QPoint()), widget.size())):
            return where(step)
        step = step.parentWidget()
    return ""


def _turned(before: QImage, after: QImage, colour: int) -> int:
    """Count the pixels that have a colour, or nearly, and had another."""
    former, now = _pixels(before), _pixels(after)
    wanted = np.array([colour >> shift & 0xFF for shift in (0, 8, 16)])
    is_near = (np.abs(now - wanted) <= _NEAR).all(axis=2)
    return int((is_near & (now != former).any(axis=2)).sum())


def _pixels(image: QImage) -> np.ndarray:
    """Blue, green and red of every pixel."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return rows[:, : plain.width(), :3].astype(int)
