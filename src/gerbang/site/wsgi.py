"""The WSGI application that gunicorn serves. A faulty rulebook stops it here, with file, key and reason."""

import os

from django.core.wsgi import get_wsgi_application

from gerbang.rulebook import loader

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gerbang.site.settings")
loader.shipped()
application = get_wsgi_application()
