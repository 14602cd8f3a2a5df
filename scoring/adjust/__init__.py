"""What changes a combined mark: bonuses, penalties and gates."""
