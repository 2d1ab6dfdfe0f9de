"""Is this a demonstration: the setting, the database's own mark, and a machine talking to itself."""

from ipaddress import ip_address

from django.conf import settings
from django.db import connections
from django.http import HttpRequest

_KIND = """
SELECT 1 FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
WHERE d.datname = current_database() AND s.setrole = 0 AND 'virage.kind=demo' = ANY (s.setconfig)
"""


def database_is_demo(alias: str = "default") -> bool:
    """True when the database was marked for demonstration by its owner; read from the catalogue, so at once."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_KIND)
        return cursor.fetchone() is not None


def mark_database_as_demo(alias: str = "owner") -> None:
    """Mark the database for demonstration. A backup does not carry the mark: a restored database is a real one."""
    owner = connections[alias]
    with owner.cursor() as cursor:
        name = owner.ops.quote_name(owner.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET virage.kind = 'demo'")


def open_to(request: HttpRequest) -> bool:
    """May this request enter the demonstration's own pages?"""
    return settings.DEMO and _from_this_machine(request) and database_is_demo()


def _from_this_machine(request: HttpRequest) -> bool:
    address = request.META.get("REMOTE_ADDR") or "127.0.0.1"  # a Unix socket has no address
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
