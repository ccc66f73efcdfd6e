"""The accounts of the demonstration: roles at bodies that exist, never persons, with passwords made for this place."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gerbang.people.actions import grant, make_account, make_unit
from gerbang.people.models import Account, Body, Right
from gerbang.people.signin import new_password

SINCE = date(2020, 1, 1)
WRITING = (Right.PREPARE, Right.CHECK, Right.SEND)
CITY = "Pemerintah Kota Bandung"
PROVINCE = "Pemerintah Provinsi Jawa Barat"
DIVISION = "Bagian Kerja Sama Setda Kota Bandung"
BUREAU = "Biro Pemerintahan dan Otonomi Daerah Setda Provinsi Jawa Barat"
COUNCIL = "Sekretariat DPRD Kota Bandung"
CENTRE = "Pusat Fasilitasi Kerja Sama"
DOMESTIC = "Direktorat Dekonsentrasi, Tugas Pembantuan dan Kerja Sama, Ditjen Bina Administrasi Kewilayahan"
TREATIES = "Direktorat Perjanjian, Kementerian Luar Negeri"
FOREIGN = "Kementerian Luar Negeri"
MISSION = "KJRI Melbourne"
INVITED = "Kementerian Pariwisata"
OFFICE = "Dinas Lingkungan Hidup Kota Bandung"


@dataclass(frozen=True, slots=True)
class Role:
    """One account: the office as it stands on the page, its body and its rights there."""

    label: str
    address: str
    body: str
    rights: tuple[Right, ...]


ROLES = {
    "analyst": Role(f"Analis Kerja Sama, {DIVISION}", "analis@kota-bandung.example", DIVISION, (Right.PREPARE,)),
    "head": Role(f"Kepala {DIVISION}", "bagian-ks@kota-bandung.example", DIVISION, WRITING),
    "administrator": Role(f"Pengelola akun {CITY}", "akun@kota-bandung.example", CITY, (Right.ADMINISTER,)),
    "council": Role(COUNCIL, "sekretariat@dprd-bandung.example", COUNCIL, WRITING),
    "office": Role(OFFICE, "dlh@kota-bandung.example", OFFICE, (Right.PREPARE,)),
    "province": Role(BUREAU, "pemotda@jabarprov.example", BUREAU, WRITING),
    "home-affairs": Role(f"Verifikator, {CENTRE}", "verifikator@fasker.example", CENTRE, WRITING),
    "home-affairs-domestic": Role(DOMESTIC, "dalam-negeri@adwil.example", DOMESTIC, WRITING),
    "foreign-affairs": Role(TREATIES, "perjanjian@kemlu.example", FOREIGN, WRITING),
    "mission": Role(MISSION, "kjri@melbourne.example", MISSION, WRITING),
    "ministry": Role(INVITED, "kerja-sama@kemenpar.example", INVITED, WRITING),
}  # fmt: skip

UNITS = {DIVISION: CITY, OFFICE: CITY, BUREAU: PROVINCE}
"""Units that the reference data do not have, and the body each is part of."""


def load(path: Path | None = None) -> dict[str, Account]:
    """The accounts by role. What is there stays as people left it, unless nobody knows the password any more."""
    path = path or settings.STATE / "demonstration-accounts.json"
    known = _kept(path)
    passwords = {role.address: known.get(role.address) or new_password() for role in ROLES.values()}
    if passwords != known:
        _keep(path, passwords)
    return {name: _account(role, passwords[role.address], known) for name, role in ROLES.items()}


def body(name: str) -> Body:
    """A body by its Indonesian name; a unit is made where it is missing."""
    if name in UNITS:
        parent = Body.objects.get(name_id=UNITS[name])
        return make_unit(parent=parent, name_id=name, keeps_cooperation=name in (DIVISION, BUREAU))
    return Body.objects.get(name_id=name)


def worker(of: Body) -> Account:
    """An account that writes for a body in the samples, and under which nobody can sign in."""
    address = f"{of.ref}@peragaan.example"
    found = Account.objects.filter(email=address).first()
    return found or _made(address, of.name_id, of, WRITING, None)


def _account(role: Role, password: str, known: Mapping[str, str]) -> Account:
    account = Account.objects.filter(email=role.address).first()
    if account is None:
        return _made(role.address, role.label, body(role.body), role.rights, password)
    if role.address not in known:
        account.set_password(password)
        account.save(update_fields=["password"])
    return account


@transaction.atomic
def _made(address: str, label: str, of: Body, rights: tuple[Right, ...], password: str | None) -> Account:
    account = make_account(by=None, email=address, label=label, password=password)
    for right in rights:
        grant(by=None, account=account, body=of, right=right, since=SINCE)
    return account


def _kept(path: Path) -> dict[str, str]:
    """The passwords of an earlier start, by address."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {row["email"]: row["password"] for row in rows}


def _keep(path: Path, passwords: Mapping[str, str]) -> None:
    """Whole or not at all, and for the eyes of this user alone."""
    rows = [{"role": one.label, "email": one.address, "password": passwords[one.address]} for one in ROLES.values()]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
    unfinished.replace(path)
