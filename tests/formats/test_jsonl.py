from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotator.errors import InputError
from annotator.formats import Format, ReadOptions, Refusal, WriteOptions, named, read, write
from annotator.model.identity import content_id, document_id, foreign_id, text_sha256
from annotator.model.values import Bundle, Header, Person, PersonKind, Span, Zone

TEXT = "وصل الوفد إلى تونس 🚆 مساءً"
GOOD: dict[str, Any] = {"key": "جيد", "text": "نص"}


@pytest.fixture
def jsonl() -> Format:
    return named("jsonl")


def saved(folder: Path, *lines: object, name: str = "in.jsonl") -> Path:
    path = folder / name
    raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
    path.write_bytes(b"\n".join(raw) + b"\n")
    return path


def items_of(source: Path, **options: Any) -> list[Any]:
    return list(read(named("jsonl"), source, ReadOptions(**options)))


def bundles_of(source: Path, **options: Any) -> list[Bundle]:
    items = items_of(source, **options)
    assert not [item.sentence for item in items if isinstance(item, Refusal)]
    return [item for item in items if isinstance(item, Bundle)]


def refusal_of(folder: Path, line: object, **options: Any) -> Refusal:
    """The one refusal of a wrong line between two good ones, which must come through."""
    source = saved(folder, {**GOOD, "key": "قبل"}, line, {**GOOD, "key": "بعد"})
    items = items_of(source, **options)
    assert [item.document.key for item in items if isinstance(item, Bundle)] == ["قبل", "بعد"]
    (refusal,) = [item for item in items if isinstance(item, Refusal)]
    assert refusal.line == 2
    assert str(source) in refusal.sentence
    assert "2" in refusal.sentence
    return refusal


def spanned(**changes: Any) -> dict[str, Any]:
    span = {"id": "T1", "person": "ann1", "label": "GPE", "fragments": [[14, 18]], **changes}
    return {"key": "k", "text": TEXT, "spans": [{key: value for key, value in span.items() if value is not ...}]}


class Scheme:
    """A scheme that knows two labels and a link."""

    labels = ()
    labelled_zones = ("body",)

    def label(self, label: str) -> object:
        return {"GPE": 1, "PER": 2}[label]

    def link(self, label: str) -> object | None:
        return {"Place": 1}.get(label)


# ---- what is right --------------------------------------------------------------------------------------------------


def test_key_and_text_are_enough(tmp_path: Path) -> None:
    (bundle,) = bundles_of(saved(tmp_path, {"key": "k", "text": TEXT}))
    assert bundle.document.id == document_id("k", text_sha256(TEXT))
    assert (bundle.spans, bundle.zones, bundle.document.meta) == ((), (), {})


def test_everything_survives_the_way_out_and_in(
    tmp_path: Path, jsonl: Format, header: Header, full_bundle: Bundle
) -> None:
    out = tmp_path / "out.jsonl"
    report = write(jsonl, header, [full_bundle], out)
    assert report.is_lossless
    assert (report.documents, report.spans, report.links) == (1, len(full_bundle.spans), 2)
    read_header, *rest = items_of(out)
    assert canonical_header(read_header) == canonical_header(header)
    (bundle,) = rest
    assert by_id(bundle) == by_id(full_bundle)


def by_id(bundle: Bundle) -> dict[str, object]:
    return {
        "document": bundle.document,
        "spans": {span.id: span for span in bundle.spans},
        "links": {link.id: link for link in bundle.links},
        "decisions": {decision.id: decision for decision in bundle.decisions},
        "comments": {comment.id: comment for comment in bundle.comments},
        "zones": sorted(msgspec.json.encode(zone) for zone in bundle.zones),
        "labels": sorted(msgspec.json.encode(label) for label in bundle.labels),
        "states": sorted(msgspec.json.encode(state) for state in bundle.states),
        "assignments": sorted(msgspec.json.encode(assignment) for assignment in bundle.assignments),
    }


