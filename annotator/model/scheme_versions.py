"""One version of a scheme after another: what became of the labels, and whether the step is allowed."""

from __future__ import annotations

import msgspec

from annotator.errors import RefusedError
from annotator.model.scheme_parts import Label, LinkLabel, Texts
from annotator.model.scheme_whole import Scheme, resolve


class Renamed(msgspec.Struct, frozen=True):
    """A label or link that kept its id and got other names."""

    id: str
    old: Texts
    new: Texts


class Succession(msgspec.Struct, frozen=True):
    """What becomes of labels and links in the next version; ids of labels and of links never coincide.

    `removed` has no redirect: its spans and links stay as they are, unknown, shown, never dropped. `redirected` pairs
    an id with the one that it now leads to, where it led elsewhere before. Redirects of the old version still count: a
    project follows those of all its versions, one after the other.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    redirected: tuple[tuple[str, str], ...] = ()
    renamed: tuple[Renamed, ...] = ()


def check_successor(old: Scheme, new: Scheme) -> Succession:
    """Return what changes from one version of a project's scheme to the next; nothing where they are equal.

    Raises RefusedError `scheme.lower_version` or, for the same number with other content, `scheme.same_version`.
    """
    facts = {"id": new.id, "old": old.version, "new": new.version}
    if new.version < old.version:
        raise RefusedError("scheme.lower_version", **facts)
    if new.version == old.version and new != old:
        raise RefusedError("scheme.same_version", **facts)
    before, after = _named(old), _named(new)
    gone = [name for name in (*before, *old.redirects) if name not in after]
    were = {name: resolve(old.redirects, name) for name in gone}
    ends = {name: resolve(new.redirects, were[name]) for name in gone}
    return Succession(
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in gone if ends[name] not in after),
        redirected=tuple((name, ends[name]) for name in gone if ends[name] in after and ends[name] != were[name]),
        renamed=tuple(
            Renamed(name, before[name].names, part.names)
            for name, part in after.items()
            if name in before and before[name].names != part.names
        ),
    )


def _named(scheme: Scheme) -> dict[str, Label | LinkLabel]:
    named: dict[str, Label | LinkLabel] = {label.id: label for label in scheme.labels}
    named.update((link.id, link) for link in scheme.links)
    return named
