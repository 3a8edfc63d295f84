"""Places that clash, fenced in the tree until it is text; then their lines can be told.

A fence is a name that no program has. What theirs wants stands in the tree before what the user
has, so that both are written with the indentation of the place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import libcst as cst

from generator.merging.newlines import split_lines
from generator.merging.outcome import Clash, Merged
from generator.merging.python.lens import Statement

Part: TypeAlias = Literal["theirs", "mine", "end"]
_PRINTER = cst.Module([])
_FENCE = re.compile(r"\s*(?:# )?__merge_clash_(\d+)_(theirs|mine|end)__$")


def _name(number: int, part: Part) -> str:
    return f"__merge_clash_{number}_{part}__"


@dataclass(frozen=True, slots=True)
class Wish:
    """What theirs wants at a place of the user's; None if nothing is to be there."""

    number: int
    theirs: Statement | None

    def around(self, mine: Sequence[Any]) -> list[Statement]:
        """Statements of the user's and this, fenced."""
        above: Sequence[cst.EmptyLine] = mine[0].leading_lines if mine else ()
        if self.theirs is None:  # the comments go with the statement
            blank = next((at for at, line in enumerate(above) if line.comment), len(above))
            above, inside = above[:blank], above[blank:]
        else:
            inside = ()
        kept = [node.with_changes(leading_lines=inside) for node in mine[:1]] + [*mine[1:]]
        wanted = []
        if self.theirs is not None:
            wanted.append(_below(self.theirs, () if mine else _comments(self.theirs)))
        opening = self._fence("theirs").with_changes(leading_lines=above)
        return [opening, *wanted, self._fence("mine"), *kept, self.end()]

    def above_header(self, mine: Any) -> list[Statement]:
        """The header that theirs wants, and the user's; their block begins with the end."""
        theirs: Any = self.theirs
        fields = {"orelse": None} if hasattr(theirs, "orelse") else {}
        block = theirs.body.with_changes(body=[self._fence("mine")], footer=())
        wanted = theirs.with_changes(leading_lines=(), body=block, **fields)
        opening = self._fence("theirs").with_changes(leading_lines=mine.leading_lines)
        return [opening, wanted, mine.with_changes(leading_lines=())]

    def end(self) -> cst.SimpleStatementLine:
        """What stands behind the user's lines."""
        return self._fence("end")

    def _fence(self, part: Part) -> cst.SimpleStatementLine:
        return cst.SimpleStatementLine([cst.Expr(cst.Name(_name(self.number, part)))])


def _below(statement: Any, above: Sequence[cst.EmptyLine]) -> Statement:
    """The statement below these lines."""
    node: Statement = statement.with_changes(leading_lines=above)
    return node


def _comments(statement: Any) -> list[cst.EmptyLine]:
    return [line for line in statement.leading_lines if line.comment]


class Fences:
    """The clashes of one module."""

    def __init__(self) -> None:
        """Start with none."""
        self._clashes: list[Clash] = []

    def wish(self, what: str, theirs: Statement | None, *, both_changed: bool) -> Wish:
        """Begin a clash, to be put around the statements that it is about."""
        code = _PRINTER.code_for_node(_below(theirs, _comments(theirs))) if theirs else ""
        self._clashes.append(Clash(what, "", code, both_changed=both_changed))
        return Wish(len(self._clashes) - 1, theirs)

    def around_comments(
        self, what: str, mine: Sequence[cst.EmptyLine], theirs: Sequence[cst.EmptyLine]
    ) -> list[cst.EmptyLine]:
        """Fence lines above a statement, or below the last one."""
        number = self.wish(what, None, both_changed=True).number
        fences = (cst.Comment(f"# {_name(number, part)}") for part in ("theirs", "mine", "end"))
        opening, between, end = (cst.EmptyLine(comment=comment) for comment in fences)
        return [opening, *theirs, between, *mine, end]

    def take_down(self, module: cst.Module) -> Merged:
        """The text without the fences, and where they stood."""
        if not self._clashes:
            return Merged(module.code)
        survey = _Survey(self._clashes)
        for line in split_lines(module.with_changes(has_trailing_newline=True).code):
            survey.see(line)
        code = "".join(survey.text)
        clashes = sorted(survey.clashes, key=lambda clash: clash.line or 0)
        return Merged(
            code if module.has_trailing_newline else code.removesuffix("\n"), tuple(clashes)
        )


class _Survey:
    """Sorts the lines of a fenced text."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        # What no fence is found of has no place in the text.
        self.clashes = [replace(clash, both_changed=False) for clash in clashes]
        self.text: list[str] = []
        self._wishes = clashes
        self._open: list[int] = []
        self._wanted: list[str] | None = None
        self._theirs = ""

    def see(self, line: str) -> None:
        """Look at the next line."""
        fence = _FENCE.match(line)
        if fence is None:
            (self.text if self._wanted is None else self._wanted).append(line)
            return
        number = int(fence.group(1))
        if fence.group(2) == "theirs":
            self._wanted = []
        elif fence.group(2) == "mine":
            self._start(number)
        else:
            self._end(number)

    def _start(self, number: int) -> None:
        alone = not self._open  # a place inside another one cannot be marked
        self.clashes[number] = replace(
            self._wishes[number],
            line=len(self.text) + 1,
            theirs="".join(self._wanted or ()),
            both_changed=alone and self._wishes[number].both_changed,
        )
        self._open.append(number)
        self._wanted = None

    def _end(self, number: int) -> None:
        clash = self.clashes[number]
        mine = "".join(self.text[(clash.line or 1) - 1 :])
        self.clashes[number] = replace(clash, mine=mine)
        self._open.remove(number)
