"""The declarative form: a project as one file that people write, and how a project follows it."""
