"""From one page to the next: a test goes on once the next page is loaded, never while it is on its way."""

from contextlib import contextmanager


def follow(target):
    """Click a link or a button (a locator) that leads to another page, and be there."""
    with arriving(target.page):
        target.click()


def submit(page):
    """Send the form of the page, and be where it leads."""
    follow(page.locator("main form button[type=submit]"))


@contextmanager
def arriving(page):
    """Whatever is done inside leads to another page: leave once that page is loaded."""
    with page.expect_navigation(wait_until="load"):
        yield
