"""What a value is compared with: statistics of a group, and what fills a gap from others."""
