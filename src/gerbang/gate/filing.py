"""From what a form kept as an upload to a document of the case."""

from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Document, Upload
from gerbang.gate.models import Case
from gerbang.people.acting import Acting

TITLE_LENGTH = 200


def filed(
    *, by: Acting, upload: Upload | None, case: Case, kind: str, title: str, disclosure: str = ""
) -> Document | None:
    """Makes an upload a document of the case; nothing where nothing was sent."""
    if upload is None:
        return None
    return attach(
        by=by,
        upload=upload,
        subject_ref=case.ref,
        kind=kind,
        title=(title or upload.filename)[:TITLE_LENGTH],
        disclosure=disclosure or Disclosure.BODIES,
    )
