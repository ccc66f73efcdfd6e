"""Action plans of a cooperation: versions, activities, indicators and money, edited as tables."""
