"""Countries, regions, partners and holidays, with their names and codes over time."""
