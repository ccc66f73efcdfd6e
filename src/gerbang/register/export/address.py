"""The address this site is known by outside: what links in files begin with."""

from django.conf import settings


def base() -> str:
    """The first of GERBANG_ORIGINS, else the first of GERBANG_HOSTS; without a slash at its end.

    `gerbang serve` gives the address it serves at as the origin, where neither is configured.
    """
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0]).rstrip("/")
    return f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0]}"
