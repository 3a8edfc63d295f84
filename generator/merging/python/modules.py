"""The Python driver: parse three versions, note the edits, render, and look at the result again."""

from dataclasses import replace

import libcst as cst

from generator.merging.lines import merge_lines, unmerged
from generator.merging.markers import taking_all
from generator.merging.outcome import Merged
from generator.merging.python.block_path import BlockPath
from generator.merging.python.blocks import BlockMerge
from generator.merging.python.draft import Draft
from generator.merging.python.import_lines import imported, is_import
from generator.merging.python.imports import merge_imports
from generator.merging.python.lens import Lens
from generator.merging.python.parsing import Parser, compiled
from generator.merging.python.renames import find_renames, with_names


def merge_python(path: str, base: str, mine: str, theirs: str) -> Merged:
    """Merge Python modules by structure; line by line if one of ours is not Python."""
    parser = Parser()
    kept, before, new = (parser.parse(text) for text in (mine, base, theirs))
    if kept is None or _loses_form_feed(mine, kept):
        return unmerged(base, mine, theirs)
    if before is None or new is None:
        return _sound(merge_lines(base, mine, theirs), base, mine, theirs)
    lens = Lens()
    for module, text in zip((before, kept, new), (base, mine, theirs), strict=True):
        lens.know(module, text)
    before, new = with_names(before, new, find_renames(before, kept, new, lens))
    draft = Draft(kept)
    blocks = BlockMerge(draft, lens, before)
    blocks.merge(before, kept, new, BlockPath())
    merge_imports(blocks.import_blocks, new, draft, lens, path)
    return _sound(draft.render(), base, mine, theirs)


def same_module(one: str, other: str) -> bool:
    """Whether two modules mean the same and have the same comments, however they are laid out."""
    parser, lens = Parser(), Lens()
    left, right = (parser.parse(text) for text in (one, other))
    if left is None or right is None:
        return False
    for module, text in ((left, one), (right, other)):
        lens.know(module, text)
    return _said(left, lens) == _said(right, lens)


def _said(module: cst.Module, lens: Lens) -> object:
    """Statements and comments; of imports the names alone, which tools put in many an order."""
    imports = {each for node in module.body if is_import(node) for each in imported(node)}
    statements = [lens.shape(node) for node in module.body if not is_import(node)]
    names = {each for each in imports if each.module != "__future__"}
    return names, statements, sorted(lens.comments(module))


def _loses_form_feed(text: str, module: cst.Module) -> bool:
    """Whether there is a form feed where LibCST forgets it: directly before a statement."""
    return "\f" in text and module.code != text


def _sound(merged: Merged, base: str, mine: str, theirs: str) -> Merged:
    """The merge if Python takes its result, else the user's text.

    A clash is no choice between two versions where Python does not take the other one.
    """
    if _breaks(mine, merged.text):
        return unmerged(base, mine, theirs)
    if merged.clashes and merged.has_place_for_all and _breaks(mine, taking_all(merged)):
        clashes = (replace(clash, both_changed=False) for clash in merged.clashes)
        return replace(merged, clashes=tuple(clashes))
    return merged


def _breaks(before: str, after: str) -> bool:
    """Whether an edit makes a module that Python takes into one that it does not take."""
    if compiled(after) is not None:
        return False
    parse = Parser().parse
    return compiled(before) is not None or (parse(before) is not None and parse(after) is None)
