"""Import all that the server imports, and no more: its compiled modules are then there for every other program."""

import importlib

import django
from django.conf import settings

if __name__ == "__main__":
    django.setup()
    importlib.import_module(settings.ROOT_URLCONF)
