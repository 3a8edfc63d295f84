"""Create FastAPI projects and grow them: one three-way merge behind every command."""
