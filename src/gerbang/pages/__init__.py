"""Base layout, components, forms, paging and error pages that every room's pages are built from."""
