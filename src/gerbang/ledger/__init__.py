"""The book of events: hash-chained entries, seals, and the jobs that make time pass."""
