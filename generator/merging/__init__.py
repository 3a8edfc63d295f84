"""Three-way merges of one file: what we wrote, what the user made of it, what we write now."""

from generator.merging.files import merge_text_file
from generator.merging.outcome import Conflict, Merged, OnConflict

__all__ = ["Conflict", "Merged", "OnConflict", "merge_text_file"]
