"""The command line: one table of verbs, each in a module that is imported when it is called."""

from __future__ import annotations

import importlib
import sys
import traceback
from typing import Any

import click

from annotator import __version__
from annotator.cli.library_words import translated
from annotator.errors import AnnotatorError, Cancelled, RefusedError
from annotator.words import N_, _
from annotator.words.sentences import sentence, sentence_of

VERBS: dict[str, str] = {
    "new": N_("Make a project file."),
    "import": N_("Bring in articles, labels or predictions."),
    "export": N_("Write a dataset or the whole project."),
    "search": N_("Find a phrase in all articles."),
    "show": N_("Print an article with its labels."),
    "stats": N_("Count articles, labels and people."),
    "history": N_("List every edit, who made it and when."),
    "scheme": N_("Print the scheme in force, or set another version."),
    "formats": N_("List the formats and what each can hold."),
    "merge": N_("Bring other people's project files into this one."),
    "check": N_("Prove that nothing in a project file was lost or altered."),
    "rebuild": N_("Make the tables of the current state anew from the history."),
    "backup": N_("Write a verified copy of a project file."),
    "salvage": N_("Save what can be saved from a damaged file into a new one."),
    "redact": N_("Write a copy without a document or a person."),
}
"""Every verb with its one line of help; the module `annotator.cli.verbs.VERB` holds its `command`."""

DONE, FOUND_A_PROBLEM, WRONG_USE = 0, 1, 2


class Verbs(click.Group):
    """A group whose verbs are imported when they are called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb's module and return its command."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"annotator.cli.verbs.{cmd_name}_")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs and their help from the table, without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(verb, _(text)) for verb, text in VERBS.items()])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the two ways to call the program."""
        formatter.write_usage("annotator", _("[FOLDER | PROJECT.sqlite] [--person NAME]"))
        formatter.write_usage("annotator", _("COMMAND [ARGUMENTS]"))


def program() -> click.Group:
    """Return the command group; made when called, so that its words are in the language in force."""
    group = Verbs(name="annotator", help=_("Label news articles, Arabic first. Without a command, open the window."))
    version = click.version_option(__version__, prog_name="annotator", message="%(prog)s %(version)s")
    return version(group)


def is_for_the_command_line(words: list[str]) -> bool:
    """Whether the arguments begin with a verb, or ask for help or the version."""
    return bool(words) and (words[0] in VERBS or words[0] in {"--help", "--version"})


def run(words: list[str]) -> int:
    """Run one verb; print one sentence for what went wrong, and return the exit code."""
    with translated():
        return _run(words)


def _run(words: list[str]) -> int:
    try:
        result: Any = program().main(args=words, prog_name="annotator", standalone_mode=False)
    except BrokenPipeError:
        _silence_stdout()
        return DONE
    except (click.ClickException, click.Abort, KeyboardInterrupt, Cancelled, AnnotatorError, OSError) as problem:
        return _complain(*_told(problem))
    except Exception:  # noqa: BLE001 - the border of the command line: a fault of ours, whole, to be reported
        traceback.print_exc()
        return _complain(_("This is a fault of the program. Please report the lines above."), FOUND_A_PROBLEM)
    return result if isinstance(result, int) else DONE


def _told(problem: BaseException) -> tuple[str, int]:
    """Return the sentence of a problem that a person can do something about, and the exit code."""
    if isinstance(problem, click.ClickException):
        return _usage_sentence(problem), WRONG_USE
    if isinstance(problem, AnnotatorError):
        return sentence(problem), FOUND_A_PROBLEM if isinstance(problem, RefusedError) else WRONG_USE
    if isinstance(problem, OSError):
        facts = {"file": str(problem.filename or "–"), "reason": problem.strerror or str(problem)}
        return sentence_of("usage.system", facts), WRONG_USE
    return _("Stopped. What was already written is kept."), FOUND_A_PROBLEM


def _usage_sentence(problem: click.ClickException) -> str:
    verb = problem.ctx.info_name if isinstance(problem, click.UsageError) and problem.ctx else None
    asked = f"annotator {verb} --help" if verb and verb in VERBS else "annotator --help"
    return _("{problem} See: {command}").format(problem=problem.format_message(), command=asked)


def _complain(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code


def _silence_stdout() -> None:
    """Keep the interpreter from complaining at exit that nobody reads standard output (`annotator … | head`)."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
