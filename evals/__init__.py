"""Is it any good? Figures with intervals and baselines, offline: `python -m evals`."""
