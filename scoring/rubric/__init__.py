"""The rubric: one YAML file read as text, checked as a whole, held as frozen models."""
