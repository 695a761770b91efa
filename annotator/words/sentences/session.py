"""Sentences of the errors whose code begins with `session.`."""

from __future__ import annotations

from annotator.words import N_

SENTENCES: dict[str, str] = {
    "session.read_only": N_("{file} is open for reading only: {holder} has it open elsewhere. Close it there first."),
    "session.no_document": N_("There is no article named {key} in this project."),
    "session.no_span": N_("In {key} there is no span or link {id} to change."),
    "session.no_link": N_("In {key} there is no link {id} of yours to change."),
    "session.no_comment": N_("In {key} there is no comment {id} of yours."),
    "session.unknown_label": N_("The scheme {scheme}, version {version}, has no label {label}."),
    "session.unknown_link": N_("The scheme {scheme} has no link {label}."),
    "session.unknown_attribute": N_("Spans and links labelled {label} have no attribute {name}."),
    "session.unknown_document_label": N_("The scheme has no label {name} for whole articles."),
    "session.bad_value": N_("The attribute {name} can't be {value}; choose one of the values of the scheme."),
    "session.bad_fragments": N_("{start}–{end} is no range of {key}, which has {length} characters."),
    "session.no_fragments": N_("Select some text of {key} first."),
    "session.bad_zone": N_("The zone {kind} at {start}–{end} of {key} overlaps another, is empty or of no known kind."),
    "session.self_link": N_("A link {label} needs two different spans."),
    "session.link_ends": N_("A link {label} can't end at {end}; the scheme allows {allowed}."),
    "session.other_scheme": N_(
        "The labels were made with the scheme {theirs}, version {version}; this project keeps its own, {mine}."
    ),
}
