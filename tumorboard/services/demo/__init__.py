"""The fictional board: founded around the coming Friday, from the profile's demo data."""

from tumorboard.services.demo.founding import found

__all__ = ["found"]
