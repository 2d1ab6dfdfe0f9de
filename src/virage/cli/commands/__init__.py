"""One module for each command: `add` declares it, its `run` does it."""
