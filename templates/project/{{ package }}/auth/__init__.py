"""Who asks: registration, tokens, sessions and roles."""
