"""All pages; none of them is part of the API's description."""

from litestar import Router

from app.web.pages import ask, document, gaps, receipts, report, sign_in, sources, tray

router = Router(
    path="/",
    route_handlers=[
        ask.ask,
        gaps.gaps,
        gaps.gap,
        gaps.move,
        receipts.receipts,
        report.latest,
        report.report,
        tray.tray,
        tray.decide,
        sources.sources,
        sources.add,
        sources.job,
        document.document,
        document.correct,
        document.remove,
        sign_in.sign_in,
        sign_in.sign_out,
    ],
    include_in_schema=False,
)
