"""Settings, root URLs, the gerbang command, demonstration and benches."""
