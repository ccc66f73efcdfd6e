"""Bodies and their units, accounts, memberships, terms of office, and who may see what."""