def canonical_header(header: Header) -> Header:
    return msgspec.structs.replace(header, people=tuple(sorted(header.people, key=lambda person: person.name)))


def test_a_second_export_is_byte_for_byte_the_first(
    tmp_path: Path, jsonl: Format, header: Header, full_bundle: Bundle
) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(jsonl, header, [full_bundle], first)
    read_header, bundle = items_of(first)
    shuffled = msgspec.structs.replace(bundle, spans=bundle.spans[::-1], links=bundle.links[::-1])
    write(jsonl, read_header, [shuffled], second)
    assert first.read_bytes() == second.read_bytes()


def test_the_keys_stand_in_the_documented_order(
    tmp_path: Path, jsonl: Format, header: Header, full_bundle: Bundle
) -> None:
    out = tmp_path / "out.jsonl"
    write(jsonl, header, [full_bundle], out)
    first, line = (json.loads(raw) for raw in out.read_bytes().splitlines())
    assert list(first) == ["annotator", "scheme", "people", "runs", "rounds"]
    assert list(line) == [
        *("key", "text", "sha256", "meta", "direction", "replaces", "zones", "spans", "links", "labels"),
        *("decisions", "comments", "states", "assignments"),
    ]
    common = ["attributes", "note", "score", "run", "origin", "scheme"]
    assert list(line["spans"][0]) == ["id", "person", "kind", "label", "fragments", *common]
    assert list(line["links"][0]) == ["id", "person", "kind", "label", "head", "tail", *common]
    assert list(line["decisions"][0]) == ["id", "person", "of", "verdict", "result", "reason", "note"]
    assert list(line["comments"][0]) == ["id", "person", "on", "text", "resolved"]
    assert list(line["states"][0]) == ["person", "state", "reason", "active_seconds"]
    assert list(line["assignments"][0]) == ["person", "round"]
    assert list(line["zones"][0]) == ["start", "end", "kind", "person"]
    assert list(line["labels"][0]) == ["person", "name", "value"]
    places = [(span["fragments"][0][0], -span["fragments"][-1][1]) for span in line["spans"]]
    assert places == sorted(places)


def test_arabic_stays_readable_in_the_file(tmp_path: Path, jsonl: Format, header: Header, full_bundle: Bundle) -> None:
    out = tmp_path / "out.jsonl"
    write(jsonl, header, [full_bundle], out)
    assert "وزارة النقل" in out.read_text(encoding="utf-8")


def test_spans_without_ids_get_the_same_ids_every_time_and_equals_are_told_apart(tmp_path: Path) -> None:
    line = spanned(id=...)
    line["spans"] *= 2
    first, second = bundles_of(saved(tmp_path, line))[0].spans
    document = document_id("k", text_sha256(TEXT))
    assert first.id == content_id(document, "ann1", "GPE", ((14, 18),), 0)
    assert second.id == content_id(document, "ann1", "GPE", ((14, 18),), 1)
    assert first.foreign is None


def test_foreign_names_are_kept_and_written_again(tmp_path: Path, jsonl: Format) -> None:
    line = spanned()
    line["links"] = [{"id": "R1", "person": "ann1", "label": "Place", "head": "T1", "tail": "T1"}]
    (bundle,) = bundles_of(saved(tmp_path, line))
    assert bundle.spans[0].id == foreign_id(bundle.document.id, "ann1", "T1")
    assert (bundle.spans[0].foreign, bundle.links[0].head) == ("T1", bundle.spans[0].id)
    out = tmp_path / "out.jsonl"
    write(jsonl, Header(scheme_id="", scheme_version=1), [bundle], out)
    written = json.loads(out.read_bytes().splitlines()[1])
    assert (written["spans"][0]["id"], written["links"][0]["id"]) == ("T1", "R1")
    assert written["links"][0]["head"] == "T1"
    assert "foreign" not in written["spans"][0]
    assert bundles_of(out) == [bundle]


