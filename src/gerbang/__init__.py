"""Gerbang: the cooperation of regional governments with partners abroad, from first idea to a living tie."""
