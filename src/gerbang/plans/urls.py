"""Addresses of action plans."""

from django.urls import path

from gerbang.plans.views import approving, editing, files, showing

app_name = "plans"

urlpatterns = [
    path("rencana/baru/<str:ref>/", editing.open_plan, name="open"),
    path("rencana/<str:ref>/", showing.plan, name="plan"),
    path("rencana/<str:ref>/bagan/", showing.chart, name="chart"),
    path("rencana/<str:ref>/periode/", editing.period, name="period"),
    path("rencana/<str:ref>/perbarui/", editing.take_up, name="take-up"),
    path("rencana/<str:ref>/ubah/<str:table>/", editing.edit, name="edit"),
    path("rencana/<str:ref>/tabel.xlsx", files.download, name="download"),
    path("rencana/<str:ref>/unggah/", files.upload, name="upload"),
    path("rencana/<str:ref>/unggah/<str:sent>/", files.check, name="check"),
    path("rencana/<str:ref>/setujui/", approving.approve, name="approve"),
    path("rencana/<str:ref>/tarik/", approving.withdraw, name="withdraw"),
]
