"""Files that are uploaded: what rows know of them, and where their content is."""