def test_a_foreign_name_that_two_spans_share_stands_beside_our_id(tmp_path: Path, jsonl: Format) -> None:
    bundles = [bundles_of(saved(tmp_path, spanned(person=person)))[0] for person in ("ann1", "ann2")]
    both = msgspec.structs.replace(bundles[0], spans=bundles[0].spans + bundles[1].spans)
    out = tmp_path / "out.jsonl"
    write(jsonl, Header(scheme_id="", scheme_version=1), [both], out)
    written = json.loads(out.read_bytes().splitlines()[1])["spans"]
    assert [(span["id"], span["foreign"]) for span in written] == [(span.id, "T1") for span in both.spans]
    assert bundles_of(out)[0].spans == both.spans


def test_a_foreign_name_that_our_id_was_not_made_from_stands_beside_it(tmp_path: Path, jsonl: Format) -> None:
    (bundle,) = bundles_of(saved(tmp_path, spanned()))
    moved = msgspec.structs.replace(bundle.spans[0], person="ann2")
    out = tmp_path / "out.jsonl"
    changed = msgspec.structs.replace(bundle, spans=(moved,))
    write(jsonl, Header(scheme_id="", scheme_version=1), [changed], out)
    assert bundles_of(out) == [changed]


def test_people_come_before_the_first_document_that_names_them(tmp_path: Path) -> None:
    source = saved(tmp_path, GOOD, spanned(person="m", kind="model"), {**spanned(person="m"), "key": "k2"})
    items = items_of(source)
    assert [type(item) for item in items] == [Bundle, Person, Bundle, Bundle]
    assert items[1] == Person("m", PersonKind.MODEL)


def test_the_person_of_the_options_owns_what_names_nobody(tmp_path: Path) -> None:
    items = items_of(saved(tmp_path, spanned(person=...)), person="tagger", kind=PersonKind.MODEL)
    assert items[0] == Person("tagger", PersonKind.MODEL)
    assert items[1].spans[0].person == "tagger"


def test_references_may_stand_in_any_order(tmp_path: Path) -> None:
    line = spanned(origin="T2")
    line["spans"].append({"id": "T2", "person": "m", "kind": "model", "label": "GPE", "fragments": [[14, 18]]})
    line["comments"] = [
        {"id": "c1", "person": "ann1", "on": "c2", "text": "رد"},
        {"id": "c2", "person": "ann1", "on": "T1", "text": "سؤال"},
    ]
    line["decisions"] = [{"person": "ann1", "of": ["T2"], "verdict": "accepted", "result": ["T1"]}]
    (bundle,) = bundles_of(saved(tmp_path, line))
    assert bundle.spans[0].origin == bundle.spans[1].id
    assert bundle.comments[0].on == bundle.comments[1].id
    assert bundle.decisions[0].result == (bundle.spans[0].id,)


def test_an_origin_that_stayed_behind_keeps_its_id(tmp_path: Path) -> None:
    origin = "0190a5c0-0000-7000-8000-000000000001"
    assert bundles_of(saved(tmp_path, spanned(origin=origin)))[0].spans[0].origin == origin


def test_the_same_document_may_come_on_two_lines_with_the_work_of_two_people(tmp_path: Path) -> None:
    assert len(bundles_of(saved(tmp_path, spanned(), spanned(person="ann2")))) == 2


