"""Screening a unit, a bloc or the province: who qualifies and was not proposed, who is one condition short."""
