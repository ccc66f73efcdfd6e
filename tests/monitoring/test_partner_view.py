"""The partner's link: one form, once, for thirty days; nothing of others, nothing to guess."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from tests.monitoring.evaluations import assessment, begun, completed, decided, ruling
from tests.people import helpers as people
from tests.people.helpers import Right, acting, body
from tests.register.settling import officer

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.monitoring.evaluation import evaluated, evaluating
from gerbang.monitoring.evaluation import partner as partner_views
from gerbang.monitoring.models import PartnerLink, PartnerView
from gerbang.monitoring.views.partner import A_MINUTE
from gerbang.people.models import Window
from gerbang.site.logs import WithoutSecrets
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def address(token: str, language: str = "id") -> str:
    with override(language):
        return reverse("monitoring:partner-form", args=[token])


def typed(**changed: Any) -> dict[str, Any]:
    about = {
        "office": "City of Kitakyushu",
        "role": "Head of division",
        "level": "4",
        "worked": "Compost",
        "wish": "as-is",
    }
    return {"key": uuid4().hex, **about, **changed}


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_token_is_kept_nowhere_and_only_its_digest_opens() -> None:
    by = officer()
    made = begun(by)
    link, token = partner_views.make_link(by=by, evaluation=made)
    assert token not in str(list(PartnerLink.objects.values()))
    assert token not in str([entry.payload.text for entry in ledger.history(made.tie.ref).select_related("payload")])
    assert partner_views.link_of(token) == link
    assert partner_views.link_of(link.digest) is None
    assert timedelta(29) < link.expires_at - timezone.now() <= timedelta(30)


def test_a_partner_answers_once_without_signing_in_and_its_view_stands_beside() -> None:
    by = officer()
    made = begun(by)
    _link, token = partner_views.make_link(by=by, evaluation=made)
    visitor, form = Client(), typed()
    answer = visitor.post(address(token, "en"), form)
    assert answer.status_code == 302 and token not in answer["Location"]
    assert visitor.post(address(token, "en"), form)["Location"] == answer["Location"]
    kept = PartnerView.objects.get()
    assert (kept.office, kept.level, kept.language, kept.wish) == ("City of Kitakyushu", 4, "en", "as-is")
    assert made.scores.count() == 0
    assert ledger.history(made.tie.ref).last().kind == "evaluation.partner-answered"
    for again in (visitor.get(address(token)), visitor.post(address(token), typed(worked="Lain"))):
        assert again.status_code == 410 and "sudah dipakai" in said(again)
    assert PartnerView.objects.count() == 1


def test_the_form_shows_both_names_and_the_period_and_nothing_else_of_anybody() -> None:
    by = officer()
    made = begun(by)
    evaluating.save(by=by, evaluation=made, told=assessment(summary="Rahasia", scores={"plan": (1, "Sangat rahasia")}))
    _link, token = partner_views.make_link(by=by, evaluation=made)
    page = Client().get(address(token))
    words = said(page)
    assert made.tie.name in words and made.body and f"{made.body.name} mengevaluasi kerja sama ini" in words
    assert page.headers["Referrer-Policy"] == "strict-origin" and "1 Januari 2024 – 31 Desember 2025" in words
    assert "ahasia" not in words and made.ref not in words and made.tie.ref not in words
    assert page.headers["Cache-Control"].startswith("max-age=0") and "noindex" in words
    assert "What went well?" in said(Client().get(address(token, "en")))


def test_what_is_half_filled_stays_typed() -> None:
    by = officer()
    _link, token = partner_views.make_link(by=by, evaluation=begun(by))
    answer = Client().post(address(token), typed(role="", worked="Pelatihan kompos", wish=""))
    assert answer.status_code == 422
    assert "Pelatihan kompos" in said(answer) and 'value="City of Kitakyushu"' in said(answer)
    assert not PartnerView.objects.exists()


def test_expired_revoked_decided_and_unknown_links_open_nothing_and_say_so() -> None:
    by = officer()
    made = completed(by)
    tokens = {}
    for name in ("expired", "revoked", "decided"):
        link, tokens[name] = partner_views.make_link(by=by, evaluation=made)
        if name == "expired":
            PartnerLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
        if name == "revoked":
            partner_views.revoke_link(by=by, link=link)
    pages = {name: Client().get(address(tokens[name])) for name in ("expired", "revoked")}
    evaluating.decide(by=by, evaluation=made, ruling=ruling())
    pages["decided"] = Client().get(address(tokens["decided"]))
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 410)
    assert "habis" in said(pages["expired"])
    assert all("sudah ditutup" in said(pages[name]) for name in ("revoked", "decided"))
    for name in tokens:
        assert Client().post(address(tokens[name]), typed()).status_code == 410
    unknown = Client().get(address("tidak-pernah-ada"))
    assert unknown.status_code == 404 and made.tie.name not in said(unknown)
    assert not PartnerView.objects.exists()


def test_a_closed_link_speaks_english_first_to_a_partner_abroad_and_then_as_it_was_answered() -> None:
    by = officer()
    made = begun(by)
    link, token = partner_views.make_link(by=by, evaluation=made)
    _other, expired = partner_views.make_link(by=by, evaluation=made)
    PartnerLink.objects.filter(evaluation=made).exclude(pk=link.pk).update(expires_at=timezone.now())
    Client().post(address(token, "id"), typed())
    assert made.body
    for code in ("id", "en"):
        page = Client().get(address(expired, code))
        words = said(page)
        assert '<html lang="en">' in words and page.headers["Content-Language"] == "en"
        assert words.index("This link has expired") < words.index("Masa berlaku tautan ini sudah habis")
        assert f"hubungi: {made.body.name_id}" in words and page.headers["Referrer-Policy"] == "no-referrer"
    words = said(Client().get(address(token, "en")))
    assert '<html lang="id">' in words and words.index("sudah dipakai") < words.index("has been used")
    assert "opens nothing" in said(Client().get(address("tidak-pernah-ada")))


def test_the_log_of_the_server_names_no_link() -> None:
    by = officer()
    made = completed(by)
    _link, token = partner_views.make_link(by=by, evaluation=made)
    evaluating.decide(by=by, evaluation=made, ruling=ruling())
    with logged() as lines:
        assert Client().get(address(token, "en")).status_code == 410
        logging.getLogger("gerbang").warning("GET /pandangan-mitra/%s/ and /pandangan-mitra/terima-kasih/", "x" * 40)
        logging.getLogger("gerbang").warning(f"GET /pandangan-mitra/{token}/?x=1 HTTP/1.1")
    told = lines.getvalue()
    assert "Gone: /en/pandangan-mitra/…/" in told and token not in told
    assert "/pandangan-mitra/terima-kasih/" in told


@contextmanager
def logged() -> Iterator[StringIO]:
    """What the server writes of what is done within, through the handler of its settings."""
    handlers = (one for one in logging.getLogger().handlers if isinstance(one, logging.StreamHandler))
    handler = next(one for one in handlers if any(isinstance(by, WithoutSecrets) for by in one.filters))
    lines = StringIO()
    before = handler.setStream(lines)
    try:
        yield lines
    finally:
        handler.setStream(before)


def test_whoever_guesses_is_limited_and_no_address_is_kept() -> None:
    guessing = Client(REMOTE_ADDR="203.0.113.7")
    answers = [guessing.get(address(f"tebakan-{number}")).status_code for number in range(A_MINUTE + 1)]
    assert answers == [404] * A_MINUTE + [429]
    assert Client(REMOTE_ADDR="203.0.113.8").get(address("tebakan")).status_code == 404
    assert "203.0.113" not in str(list(Window.objects.values()))


def test_only_the_evaluating_office_makes_links_and_a_few_at_a_time() -> None:
    by = officer()
    made = begun(by)
    with pytest.raises(Refused):
        partner_views.make_link(by=acting(body("Pusat Fasilitasi Kerja Sama"), Right.SEND), evaluation=made)
    links = [partner_views.make_link(by=by, evaluation=made)[0] for _one in range(partner_views.MOST_OPEN)]
    with pytest.raises(Invalid):
        partner_views.make_link(by=by, evaluation=made)
    partner_views.revoke_link(by=by, link=links[0])
    partner_views.revoke_link(by=by, link=links[0])
    assert evaluated.opens(partner_views.make_link(by=by, evaluation=made)[0], timezone.now()) == "open"
    assert [entry.kind for entry in ledger.history(made.tie.ref)].count("evaluation.link-revoked") == 1


def test_of_what_is_decided_or_withdrawn_no_link_is_made() -> None:
    by = officer()
    over = decided(by)
    with pytest.raises(Conflict):
        partner_views.make_link(by=by, evaluation=over)
    evaluating.withdraw(by=by, evaluation=over, reason="Salah")
    with pytest.raises(Conflict):
        partner_views.make_link(by=by, evaluation=over)


def test_an_official_is_shown_the_address_once() -> None:
    by = officer()
    made = begun(by)
    client = Client()
    client.force_login(by.account)
    at = reverse("monitoring:make-link", args=[made.ref])
    assert "/pandangan-mitra/" not in said(client.get(at))
    assert "/pandangan-mitra/" in said(client.post(at, {"key": uuid4().hex}))
    page = said(client.get(reverse("monitoring:evaluation", args=[made.ref])))
    assert "/pandangan-mitra/" not in page and "berlaku sampai" in page
    link = PartnerLink.objects.get()
    client.post(reverse("monitoring:revoke-link", args=[made.ref, link.ref]), {"key": uuid4().hex})
    assert "ditutup" in said(client.get(reverse("monitoring:evaluation", args=[made.ref])))


def test_a_link_that_is_asked_for_twice_by_one_form_is_one_link() -> None:
    by = officer()
    made = completed(by)
    page, browser = reverse("monitoring:make-link", args=[made.ref]), people.signed_in(by.account)
    first, again = (browser.post(page, {"key": "k" * 32, "sure": "on"}) for _time in range(2))
    assert "/pandangan-mitra/" in said(first) and "/pandangan-mitra/" not in said(again)
    assert "hanya ditampilkan sekali" in said(again) and PartnerLink.objects.filter(evaluation=made).count() == 1
