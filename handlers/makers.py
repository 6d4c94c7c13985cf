"""The makers of files by name: an order that was stored finds its way back through here."""

from typing import Final

from handlers import (
    audit,
    broadcast_after,
    event_import,
    event_papers,
    figures,
    file_copy,
    funding,
    requests,
    result_page,
    review,
)
from handlers.making import Maker

MAKERS: Final[dict[str, Maker]] = {
    requests.RECEIPT_MAKER: requests.make_receipt,
    result_page.PAGE_MAKER: result_page.make_page,
    review.REPORT_MAKER: review.make_report,
    figures.CHART_MAKER: figures.make_chart,
    figures.SHEET_MAKER: figures.make_sheet,
    funding.CHART_MAKER: funding.make_chart,
    funding.PAGE_MAKER: funding.make_page,
    funding.SHEET_MAKER: funding.make_sheet,
    funding.TABLE_MAKER: funding.make_table,
    file_copy.PDF_MAKER: file_copy.make_page,
    file_copy.NOTES_MAKER: file_copy.make_page_with_notes,
    file_copy.ARCHIVE_MAKER: file_copy.make_archive,
    audit.MAKER: audit.make_file,
    event_import.MAKER: event_import.make_table,
    event_papers.SHEET_MAKER: event_papers.make_spreadsheet,
    event_papers.PAPER_MAKER: event_papers.make_sheet,
    event_papers.CERTIFICATE_MAKER: event_papers.make_certificate,
    broadcast_after.SHEET_MAKER: broadcast_after.make_sheet,
}
