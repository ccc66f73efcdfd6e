"""Sign-in, drafts, who works in my body, terms of office. Allauth's own views declare their access here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from gerbang.access import public, signed_in
from gerbang.people import signin_forms, views
from gerbang.people.signin_views import AccountView, ActivateCodesView, SignInView

sign_in = SignInView.as_view()
code = mfa.AuthenticateView.as_view(form_class=signin_forms.Code)
password_again = account.ReauthenticateView.as_view(form_class=signin_forms.PasswordAgain)
code_again = mfa.ReauthenticateView.as_view(form_class=signin_forms.CodeAgain)
change_password = account.PasswordChangeView.as_view(form_class=signin_forms.ChangePassword)
set_password = account.PasswordSetView.as_view(form_class=signin_forms.SetPassword)
ask_for_reset = account.PasswordResetView.as_view(form_class=signin_forms.AskForReset)
reset = account.PasswordResetFromKeyView.as_view(form_class=signin_forms.ResetPassword)

urlpatterns = [
    path("masuk/", public(sign_in), name="account_login"),
    path("masuk/kode/", public(code), name="mfa_authenticate"),
    path("keluar/", public(account.logout), name="account_logout"),
    path("masuk/ulang/", signed_in(password_again), name="account_reauthenticate"),
    path("masuk/ulang/kode/", signed_in(code_again), name="mfa_reauthenticate"),
    path("akun/", signed_in(AccountView.as_view()), name="mfa_index"),
    path("akun/sandi/", signed_in(change_password), name="account_change_password"),
    path("akun/sandi/pertama/", signed_in(set_password), name="account_set_password"),
    path("akun/kode/", signed_in(ActivateCodesView.as_view()), name="mfa_activate_totp"),
    path("akun/kode/lepas/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/cadangan/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("akun/cadangan/baru/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("akun/cadangan/unduh/", signed_in(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("sandi/lupa/", public(ask_for_reset), name="account_reset_password"),
    path("sandi/lupa/terkirim/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$", public(reset), name="account_reset_password_from_key"
    ),
    path(
        "sandi/baru/selesai/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("daftar/", public(account.signup), name="account_signup"),
    path("nonaktif/", public(account.account_inactive), name="account_inactive"),
    path("konsep/", views.draft, name="people_draft"),
    path("instansi/anggota/", views.members, name="people_members"),
    path("instansi/anggota/<str:ref>/akhiri/", views.end, name="people_end_membership"),
    path("instansi/masa-jabatan/", views.terms, name="people_terms"),
    path("instansi/masa-jabatan/baru/", views.add_term, name="people_add_term"),
    path("instansi/masa-jabatan/<str:ref>/akhiri/", views.end_term, name="people_end_term"),
]
