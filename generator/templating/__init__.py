"""Answers to files: the only room that knows Jinja, and what of Copier's language we use."""
