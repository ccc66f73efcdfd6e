"""Pages of this room; the addresses of the API itself are in `v1_urls`."""

from django.urls import path

from gerbang.api import pages, views

app_name = "api"

urlpatterns = [
    path("api/", pages.about, name="about"),
    path("kelola/api/", views.tokens, name="tokens"),
    path("kelola/api/token/<str:ref>/cabut/", views.revoke, name="revoke"),
    path("kelola/api/webhook/", views.webhooks, name="webhooks"),
    path("kelola/api/webhook/<str:ref>/", views.webhook, name="webhook"),
    path("kelola/api/webhook/<str:ref>/coba/", views.try_out, name="try"),
    path("kelola/api/webhook/<str:ref>/matikan/", views.switch_off, name="off"),
]
