"""Addresses of the gate."""

from django.urls import path

from gerbang.gate.views import cases, letters, opening, papers, pickers, statements, steps, upon

app_name = "gate"

urlpatterns = [
    path("berkas/", cases.index, name="cases"),
    path("berkas/baru/", opening.choose, name="choose"),
    path("berkas/baru/<str:book_id>/", opening.begin, name="open"),
    path("berkas/daftarkan/<str:book_id>/", opening.register_running, name="register"),
    path("berkas/atas/<str:ref>/<str:book_id>/", upon.begin, name="open-upon"),
    path("berkas/atas/<str:ref>/<str:book_id>/daftarkan/", upon.register_running, name="register-upon"),
    path("berkas/mitra/pemerintah/", pickers.governments, name="pick-government"),
    path("berkas/mitra/lembaga/", pickers.institutions, name="pick-institution"),
    path("berkas/mitra/daerah/", pickers.regions, name="pick-region"),
    path("berkas/<str:ref>/", cases.show, name="case"),
    path("berkas/<str:ref>/riwayat/", cases.history, name="history"),
    path("berkas/<str:ref>/jejak/", cases.trail, name="trail"),
    path("berkas/<str:ref>/posisi/", cases.position, name="position"),
    path("berkas/<str:ref>/pengingat/", cases.reminder, name="reminder"),
    path("berkas/<str:ref>/langkah/<str:choice_id>/", steps.move, name="move"),
    path("berkas/<str:ref>/dokumen/<str:paper_id>/", steps.paper, name="paper"),
    path("berkas/<str:ref>/dokumen/<str:paper_id>/lihat/", papers.show, name="show-paper"),
    path("berkas/<str:ref>/dokumen/<str:paper_id>/cetak/", papers.sheet, name="print-paper"),
    path("berkas/<str:ref>/tanya/<str:ask_id>/", steps.ask, name="ask"),
    path("berkas/<str:ref>/jawab/<str:ask_id>/", steps.answer, name="answer"),
    path("berkas/<str:ref>/fakta/", statements.facts, name="facts"),
    path("berkas/<str:ref>/catatan/", statements.note, name="note"),
    path("berkas/<str:ref>/lampau/", statements.past_stages, name="past-stages"),
    path("berkas/<str:ref>/lampau/<str:stage_id>/", statements.past, name="past"),
    path("berkas/<str:ref>/konfirmasi/<int:seq>/", statements.confirm, name="confirm"),
    path("berkas/<str:ref>/ralat/<int:seq>/", statements.correct, name="correct"),
    path("berkas/<str:ref>/tarik/<int:seq>/", steps.withdraw, name="withdraw"),
    path("berkas/<str:ref>/langkah-ke/<int:seq>/", papers.step, name="step"),
    path("berkas/<str:ref>/surat/", letters.of_case, name="letters"),
    path("berkas/<str:ref>/surat/baru/", letters.file, name="file-letter"),
    path("surat/", letters.search, name="letter-search"),
    path("surat/<str:ref>/", letters.one, name="letter"),
    path("surat/<str:ref>/lengkapi/", letters.fill, name="fill-letter"),
]
