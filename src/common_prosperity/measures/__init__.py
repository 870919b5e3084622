"""Measures: what a dossier amounts to. Tables of rows, conditions in three values, aggregates with exact bounds."""

from common_prosperity.measures.conditions import Condition, Relation
from common_prosperity.measures.definition import Measure, Parameter, Unit
from common_prosperity.measures.inequality import gini, lorenz_points
from common_prosperity.measures.measurements import Measurements

__all__ = ["Condition", "Measure", "Measurements", "Parameter", "Relation", "Unit", "gini", "lorenz_points"]
