"""What a value may be turned into before it is scaled: logarithms, powers, limits for outliers."""
