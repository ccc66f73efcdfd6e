"""Model fields for the shared values."""

from functools import partial
from typing import Any, cast

from django.db import models

from gerbang.values.dates import Precision, VagueDate
from gerbang.values.refs import new_ref


class RefField(models.CharField[str, str]):
    """A row's unchangeable public ref; made when the row is."""

    def __init__(self, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        options.update(max_length=13, unique=True, editable=False, default=partial(new_ref, prefix))
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        for made_here in ("max_length", "unique", "editable", "default"):
            options.pop(made_here, None)
        return name, path, [self.prefix, *args], options


class VagueDateColumns(models.Model):
    """The four columns of one legal date, `signed_*`; `signed` reads and writes them together."""

    signed_earliest = models.DateField(null=True, blank=True)
    signed_latest = models.DateField(null=True, blank=True, db_index=True)
    signed_precision = models.CharField(max_length=9, default="unknown")
    signed_as_written = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def signed(self) -> VagueDate:
        precision = cast(Precision, self.signed_precision)
        return VagueDate(self.signed_earliest, self.signed_latest, precision, self.signed_as_written)

    @signed.setter
    def signed(self, value: VagueDate) -> None:
        self.signed_earliest, self.signed_latest = value.earliest, value.latest
        self.signed_precision, self.signed_as_written = value.precision, value.as_written
