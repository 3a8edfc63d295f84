"""The places where two versions clash: marked as editors know it, or taken from one side."""

import re
from dataclasses import replace

from generator.merging.newlines import LineStyle, split_lines
from generator.merging.outcome import Clash, Merged

MINE = "<<<<<<< mine\n"
BETWEEN = "=======\n"
THEIRS = ">>>>>>> theirs\n"
_LINE_ENDS = ("\r", "\n")
# A line of "=" alone underlines a heading in Markdown and reST; these two always carry a label.
_LEFT = re.compile(r"^(?:<{7}|>{7}) \S.*$", re.MULTILINE)


def left_markers(base: str, mine: str) -> int | None:
    """The first line of the user's text with a conflict marker that the base does not have."""
    known = set(_LEFT.findall(base))
    found = (match for match in _LEFT.finditer(mine) if match.group() not in known)
    first = next(found, None)
    return None if first is None else mine.count("\n", 0, first.start()) + 1


def with_markers(merged: Merged) -> Merged:
    """Both versions of each clash in the text, between conflict markers."""
    text, shift = merged.text, 0
    moved: list[Clash] = []
    for clash in sorted(merged.clashes, key=_start):
        moved.append(replace(clash, line=_start(clash) + 1 + shift))
        text = _spliced(text, moved[-1], between_markers=True)
        shift += len(split_lines(clash.theirs)) + len((MINE, BETWEEN, THEIRS))
    return Merged(text, tuple(moved))


def settled_for_theirs(text: str) -> str:
    """A text with markers as if theirs was chosen at each; every line stays where it is."""
    lines, is_mine = split_lines(text), False
    for at, line in enumerate(lines):
        marker = line.rstrip("".join(_LINE_ENDS)) + "\n"
        is_mine = marker == MINE or (is_mine and marker != BETWEEN)
        if is_mine or marker in (BETWEEN, THEIRS):
            lines[at] = line[len(marker) - 1 :]
    return "".join(lines)


def taking_theirs(text: str, clash: Clash) -> str:
    """The text with their version of a clash instead of the user's."""
    return _spliced(text, clash, between_markers=False)


def taking_all(merged: Merged) -> str:
    """The text with their version of every clash."""
    text = merged.text
    for clash in sorted(merged.clashes, key=_start, reverse=True):
        text = taking_theirs(text, clash)
    return text


def _start(clash: Clash) -> int:
    return (clash.line or 1) - 1


def _spliced(text: str, clash: Clash, *, between_markers: bool) -> str:
    """The text with their lines instead of the user's or beside them, with its own line ends."""
    style = LineStyle.of(text)
    body = split_lines(text.removeprefix(style.prefix))
    start = _start(clash)
    end = start + len(split_lines(clash.mine))
    opening, between, closing, *wanted = (
        line.removesuffix("\n") + style.newline
        for line in (MINE, BETWEEN, THEIRS, *split_lines(clash.theirs))
    )
    is_ended = not body or body[-1].endswith(_LINE_ENDS)
    kept = [line if line.endswith(_LINE_ENDS) else line + style.newline for line in body[start:end]]
    body[start:end] = [opening, *kept, between, *wanted, closing] if between_markers else wanted
    joined = style.prefix + "".join(body)
    return joined if is_ended else joined.removesuffix(style.newline)
