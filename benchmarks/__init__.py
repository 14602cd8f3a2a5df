"""Speed and memory, always as a ratio to a floor or a peer measured in turns in the same run."""
