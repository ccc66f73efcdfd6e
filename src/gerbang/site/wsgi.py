"""The WSGI application that gunicorn serves. A faulty rulebook stops it here, with file, key and reason.

Views are loaded here too, and not by whoever visits first; then all that is loaded is taken out of garbage collection,
as `SiteConfig.ready` says.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from gerbang.rulebook import loader

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gerbang.site.settings")
loader.shipped()
application = get_wsgi_application()
_ = get_resolver().url_patterns
gc.freeze()
