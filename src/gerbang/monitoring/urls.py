"""Addresses of monitoring: a cooperation's life, what hinders it, reports, and what ministries and missions watch."""

from django.urls import path

from gerbang.monitoring.views import common, life, obstacles, overview, periods, reporting, watching

app_name = "monitoring"

urlpatterns = [
    path("pemantauan/", overview.overview, name="overview"),
    path("keaktifan/<str:ref>/", life.show, name="liveliness"),
    path("keaktifan/<str:ref>/kontak/", life.contact, name="note-contact"),
    path("keaktifan/<str:ref>/irama/", life.rhythm, name="state-rhythm"),
    path("keaktifan/<str:ref>/penilaian/", life.judgement, name="judge"),
    path("keaktifan/<str:ref>/tarik/<str:kept>/", life.withdraw, name="withdraw-kept"),
    path("permasalahan/", common.index, name="common-obstacles"),
    path("permasalahan/daftar/", common.listed, name="obstacle-list"),
    path("permasalahan/yang-membantu/", common.remedies, name="remedies"),
    path("permasalahan/unduh/", common.download, name="download-obstacles"),
    path("permasalahan/kerja-sama/<str:ref>/", obstacles.of_tie, name="obstacles"),
    path("permasalahan/kerja-sama/<str:ref>/catat/", obstacles.record, name="record-obstacle"),
    path("permasalahan/<str:ref>/", obstacles.show, name="obstacle"),
    path("permasalahan/<str:ref>/ralat/", obstacles.set_right, name="set-obstacle-right"),
    path("permasalahan/<str:ref>/upaya/", obstacles.attempt, name="record-attempt"),
    path("permasalahan/<str:ref>/bantuan/", obstacles.escalate, name="escalate-obstacle"),
    path("permasalahan/<str:ref>/bantuan/<str:asked>/jawab/", obstacles.answer, name="answer-escalation"),
    path("permasalahan/<str:ref>/hasil/", obstacles.close, name="close-obstacle"),
    path("permasalahan/<str:ref>/tarik/", obstacles.withdraw, name="withdraw-obstacle"),
    path("permasalahan/<str:ref>/tarik/<str:part>/", obstacles.withdraw_part, name="withdraw-obstacle-part"),
    path("pantauan/", watching.index, name="watch"),
    path("pantauan/<str:ref>/", watching.show, name="watched"),
    path("laporan/", periods.index, name="reports"),
    path("laporan/baru/", periods.begin_own, name="begin-own-report"),
    path("laporan/periode/catat/", periods.set_period, name="set-report-period"),
    path("laporan/periode/<str:ref>/", periods.period, name="report-period"),
    path("laporan/periode/<str:ref>/perpanjang/", periods.more_time, name="more-time-to-report"),
    path("laporan/periode/<str:ref>/tarik/", periods.withdraw_period, name="withdraw-report-period"),
    path("laporan/periode/<str:ref>/susun/", periods.begin, name="begin-report"),
    path("laporan/<str:ref>/", reporting.report, name="report"),
    path("laporan/<str:ref>/pengantar/", reporting.say, name="write-report"),
    path("laporan/<str:ref>/kerja-sama/<str:tie>/", reporting.say_of_tie, name="report-on-tie"),
    path("laporan/<str:ref>/sampaikan/", reporting.submit, name="submit-report"),
    path("laporan/<str:ref>/teruskan/", reporting.pass_on, name="pass-on-report"),
    path("laporan/<str:ref>/kembalikan/", reporting.send_back, name="return-report"),
    path("laporan/<str:ref>/terima/", reporting.accept, name="accept-report"),
    path("laporan/<str:ref>/tarik/", reporting.withdraw, name="withdraw-report"),
    path("laporan/<str:ref>/arahan/", reporting.direct, name="direct-report"),
    path("laporan/<str:ref>/unduh.<str:form>", reporting.download, name="download-report"),
    path("arahan/<str:ref>/", reporting.directive, name="directive"),
]
