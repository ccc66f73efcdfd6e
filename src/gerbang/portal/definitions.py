"""What the kinds of cooperation are in law, and why sources differ on a fact; told on the page of a tie."""

from django.utils.translation import gettext_lazy as _

from gerbang.register.models import Fact, TieKind

KINDS = {
    TieKind.KSDPL_SISTER: _(
        "A region and a foreign regional government as sister provinces, regencies or cities (Article 24 of "
        "PP 28/2018)."
    ),
    TieKind.KSDPL_OTHER: _(
        "A region and a foreign regional government, in another form than sister province, regency or city (Article 24 "
        "of PP 28/2018)."
    ),
    TieKind.KSDLL_APPROVED: _(
        "A region and an institution abroad, with the approval of the central government (Article 25 of PP 28/2018)."
    ),
    TieKind.KSDLL_PASSTHROUGH: _(
        "A region and an institution abroad, carrying on a cooperation of the central government (Article 25 of "
        "PP 28/2018)."
    ),
    TieKind.KSDD_MANDATORY: _(
        "Regions that border on each other, on affairs whose effects cross the border and that are better served "
        "together (Article 3 of PP 28/2018)."
    ),
    TieKind.KSDD_VOLUNTARY: _(
        "Regions that choose to work together, whether or not they border on each other (Article 3 of PP 28/2018)."
    ),
    TieKind.KSDPK: _("A region and a person, a business or an organisation (Article 1 of PP 28/2018)."),
}

DIFFERENCES = {
    Fact.SIGNING_DATE: _(
        "Here the date of signing is the day on which the last party signed the text the cooperation was agreed by. A "
        "source may give the day of a letter of intent, of the first signature, of a ceremony or of a later text."
    ),
    Fact.VALIDITY: _(
        "Here validity is what the text itself says. A source may tell of a renewal that was planned, or count the "
        "term from another day."
    ),
    Fact.KIND: _(
        "Here the kind follows PP 28/2018 and the text. A source may go by the name that the parties use, or call a "
        "letter of intent a memorandum."
    ),
    Fact.STATUS: _("What a source says of how a cooperation stands is its own word, of its own day."),
    Fact.PARTIES: _(
        "Here the parties are the governments in whose name it was signed. A source may name a city for its province, "
        "an office for its government, or a place of the same name."
    ),
}
