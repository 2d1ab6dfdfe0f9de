"""Virage runs a public digital-transformation programme, from the first webinar to the measured effect."""
