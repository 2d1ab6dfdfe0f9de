"""The public register, as an operator loaded it: tables of its own, replaced whole."""
