"""The README is true: what it shows is run, and every verb, flag and key of the program is in it.

Blocks `sh` are run in their order in one folder, as are blocks `python`. A second word says what else a block is:
`window` opens one (its arguments are checked), `example` names files that aren't there (arguments are checked), `setup`
is what `make` and `.ci/run` do.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from annotator.cli.main import VERBS, program
from annotator.formats.jsonl import wire
from tests.house import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
KINDS = {"sh", "sh window", "sh example", "sh setup", "python", "text"}
_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FLAG = re.compile(r"--[a-z][a-z-]+")


class Block(NamedTuple):
    """A fenced block: the words behind the fence, and what stands in it."""

    kind: str
    content: str


BLOCKS = [Block(*match) for match in _BLOCK.findall(README)]


def _commands(kind: str) -> list[list[str]]:
    """The calls of `annotator` in blocks of one kind, as words."""
    lines = [line for block in BLOCKS if block.kind == kind for line in block.content.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("annotator ")]


def _reference() -> dict[str, str]:
    """What the list of commands says of each verb."""
    (listed,) = (block.content for block in BLOCKS if block.kind == "text")
    entries = re.split(r"^annotator ", listed, flags=re.MULTILINE)[1:]
    return {entry.split()[0]: entry for entry in entries}


def _verb(name: str) -> click.Command:
    group = program()
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def test_every_block_says_what_it_is():
    assert {block.kind for block in BLOCKS} <= KINDS


def test_what_the_readme_shows_runs(tmp_path: Path):
    shutil.copytree(ROOT / "sample_corpus", tmp_path / "sample_corpus")
    environment = _environment(tmp_path)
    for block in BLOCKS:
        if block.kind == "sh":
            command = ["bash", "-euo", "pipefail", "-c", block.content]
        elif block.kind == "python":
            command = [sys.executable, "-W", "error::ResourceWarning", "-c", block.content]
        else:
            continue
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"{block.content}\n{done.stdout[-300:]}\n{done.stderr[-1_000:]}", pytrace=False)


@pytest.mark.parametrize("words", _commands("sh example"), ids=" ".join)
def test_the_arguments_of_an_example_are_understood(words: list[str]):
    _verb(words[0]).make_context(words[0], words[1:])


@pytest.mark.parametrize("words", _commands("sh window"), ids=" ".join)
def test_a_window_is_opened_on_a_folder_that_ships(words: list[str]):
    assert words[0] not in VERBS
    assert (ROOT / words[0]).is_dir()


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_of_commands_has_every_flag_of_a_verb_and_no_other(verb: str):
    flags = {name for option in _verb(verb).params if isinstance(option, click.Option) for name in option.opts}
    assert set(_FLAG.findall(_reference()[verb])) == flags


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_of_commands_names_the_arguments_of_a_verb(verb: str):
    first = _reference()[verb].splitlines()[0]
    shown = re.findall(r"(?<![A-Z=])[A-Z]{3,}", re.sub(r"--[a-z-]+ [^ \]]+|\[--[^\]]*\]", "", first))
    assert len(shown) == len([one for one in _verb(verb).params if isinstance(one, click.Argument)])


@pytest.mark.parametrize("verb", VERBS)
def test_the_choices_of_a_flag_are_those_of_the_program(verb: str):
    for option in _verb(verb).params:
        if isinstance(option, click.Option) and isinstance(option.type, click.Choice):
            assert f"{option.opts[0]} {'|'.join(option.type.choices)}" in " ".join(_reference()[verb].split())


def test_the_list_of_commands_has_no_verb_that_is_not_there():
    assert set(_reference()) - {"[FOLDER", "--help"} == set(VERBS)


def test_the_readme_has_every_key_of_the_window_and_no_other():
    from annotator.ui.actions import ROWS

    section = README.split("## Keys in the window")[1].split("\n## ")[0]
    shown = set(re.findall(r"`([^`\n]+)`", section)) - {"1", "2", "3"}
    assert [row.keys[0] for row in ROWS if row.keys and row.keys[0] not in shown] == []
    assert sorted(shown - {key for row in ROWS for key in row.keys}) == []


def test_the_system_packages_are_those_of_the_set_up():
    (shown,) = re.findall(r"apt-get install -y (.*)", README)
    script = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    lists = re.findall(r'^(?:QT_LIBRARIES|QT_ON_X11|ARABIC_FONTS|FOR_TESTS)="([^"]*)"', script, re.MULTILINE)
    assert shown.split() == " ".join(lists).split()


def test_every_target_of_make_that_the_readme_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)", README + (ROOT / "docs" / "index.md").read_text(encoding="utf-8")))
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_every_field_of_our_jsonl_is_explained():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    shapes = [shape for name, shape in vars(wire).items() if name.startswith("Wire")]
    fields = {field for shape in shapes for field in shape.__struct_fields__}
    assert len(shapes) > 8
    assert sorted(field for field in fields if f"`{field}`" not in page) == []


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_links_lead_somewhere(page: str):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []


def _environment(folder: Path) -> dict[str, str]:
    """The environment of somebody who has installed this checkout."""
    binaries = folder / "bin"
    binaries.mkdir()
    command = binaries / "annotator"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m annotator "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = os.pathsep.join([str(binaries), str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
