"""Addresses of a cooperation's life, of evaluations, of the partner's view, and of joint monitoring."""

from django.urls import path

from gerbang.monitoring.views import evaluation, life, partner, visiting

app_name = "monitoring"

urlpatterns = [
    path("keaktifan/<str:ref>/", life.show, name="liveliness"),
    path("keaktifan/<str:ref>/kontak/", life.contact, name="note-contact"),
    path("keaktifan/<str:ref>/irama/", life.rhythm, name="state-rhythm"),
    path("keaktifan/<str:ref>/penilaian/", life.judgement, name="judge"),
    path("keaktifan/<str:ref>/tarik/<str:kept>/", life.withdraw, name="withdraw-kept"),
    path("evaluasi/kerja-sama/<str:ref>/", evaluation.evaluations, name="evaluations"),
    path("evaluasi/kerja-sama/<str:ref>/mulai/", evaluation.begin, name="begin-evaluation"),
    path("evaluasi/<str:ref>/", evaluation.evaluation, name="evaluation"),
    path("evaluasi/<str:ref>/isi/", evaluation.fill, name="fill-evaluation"),
    path("evaluasi/<str:ref>/selesai/", evaluation.complete, name="complete-evaluation"),
    path("evaluasi/<str:ref>/keputusan/", evaluation.decide, name="decide-evaluation"),
    path("evaluasi/<str:ref>/tarik/", evaluation.withdraw, name="withdraw-evaluation"),
    path("evaluasi/<str:ref>/cetak/", evaluation.printed, name="print-evaluation"),
    path("evaluasi/<str:ref>/evaluasi.docx", evaluation.as_word, name="evaluation-word"),
    path("evaluasi/<str:ref>/tautan/", partner.make_link, name="make-link"),
    path("evaluasi/<str:ref>/tautan/<str:link>/cabut/", partner.revoke_link, name="revoke-link"),
    path("pandangan-mitra/terima-kasih/", partner.thanks, name="partner-thanks"),
    path("pandangan-mitra/<str:token>/", partner.form, name="partner-form"),
    path("monev/", visiting.monitorings, name="joint-monitorings"),
    path("monev/catat/", visiting.record, name="record-monitoring"),
    path("monev/pilih-kerja-sama/", visiting.pick_tie, name="pick-tie"),
    path("monev/temuan/<str:ref>/", visiting.finding, name="finding"),
    path("monev/temuan/<str:ref>/jawab/", visiting.answer, name="answer-finding"),
    path("monev/temuan/<str:ref>/tarik/", visiting.withdraw_finding, name="withdraw-finding"),
    path("monev/<str:ref>/", visiting.monitoring, name="joint-monitoring"),
    path("monev/<str:ref>/kerja-sama/", visiting.add_visit, name="add-visit"),
    path("monev/<str:ref>/tim/", visiting.add_to_team, name="add-to-team"),
    path("monev/<str:ref>/temuan/", visiting.add_finding, name="add-finding"),
    path("monev/<str:ref>/tarik/", visiting.withdraw, name="withdraw-monitoring"),
    path("monev/<str:ref>/laporan.docx", visiting.as_word, name="monitoring-word"),
]
