"""Pages of the register for those who keep it."""
