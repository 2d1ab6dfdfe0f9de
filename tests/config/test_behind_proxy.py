"""Behind a proxy that ends TLS, forms are accepted only if the site knows it is reached by https."""

import os
import subprocess
import sys

import pytest

SHOW = """
from django.conf import settings
print(settings.SECURE_PROXY_SSL_HEADER, getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))
"""


@pytest.mark.parametrize(
    ("said", "told"), [("1", "('HTTP_X_FORWARDED_PROTO', 'https') 1"), ("0", "None 0")], ids=["proxy", "no proxy"]
)
def test_the_proxy_is_believed_only_when_the_operator_says_so(said, told):
    env = {**os.environ, "VIRAGE_BEHIND_PROXY": said, "DJANGO_SETTINGS_MODULE": "virage.config.settings"}
    done = subprocess.run([sys.executable, "-c", SHOW], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == told
