"""The public's addresses."""

from django.urls import path

from gerbang.portal import finding, open_data, place_views, receipt_views, saved_views, statistics_views, views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("kerja-sama/", finding.ties, name="ties"),
    path("kerja-sama/saring/", finding.narrowing, name="narrowing"),
    path("kerja-sama/peta/", finding.result_map_of, name="result-map"),
    path("kerja-sama/tersimpan/", saved_views.kept, name="saved-views"),
    path("kerja-sama/tersimpan/<str:ref>/", saved_views.one, name="saved-view"),
    path("kerja-sama/unduh.<str:form>", open_data.take, name="take"),
    path("kerja-sama/<str:ref>/", views.tie, name="tie"),
    path("kerja-sama/<str:ref>/bukti/", receipt_views.receipt, name="receipt"),
    path("kerja-sama/<str:ref>/bukti.json", receipt_views.receipt_file, name="receipt-file"),
    path("daerah/", place_views.regions, name="regions"),
    path("daerah/<str:ref>/", place_views.region, name="region"),
    path("negara/", place_views.countries, name="countries"),
    path("negara/<str:ref>/", place_views.country, name="country"),
    path("mitra/", place_views.partner_list, name="partners"),
    path("mitra/<str:ref>/", place_views.partner, name="partner"),
    path("statistik/", statistics_views.figures, name="statistics"),
    path("statistik/<str:key>.csv", statistics_views.table, name="statistics-table"),
    path("bukti/", receipt_views.roots, name="roots"),
    path("bukti/akar.jsonl", receipt_views.roots_file, name="roots-file"),
    path("data/", open_data.data, name="data"),
    path("data/katalog.jsonld", open_data.catalogue, name="catalogue"),
    path("data/<str:version>/<str:name>", open_data.release_file, name="release-file"),
    path("tentang-data/", views.about, name="about"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
]
