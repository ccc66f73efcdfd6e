"""Gerbang: the cooperation of regional governments with partners abroad, from first idea to a living tie."""

import os

# openpyxl reads what strangers send. With lxml, which Word files need, it would expand entities in it; without,
# defusedxml refuses them. It looks once, when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"
