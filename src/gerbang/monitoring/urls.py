"""Addresses of a cooperation's life."""

from django.urls import path

from gerbang.monitoring import views

app_name = "monitoring"

urlpatterns = [
    path("keaktifan/<str:ref>/", views.show, name="liveliness"),
    path("keaktifan/<str:ref>/kontak/", views.contact, name="note-contact"),
    path("keaktifan/<str:ref>/irama/", views.rhythm, name="state-rhythm"),
    path("keaktifan/<str:ref>/penilaian/", views.judgement, name="judge"),
    path("keaktifan/<str:ref>/tarik/<str:kept>/", views.withdraw, name="withdraw-kept"),
]
