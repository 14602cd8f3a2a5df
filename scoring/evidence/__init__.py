"""What each leaf is scored on: submitted values and records turned into one exact value a jurisdiction."""
