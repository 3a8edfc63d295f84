"""The documents in version 2 of the API."""
