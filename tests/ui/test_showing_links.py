"""From a link on disk to the line in the article, in the window."""

from __future__ import annotations

from tests.windows import mark, place


def marked(page):
    """An event and its place, marked by hand in the open article."""
    mark(page, "مقتل", "2", "d", free=True)
    mark(page, "طبرق", "1", "g")
    spans = {page.desk.document.text[span.start : span.end]: span for span in page.desk.own_spans()}
    return spans["مقتل"], spans["طبرق"]


def test_a_new_link_is_drawn_and_a_deleted_one_no_more(page):
    event, town = marked(page)
    links = page.article.page.links
    link = page.desk.link(event, town, "Place")
    assert links.targets(event.id) == [town.id]
    lines = [line for block in (0, 1) for line in page.article.page.box(block).lines]
    tags = {tag.span.id: tag.links for line in lines for tag in line.tags}
    assert tags[event.id] == 1
    page.desk.unlink(link.id)
    assert links.targets(event.id) == []
    page.undo()
    assert links.targets(event.id) == [town.id]


def test_deleting_a_span_takes_its_links_along(page):
    event, town = marked(page)
    page.desk.link(event, town, "Place")
    page.labelling.select(town.id)
    page.delete_span()
    assert page.article.page.links.targets(event.id) == []
    page.undo()
    assert page.article.page.links.targets(event.id) == [town.id]


def test_choosing_the_event_shows_its_links(page):
    event, town = marked(page)
    page.desk.link(event, town, "Place")
    page.labelling.show(page.desk.span(event.id))
    assert page.article.focus == event.id
    page.labelling.select(None)
    assert page.article.focus is None
    assert place(page, "طبرق")[0] == town.start
