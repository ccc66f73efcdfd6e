"""The public's addresses."""

from django.urls import path

from gerbang.portal import open_data, views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("kerja-sama/", views.ties, name="ties"),
    path("kerja-sama/unduh.<str:form>", open_data.take, name="take"),
    path("kerja-sama/<str:ref>/", views.tie, name="tie"),
    path("daerah/", views.regions, name="regions"),
    path("daerah/<str:ref>/", views.region, name="region"),
    path("negara/", views.countries, name="countries"),
    path("negara/<str:ref>/", views.country, name="country"),
    path("data/", open_data.data, name="data"),
    path("data/katalog.jsonld", open_data.catalogue, name="catalogue"),
    path("data/<str:version>/<str:name>", open_data.release_file, name="release-file"),
    path("tentang-data/", views.about, name="about"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
]
