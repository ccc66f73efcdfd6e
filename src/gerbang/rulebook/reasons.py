"""Why a move is refused or warned of: codes, with short sentences in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gerbang.rulebook.schema import Provision, Text

Param = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of `SENTENCES`, what it is about (ids, dates as ISO texts), and the provision behind it, if any."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    provision: Provision | None = None


SENTENCES: Mapping[str, Text] = {
    "paper-missing": Text("Dokumen belum ada.", "The paper is not on file."),
    "paper-incomplete": Text("Dokumen belum lengkap.", "The paper is not complete."),
    "paper-wanted": Text("Keterangan pada dokumen belum diisi.", "Details of the paper are not filled in."),
    "fact-missing": Text("Keterangan berkas belum diisi.", "A fact of the case is not recorded."),
    "consultation-not-recorded": Text(
        "Konsultasi belum dicatat sebagai terlaksana.", "The consultation is not recorded as held."
    ),
    "condition-fails": Text("Persyaratan tidak terpenuhi.", "The requirement is not met."),
    "condition-unknown": Text(
        "Belum dinyatakan. Nyatakan satu kali untuk berkas ini beserta sumbernya.",
        "Whether the requirement is met is not known; state it once for this case.",
    ),
    "condition-needs-justification": Text(
        "Persyaratan tidak terpenuhi; catat alasannya.", "The requirement is not met; record the justification."
    ),
    "stage-required": Text("Tahap ini tidak dapat dilewati.", "This stage cannot be skipped."),
    "stage-skipped": Text("Tahap dilewati tanpa yang dibutuhkannya.", "The stage is left without what it needs."),
    "overdue-is-not-approval": Text(
        "Batas waktu terlampaui; persetujuan belum ada. Tidak dianggap setuju.",
        "The deadline has passed; there is no approval. Silence does not count as approval.",
    ),
    "disputed-step": Text(
        "Ada langkah yang diberi keberatan oleh instansi terkait.", "The body concerned disputes a step of this case."
    ),
    "case-paused": Text("Berkas sedang ditunda.", "The case is paused."),
    "case-stopped": Text("Berkas tidak dilanjutkan.", "The case was stopped."),
    "case-closed": Text("Berkas sudah ditutup.", "The case is closed."),
    "not-paused": Text("Berkas tidak sedang ditunda.", "The case is not paused."),
    "already-signed": Text("Naskah kerja sama sudah ditandatangani.", "The text has been signed."),
    "nothing-to-correct": Text("Tidak ada langkah yang dapat diralat.", "There is no step to correct."),
}
