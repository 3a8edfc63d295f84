"""Line ends and byte order marks: taken off before a merge, put back as the user has them."""

import re
from dataclasses import dataclass

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BARE_LF = re.compile(r"(?<!\r)\n")


def split_lines(text: str) -> list[str]:
    """Split after line ends alone; ``str.splitlines`` also splits at form feeds and the like."""
    return _LINE.findall(text)


def as_lf(text: str) -> str:
    """The text with Unix line ends and without a byte order mark."""
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def terminated(text: str) -> str:
    """The text with a line end after its last line."""
    return text if not text or text.endswith("\n") else text + "\n"


def ended_like(mine: str, base: str, theirs: str, merged: str) -> str:
    """Keep the user's choice about the last line end, unless only theirs made one."""
    has_end = [not text or text.endswith("\n") for text in (base, mine, theirs)]
    wanted = has_end[2] if has_end[0] == has_end[1] else has_end[1]
    return merged if wanted else merged.removesuffix("\n")


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a user's file is written, apart from what it says."""

    bom: bool
    newline: str
    mixed: bool

    @classmethod
    def of(cls, text: str) -> "LineStyle":
        """Read the style of a text; with mixed line ends the most frequent one counts."""
        crlf, bare_lf = text.count("\r\n"), len(_BARE_LF.findall(text))
        bare_cr = text.count("\r") - crlf
        counts = {"\n": bare_lf, "\r\n": crlf, "\r": bare_cr}
        newline = max(counts, key=lambda end: counts[end])
        mixed = sum(count > 0 for count in counts.values()) > 1
        return cls(bom=text.startswith(_BOM), newline=newline, mixed=mixed)

    @property
    def prefix(self) -> str:
        """What stands before the text."""
        return _BOM if self.bom else ""

    def apply(self, text: str) -> str:
        """Write a text with Unix line ends in this style."""
        styled = text.replace("\n", self.newline) if self.newline != "\n" else text
        return self.prefix + styled


def restore_line_ends(original: str, merged: str) -> str:
    """Give the lines of a merged text with Unix line ends the ends they have in the original.

    Lines that the original does not have get its most frequent line end.
    """
    from difflib import SequenceMatcher  # only for the rare file with mixed line ends

    style, before = LineStyle.of(original), split_lines(original.removeprefix(_BOM))
    after = split_lines(merged)
    ends = [style.newline] * len(after)
    matcher = SequenceMatcher(None, [as_lf(line) for line in before], after, autojunk=False)
    for old, new, size in matcher.get_matching_blocks():
        for step in range(size):
            line = before[old + step]
            ends[new + step] = line[len(line.rstrip("\r\n")) :]
    lines = (
        line.rstrip("\n") + (end if line.endswith("\n") else "")
        for line, end in zip(after, ends, strict=True)
    )
    return style.prefix + "".join(lines)
