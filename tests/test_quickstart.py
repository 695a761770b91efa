"""The quick starts are true: their keys are those of the window, their files are there, and both tell the same."""

from __future__ import annotations

import re

import pytest

from annotator.cli.main import VERBS
from tests.house import ROOT

PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("quickstart.md", "quickstart.ar.md")}
_KEY = re.compile(r"^(?:F\d{1,2}|Esc|Space|Delete|[.,]|(?:(?:Ctrl|Alt|Shift)\+)+\S+)$")
_ARROWS = str.maketrans({"←": "Left", "→": "Right"})
_TEN = ("## Ten keys", "## عشرة مفاتيح")


def _keys(text: str) -> set[str]:
    """Keys and combinations that a text shows, as the table of actions writes them."""
    shown = re.findall(r"`([^`\n]+)`", text) + re.findall(r"<kbd[^>]*>([^<]+)</kbd>", text)
    return {key for key in (one.translate(_ARROWS) for one in shown) if _KEY.match(key)}


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_a_quick_start_is_one_of_the_window(page: str):
    from annotator.ui.actions import ROWS

    assert len(_keys(PAGES[page])) > 8
    assert _keys(PAGES[page]) - {key for row in ROWS for key in row.keys} == set()


def test_both_languages_teach_the_same_ten_keys():
    tables = []
    for page in PAGES.values():
        heading = next(one for one in _TEN if one in page)
        tables.append(page.split(heading)[1].split("\n## ")[0])
    assert _keys(tables[0]) == _keys(tables[1])
    assert [len(re.findall(r"^\| ", table, re.MULTILINE)) for table in tables] == [11, 11]


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page: str):
    targets = re.findall(r"\]\(([^)#]+)\)", PAGES[page])
    assert sum(target.endswith(".png") for target in targets) == 4
    assert [target for target in targets if not (ROOT / "docs" / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_quick_start_exists(page: str):
    called = set(re.findall(r"annotator ([a-z]+) ", PAGES[page]))
    assert called
    assert called <= set(VERBS)


def test_both_pages_have_the_same_parts():
    assert len({len(re.findall(r"^## ", page, re.MULTILINE)) for page in PAGES.values()}) == 1


@pytest.mark.parametrize("page", PAGES)
def test_words_of_the_window_are_quoted_as_it_says_them(page: str):
    from annotator.words import _, set_language

    set_language("ar" if page.endswith(".ar.md") else "en")
    try:
        said = [_("Try it on sample articles"), _("Open a folder of articles…").removesuffix("…"), _("Saved")]
        said += [_("Articles"), _("Labels"), _("Selected span"), _("Read-only")]
    finally:
        set_language("en")
    assert [words for words in said if words not in PAGES[page]] == []
