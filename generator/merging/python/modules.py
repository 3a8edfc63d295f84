"""The Python driver: parse three versions, note the edits, render, and look at the result again."""

import warnings

import libcst as cst

from generator.merging.lines import merge_lines, unmerged
from generator.merging.outcome import Merged, OnConflict
from generator.merging.python.blocks import BlockMerge
from generator.merging.python.draft import Draft
from generator.merging.python.imports import merge_imports
from generator.merging.python.lens import Lens
from generator.merging.python.where import Where


def merge_python(path: str, base: str, mine: str, theirs: str, on_conflict: OnConflict) -> Merged:
    """Merge Python modules by structure; line by line if one of ours is not Python."""
    if not _parses(mine):
        return unmerged(path, base, mine, theirs)
    try:
        before, kept, new = (cst.parse_module(text) for text in (base, mine, theirs))
    except cst.ParserSyntaxError:
        return _merge_broken(path, base, mine, theirs, on_conflict)
    lens = Lens()
    for module, text in zip((before, kept, new), (base, mine, theirs), strict=True):
        lens.know(module, text)
    draft = Draft(kept)
    blocks = BlockMerge(draft, lens, before)
    blocks.merge(before, kept, new, Where())
    merge_imports(blocks.import_blocks, new, draft, lens, path)
    merged = draft.render(path, on_conflict)
    plain = merged.text if on_conflict == "keep-mine" else draft.render(path, "keep-mine").text
    return unmerged(path, base, mine, theirs) if _breaks(mine, plain) else merged


def _breaks(before: str, after: str) -> bool:
    """Whether an edit makes a module that Python takes into one that it does not take."""
    if _compiles(after):
        return False
    return _compiles(before) or (_parses(before) and not _parses(after))


def _compiles(text: str) -> bool:
    """Whether this Python takes a module."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the user's code is the user's
        try:
            compile(text, "module", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True


def _parses(text: str) -> bool:
    """Whether a text is a module of this Python or of a newer one."""
    try:
        cst.parse_module(text)
    except cst.ParserSyntaxError:
        return False
    return True


def _merge_broken(path: str, base: str, mine: str, theirs: str, on_conflict: OnConflict) -> Merged:
    merged = merge_lines(path, base, mine, theirs, on_conflict)
    if merged.conflicts and on_conflict == "markers":
        return merged
    return unmerged(path, base, mine, theirs) if _breaks(mine, merged.text) else merged
