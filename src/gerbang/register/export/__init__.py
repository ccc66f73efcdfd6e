"""The register in files: tables, JSON Lines and JSON-LD, and the releases that hold all of them.

`records` reads, `table` and `document` say what a cooperation is in a file, `writing` writes it, `release` keeps it.
"""
