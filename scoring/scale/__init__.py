"""From a value to marks: the presets, one file each, over three kernels."""
