"""A merged tree as text, and the places where it clashes."""

from generator.merging.config.nodes import Lines, Mark, Node
from generator.merging.outcome import Clash, Merged


def written(root: Node) -> Merged:
    """The text of a tree, and its marks with their lines."""
    lines: list[str] = []
    clashes: list[Clash] = []
    _write(root, lines, clashes)
    return Merged("".join(lines), tuple(sorted(clashes, key=lambda clash: clash.line or 0)))


def _write(node: Node, lines: list[str], clashes: list[Clash]) -> None:
    start = len(lines)
    lines.extend(node.lead)
    lines.extend(node.head)
    for child in node.children:
        _write(child, lines, clashes)
    clashes.extend(_clash(mark, node, start) for mark in node.marks)


def _clash(mark: Mark, node: Node, start: int) -> Clash:
    """The clash of an entry whose lines begin after `start` others."""
    head = start + len(node.lead)
    if mark.part == "lead":
        place, mine = start, "".join(node.lead)
    elif mark.part == "head":
        place, mine = head, "".join(node.head)
    elif mark.part == "all":
        above = _comments_above(node.lead) if not mark.theirs else ()
        place, mine = head - len(above), "".join(above) + node.text
    else:
        return Clash(mark.what, "", mark.theirs, head + 1 if node.head else None)
    return Clash(mark.what, mine, mark.theirs, place + 1, both_changed=mark.both_changed)


def _comments_above(lead: Lines) -> Lines:
    """The lines above an entry from the first comment on; they go with it."""
    blank = next((at for at, line in enumerate(lead) if line.strip()), len(lead))
    return lead[blank:]
