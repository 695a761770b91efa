"""The schemes that ship: news.toml is the default, the templates are cut from it and can't drift away."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from annotator.assets import resource
from annotator.model.scheme import Scheme, load_scheme, parse_scheme, shipped_schemes

TEMPLATES = {
    "entities": {
        "names": {"en": "Entities", "ar": "الكيانات"},
        "layer": "entity",
        "links": (),
        "attributes": ("level", "refers_to", "norm", "approx", "subtype_*", "confidence"),
        "without": ("has_anonymous_source",),
    },
    "claims": {
        "names": {"en": "Claims", "ar": "الادعاءات"},
        "layer": "claim",
        "links": ("source", "cue", "recipient", "anonymity", "same_source", "contradicts", "supports"),
        "attributes": (
            *("polarity", "source_type", "anonymous", "anonymity_reason", "verb_type", "quote_type", "content_kind"),
            *("factuality", "check_worthy", "confidence"),
        ),
        "without": (),
    },
}


@pytest.fixture(scope="module")
def news() -> Scheme:
    return load_scheme("news")


def cut(body: dict, name: str) -> dict:
    """What a template must be: one layer of `news` with what hangs on it, and nothing that isn't in `news`."""
    kept = TEMPLATES[name]
    labels = [label for label in body["label"] if label["layer"] == kept["layer"]]
    links = [link for link in body["link"] if link["id"] in kept["links"]]
    there = {kept["layer"], *(label["id"] for label in labels), *(link["id"] for link in links)}
    wanted = {entry.rstrip("*") for entry in kept["attributes"]}
    attributes = [
        {**attribute, "on": [place for place in attribute["on"] if place in there]}
        for attribute in body["attribute"]
        if attribute["id"] in wanted or (attribute["id"].startswith("subtype_") and "subtype_" in wanted)
    ]
    return {
        **body,
        "id": name,
        "names": kept["names"],
        "layer": [layer for layer in body["layer"] if layer["id"] == kept["layer"]],
        "label": labels,
        "link": links,
        "attribute": attributes,
        "document_label": [label for label in body["document_label"] if label["id"] not in kept["without"]],
    }


def test_news_comes_first_and_is_the_default():
    assert shipped_schemes() == ["news", "claims", "entities"]


def test_news_is_the_reference_byte_for_byte(repository: Path):
    reference = repository.parent / "shared" / "scheme" / "news.toml"
    if not reference.is_file():
        pytest.skip("the reference scheme is not here")
    assert resource("schemes", "news.toml").read_bytes() == reference.read_bytes()


def test_news_has_what_its_readme_counts(news: Scheme):
    counts = [len(news.layers), len(news.labels), len(news.links), len(news.attributes)]
    assert [*counts, len(news.document_labels), len(news.zones)] == [3, 43, 49, 25, 7, 13]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_cut_from_news(news: Scheme, name: str):
    assert load_scheme(name).body == cut(news.body, name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_leaves_out_nothing_that_fits_it(news: Scheme, name: str):
    template = load_scheme(name)
    ids = {label.id for label in template.labels}
    for label in template.labels:
        fitting = {item.id for item in news.attributes_on(label.id)}
        assert {item.id for item in template.attributes_on(label.id)} == fitting
    if template.links:
        inside = [link for link in news.links if all(news.joins(link.id, a, b) for a in ids for b in ids)]
        assert {link.id for link in inside} <= {link.id for link in template.links}


@pytest.mark.parametrize("name", ["news", *TEMPLATES])
def test_a_shipped_scheme_is_named_like_its_file_and_reads_as_it_is_written(name: str):
    scheme = load_scheme(name)
    assert (scheme.id, scheme.version) == (name, 1)
    assert scheme.source == resource("schemes", f"{name}.toml").read_text(encoding="utf-8")
    assert scheme.body == tomllib.loads(scheme.source)


def test_news_is_read_in_less_than_60_ms(news: Scheme):
    def once() -> float:
        start = time.perf_counter()
        parse_scheme(news.source, "news")
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.060
