"""The search: cases by names, numbers and words, narrowed by what they are, and kept under a name."""
