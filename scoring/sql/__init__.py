"""Exact integers and fractions as SQL, and the steps a compiled rubric is made of."""
