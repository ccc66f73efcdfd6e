"""The machine interface: API v1 for programs, tokens that bodies give them, and webhooks that tell them of changes."""
