"""Sending and fetching documents."""

from django.urls import path

from gerbang.documents import views

urlpatterns = [
    path("dokumen/unggah/", views.upload, name="documents_upload"),
    path("dokumen/<str:ref>/<int:version>/", views.download, name="documents_download"),
]
