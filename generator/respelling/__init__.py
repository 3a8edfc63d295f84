"""Renamed words, carried into what was written with the old ones, so that a rename merges as one.

A rename changes most lines of a resource's files. Merged as it stands, every line that the user
edited would clash. So what we once wrote is put into the new words first, and the user's version
of those lines with it; then the two sides differ only in what the user did.
"""

from generator.respelling.texts import Carried, carry, in_new_names
from generator.respelling.words import Respelling, respelling

__all__ = ["Carried", "Respelling", "carry", "in_new_names", "respelling"]
