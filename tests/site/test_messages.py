"""The catalogues: what is taken from the sources, and what the check finds wrong."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils import translation
from django.utils.translation import gettext

from gerbang.site import catalogues, wording
from gerbang.site.extraction import messages_of

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

TITLE = _("Council approval")
def told(count): return ngettext("%(count)d file", "%(count)d files", count)
MAY = pgettext("month", "May")
"""
TEMPLATE = """
{% extends "base.html" %}
  <h1>{% translate "Open case" %}</h1>
      {% blocktranslate trimmed with name=partner.name %}
        Signed with {{ name }}
        last year
      {% endblocktranslate %}
  {% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
  {{ value|default:_("Nothing yet") }} "it's" (
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "views.py").write_text(PYTHON)
    (tmp_path / "templates" / "case.html").write_text(TEMPLATE)
    return tmp_path


@pytest.fixture
def translated(room: Path) -> Path:
    """The room with a translation for everything that it says."""
    wording.update(room)
    path = catalogues.file_of(room, "id")
    catalog = catalogues.read(path, "id")
    for message in catalog:
        if message.id:
            message.string = (catalogues.key_of(message)[2],) if message.pluralizable else message.id
    catalogues.write(path, catalog)
    return room


def replace(room: Path, old: str, new: str) -> None:
    path = catalogues.file_of(room, "id")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_messages_come_from_python_and_from_templates(room: Path) -> None:
    assert messages_of(room) == {
        ("", "Council approval", ""),
        ("", "%(count)d file", "%(count)d files"),
        ("month", "May", ""),
        ("", "Open case", ""),
        ("", "Signed with %(name)s last year", ""),
        ("", "%(n)s row", "%(n)s rows"),
        ("", "Nothing yet", ""),
    }


def test_english_is_filled_in_with_its_plurals(room: Path) -> None:
    wording.update(room)
    english = catalogues.read(catalogues.file_of(room, "en"), "en")
    assert english["%(n)s row"].string == ("%(n)s row", "%(n)s rows")
    assert english["Open case"].string == "Open case"


def test_indonesian_has_one_form_for_any_number(translated: Path) -> None:
    assert "msgstr[1]" not in catalogues.file_of(translated, "id").read_text()


def test_a_complete_room_has_no_faults(translated: Path) -> None:
    assert list(wording.faults([translated])) == []


def test_updating_twice_changes_nothing(translated: Path) -> None:
    path = catalogues.file_of(translated, "id")
    before = path.read_text()
    wording.update(translated)
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "Open case"', 'msgstr ""', "not translated: 'Open case'"),
        ('msgid "Open case"', '#, fuzzy\nmsgid "Open case"', "marked fuzzy: 'Open case'"),
        ('msgstr "Signed with %(name)s', 'msgstr "Signed with %(nama)s', "other placeholders than the msgid"),
        ('msgid "Open case"', 'msgid "Open door"', "missing: 'Open case'"),
        ('msgid "Open case"', 'msgid "Open door"', "no longer used: 'Open door'"),
    ],
)
def test_the_check_finds(translated: Path, old: str, new: str, fault: str) -> None:
    replace(translated, old, new)
    assert any(fault in found for found in wording.faults([translated]))


def test_what_another_room_has_translated_is_taken_over(translated: Path, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "views.py").write_text('_("Open case")')
    replace(translated, 'msgstr "Open case"', 'msgstr "Buka berkas"')
    wording.update(other, [translated, other])
    assert catalogues.read(catalogues.file_of(other, "id"), "id")["Open case"].string == "Buka berkas"


def test_two_rooms_may_not_translate_one_message_differently(translated: Path, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "views.py").write_text('_("Open case")')
    wording.update(other)
    replace(other, 'msgid "Open case"\nmsgstr ""', 'msgid "Open case"\nmsgstr "Buka berkas"')
    assert [fault for fault in wording.faults([translated, other]) if "in two ways" in fault]


def test_every_room_that_speaks_has_its_catalogue_read(settings) -> None:
    read = {Path(path).parent for path in settings.LOCALE_PATHS}
    speaking = {room for room in catalogues.PACKAGE.iterdir() if room.is_dir() and messages_of(room)}
    assert speaking <= read


def test_an_uploaded_thing_is_never_a_berkas() -> None:
    """In Gerbang a *berkas* is a case; Django says it of uploaded files."""
    catalogues.compile_all()
    import django

    places = [Path(django.__file__).parent / "conf", *(Path(config.path) for config in apps.get_app_configs())]
    never_shown = {"Static Files"}  # the title of a page of Django's own developer tools
    with translation.override("id"):
        for place in places:
            path = place / "locale" / "id" / "LC_MESSAGES" / "django.po"
            if not path.exists() or catalogues.PACKAGE in path.parents:
                continue
            with path.open("rb") as stream:
                for message in read_po(stream, locale="id"):
                    said = " ".join(message.string) if isinstance(message.string, tuple) else message.string
                    words = {word.strip("“”.,").lower() for word in said.split()}
                    msgid = catalogues.key_of(message)[1]
                    if "berkas" in words and msgid not in never_shown and "DEBUG=True" not in msgid:
                        assert "berkas" not in gettext(msgid).lower(), msgid
