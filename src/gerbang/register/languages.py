"""Languages in which texts are signed, by name."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "id": _("Indonesian"),
    "en": _("English"),
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "cs": _("Czech"),
    "nl": _("Dutch"),
    "fil": _("Filipino"),
    "fr": _("French"),
    "de": _("German"),
    "hi": _("Hindi"),
    "hu": _("Hungarian"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "kk": _("Kazakh"),
    "km": _("Khmer"),
    "ko": _("Korean"),
    "lo": _("Lao"),
    "ms": _("Malay"),
    "fa": _("Persian"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "es": _("Spanish"),
    "sv": _("Swedish"),
    "tet": _("Tetum"),
    "th": _("Thai"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "uz": _("Uzbek"),
    "vi": _("Vietnamese"),
}
"""ISO 639 codes with their names: Indonesian and the other party's language, or English (UU 24/2009, Article 31)."""


def language_name(code: str) -> str:
    """The language's name in that of the page; a code that is not in the list stays a code."""
    return str(LANGUAGES.get(code, code))
