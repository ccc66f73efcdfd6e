"""What waits for me: Tugas saya and the official pages that join several rooms."""
