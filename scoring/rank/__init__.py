"""Ranks, grades and labels from final marks."""
