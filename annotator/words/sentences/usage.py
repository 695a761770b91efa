"""Sentences of the errors whose code begins with `usage.`: a command was called wrongly."""

from __future__ import annotations

from annotator.words import N_

SENTENCES: dict[str, str] = {
    "usage.out_exists": N_("{file} is there already. Choose another name, or add --replace."),
    "usage.out_is_folder": N_("{file} is a folder. Name the file that shall be written."),
    "usage.no_folder": N_("There is no folder {folder}. Make it first."),
    "usage.system": N_("{file}: {reason}."),
    "usage.empty_query": N_("Give a word or phrase to search for."),
    "usage.unknown_person": N_("Nobody named {name} is in this project. There are: {people}."),
    "usage.choose_person": N_("Several people worked on this project. Choose with --person NAME or --gold: {people}."),
    "usage.no_gold": N_("Nobody has settled gold labels in this project yet."),
    "usage.unknown_round": N_("There is no round {name} in this project."),
    "usage.nothing_to_redact": N_("Say what to leave out: --document KEY or --person NAME."),
    "usage.bad_mapping": N_("A mapping looks like FIELD=COLUMN, for example text=body; {given} does not."),
}
