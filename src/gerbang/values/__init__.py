"""Dates, money and references: the small values every room shares."""

from gerbang.values.invalid import Invalid

__all__ = ["Invalid"]
