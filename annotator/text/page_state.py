"""What is known of a page while it is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.text.page_lines import Line


@dataclass(slots=True)
class PageState:
    """The lines of a page and what those read so far have said about the rest."""

    lines: list[Line]
    is_latin: bool
    has_prose: bool = False
    has_blanks: bool = False
    headline: str | None = None
    """None until the first line of the article, empty for a page that begins with its body."""
    captions: set[str] = field(default_factory=set)
    in_body: bool = False
    finished: bool = False
    """The source or the tags were named: the article is over."""
    in_tags: bool = False
    others_until: int = 0
    """The lines before this number belong to other stories."""
    template_until: int = 0
    """The lines before this number are template text."""

    @classmethod
    def of(cls, lines: list[Line], text: str) -> PageState:
        """Return the state before the first line."""
        return cls(
            lines,
            is_latin=_is_latin(text),
            has_prose=any(line.is_long for line in lines),
            has_blanks=any(line.after_blank for line in lines[1:]),
        )

    def line_after(self, number: int) -> Line | None:
        """Return the line after one, blank lines not counted."""
        return self.lines[number + 1] if number + 1 < len(self.lines) else None

    def date_kind(self) -> str:
        """Return the zone of a date: in the head of the page it is the article's, else another story's."""
        return "published_on" if self.in_body else "byline"


def _is_latin(text: str) -> bool:
    # Letters of the other scripts take two bytes and more: a count that need not look at each character.
    return len(text.encode("utf-8", "surrogatepass")) - len(text) < 0.3 * len(text)
