"""The style sheet of the window, made from the tokens of a theme.

Widgets are addressed by the dynamic property `part` (`topbar`, `dock`, `strip` …), never by colour.
"""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import get_args

from annotator.ui.colours import Tokens
from annotator.ui.theme import Role, Theme, interface_font

_SHEET = Template("""
QMainWindow, QDialog, QWidget[part="window"], QFrame[part="dock"] { background: $window; }
QFrame[drawer="true"] { border: 1px solid $control; }
QFrame[part="topbar"] { background: $window; border: 0; border-bottom: 1px solid $border; }
QFrame[part="statusbar"] { background: $window; border: 0; border-top: 1px solid $border; }
QFrame[part="header"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[part="find"] { background: $window; border: 0; border-bottom: 1px solid $border; }
QWidget[part="page"], QStackedWidget[part="page"] { background: $surface; }
QFrame[part="rule"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[part="guideline"] { background: $sunken; border: 0; border-radius: 6px; }
QFrame[part="notice"] { background: $accentsoft; border: 0; border-top: 1px solid $accent; }
QFrame[part="error"] { background: $dangersoft; border: 0; border-top: 1px solid $danger; }
QFrame[part="caution"] { background: $warningsoft; border: 0; border-bottom: 1px solid $border; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="accent"] { color: $accent; }
QLabel[role="secondary"], QToolButton[role="secondary"], QPushButton[role="secondary"] { font-size: ${secondary}px; }
QLabel[role="tag"] { font-size: ${tag}px; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="section"] { font-size: ${section}px; font-weight: 700; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 700; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $control; }

QToolButton, QPushButton { background: transparent; border: ${edge}px solid transparent; border-radius: 6px; padding:
  3px 6px; }
QToolButton:hover, QPushButton:hover { background: $hover; }
QToolButton:pressed, QPushButton:pressed { background: $accentsoft; }
QToolButton:disabled, QPushButton:disabled { color: $faint; }
QToolButton:focus, QPushButton:focus { border: 2px solid $focus; padding: 2px 5px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[look="bordered"], QPushButton[look="bordered"] { background: $surface; border: 1px solid $control;
  padding: 3px 10px; }
QToolButton[look="bordered"]:hover, QPushButton[look="bordered"]:hover { background: $hover; }
QToolButton[look="bordered"]:checked, QPushButton[look="bordered"]:checked {
  background: $successsoft; border: 1px solid $success; color: $success; font-weight: 700; }
QToolButton[look="bordered"]:focus, QPushButton[look="bordered"]:focus { border: 2px solid $focus; padding: 2px 9px; }
QToolButton[look="boxed"] { background: $surface; border: ${field}px solid $control; padding: 3px; }
QToolButton[look="boxed"]:hover { background: $hover; }
QToolButton[look="boxed"]:checked { background: $accentsoft; border: 1px solid $accent; }
QToolButton[look="boxed"]:focus { border: 2px solid $focus; padding: 2px; }
QToolButton[look="locked"]:checked { background: $accentsoft; border: 1px solid $accent; }
QToolButton[look="toggle"] { padding: 3px 8px; color: $muted; text-decoration: line-through; }
QToolButton[look="toggle"]:checked { background: $sunken; color: $text; text-decoration: none; }
QToolButton[look="toggle"]:hover { background: $hover; }
QToolButton[look="toggle"]:focus { border: 2px solid $focus; padding: 2px 7px; }
QToolButton[look="project"] { font-size: ${section}px; font-weight: 700; padding: 3px 8px; }
QToolButton[look="project"]:focus { padding: 2px 7px; }
QToolButton[look="tab"] { border-radius: 0; padding: 3px 10px; color: $muted; }
QToolButton[look="tab"]:checked { color: $text; font-weight: 700; background: transparent; }
QToolButton[look="tab"]:focus { border: 2px solid $focus; border-radius: 6px; padding: 2px 9px; }
QToolButton[look="field"] { background: $surface; border: ${field}px solid $control; border-radius: 6px; padding: 0; }
QToolButton[look="field"]:hover { background: $hover; }
QToolButton[look="field"]:focus { border: 2px solid $focus; padding: 0; }
QFrame[part="palette"] { background: $raised; border: 1px solid $control; }
QFrame[part="palette"] QLineEdit { background: transparent; border: 0; font-size: ${section}px; padding: 0px 8px; }
QFrame[part="palette"] QLineEdit:focus { border-bottom: 2px solid $focus; border-radius: 0; }
QPushButton[look="quiet"] { color: $muted; font-size: ${secondary}px; padding: 0px 6px; border: 1px solid transparent; }
QPushButton[look="quiet"]:focus { border: 1px solid $focus; padding: 0px 6px; }
QPushButton[look="link"] { font-weight: 700; text-decoration: underline; padding: 3px 6px; }

QFrame[part="segments"] { background: $surface; border: 1px solid $control; border-radius: 6px; }
QFrame[part="segments"] QToolButton { border: 0; border-radius: 4px; padding: 0px 6px; color: $muted; }
QFrame[part="segments"] QToolButton:hover { background: $hover; }
QFrame[part="segments"] QToolButton:checked { background: $accentsoft; color: $text; font-weight: 700; }
QFrame[part="segments"] QToolButton:focus { border: 2px solid $focus; padding: 0px 4px; }

QFrame[part="segments"] QToolButton[suggested="true"] { background: $sunken; border: 1px dashed $control;
  padding: 0px 5px; }
QFrame[part="segments"] QToolButton[suggested="true"]:focus { border: 2px solid $focus; padding: 0px 4px; }
QFrame[part="segments"] QToolButton:disabled { color: $muted; }
QFrame[part="segments"] QToolButton:checked:disabled { background: $sunken; color: $text; }
QFrame[part="segments"][edge="warning"] { border: 1px solid $warning; }
QFrame[part="popup"] { background: $raised; border: 1px solid $control; border-radius: 6px; }

QLineEdit, QPlainTextEdit { background: $surface; border: ${field}px solid $control; border-radius: 6px;
  padding: 0px 8px; selection-background-color: $selection; selection-color: $text; }
QLineEdit[edge="warning"] { border: ${field}px solid $warning; }
QLineEdit[edge="danger"] { border: ${field}px solid $danger; }
QLineEdit:disabled, QPlainTextEdit[readOnly="true"] { color: $muted; border: ${field}px solid $border; }
QLineEdit:focus { border: 2px solid $focus; padding: 0px 7px; }
QPlainTextEdit { padding: 2px 4px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 1px 3px; }

QComboBox { background: $surface; border: ${field}px solid $control; border-radius: 6px; padding: 0px 10px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $focus; padding: 0px 9px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $control; selection-background-color: $accentsoft;
  selection-color: $text; }

QAbstractItemView { background: transparent; border: 0; outline: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $control; border-radius: 3px; min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:vertical:hover { background: $muted; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $control; border-radius: 3px; min-width: 32px; margin: 3px 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent;
  border: 0; width: 0;
  height: 0; }

QProgressBar { background: $sunken; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QMenu { background: $raised; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 28px; border-radius: 4px; }
QMenu::item:selected { background: $accentsoft; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: 4px 6px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QScrollArea:focus { border: 2px solid $focus; }

QPushButton[look="card"], QPushButton[look="primarycard"] { border-radius: 10px; padding: 0; text-align: left; }
QPushButton[look="card"] { background: $surface; border: 1px solid $border; }
QPushButton[look="card"]:hover { background: $hover; border: 1px solid $control; }
QPushButton[look="primarycard"] { background: $accent; border: 1px solid $accent; }
QPushButton[look="primarycard"] QLabel { color: $onaccent; }
QPushButton[look="card"]:focus { border: 2px solid $focus; }
QPushButton[look="primarycard"]:focus { border: 2px solid $focus; padding: 1px; background-clip: content; }
QPushButton[look="row"] { border-radius: 6px; padding: 0; min-height: 30px; }
QPushButton[look="card"][over="true"] { border: 2px solid $accent; background: $accentsoft; }
""")


def style_sheet(chosen: Theme, language: str) -> str:
    """Return the style sheet of a theme with the type sizes of a language; high contrast has stronger edges."""
    values = {field.name: getattr(chosen.tokens, field.name) for field in fields(Tokens)}
    sizes = {role: interface_font(language, role).pixelSize() for role in get_args(Role)}
    return _SHEET.substitute(values, **sizes, edge=1, field=2 if chosen.name == "contrast" else 1)
