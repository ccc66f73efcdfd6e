"""Pages of action plans."""
