"""The embedded judge: the pairs it is trained and measured on, its training, and its figures.

`python -m evals.judge.train` makes the weights in `app/ai/judge`, `python -m evals judge` measures them.
"""
