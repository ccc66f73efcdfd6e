"""Compares documents with the ledger, both ways, and their bytes with their hash (`gerbang ledger verify --deep`)."""

from collections.abc import Iterable, Iterator

from gerbang.documents import storage
from gerbang.documents.models import DocumentVersion
from gerbang.ledger.checks import Fault, Recorded

BEGUN = {"document.attached", "document.version_added"}
CHUNK = 2_000


def compare(entries: Iterable[Recorded]) -> Iterator[Fault]:
    """A version that no entry records, an entry whose version is gone, another hash, or bytes that are not theirs."""
    recorded = {
        (entry.stream, int(entry.payload["version"])): (entry.seq, str(entry.payload["sha256"]))
        for entry in entries
        if entry.kind in BEGUN and entry.payload is not None
    }
    versions = DocumentVersion.objects.select_related("document", "blob").order_by("pk")
    for version in versions.iterator(chunk_size=CHUNK):
        ref = version.document.ref
        seq, sha256 = recorded.pop((ref, version.number), (0, ""))
        if sha256 != version.blob.sha256:
            yield Fault(ref, seq, f"version {version.number} is not the one recorded")
        if version.blob.erased_at is None and not _intact(version):
            yield Fault(ref, seq, f"the bytes of version {version.number} are missing or changed")
    for (ref, number), (seq, _sha256) in recorded.items():
        yield Fault(ref, seq, f"version {number} is recorded and not there")


def _intact(version: DocumentVersion) -> bool:
    try:
        with storage.current().open(version.blob.path) as file:
            return storage.digest(file) == version.blob.sha256
    except OSError:
        return False
