"""What a run gives back: ranking, scores, deductions and everything they rest on, as tables."""
