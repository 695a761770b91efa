"""Sentences of the errors whose code begins with `scheme.`, and of the faults of a scheme file.

A fault's sentence stands after the name of the file and the path (`label.PER.key`), as {reason}: what is wrong there
and what to do.
"""

from __future__ import annotations

from annotator.words import N_

DEEP_NESTING = N_("Too many brackets in each other")
LONG_NUMBER = N_("A number has too many digits")
SURROGATE = N_("Half of a surrogate pair, which no file can hold")

SYNTAX = (
    DEEP_NESTING,
    LONG_NUMBER,
    SURROGATE,
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Invalid initial character for a key part"),
    N_("Invalid hex value"),
    N_("Invalid date or datetime"),
    N_("Cannot overwrite a value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected ']' at the end of a table declaration"),
    N_("Expected ']]' at the end of an array declaration"),
    N_("Expected newline or end of document after a statement"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unterminated string"),
    N_("Unescaped '\\' in a string"),
    N_("Escaped character is not a Unicode scalar value"),
)
"""What tomllib says of faults of syntax; what stands not here is shown in its English."""

SENTENCES: dict[str, str] = {
    "scheme.unreadable": N_("{file} can't be read: {reason}."),
    "scheme.encoding": N_("{file} is not UTF-8 at byte {byte}; save it as UTF-8 and try again."),
    "scheme.not_shipped": N_("There is no scheme named {file}; name one of {known}, or a scheme file."),
    "scheme.syntax": N_("{file}, line {line}, column {column}: {reason}"),
    "scheme.meaning": N_("{file}, {path}: {reason}"),
    "scheme.lower_version": N_(
        "Version {new} of the scheme {id} is older than version {old}, which is in force; give it a higher version."
    ),
    "scheme.same_version": N_(
        "This scheme differs from the one in force, but both are version {old}; give the new one a higher version."
    ),
    # Faults of syntax and of shape.
    "scheme.syntax_reason": N_("{syntax}; correct the TOML there."),
    "scheme.not_text": N_("This must be a text in quotation marks."),
    "scheme.not_flag": N_("This must be true or false, without quotation marks."),
    "scheme.not_value": N_("This must be the id of a value in quotation marks, or true or false without them."),
    "scheme.not_number": N_("This must be a whole number from {least} to {most}."),
    "scheme.not_list": N_("This must be a list in square brackets, or tables in double square brackets."),
    "scheme.not_table": N_("This must be a table of keys and values."),
    "scheme.not_one_of": N_("{value} is not known here; write one of {allowed}."),
    "scheme.control_character": N_("The text holds a control character; take it out."),
    "scheme.bad_id": N_("{id} can't be an id; write 1 to {most} visible characters without spaces."),
    "scheme.missing_key": N_("The key {key} is missing; add it."),
    "scheme.missing_list": N_("{key} is missing; where there are none, write {key} = [] at the top of the file."),
    "scheme.unknown_key": N_("The key {key} is not known here; take it out. Known are {allowed}."),
    "scheme.unknown_key_like": N_("The key {key} is not known here; write {guess}, or take it out."),
    "scheme.no_values": N_("The kind {kind} needs values; add at least one."),
    "scheme.idle_values": N_("The kind {kind} has no values; take them out, or choose the kind choice or choices."),
    "scheme.future": N_("The file has format {format}, this program reads up to {known}; install a newer one."),
    # Faults of meaning.
    "scheme.repeated_id": N_("{id} stands here more than once (upper and lower case count as the same); rename one."),
    "scheme.ambiguous_id": N_("{id} is also the id {other}, so that references can't tell them apart; rename one."),
    "scheme.repeated_key": N_("The key {key} is on {owners} at once; give each its own."),
    "scheme.bad_key": N_("{key} is not a label key; write a small Latin letter other than b, or for a layer a digit."),
    "scheme.other_key": N_("On an Arabic keyboard the key {key} types {expected}; write that."),
    "scheme.layer_key": N_("{key} can't be the key of a layer; write a digit other than 4, which is kept for zones."),
    "scheme.digit_key": N_("{key} can't be the key of a label, because digits are for layers; write a letter."),
    "scheme.repeated_fill": N_("{owners} have the same fill {fill}; change the color or the pattern of one."),
    "scheme.bad_color": N_("{color} is not a color; write # and six digits 0–9, A–F in capitals, such as #77AADD."),
    "scheme.repeated_tag": N_("{owners} have the same tag {tag}; change one."),
    "scheme.long_tag": N_("The tag {tag} has more than {most} letters; shorten it."),
    "scheme.repeated_family": N_(
        "The family {family} stands beside two different translations; use one translation everywhere."
    ),
    "scheme.family": N_("A family goes with the labels of the layer event, all of them and no others."),
    "scheme.empty_text": N_("The text is empty; write it."),
    "scheme.no_en_letter": N_("{text} has no Latin letter; write the English here."),
    "scheme.no_ar_letter": N_("{text} has no Arabic letter; write the Arabic here."),
    "scheme.short_text": N_("The text has fewer than {least} characters; say more."),
    "scheme.unknown_layer": N_("There is no layer {id}; add it, or name another."),
    "scheme.unknown_link": N_("There is no link {id}; add it, or name another."),
    "scheme.unknown_attribute": N_("There is no attribute {id}; add it, or name another."),
    "scheme.unknown_reference": N_("{id} is not in the scheme; add it, or take it out here."),
    "scheme.repeated_reference": N_("{id} stands twice in this list; take one out."),
    "scheme.no_examples": N_("There is no example; add at least one."),
    "scheme.no_span_in_example": N_("The example {text} shows no span; put the span in square brackets, not nested."),
    "scheme.repeated_role": N_("The role {id} stands twice in this label; write it once, with max = 0 for any number."),
    "scheme.no_fillers": N_("The role has no fillers; name at least one label."),
    "scheme.max_below_min": N_("max is below min = {least}; raise it, or write 0 for any number."),
    "scheme.no_head": N_("The link {link} can't begin at {id}; add {id} or its layer to the link's head."),
    "scheme.no_tail": N_("The link {link} can't end at {id}; add {id} or its layer to the link's tail."),
    "scheme.no_ends": N_("The list is empty; name at least one label or layer."),
    "scheme.relation_as_role": N_("{id} is a relation, but a label has it as a role; change the kind or that role."),
    "scheme.idle_role": N_("{id} has the kind {kind}, but no label has it as a role; add the role, or take {id} out."),
    "scheme.only_relations": N_("Only relations have {key}; take it out."),
    "scheme.no_choice": N_("{value} can't stand here, for {attribute} has the kind {kind} and so no fixed values."),
    "scheme.not_a_value": N_("{value} is no value of {attribute}; write one of {allowed}."),
    "scheme.no_condition": N_("The list is empty, so this would never be shown; name at least one value."),
    "scheme.sits_elsewhere": N_("{id} is not on {places}; put it there too, or choose another attribute."),
    "scheme.condition_cycle": N_("The conditions lead back to {id}, so it would never be shown; change one."),
    "scheme.zone_and_policy": N_("For {id} this and policy.labelled_zones contradict each other; change one of them."),
    "scheme.redirect_of_living": N_("{id} still stands in the scheme; take it out there, or take the redirect out."),
    "scheme.redirect_to_unknown": N_("There is no label, link or redirect {id}; add it, or redirect elsewhere."),
    "scheme.redirect_cycle": N_("The redirects from {id} lead in a circle; change one of them."),
}
