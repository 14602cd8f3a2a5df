"""The pipeline of stages and the back end that runs its steps."""
