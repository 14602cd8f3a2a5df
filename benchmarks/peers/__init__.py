"""The same marks by hand: what an expert would write instead of a rubric, in the library the file is named after.

Each is a program of its own, run whole: `python -m benchmarks.peers.in_polars WORK INPUT… OUTPUT`. Marks are written in
hundredths, a column an item.
"""
