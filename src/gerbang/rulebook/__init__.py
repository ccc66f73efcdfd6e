"""Law as data: the rulebook schema, its loader, the pure standing of a case, and the calendar."""
