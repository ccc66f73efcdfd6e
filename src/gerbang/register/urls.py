"""Addresses of the register for those who keep it."""

from django.urls import path, re_path

from gerbang.register.views import (
    confirming,
    desk,
    differences,
    import_rows,
    importing,
    overseeing,
    pickers,
    records,
    sources,
)

app_name = "register"

urlpatterns = [
    path("kelola/", desk.index, name="index"),
    path("kelola/perbedaan/", differences.index, name="differences"),
    path("kelola/kerja-sama/<str:ref>/keterangan/", differences.statements, name="statements"),
    path("kelola/kerja-sama/<str:ref>/keterangan/<str:place>/", differences.settle, name="settle"),
    path("kelola/kerja-sama/<str:ref>/keterangan/<str:place>/tambah/", differences.add, name="add-claim"),
    path("kelola/kerja-sama/<str:ref>/tarik/<str:claim>/", differences.withdraw, name="withdraw-claim"),
    path("kelola/kerja-sama/<str:ref>/uraian/", records.describe, name="describe"),
    path("kelola/kerja-sama/<str:ref>/bahasa/", records.versions, name="versions"),
    path("kelola/kerja-sama/<str:ref>/gabung/", records.merge, name="merge"),
    path("kelola/konfirmasi/", confirming.index, name="confirmations"),
    path("kelola/konfirmasi/mulai/", confirming.begin, name="begin-confirmation"),
    path("kelola/konfirmasi/daerah/", overseeing.index, name="confirmed-regions"),
    path("kelola/konfirmasi/daerah/unduh/", overseeing.download, name="download-confirmed"),
    path("kelola/konfirmasi/<str:ref>/", confirming.sheet, name="confirmation"),
    path("kelola/konfirmasi/<str:ref>/surat/", confirming.letter, name="confirmation-letter"),
    path("kelola/konfirmasi/<str:ref>/kirim/", confirming.give, name="give-confirmation"),
    path("kelola/konfirmasi/<str:ref>/tarik/", confirming.withdraw, name="withdraw-confirmation"),
    path("kelola/impor/", importing.index, name="imports"),
    re_path(r"^kelola/impor/tabel-kosong\.(?P<kind>csv|xlsx)$", importing.empty_table, name="empty-table"),
    path("kelola/impor/<str:ref>/", importing.show, name="import"),
    path("kelola/impor/<str:ref>/kemajuan/", importing.progress, name="import-progress"),
    path("kelola/impor/<str:ref>/ulang/", importing.again, name="import-again"),
    path("kelola/impor/<str:ref>/masukkan/", importing.write, name="write-import"),
    path("kelola/impor/<str:ref>/urungkan/", importing.drop, name="drop-import"),
    path("kelola/impor/<str:ref>/batal/", importing.undo, name="undo-import"),
    path("kelola/impor/<str:ref>/masalah/", importing.problems, name="import-problems"),
    path("kelola/impor/<str:ref>/baris/<int:number>/", import_rows.settle, name="import-row"),
    path("kelola/impor/<str:ref>/baris/<int:number>/perbaiki/", import_rows.set_right, name="set-row-right"),
    path("kelola/impor/<str:ref>/baris/<int:number>/lewati/", import_rows.leave_out, name="leave-out-row"),
    path("kelola/sumber/", sources.index, name="sources"),
    path("kelola/sumber/<str:ref>/", sources.define, name="publisher"),
    path("kelola/pilih/sumber/", pickers.sources, name="pick-source"),
    path("kelola/pilih/daerah/", pickers.regions, name="pick-region"),
    path("kelola/pilih/pemerintah/", pickers.governments, name="pick-government"),
    path("kelola/pilih/lembaga/", pickers.institutions, name="pick-institution"),
]
