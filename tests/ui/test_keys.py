"""The key that was pressed, with every layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.ui.keys import is_plain, key_name


def pressed(key: int, text: str, scan: int = 0, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, 0, 0, text)


PLACES = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm,.")
FIRST_SCAN = (2, 16, 30, 44)
"""The scan code of the first key of each row."""

LAYOUTS = {
    "Arabic": ("١٢٣٤٥٦٧٨٩٠", "ضصثقفغعهخح", "شسيبلاتنم", "ئءؤرﻻىةوز"),
    "Arabic with Latin digits": ("1234567890", "ضصثقفغعهخح", "شسيبلاتنم", "ئءؤرﻻىةوز"),
    "Arabic of AZERTY": ("١٢٣٤٥٦٧٨٩٠", "ضصثقفغعهخح", "شسيبلاتنم", "ئءؤرلىةوز"),
    "Persian": ("۱۲۳۴۵۶۷۸۹۰", "ضصثقفغعهخح", "شسیبلاتنم", "ظطزرذدپو."),
    "Hebrew": ("1234567890", "/'קראטוןםפ", "שדגכעיחלך", "זסבהנמצתץ"),
    "Greek": ("1234567890", ";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ,."),
    "Russian": ("1234567890", "йцукенгшщз", "фывапролд", "ячсмитьбю"),
    "Urdu": ("۱۲۳۴۵۶۷۸۹۰", "طصھدٹپتبجح", "مورنلہاکی", "قفےسشغع،۔"),
}
"""What some layouts write on the keys whose places the Latin names stand for."""

PLATFORMS = {"xcb": 8, "wayland": 8, "eglfs": 0, "linuxfb": 0, "windows": 0}
"""By how much each system's scan codes are off from those of the kernel."""

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_key_of_every_layout_answers_by_its_place(qapp, monkeypatch, layout, platform):
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: platform))
    for names, letters, first in zip(PLACES, LAYOUTS[layout], FIRST_SCAN, strict=True):
        for nth, (name, letter) in enumerate(zip(names, letters, strict=True)):
            event = pressed(ord(letter.upper()), letter, scan=first + nth + PLATFORMS[platform])
            # A Latin sign on another key than ours is believed: the keycap shows it.
            assert key_name(event) == (letter if letter in ",." else name), (letter, name)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_ctrl_and_a_key_of_the_arabic_layout_is_the_key_at_its_place(qapp, monkeypatch, platform):
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: platform))
    for names, letters, first in zip(PLACES, LAYOUTS["Arabic"], FIRST_SCAN, strict=True):
        for nth, (name, letter) in enumerate(zip(names, letters, strict=True)):
            # With Ctrl held the system writes a control character, or nothing.
            for text in ("", chr(ord(name.upper()) & 0x1F) if name.isalpha() else ""):
                event = pressed(ord(letter), text, scan=first + nth + PLATFORMS[platform], modifiers=CONTROL)
                assert key_name(event) == name, letter
                assert not is_plain(event)


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_every_digit_answers_with_its_value_wherever_it_stands(qapp, digits):
    keypad = Qt.KeyboardModifier.KeypadModifier
    for value, digit in enumerate(digits):
        assert key_name(pressed(ord(digit), digit)) == str(value)
        event = pressed(ord(digit), digit, modifiers=keypad)
        assert key_name(event) == str(value)
        assert is_plain(event)


@pytest.mark.parametrize(
    ("key", "text", "name"),
    [
        (ord("P"), "p", "p"),
        (ord("P"), "P", "p"),
        (ord("1"), "1", "1"),
        (ord("."), ".", "."),
        (ord("٣"), "٣", "3"),
        (ord("۳"), "۳", "3"),
    ],
)
def test_a_latin_letter_or_any_digit_answers_with_its_name(qapp, key, text, name):
    assert key_name(pressed(key, text)) == name


def test_every_letter_of_the_arabic_layout_answers_with_the_key_it_stands_on(qapp):
    for arabic, latin in zip("ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm", strict=True):
        assert key_name(pressed(ord(arabic), arabic)) == latin, arabic


def test_the_key_that_types_lam_and_alef_is_not_taken_for_the_key_of_lam(qapp):
    assert key_name(pressed(0, "لا")) == "b"
    assert key_name(pressed(0, "لأ")) == ""


def test_the_keys_of_the_shipped_scheme_agree_with_the_layout(qapp):
    import tomllib

    from annotator.assets import resource

    path = resource("schemes", "news.toml")
    if not path.exists():
        pytest.skip("the default scheme is not in place")
    labels = tomllib.loads(path.read_text(encoding="utf-8"))["label"]
    for label in labels:
        assert key_name(pressed(ord(label["key_ar"]), label["key_ar"])) == label["key"], label["id"]


def test_the_place_of_the_key_counts_where_the_layout_is_not_latin(qapp, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    greek_pi_on_the_key_of_p = pressed(0x03A0, "π", scan=25 + 8)
    assert key_name(greek_pi_on_the_key_of_p) == "p"
    arabic_word_on_the_key_of_b = pressed(0, "لا", scan=48 + 8)
    assert key_name(arabic_word_on_the_key_of_b) == "b"


def test_a_latin_layout_is_believed_before_the_place_of_the_key(qapp, monkeypatch):
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    a_on_a_french_keyboard = pressed(ord("A"), "a", scan=16 + 8)
    assert key_name(a_on_a_french_keyboard) == "a"


def test_keys_without_a_character_have_no_name(qapp):
    assert key_name(pressed(Qt.Key.Key_F1, "")) == ""
    assert key_name(pressed(Qt.Key.Key_Shift, "")) == ""
    assert key_name(pressed(Qt.Key.Key_Delete, "\x7f")) == ""


def test_control_letters_are_named_too(qapp):
    event = pressed(ord("Z"), "\x1a", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert key_name(event) == "z"
    assert not is_plain(event)
    assert is_plain(pressed(ord("1"), "1", modifiers=Qt.KeyboardModifier.KeypadModifier))
