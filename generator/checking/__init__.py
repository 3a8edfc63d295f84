"""Whether answers, code and migrations still say the same. Nothing here writes to a project."""
