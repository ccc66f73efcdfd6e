"""Addresses of a cooperation's life, of what hinders it, and of what a ministry or mission watches over."""

from django.urls import path

from gerbang.monitoring.views import common, life, obstacles, watching

app_name = "monitoring"

urlpatterns = [
    path("keaktifan/<str:ref>/", life.show, name="liveliness"),
    path("keaktifan/<str:ref>/kontak/", life.contact, name="note-contact"),
    path("keaktifan/<str:ref>/irama/", life.rhythm, name="state-rhythm"),
    path("keaktifan/<str:ref>/penilaian/", life.judgement, name="judge"),
    path("keaktifan/<str:ref>/tarik/<str:kept>/", life.withdraw, name="withdraw-kept"),
    path("permasalahan/", common.index, name="common-obstacles"),
    path("permasalahan/daftar/", common.listed, name="obstacle-list"),
    path("permasalahan/yang-membantu/", common.remedies, name="remedies"),
    path("permasalahan/unduh/", common.download, name="download-obstacles"),
    path("permasalahan/kerja-sama/<str:ref>/", obstacles.of_tie, name="obstacles"),
    path("permasalahan/kerja-sama/<str:ref>/catat/", obstacles.record, name="record-obstacle"),
    path("permasalahan/<str:ref>/", obstacles.show, name="obstacle"),
    path("permasalahan/<str:ref>/ralat/", obstacles.set_right, name="set-obstacle-right"),
    path("permasalahan/<str:ref>/upaya/", obstacles.attempt, name="record-attempt"),
    path("permasalahan/<str:ref>/bantuan/", obstacles.escalate, name="escalate-obstacle"),
    path("permasalahan/<str:ref>/bantuan/<str:asked>/jawab/", obstacles.answer, name="answer-escalation"),
    path("permasalahan/<str:ref>/hasil/", obstacles.close, name="close-obstacle"),
    path("permasalahan/<str:ref>/tarik/", obstacles.withdraw, name="withdraw-obstacle"),
    path("permasalahan/<str:ref>/tarik/<str:part>/", obstacles.withdraw_part, name="withdraw-obstacle-part"),
    path("pantauan/", watching.index, name="watch"),
    path("pantauan/<str:ref>/", watching.show, name="watched"),
]
