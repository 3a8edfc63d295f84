"""What a merge without conflicts leaves broken: each such place becomes a conflict of its own."""
