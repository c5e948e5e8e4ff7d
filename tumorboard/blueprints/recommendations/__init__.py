"""Pages of recommendations: found, read, signed, and written anew."""
