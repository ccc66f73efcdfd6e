"""The public's addresses."""

from django.urls import path

from gerbang.portal import finding, saved_views, views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("kerja-sama/", finding.ties, name="ties"),
    path("kerja-sama/saring/", finding.narrowing, name="narrowing"),
    path("kerja-sama/peta/", finding.result_map_of, name="result-map"),
    path("kerja-sama/tersimpan/", saved_views.kept, name="saved-views"),
    path("kerja-sama/tersimpan/<str:ref>/", saved_views.one, name="saved-view"),
    path("kerja-sama/<str:ref>/", views.tie, name="tie"),
    path("daerah/", views.regions, name="regions"),
    path("daerah/<str:ref>/", views.region, name="region"),
    path("negara/", views.countries, name="countries"),
    path("negara/<str:ref>/", views.country, name="country"),
    path("tentang-data/", views.about, name="about"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
]