def test_blank_lines_a_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"annotator": 1}\r\n\r\n' + json.dumps(GOOD).encode())
    header, bundle = items_of(path)
    assert isinstance(header, Header)
    assert bundle.document.text == "نص"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_wide_files_are_read_too(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes((json.dumps(GOOD, ensure_ascii=False) + "\n").encode(encoding))
    assert bundles_of(path)[0].document.text == "نص"


def test_a_forced_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes((json.dumps(GOOD, ensure_ascii=False) + "\n").encode("cp1256"))
    assert bundles_of(path, encoding="windows-1256")[0].document.key == "جيد"
    (refusal,) = items_of(path)
    assert refusal.code == "formats.line_bytes"


def test_line_separators_inside_a_text_do_not_split_the_line(tmp_path: Path, jsonl: Format) -> None:
    text = "أ\u2028ب\u2029ج\x85د\x0b\r\nه"
    source = saved(tmp_path, {"key": "k", "text": text})
    assert bundles_of(source)[0].document.text == text


# ---- what is wrong --------------------------------------------------------------------------------------------------

SPAN_FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"fragments": [[14, 99]]}, "beyond_text", "spans[0].fragments[0]"),
    ({"fragments": [[-1, 3]]}, "beyond_text", "spans[0].fragments[0]"),
    ({"fragments": [[3, 3]]}, "empty_range", "spans[0].fragments[0]"),
    ({"fragments": [[4, 3]]}, "reversed_range", "spans[0].fragments[0]"),
    ({"fragments": [[0, 4], [3, 6]]}, "overlapping_fragments", "spans[0].fragments[1]"),
    ({"fragments": [[5, 6], [0, 3]]}, "overlapping_fragments", "spans[0].fragments[1]"),
    ({"fragments": []}, "missing_key", "spans[0]"),
    ({"fragments": ...}, "missing_key", "spans[0]"),
    ({"fragments": [[1]]}, "type", "spans[0].fragments[0]"),
    ({"fragments": [["1", 2]]}, "type", "spans[0].fragments[0][0]"),
    ({"fragments": [[1.5, 2]]}, "type", "spans[0].fragments[0][0]"),
    ({"fragments": [[True, 2]]}, "type", "spans[0].fragments[0][0]"),
    ({"label": ...}, "missing_key", "spans[0]"),
    ({"label": "NOPE"}, "unknown_label", "spans[0].label"),
    ({"person": ...}, "missing_key", "spans[0]"),
    ({"person": ""}, "name", "spans[0].person"),
    ({"kind": "robot"}, "unknown_value", "spans[0].kind"),
    ({"score": 1.5}, "score", "spans[0].score"),
    ({"score": -0.1}, "score", "spans[0].score"),
    ({"scheme": 0}, "value", "spans[0].scheme"),
    ({"colour": "red"}, "unknown_key", "spans[0]"),
    ({"origin": "T9"}, "missing_end", "spans[0].origin"),
    ({"id": ""}, "name", "spans[0].id"),
    ({"foreign": "T2"}, "foreign_twice", "spans[0].foreign"),
]


@pytest.mark.parametrize(("changes", "code", "field"), SPAN_FAULTS)
def test_a_wrong_span_refuses_its_document_only(tmp_path: Path, changes: dict[str, Any], code: str, field: str) -> None:
    refusal = refusal_of(tmp_path, spanned(**changes), scheme=Scheme())
    assert (refusal.code, refusal.field) == (f"formats.{code}", field)


