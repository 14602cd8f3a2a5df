"""How one jurisdiction's total came about: every leaf, node, gate and its rank, as steps a calculator can follow."""
