"""Folding, aliases and stems, so that a name is found however it is typed."""
