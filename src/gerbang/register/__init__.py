"""Ties, parties, instruments and what sources say about them."""
