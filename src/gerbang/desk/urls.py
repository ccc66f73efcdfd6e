"""Addresses of the desk: what waits, the same as a table for Excel, and what is only watched."""

from django.urls import path

from gerbang.desk import views

app_name = "desk"

urlpatterns = [
    path("tugas/", views.tasks, name="tasks"),
    path("tugas/unduh/", views.download, name="download"),
    path("tugas/dipantau/", views.watched, name="watched"),
]
