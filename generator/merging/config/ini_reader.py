"""INI files and dotenv files: sections, keys, and indented lines that continue a value."""

import re

from generator.merging.config.nodes import Node, close
from generator.merging.newlines import split_lines

_SECTION = re.compile(r"\s*\[([^\]]*)\]")
_PAIR = re.compile(r"(?:export\s+)?([^\s=:#;\[][^=:]*?)\s*[=:]")
_COMMENT = re.compile(r"\s*([#;]|$)")


def read_ini(text: str) -> Node:
    """The sections and keys of a text; keys before the first section stand beside the sections."""
    top: list[Node] = []
    section: list[Node] | None = None
    lead: list[str] = []
    for line in split_lines(text):
        entries = top if section is None else section
        if _COMMENT.match(line):
            lead.append(line)
            continue
        if line[0] in " \t" and not lead and entries:
            last = entries.pop()
            entries.append(Node(last.key, last.lead, (*last.head, line)))
            continue
        header, pair = _SECTION.match(line), _PAIR.match(line)
        if header:
            close(top, section)
            section = []
            top.append(Node(("section", header.group(1).strip()), tuple(lead), (line,)))
        else:
            key = ("setting", pair.group(1)) if pair else ("line", line.strip())
            entries.append(Node(key, tuple(lead), (line,)))
        lead = []
    close(top, section)
    return Node(("file",), children=(*top, Node(("end of file",), tuple(lead))))
