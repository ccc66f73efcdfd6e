"""The tags and filters every template has (declared as builtins); this room's modules make what they draw."""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core import signing
from django.forms import BaseForm, BoundField
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gerbang.pages import charts, formatting, icons, natures, navigation, panels, rendering
from gerbang.pages.articles import article
from gerbang.values import language
from gerbang.values.dates import VagueDate

register = template.Library()
log = logging.getLogger(__name__)

TAGS = {"over": "alert", "soon": "clock", "done": "check", "open": "question"}


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file. A page is served, unstyled, even before its files are collected."""
    try:
        return static(f"built/{name}")
    except ValueError:
        log.warning("static file built/%s is not collected: run npm run build and collectstatic", name)
        return f"{settings.STATIC_URL}built/{name}"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    return icons.icon(name, css)


@register.simple_tag
def mark(css: str = "") -> SafeString:
    return icons.mark(css)


@register.simple_tag
def nature(provision: Any) -> SafeString:
    return natures.nature(provision)


@register.simple_tag
def nature_mark(provision: Any, text: str) -> SafeString:
    return natures.marked(provision, text)


@register.simple_tag
def citation(basis: Any) -> str:
    """`Pasal 30 ayat (4) PP 28/2018` of something with `.source` and `.at`."""
    return natures.citation(basis)


@register.filter(name="article")
def written_article(at: str, source: str = "") -> str:
    """`{{ "27(1)a"|article:"PP 28/2018" }}`."""
    return article(at, language.active(), source)


@register.simple_tag
def tag(kind: str, text: str, icon: str | None = None) -> SafeString:
    """A state tag. Kinds: over, soon, done, open (dashed: not sure), plain. `icon=""` leaves the drawing out."""
    drawing = TAGS.get(kind, "") if icon is None else icon
    css = "" if kind == "plain" else f" tag-{kind}"
    return format_html('<span class="tag{}">{}{}</span>', css, icons.icon(drawing) if drawing else "", text)


@register.simple_tag
def bar(value: float, most: float, label: str, done: bool = False) -> SafeString:
    """A thin bar, `value` out of `most`; `label` says the same in words."""
    width = min(100.0, max(0.0, 100 * value / most)) if most else 0.0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="bar-ground" width="100" height="6"/><rect class="{}" width="{}" height="6"/></svg>',
        label,
        "bar-done" if done else "bar-run",
        f"{width:.1f}",
    )


@register.simple_tag
def columns(points: Sequence[charts.Point], title: str, described: str) -> SafeString:
    """Columns side by side with a text equivalent; the page shows the same as a table."""
    return charts.columns(points, title, described)


@register.simple_tag
def share(number: int, most: int) -> SafeString:
    """A bar beside a number in a table."""
    return charts.share(number, most)


@register.simple_tag
def worldmap() -> SafeString:
    """The base map for the inside of an `<svg viewBox="0 0 1200 497">`; `worldmap.project` draws in its projection."""
    address = asset("world.svg")
    return format_html(
        '<use class="map-land" href="{0}#land"/><use class="map-id" href="{0}#home"/>',
        address,
    )


@register.filter
def tanggal(value: date | datetime | VagueDate | None) -> str:
    return formatting.day(value)


@register.filter
def hari(value: date | datetime | None) -> str:
    """With the day of the week: `Rabu, 13 Mei 2026`."""
    return formatting.weekday(value)


@register.filter
def waktu(value: datetime | None) -> str:
    return formatting.moment(value)


@register.filter
def angka(value: int | float | Decimal | None, places: int = 0) -> str:
    return formatting.number(value, places)


@register.filter
def ukuran(value: int | None) -> str:
    """The size of a file: `21,8 KB`."""
    return formatting.size(value)


@register.filter
def rupiah(value: Any, currency: str = "IDR") -> str:
    return formatting.money(value, currency)


@register.filter
def pick(value: Any) -> Any:
    return formatting.picked(value)


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """Label, hint, error and input of one form field. Options: width (5, 10, 20) and hint."""
    return rendering.field(bound, **options)


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """The error summary at the head of a page: what is wrong, each linked to its field. Nothing when all is well."""
    return rendering.error_summary(form)


@register.simple_tag(takes_context=True)
def form_hidden(context: Context, form: BaseForm | None = None) -> SafeString:
    """What every posting form carries unseen: the CSRF token, the form's hidden fields, and who typed it (sealed)."""
    request = context["request"]
    parts = [format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))]
    owner = getattr(getattr(request, "user", None), "ref", "")
    if owner:
        parts.append(
            format_html('<input type="hidden" name="_as" value="{}">', signing.dumps(owner, salt="gerbang.form"))
        )
    parts += [bound.as_hidden() for bound in form.hidden_fields()] if form else []
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def empty(title: str, text: str = "") -> SafeString:
    """An empty list: what will appear here and how to begin. With links, include pages/components/empty.html."""
    return render_to_string("pages/components/empty.html", {"title": title, "text": text})


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Any) -> SafeString:
    """Onwards and back through a `keyset.Page`, keeping the filters in the address."""
    request = context["request"]

    def address(**moves: str) -> str:
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        query.update(moves)
        return f"?{query.urlencode()}"

    moves = {
        "onwards": address(after=page.after) if page.after else "",
        "back": address(before=page.before) if page.before else "",
    }
    return render_to_string("pages/components/pager.html", {"page": page, **moves})


@register.simple_tag(takes_context=True)
def navigation_links(context: Context, place: navigation.Place) -> list[navigation.Link]:
    request = context.get("request")
    return list(navigation.links(request, place, str(context.get("section", "")))) if request else []


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> dict[str, str]:
    """The same page in the other language."""
    code = "id" if language.active() == "en" else "en"
    request = context.get("request")
    path = request.get_full_path() if request and request.method == "GET" else "/"
    return {"code": code, "name": {"id": "Bahasa Indonesia", "en": "English"}[code], "url": translate_url(path, code)}


@register.simple_tag(takes_context=True, name="panels")
def show_panels(context: Context, subject_kind: str, subject: Any) -> SafeString:
    return panels.render(context["request"], subject_kind, subject)
