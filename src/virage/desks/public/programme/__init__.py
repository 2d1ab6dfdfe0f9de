"""What the pages of the real programme show: published facts, read from the packs and from nothing else."""
