"""The three kernels every scale is a preset of: line, bands, tally."""
