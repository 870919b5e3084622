"""Schemes: what is asked. The rubric as data, and the library of published schemes."""

from common_prosperity.schemes.model import Scheme

__all__ = ["Scheme"]
