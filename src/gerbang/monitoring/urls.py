"""Addresses of a cooperation's life."""

from django.urls import path

from gerbang.monitoring.views import handing_over, life

app_name = "monitoring"

urlpatterns = [
    path("keaktifan/<str:ref>/", life.show, name="liveliness"),
    path("keaktifan/<str:ref>/kontak/", life.contact, name="note-contact"),
    path("keaktifan/<str:ref>/irama/", life.rhythm, name="state-rhythm"),
    path("keaktifan/<str:ref>/penilaian/", life.judgement, name="judge"),
    path("keaktifan/<str:ref>/tarik/<str:kept>/", life.withdraw, name="withdraw-kept"),
    path("serah-terima/<str:ref>/", handing_over.memo, name="memo"),
    path("serah-terima/<str:ref>/<str:form>/", handing_over.memo_file, name="memo-file"),
]
