"""What an owner takes away from a plan: the plan itself, and a first specification for suppliers."""
