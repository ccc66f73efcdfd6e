"""`gerbang demonstration`: everything `make demo` shows. Safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gerbang.site import demonstration


class Command(BaseCommand):
    help = "Load the demonstration: reference data, real cooperations, accounts by role and running sample cases."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This installation is no demonstration, and its pages would not say that the cases are samples. "
                "Set GERBANG_DEMONSTRATION=1, or start it with: make demo"
            )
        loaded = demonstration.load()
        self.stdout.write(f"Demonstration: {loaded.ties} cooperations and {loaded.cases} cases added.")
