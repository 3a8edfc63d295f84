"""Three-way merges of whole trees: along files that moved, and words that changed."""
