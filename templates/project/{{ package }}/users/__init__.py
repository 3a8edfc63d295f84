"""The users: their own account, and administration."""
