"""Everybody who may come: one account for each part somebody plays, with rights as they are given in offices."""

from datetime import date

from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Account, Body, Right

WRITING = (Right.PREPARE, Right.CHECK, Right.SEND)
CITY = "Pemerintah Kota Bandung"
DIVISION = "Bagian Kerja Sama Setda Kota Bandung"
OFFICE = "Dinas Kebudayaan dan Pariwisata Kota Bandung"

ROLES: dict[str, tuple[str, tuple[Right, ...]]] = {
    "analyst": (DIVISION, (Right.PREPARE,)),
    "head of division": (DIVISION, WRITING),
    "technical office": (OFFICE, (Right.PREPARE,)),
    "reader": (CITY, (Right.READ,)),
    "administrator": (CITY, (Right.ADMINISTER,)),
    "council": ("Sekretariat DPRD Kota Bandung", WRITING),
    "province": ("Pemerintah Provinsi Jawa Barat", WRITING),
    "another city": ("Pemerintah Kota Surabaya", (*WRITING, Right.ADMINISTER)),
    "home affairs": ("Pusat Fasilitasi Kerja Sama", WRITING),
    "foreign affairs": ("Kementerian Luar Negeri", WRITING),
    "ministry": ("Kementerian Perdagangan", WRITING),
    "mission": ("KJRI Melbourne", (Right.PREPARE,)),
    "nobody yet": ("", ()),
}


def make(role: str) -> Account:
    """The account of a role."""
    name, rights = ROLES[role]
    account = make_account(by=None, email=f"{role.replace(' ', '-')}@peran.example", label=role)
    account.set_password("benteng hujan kapal")
    account.save()
    for right in rights:
        grant(by=None, account=account, body=_body(name), right=right, since=date(2020, 1, 1))
    return account


def _body(name: str) -> Body:
    if name in (DIVISION, OFFICE):
        city = Body.objects.get(name_id=CITY)
        return make_unit(parent=city, name_id=name, keeps_cooperation=name == DIVISION)
    return Body.objects.get(name_id=name)
