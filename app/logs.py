"""Log lines: one event a line on stderr, JSON where nobody reads along. Texts of notes are never logged."""

import logging
import sys

import structlog


def set_up(level: int) -> None:
    """Send structlog's and the libraries' lines to stderr from `level` up."""
    logging.basicConfig(
        stream=sys.stderr, level=max(level, logging.WARNING), format="%(levelname)s %(name)s: %(message)s", force=True
    )
    renderer = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
