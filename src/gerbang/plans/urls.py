"""Addresses of action plans."""

from django.urls import path

from gerbang.plans.views import approving, editing, files, readings, recording, showing

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
    path("rencana/<str:ref>/realisasi/<int:year>/", readings.year, name="readings"),
    path("rencana/<str:ref>/realisasi/<int:year>/catat/<str:indicator>/", readings.record, name="record-reading"),
    path("rencana/<str:ref>/realisasi/<int:year>/ajukan/", readings.submit, name="submit-readings"),
    path("rencana/<str:ref>/realisasi/<int:year>/jawab/", readings.answer, name="answer-readings"),
    path("rencana/<str:ref>/realisasi/<int:year>/tutup/", readings.close, name="close-year"),
    path("rencana/<str:ref>/realisasi/<int:year>/buka/", readings.reopen, name="reopen-year"),
    path("rencana/<str:ref>/realisasi/tarik/<str:reading>/", readings.withdraw, name="withdraw-reading"),
    path("pelaksanaan/kerja-sama/<str:ref>/", recording.deliveries, name="deliveries"),
    path("pelaksanaan/kerja-sama/<str:ref>/catat/", recording.record, name="record"),
    path("pelaksanaan/<str:ref>/", recording.delivery, name="delivery"),
    path("pelaksanaan/<str:ref>/betulkan/", recording.set_right, name="set-right"),
    path("pelaksanaan/<str:ref>/bukti/", recording.add_evidence, name="add-evidence"),
    path("pelaksanaan/<str:ref>/tarik/", recording.withdraw, name="withdraw-delivery"),
]
