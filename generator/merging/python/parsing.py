"""Modules parsed in pieces, so that what several versions have in common is parsed only once.

A piece is a statement at the left margin with the lines above it. Versions share the nodes of equal
pieces: they are compared by identity then, and the parser, which takes most of the time of a merge,
sees little more than one version.
"""

import ast
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator

import libcst as cst

from generator.merging.newlines import split_lines


def compiled(text: str, flags: int = 0) -> object | None:
    """What this Python makes of a module; None if it does not take it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the user's code is the user's
        try:
            code: object = compile(text, "module", "exec", flags, dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
    return code


class Parser:
    """Parses the versions of a module."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._known: dict[tuple[str, bool], list[cst.Module]] = defaultdict(list)

    def parse(self, text: str) -> cst.Module | None:
        """The module, if the text is one of this Python or of a newer one."""
        try:
            return self._in_pieces(text) or cst.parse_module(text)
        except cst.ParserSyntaxError:
            return None

    def _in_pieces(self, text: str) -> cst.Module | None:
        """The module put together, or None if it cannot be taken apart."""
        seen: Counter[str] = Counter()
        modules: list[cst.Module] = []
        indents: set[str] = set()
        for piece in _pieces(text):
            module = self._piece(piece, seen[piece], is_first=not modules)
            seen[piece] += bool(modules)
            modules.append(module)
            if "\n " in piece or "\n\t" in piece:
                indents.add(module.default_indent)
        if not modules or len(indents) > 1:
            return None
        body = [node for module in modules for node in module.body]
        indent = next(iter(indents), modules[0].default_indent)
        header = modules[0].header
        return modules[-1].with_changes(header=header, body=body, default_indent=indent)

    def _piece(self, text: str, occurrence: int, *, is_first: bool) -> cst.Module:
        """Parse a piece; two equal ones in one version are two nodes."""
        known = self._known[text, is_first]
        if occurrence >= len(known):
            module = cst.parse_module(text)
            if not is_first:  # LibCST takes the lines above for the header of a module
                first = module.body[0].with_changes(leading_lines=module.header)
                module = module.with_changes(body=[first, *module.body[1:]])
            known.append(module)
        return known[occurrence]


def _pieces(text: str) -> Iterator[str]:
    """Cut a module between its statements; not at all if this Python does not take it."""
    tree = compiled(text, ast.PyCF_ONLY_AST)
    lines = split_lines(text)
    body = tree.body if isinstance(tree, ast.Module) else []
    begin = end = 0
    for statement in body:
        above = getattr(statement, "decorator_list", [])
        start = min([statement.lineno, *(node.lineno for node in above)]) - 1
        if begin < end <= start and not any(map(_is_in_block, lines[end:start])):
            yield "".join(lines[begin:end])
            begin = end
        end = statement.end_lineno or start + 1
    if body:
        yield "".join(lines[begin:])


def _is_in_block(line: str) -> bool:
    """Whether a line between two statements is a comment at the end of the upper one."""
    return line.startswith((" ", "\t", "\f")) and bool(line.strip())
