"""The folders."""
