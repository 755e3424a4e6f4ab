"""Template tags: ``ui`` draws components, ``vietnamese`` writes numbers and dates."""
