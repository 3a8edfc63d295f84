"""Python read without running it: what a module defines, where a name is from, who uses it."""
