"""Documents to take away: one description made of blocks, printed as a tagged PDF or as Word, with the same words."""
