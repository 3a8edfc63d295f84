"""The categories."""
