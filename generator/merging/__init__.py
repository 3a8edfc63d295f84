"""Three-way merges of one file: what we wrote, what the user made of it, what we write now."""

from generator.merging.files import differ_in_layout, merge_text_file, with_imports_sorted
from generator.merging.markers import taking_theirs
from generator.merging.outcome import Clash, Merged, OnConflict

__all__ = [
    "Clash",
    "Merged",
    "OnConflict",
    "differ_in_layout",
    "merge_text_file",
    "taking_theirs",
    "with_imports_sorted",
]
