"""Addresses of monitoring: a cooperation's life, and reports."""

from django.urls import path

from gerbang.monitoring.views import handing_over, life, overview, periods, reporting

app_name = "monitoring"

urlpatterns = [
    path("pemantauan/", overview.overview, name="overview"),
    path("keaktifan/<str:ref>/", life.show, name="liveliness"),
    path("keaktifan/<str:ref>/kontak/", life.contact, name="note-contact"),
    path("keaktifan/<str:ref>/irama/", life.rhythm, name="state-rhythm"),
    path("keaktifan/<str:ref>/penilaian/", life.judgement, name="judge"),
    path("keaktifan/<str:ref>/tarik/<str:kept>/", life.withdraw, name="withdraw-kept"),
    path("serah-terima/<str:ref>/", handing_over.memo, name="memo"),
    path("serah-terima/<str:ref>/<str:form>/", handing_over.memo_file, name="memo-file"),
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
