"""Property tests of the merge: no deadline, since the first merge imports LibCST."""

import os

from hypothesis import settings

settings.register_profile("merging", deadline=None)
settings.register_profile("merging-thorough", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("MERGING_PROFILE", "merging"))
