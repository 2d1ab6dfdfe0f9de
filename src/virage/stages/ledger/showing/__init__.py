"""An agreement as it is shown, from rows already read."""
