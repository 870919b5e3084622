"""Typed facts, published schemes and explained decisions for common prosperity workshops (共富工坊)."""
