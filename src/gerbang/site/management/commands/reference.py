"""`gerbang reference`: load or renew what every installation begins with. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from gerbang.site import reference


class Command(BaseCommand):
    help = "Load or renew the reference data: countries, regions, places abroad, calendars, bodies."

    def handle(self, *args: Any, **options: Any) -> None:
        reference.load()
        self.stdout.write("The reference data are up to date.")