LINK = {"id": "R1", "person": "ann1", "label": "Place", "head": "T1", "tail": "T1"}
DECISION = {"id": "d", "person": "ann1", "of": ["T1"], "verdict": "accepted"}
STATE = {"person": "ann1", "state": "done"}
DOCUMENT_FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"titel": "x"}, "unknown_key", ""),
    ({"text": ""}, "line_empty", "text"),
    ({"text": "a\0b"}, "line_nul", "text"),
    ({"key": ""}, "name", "key"),
    ({"key": 7}, "type", "key"),
    ({"text": None}, "type", "text"),
    ({"sha256": "00"}, "sha256", "sha256"),
    ({"direction": "up"}, "unknown_value", "direction"),
    ({"meta": []}, "type", "meta"),
    ({"zones": [{"start": 0, "end": 99, "kind": "body"}]}, "beyond_text", "zones[0]"),
    ({"zones": [{"start": 0, "kind": "body"}]}, "missing_key", "zones[0]"),
    ({"links": [{**LINK, "head": "T9"}]}, "missing_end", "links[0].head"),
    ({"links": [{**LINK, "tail": "R1"}]}, "missing_end", "links[0].tail"),
    ({"links": [{**LINK, "label": "Time"}]}, "unknown_link", "links[0].label"),
    ({"links": [{**LINK, "id": "T1"}]}, "same_id", "links[0].id"),
    ({"links": [{"id": "R1", "person": "ann1", "label": "Place"}]}, "missing_end", "links[0].head"),
    ({"decisions": [{**DECISION, "of": ["T9"]}]}, "missing_end", "decisions[0].of[0]"),
    ({"decisions": [{**DECISION, "result": ["T9"]}]}, "missing_end", "decisions[0].result[0]"),
    ({"decisions": [{**DECISION, "of": []}]}, "missing_key", "decisions[0]"),
    ({"decisions": [{**DECISION, "verdict": "maybe"}]}, "unknown_value", "decisions[0].verdict"),
    ({"comments": [{"person": "ann1", "text": "x", "on": "T9"}]}, "missing_end", "comments[0].on"),
    ({"comments": [{"person": "ann1", "text": "x", "at": 3}]}, "unknown_key", "comments[0]"),
    ({"states": [{**STATE, "state": "asleep"}]}, "unknown_value", "states[0].state"),
    ({"states": [STATE, STATE]}, "twice", "states[1]"),
    ({"states": [{**STATE, "active_seconds": -1}]}, "value", "states[0].active_seconds"),
    ({"labels": [{"person": "ann1", "name": "g", "value": 1}] * 2}, "twice", "labels[1]"),
    ({"labels": [{"person": "ann1", "name": "g"}]}, "missing_key", "labels[0]"),
    ({"assignments": [{"person": "ann1", "round": "r"}] * 2}, "twice", "assignments[1]"),
]


@pytest.mark.parametrize(("changes", "code", "field"), DOCUMENT_FAULTS)
def test_a_wrong_document_is_refused_by_field(tmp_path: Path, changes: dict[str, Any], code: str, field: str) -> None:
    refusal = refusal_of(tmp_path, {**spanned(), **changes}, scheme=Scheme())
    assert (refusal.code, refusal.field) == (f"formats.{code}", field)


RAW_FAULTS: list[tuple[bytes, str]] = [
    (b'{"key": "a", "text": "b"', "json_truncated"),
    (b'{"key": "a", "text": "b"]', "json"),
    (b'{"key": "a" "text": "b"}', "json"),
    (b'{"key": "a", "text": "b"} {}', "json"),
    (b'{"key": "a", "text": "b", "meta": {"n": NaN}}', "json"),
    (b'{"key": "a", "text": "\\ud800"}', "line_surrogate"),
    (b'{"key": "a", "text": "\\udc00 x"}', "line_surrogate"),
    (b'{"key": "a", "text": "\\ud83d x"}', "line_surrogate"),
    (b'{"key": "a", "text": "b", "meta": {"x": "\\ud800\\ud800"}}', "line_surrogate"),
    (b'{"key": "a", "text": "\xff"}', "line_bytes"),
    (b'{"key": "a"}', "missing_key"),
    (b'{"text": "a"}', "missing_key"),
    (b'["key", "text"]', "type"),
    (b"garbage", "json"),
    (b'{"key": "a", "text": "b", "meta": {"a": ' + b"[" * 5000 + b"]" * 5000 + b"}}", "too_deep"),
    (b'{"key": "a", "text": "b", "meta": {"a": ' + b"[" * 101 + b"]" * 101 + b"}}", "too_deep"),
    (b'{"key": "a", "text": "b", "meta": {"n": 1e999}}', "value"),
    (b'{"annotator": 1}', "late_header"),
]


@pytest.mark.parametrize(("line", "code"), RAW_FAULTS)
def test_a_broken_line_is_refused_and_the_rest_is_read(tmp_path: Path, line: bytes, code: str) -> None:
    assert refusal_of(tmp_path, line).code == f"formats.{code}"


def test_broken_json_on_line_7_names_line_7(tmp_path: Path) -> None:
    lines: list[object] = [{**GOOD, "key": f"k{number}"} for number in range(9)]
    lines[6] = b'{"key": "k6", "text": '
    items = items_of(saved(tmp_path, *lines))
    (refusal,) = [item for item in items if isinstance(item, Refusal)]
    assert refusal.line == 7
    assert len(items) == 9


