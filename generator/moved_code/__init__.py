"""What of our modules the user keeps in modules of their own: it is merged where it stands.

A class that was moved elsewhere, and is imported back, is still what we wrote. So a module of ours
comes apart: the definitions that were moved together, and what is left. Each is a module that
merges with the file it is in.
"""

from generator.moved_code.part_merge import PartMerge
from generator.moved_code.parts import Part, parts_of

__all__ = ["Part", "PartMerge", "parts_of"]
