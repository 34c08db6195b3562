"""How long does it take, in ratios of one run: `python -m evals.bench` (`make bench`)."""
