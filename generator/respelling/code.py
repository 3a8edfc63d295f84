"""Names in the code of a user, and which of them certainly are those that a rename replaced."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from generator.analysis.syntax import parsed

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_FORMATTED = re.compile(r"[rR]?[fF][rR]?[\"']")
_BRACES = re.compile(r"(?<!\{)\{[^{}\"']*\}(?!\})")
_BARE_NAMES = re.compile(r"(?<![\w.])[^\W\d]\w*")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_IMPORTING = frozenset({"from", "import"})
_DEFINING = frozenset({"def", "async", "lambda", "class"})
_EXPORTS = "__all__"
_OF_RESOURCES = 1
"""How deep the packages of resources are: right in the package of the project, or in `tests`."""
NO_NAMES: Mapping[str, str] = MappingProxyType({})
_SENTENCE = re.compile(r"[A-Z][a-z]*(?: [A-Za-z0-9,;:'-]+)+[.!?]?")
_QUOTED_NAME = re.compile(r"([\"'])([^\W\d]\w*)\1")


def lines_of(text: str) -> list[str]:
    """The lines with what ends them; a line feed ends one, as for Python's tokenizer."""
    return _LINES.findall(text)


def is_countable(text: str) -> bool:
    """Whether all Pythons count the lines of a text alike."""
    return not _LONE_RETURN.search(text)


def renamed(
    text: str,
    lines: Collection[int],
    names: Mapping[str, str],
    variables: Collection[str] = (),
    modules: Mapping[str, str] = NO_NAMES,
) -> Iterator[tuple[int, str]]:
    """Put variables, classes and modules in some lines of a module into new names.

    Attributes, keywords of calls, fields of classes, strings and comments keep what they say: they
    may be anybody's. Only the strings of `__all__` are names of the module.

    Args:
        text: The module.
        lines: The numbers of the lines, from 1.
        names: The old names and the new ones.
        variables: Those of them that no module has, so that a module of that name is the user's.
        modules: Those that are called otherwise where they are modules.

    Yields:
        The number of each such line that has code, and its new text.
    """
    own = lines_of(text)
    edits: dict[int, list[tokenize.TokenInfo]] = {}
    tokens = _tokens(text)
    paths = dict(_paths(tokens))
    excluded = {
        each for each, depth in paths.items() if each.string in variables or depth != _OF_RESOURCES
    }
    for token in _free(tokens):
        if token.start[0] in lines and token.start[0] == token.end[0] and token not in excluded:
            edits.setdefault(token.start[0], []).append(token)
    for number, tokens in edits.items():
        line = own[number - 1]
        for token in reversed(tokens):
            known = {**names, **modules} if token in paths else names
            line = line[: token.start[1]] + _code(token, known) + line[token.end[1] :]
        yield number, line


def name_lines(text: str, is_old: Callable[[str], bool], *, with_free: bool) -> list[int]:
    """The lines of a module (from 1) in which a name is an old one.

    Args:
        text: The module.
        is_old: Whether a name is an old one.
        with_free: Whether variables, classes and modules count: a field is none of those.
    """
    tokens = _tokens(text)
    free = set() if with_free else {*_free(tokens)}
    found = {
        token.start[0]
        for token in tokens
        if (token.type == tokenize.NAME and token not in free and is_old(token.string))
        or (_is_formatted(token) and any(map(is_old, _BRACES.findall(token.string))))
    }
    return sorted(found)


def quoting_lines(text: str, find: Callable[[str], re.Match[str] | None]) -> list[int]:
    """The lines of a module (from 1) in which a string has an old name.

    Docstrings are prose, and so are sentences: what is called otherwise does not stand in them.
    """
    tree = parsed(text)
    nodes = list(ast.walk(tree)) if tree and is_countable(text) else []
    prose = {node.value for node in nodes if isinstance(node, ast.Expr)}
    strings = [
        (node.lineno, node.value)
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose
        if not _SENTENCE.fullmatch(node.value)
    ]
    found = ((line, value, find(value)) for line, value in strings)
    return sorted({line + value[: at.start()].count("\n") for line, value, at in found if at})


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    """The tokens of a module; none of what is no Python, or whose lines are counted in two ways."""
    if "\0" in text or not is_countable(text):  # Python 3.13 may fail to refuse a null byte
        return []
    try:
        return list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return []


