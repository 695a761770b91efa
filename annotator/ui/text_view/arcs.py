"""Links below a line: in which lane each runs, from where to where, and where it says its name. Plain numbers, no Qt.

The links of one span hang on one stem: those to the same line run to their targets, one run goes to the margin for all
others. x as in the column; what lies in other lines stands beyond the column's edge on the side of the margin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.ui.text_view.values import DrawnLink

ARROW_HEIGHT = 6.0
ARROW_WIDTH = 7.0
NAME_ROOM = 14.0
"""How much longer than its name a line must be to carry it."""
NAME_GAP = 5.0
NAME_OVERHANG = 36.0
"""How far a name may reach into the margins."""

_APART = 4.0
_CLEAR = 3.0
_INSIDE = 4.0
_STEP = 2.0
_PADDING = 3.0


class Foot(NamedTuple):
    """Where links leave or reach a span: the lower edge of its tag, and what hangs below that tag."""

    left: float
    right: float
    bottom: float
    below: tuple[tuple[float, float], ...] = ()


class Bundle(NamedTuple):
    """The links of one span `head` as one line sees them; `margin` is where they leave the column.

    `up` and `down` say on which sides of the line those of them lie that aren't on it.
    """

    head: str
    links: tuple[DrawnLink, ...]
    colour: str
    margin: float
    head_here: bool
    up: bool = False
    down: bool = False


@dataclass(slots=True)
class Run:
    """One link, or the way to the margin (`link` is None), in its lane: from x `start` to x `stop`.

    `stem` is the height where it begins, `tip` that of the arrow's point; None stands for the margin.
    """

    link: DrawnLink | None
    start: float
    stop: float
    stem: float | None = None
    tip: float | None = None
    lane: int = 0
    name: tuple[float, float] | None = None
    in_line: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether it begins or ends in the margin."""
        return self.stem is None or self.tip is None

    @property
    def length(self) -> float:
        """How far it runs sideways."""
        return abs(self.stop - self.start)

    @property
    def reach(self) -> tuple[float, float]:
        """Left and right edge of what it takes of its lane, its name included."""
        edges = (self.start, self.stop, *(self.name or ()))
        return min(edges), max(edges)


@dataclass(slots=True)
class Strand:
    """What one line shows of the links of one span. `picture` is kept for whoever draws it."""

    bundle: Bundle
    runs: list[Run]
    picture: object = field(default=None, compare=False)

    @property
    def lanes(self) -> int:
        """How many lanes it reaches down."""
        return max((run.lane + 1 for run in self.runs), default=0)


NameWidth = Callable[[str], float]


def strands(
    bundles: Sequence[Bundle], feet: Mapping[str, Foot], *, column: float, name_width: NameWidth, together: bool
) -> list[Strand]:
    """Return the links of a line by their heads; `together` gives all of them lanes side by side.

    Else each has its lanes as if nothing else ran there, because only one is seen at a time.
    """
    if not together:
        return [_strand(bundle, feet, _Ports(feet), column, name_width) for bundle in bundles]
    ports = _Ports(feet)
    made = [_strand(bundle, feet, ports, column, name_width) for bundle in bundles]
    _stack([run for one in made for run in one.runs])
    return made


def _strand(bundle: Bundle, feet: Mapping[str, Foot], ports: _Ports, column: float, name_width: NameWidth) -> Strand:
    start, stem = bundle.margin, None
    runs: list[Run] = []
    if bundle.head_here:
        start, stem = ports.take(bundle.head), feet[bundle.head].bottom
        if bundle.up or bundle.down:
            runs.append(Run(None, start, bundle.margin, stem))
    for link in sorted(bundle.links, key=lambda link: abs(_middle(feet[link.tail]) - start)):
        runs.append(Run(link, start, ports.take(link.tail), stem, feet[link.tail].bottom))
    runs.sort(key=lambda run: run.length)
    for run in runs:
        if run.link is not None and run.link.name:
            _name(run, runs, name_width(run.link.name), column)
    _stack(runs)
    return Strand(bundle, runs)


def _stack(runs: Iterable[Run]) -> None:
    """Put runs into lanes, the shortest nearest to the text: below every shorter one that it overlaps."""
    done: list[Run] = []
    for run in sorted(runs, key=lambda run: run.length):
        run.lane = max((other.lane for other in done if _overlap(run, other)), default=-1) + 1
        done.append(run)


def _overlap(one: Run, other: Run) -> bool:
    """Whether two runs can't share a lane. Those of one stem may touch there, others keep apart."""
    gap = -0.5 if one.start == other.start else _APART
    (left, right), (first, last) = one.reach, other.reach
    return left < last + gap and first < right + gap


class _Ports:
    """Places at the feet of tags, each given away once."""

    def __init__(self, feet: Mapping[str, Foot]) -> None:
        self._feet = feet
        self._taken: list[float] = []

    def take(self, span_id: str) -> float:
        """Return a place at a span's foot: as near to its middle as can be without running through another tag."""
        foot = self._feet[span_id]
        middle = _middle(foot)
        places = sorted(_places(foot), key=lambda x: abs(x - middle))
        free = (x for x in places if self._is_free(x) and not _hits(x, foot.below, _CLEAR))
        # Where a lower tag hides the foot, the line passes through that tag beside its letters.
        beside = (x for x in places if not _hits(x, foot.below, -_PADDING))
        found = next(free, next(beside, middle))
        self._taken.append(found)
        return found

    def _is_free(self, x: float) -> bool:
        return all(abs(x - taken) >= ARROW_WIDTH + 1 for taken in self._taken)


def _places(foot: Foot) -> list[float]:
    room = max(0.0, foot.right - foot.left - 2 * _INSIDE)
    steps = int(room / 2 / _STEP)
    middle = _middle(foot)
    inner = [middle + step * _STEP for step in range(-steps, steps + 1)]
    return [*inner, foot.left + _PADDING / 2, foot.right - _PADDING / 2]


def _middle(foot: Foot) -> float:
    return (foot.left + foot.right) / 2


def _hits(x: float, tags: Sequence[tuple[float, float]], clear: float) -> bool:
    return any(left - clear < x < right + clear for left, right in tags)


def _name(run: Run, runs: Sequence[Run], width: float, column: float) -> None:
    """Find a place for the name of a link: in its line, else beyond its target, else on the far side of its stem."""
    if run.length >= width + NAME_ROOM:
        middle = (run.start + run.stop) / 2
        run.name, run.in_line = (middle - width / 2, middle + width / 2), True
        return
    ahead = 1.0 if run.stop >= run.start else -1.0
    beyond = _beside(run.stop, ahead, width)
    before = _beside(run.start, -ahead, width)
    allowed = [beyond] if run.stem is None else [beyond, before]
    run.name = next((place for place in allowed if _is_clear(place, run, runs, column)), beyond)


def _beside(x: float, direction: float, width: float) -> tuple[float, float]:
    near, far = x + direction * NAME_GAP, x + direction * (NAME_GAP + width)
    return min(near, far), max(near, far)


def _is_clear(place: tuple[float, float], run: Run, runs: Sequence[Run], column: float) -> bool:
    left, right = place
    if left < -NAME_OVERHANG or right > column + NAME_OVERHANG:
        return False
    stems = [other.stop for other in runs if other is not run and other.tip is not None and other.length >= run.length]
    return not any(left - _CLEAR < x < right + _CLEAR for x in stems)
