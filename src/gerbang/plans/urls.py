"""Addresses of action plans, of what was carried out, and of trips."""

from django.urls import path

from gerbang.plans.views import approving, editing, files, following_up, readings, recording, showing, travelling

app_name = "plans"

urlpatterns = [
    path("rencana/baru/<str:ref>/", editing.open_plan, name="open"),
    path("rencana/<str:ref>/", showing.plan, name="plan"),
    path("rencana/<str:ref>/bagan/", showing.chart, name="chart"),
    path("rencana/<str:ref>/periode/", editing.period, name="period"),
    path("rencana/<str:ref>/perbarui/", editing.take_up, name="take-up"),
    path("rencana/<str:ref>/ajukan/", approving.hand_up, name="hand-up"),
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
    path("perjalanan/kerja-sama/<str:ref>/", travelling.trips, name="trips"),
    path("perjalanan/kerja-sama/<str:ref>/catat/", travelling.record, name="record-trip"),
    path("perjalanan/<str:ref>/", travelling.trip, name="trip"),
    path("perjalanan/<str:ref>/betulkan/", travelling.set_right, name="set-trip-right"),
    path("perjalanan/<str:ref>/izin/", travelling.add_permit, name="add-permit"),
    path("perjalanan/<str:ref>/laporan/", travelling.report, name="report-trip"),
    path("perjalanan/<str:ref>/tarik/", travelling.withdraw, name="withdraw-trip"),
    path("perjalanan/<str:ref>/tarik/<str:part>/", travelling.withdraw_part, name="withdraw-part"),
    path("perjalanan/<str:ref>/hapus-nama/", travelling.forget_names, name="forget-names"),
    path("tindak-lanjut/dari/<str:ref>/", following_up.add, name="add-follow-up"),
    path("tindak-lanjut/<str:ref>/selesai/", following_up.finish, name="finish-follow-up"),
    path("tindak-lanjut/<str:ref>/tarik/", following_up.withdraw, name="withdraw-follow-up"),
]
