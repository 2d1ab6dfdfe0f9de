"""Record linkage: which records may be one enterprise. Splink compares, ``core.linkage`` weighs, a person decides."""
