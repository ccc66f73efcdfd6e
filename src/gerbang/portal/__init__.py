"""The public's view of signed cooperation."""
