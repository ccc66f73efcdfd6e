"""A paper as a PDF to be kept, set by Typst. The description goes in as data, so nothing in it can be run."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from gerbang.documents.paper import Block, Paper, Table

CONTENT_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "typesetting" / "paper.typ"


def pdf(paper: Paper) -> bytes:
    """The PDF of a paper; the same paper gives the same text and layout."""
    said = {**asdict(paper), "blocks": [_block(block) for block in paper.blocks]}
    inputs = {"paper": json.dumps(said, ensure_ascii=False)}
    return bytes(typst.compile(str(TEMPLATE), root=str(TEMPLATE.parent), sys_inputs=inputs, ignore_system_fonts=True))


def _block(block: Block) -> dict[str, object]:
    told = {"kind": block.kind, **asdict(block)}
    return {**told, "right": sorted(block.right)} if isinstance(block, Table) else told
