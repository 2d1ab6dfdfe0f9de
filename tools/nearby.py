"""The database that `dev.py run` has open in this checkout, for `dev.py virage backup | verify | retention…`."""

import os

from tools.places import SOCKET_NAME, database_home, var


def open_here() -> dict[str, str]:
    """What the command line must be told to reach it; nothing when none is open, or when an address was given."""
    socket = database_home("pg", as_root=os.geteuid() == 0) / "s"
    if "VIRAGE_DATABASE_URL" in os.environ or not os.path.exists(f"{socket}{SOCKET_NAME}"):  # noqa: PTH110
        return {}
    secret = var() / "secret"
    return {
        "VIRAGE_DATABASE_URL": f"postgresql://virage_app@/virage?host={socket}",
        "VIRAGE_DATABASE_OWNER_URL": f"postgresql://virage_owner@/virage?host={socket}",
        "VIRAGE_DEMO": os.environ.get("VIRAGE_DEMO", "1"),
        "VIRAGE_SECRET_KEY": secret.read_text().strip() if secret.exists() else "",
    }
