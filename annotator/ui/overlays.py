"""What lies over the window for a while: the command palette, the settings, the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from annotator.ui.actions import Actions
from annotator.ui.appearance import Appearance
from annotator.ui.article_finder import ArticleFinder
from annotator.ui.commands import Command, of_actions, of_labels, of_settings
from annotator.ui.dialogs.cheat_sheet import CheatSheet
from annotator.ui.dialogs.palette import CommandPalette
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.pages.annotate import AnnotatePage
from annotator.ui.remembered import Remembered
from annotator.ui.shelf import SessionShelf
from annotator.words import _

_RECENT = 8


class Overlays:
    """Opens them over one window. `page` gives the page that is shown, None on the first page."""

    def __init__(
        self,
        window: QWidget,
        appearance: Appearance,
        actions: Actions,
        remembered: Remembered,
        page: Callable[[], AnnotatePage | None],
    ) -> None:
        self._window, self._appearance, self._actions = window, appearance, actions
        self._remembered, self._page = remembered, page

    def show_palette(self) -> None:
        """Open the command palette, or close the one that is open."""
        shown = next((one for one in self._window.findChildren(CommandPalette) if one.isVisible()), None)
        if shown is not None:
            shown.leave()
            return
        page = self._page()
        finder = ArticleFinder(SessionShelf(page.desk.session).page) if page is not None else None
        palette = CommandPalette(
            self._appearance,
            self._commands(page),
            self._recent(),
            finder,
            page.open if page is not None else bool,
            self._window,
        )
        palette.chosen.connect(self._keep_recent)
        palette.open()

    def show_settings(self) -> None:
        """Open the settings."""
        if self._window.findChild(SettingsDialog) is None:
            SettingsDialog(self._appearance, self._window).open()

    def show_cheat_sheet(self) -> None:
        """Open the sheet of keys."""
        page = self._page()
        CheatSheet(self._appearance, page.desk.session.scheme if page is not None else None, self._window).open()

    def _commands(self, page: AnnotatePage | None) -> Iterator[Command]:
        yield from of_actions(self._actions)
        if page is not None:
            yield from of_labels(page.desk.session.scheme, page.labelling.take, _reason_for_labels(page))
        yield from of_settings(self._appearance.settings)

    def _recent(self) -> list[str]:
        return self._remembered.text("commands").splitlines()

    def _keep_recent(self, name: str) -> None:
        others = [known for known in self._recent() if known != name]
        self._remembered.keep("commands", "\n".join([name, *others][:_RECENT]))


def _reason_for_labels(page: AnnotatePage) -> str:
    if not page.desk.session.writable:
        return _("Read-only here")
    if page.article.selection.is_empty and page.labelling.selected is None:
        return _("Select text first")
    return ""
