"""The public's addresses."""

from django.urls import path

from gerbang.portal import place_views, statistics_views, views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("kerja-sama/", views.ties, name="ties"),
    path("kerja-sama/<str:ref>/", views.tie, name="tie"),
    path("daerah/", place_views.regions, name="regions"),
    path("daerah/<str:ref>/", place_views.region, name="region"),
    path("negara/", place_views.countries, name="countries"),
    path("negara/<str:ref>/", place_views.country, name="country"),
    path("mitra/", place_views.partner_list, name="partners"),
    path("mitra/<str:ref>/", place_views.partner, name="partner"),
    path("statistik/", statistics_views.figures, name="statistics"),
    path("statistik/<str:key>.csv", statistics_views.table, name="statistics-table"),
    path("tentang-data/", views.about, name="about"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
]
