"""The version of the library; it enters the digest of every decision."""

__version__ = "0.1.0"

__all__ = ["__version__"]
