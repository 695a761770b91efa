"""What the actions of the table do on the page on which one labels."""

from __future__ import annotations

from collections.abc import Callable

from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.text_view.zoom import STEP, USUAL


def _nudge(step: int, *, at_end: bool, by_letter: bool) -> Callable[[AnnotatePage], object]:
    return lambda page: page.nudging.nudge(step, at_end=at_end, by_letter=by_letter)


ACTIONS: dict[str, Callable[[AnnotatePage], object]] = {
    "undo": AnnotatePage.undo,
    "redo": AnnotatePage.redo,
    "delete_span": AnnotatePage.delete_span,
    "keep_label": lambda page: page.labelling.keep_chosen(),
    "done": AnnotatePage.done_and_next,
    "done_here": AnnotatePage.done,
    "layer_1": lambda page: page.layers.toggle_at(1),
    "layer_2": lambda page: page.layers.toggle_at(2),
    "layer_3": lambda page: page.layers.toggle_at(3),
    "clear": AnnotatePage.clear,
    "next_document": lambda page: page.step_document(1),
    "previous_document": lambda page: page.step_document(-1),
    "next_span": lambda page: page.labelling.step(1),
    "previous_span": lambda page: page.labelling.step(-1),
    "grow_selection": lambda page: page.article.grow_selection(),
    "shrink_selection": lambda page: page.article.shrink_selection(),
    **{
        f"{edge}_{side}{suffix}": _nudge(step, at_end=edge == "end", by_letter=bool(suffix))
        for edge in ("start", "end")
        for side, step in (("left", -1), ("right", 1))
        for suffix in ("", "_letter")
    },
    "find": lambda page: page.finding.open(),
    "find_next": lambda page: page.finding.step(1),
    "find_previous": lambda page: page.finding.step(-1),
    "inspect": lambda page: page.inspecting.focus_first(),
    "note": lambda page: page.inspecting.edit_note(),
    "guideline": lambda page: page.inspecting.show_guideline(),
    "find_document": AnnotatePage.find_document,
    "next_pane": lambda page: page.next_pane(1),
    "previous_pane": lambda page: page.next_pane(-1),
    "show_documents": lambda page: page.panes.toggle_documents(),
    "show_labels": lambda page: page.panes.toggle_labels(),
    "show_links": lambda page: page.turn("all_links"),
    "show_signs": lambda page: page.turn("signs"),
    "larger_text": lambda page: page.article.zoom(page.article.page.size + STEP),
    "smaller_text": lambda page: page.article.zoom(page.article.page.size - STEP),
    "usual_text": lambda page: page.article.zoom(USUAL),
    "copy": lambda page: page.article.copy(),
    "select_all": lambda page: page.article.select_all(),
}