def test_an_escaped_backslash_before_u_is_no_surrogate(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"key": "a", "text": "\\\\ud800 \\ud83d\\ude86"}\n')
    assert bundles_of(path)[0].document.text == "\\ud800 🚆"


def test_duplicate_ids_in_a_document_are_refused(tmp_path: Path) -> None:
    line = spanned()
    line["spans"].append({"id": "T1", "person": "ann2", "label": "GPE", "fragments": [[0, 3]]})
    assert refusal_of(tmp_path, line).code == "formats.same_id"


def test_one_key_with_two_texts_is_refused(tmp_path: Path) -> None:
    items = items_of(saved(tmp_path, GOOD, {**GOOD, "text": "نص آخر"}))
    assert items[1].code == "formats.second_text"


def test_a_person_of_two_kinds_is_refused(tmp_path: Path) -> None:
    source = saved(tmp_path, {"annotator": 1, "people": [{"name": "ann1", "kind": "human"}]}, spanned(kind="model"))
    assert items_of(source)[1].code == "formats.person_kind"


def test_a_refused_document_introduces_nobody(tmp_path: Path) -> None:
    items = items_of(saved(tmp_path, spanned(person="ghost", score=7), GOOD))
    assert [type(item) for item in items] == [Refusal, Bundle]


def test_a_wrong_header_is_refused_and_the_documents_are_read(tmp_path: Path) -> None:
    refusal, bundle = items_of(saved(tmp_path, {"annotator": 1, "shceme": {}}, GOOD))
    assert (refusal.code, refusal.line) == ("formats.unknown_key", 1)
    assert isinstance(bundle, Bundle)


def test_a_file_from_the_future_is_refused_whole(tmp_path: Path) -> None:
    (refusal,) = items_of(saved(tmp_path, {"annotator": 2}, GOOD))
    assert refusal.code == "formats.future"


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"\n\n", "empty"), (b"PK\x03\x04", "binary")])
def test_a_file_that_holds_no_lines_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(data)
    (refusal,) = items_of(path)
    assert refusal.code == f"formats.{code}"


def test_strict_raises_the_first_fault_with_file_line_and_field(tmp_path: Path) -> None:
    source = saved(tmp_path, GOOD, spanned(score=2))
    with pytest.raises(InputError) as caught:
        items_of(source, strict=True)
    assert caught.value.facts["line"] == 2
    assert caught.value.facts["field"] == "spans[0].score"


def test_offsets_that_do_not_fit_are_never_written(tmp_path: Path, jsonl: Format, full_bundle: Bundle) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before", encoding="utf-8")
    length = len(full_bundle.document.text)
    empty = Header(scheme_id="", scheme_version=1)
    for fragments in (((0, length + 1),), ((3, 3),), ((5, 4),), ((0, 5), (4, 6)), ()):
        wrong = Span(id="x", person="p", label="L", fragments=fragments)
        with pytest.raises(InputError):
            write(jsonl, empty, [msgspec.structs.replace(full_bundle, spans=(wrong,))], out)
    with pytest.raises(InputError):
        write(jsonl, empty, [msgspec.structs.replace(full_bundle, zones=(Zone(0, length + 1, "body"),))], out)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert out.read_text(encoding="utf-8") == "before"


def test_a_part_of_a_project_is_written_without_what_points_outside(
    tmp_path: Path, jsonl: Format, header: Header, full_bundle: Bundle
) -> None:
    part = msgspec.structs.replace(full_bundle, spans=tuple(s for s in full_bundle.spans if s.person == "ann2"))
    out = tmp_path / "out.jsonl"
    report = write(jsonl, header, [part], out, WriteOptions())
    assert not report.is_lossless
    assert {loss.kind: loss.count for loss in report.lost} == {
        "dangling_links": 2,
        "dangling_decisions": 2,
        "dangling_comments": 2,
    }
    assert bundles_of(out)[0].spans == part.spans