def _free(tokens: Sequence[tokenize.TokenInfo]) -> Iterator[tokenize.TokenInfo]:
    """The names that stand for themselves, and strings that are or hold such names."""
    depth, first = 0, ""
    before = ""
    in_class = _in_classes(tokens)
    for token, following in pairwise(tokens):
        if token.type in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}:
            first = ""
        elif not first and token.type == tokenize.NAME:
            first = token.string
        depth += (token.string in _OPENING) - (token.string in _CLOSING)
        is_exported = first == _EXPORTS and _QUOTED_NAME.fullmatch(token.string)
        is_name = token.type == tokenize.NAME
        is_field = token in in_class and following.string == ":" and depth == 0
        is_free = is_name and not is_field and _is_free(before, following.string, first, depth)
        if is_free or is_exported or _is_formatted(token):
            yield token
        before = token.string


def _paths(tokens: Sequence[tokenize.TokenInfo]) -> Iterator[tuple[tokenize.TokenInfo, int]]:
    """The parts of the names of imported modules, and how many are above each of them.

    A name that starts with dots is taken for one in the package of the project.
    """
    is_first, is_path, depth = True, False, 0
    for token in tokens:
        starts = is_first and token.string in _IMPORTING
        is_path = starts or (is_path and token.string not in {"import", "as"})
        if starts or token.string == ",":
            depth = 0
        elif is_path and token.type == tokenize.NAME:
            yield token, depth
            depth += 1
        elif not depth and token.string in {".", "..."}:
            depth = _OF_RESOURCES
        is_first = token.type not in {tokenize.NAME, tokenize.OP, tokenize.STRING, tokenize.NUMBER}


def _is_free(before: str, following: str, first: str, depth: int) -> bool:
    """Whether a name is a variable, and no attribute or keyword of a call."""
    if first in _IMPORTING:
        return True
    keyword = following == "=" and depth > 0 and first not in _DEFINING
    return before != "." and not keyword


def _in_classes(tokens: Sequence[tokenize.TokenInfo]) -> set[tokenize.TokenInfo]:
    """The first names of the statements that stand right in a class: its fields are among them."""
    blocks: list[bool] = []
    found: set[tokenize.TokenInfo] = set()
    first: tokenize.TokenInfo | None = None
    opened = ""
    for token in tokens:
        if token.type == tokenize.NEWLINE:
            opened, first = first.string if first else "", None
        elif token.type == tokenize.INDENT:
            inside = bool(blocks) and blocks[-1] and opened not in _DEFINING
            blocks.append(inside or opened == "class")
        elif token.type == tokenize.DEDENT:
            blocks.pop()
        elif not first and token.type in {tokenize.NAME, tokenize.OP}:
            first = token
            if blocks and blocks[-1] and token.string not in _DEFINING:
                found.add(token)
    return found


def _is_formatted(token: tokenize.TokenInfo) -> bool:
    return token.type == tokenize.STRING and _FORMATTED.match(token.string) is not None


def _code(token: tokenize.TokenInfo, names: Mapping[str, str]) -> str:
    """A token in the new names; of a formatted string, what stands in its braces."""
    if token.type == tokenize.NAME:
        return names.get(token.string, token.string)
    if quoted := _QUOTED_NAME.fullmatch(token.string):
        return f"{quoted[1]}{names.get(quoted[2], quoted[2])}{quoted[1]}"
    return _BRACES.sub(
        lambda braces: _BARE_NAMES.sub(lambda name: names.get(name[0], name[0]), braces[0]),
        token.string,
    )
