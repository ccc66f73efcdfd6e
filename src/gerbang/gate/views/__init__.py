"""The gate's pages: cases, what is recorded into them, their letters, and the pickers of forms."""
