"""The certificate that somebody was at a meeting (شهادة المشاركة), on one page."""

from documents.page import Banner, Code, Facts, Page, Paragraph, Signatures, Space
from domain.events.event import Event
from messages.cards.event_words import KINDS, when_said, where_said
from messages.text import Piece, T


def certificate_page(event: Event, name: str, address: str) -> Page:
    """The page for the holder of `name`, as she wrote it; `address` opens the meeting in the bot."""
    rows: list[tuple[Piece, Piece]] = [
        (T("The meeting"), event.title),
        (T("Kind"), T("{kind}", kind=KINDS[event.kind])),
        (T("When"), when_said(event.when)),
        (T("Place"), where_said(event.venue)),
    ]
    if event.organiser is not None:
        rows.append((T("Organiser"), event.organiser))
    return Page(
        T("Certificate of attendance"),
        (
            Space(24),  # below the code, so that what is centred stands in the middle of the page
            Paragraph(T("The organisers certify that"), centred=True),
            Banner(T("{text}", text=name)),
            Paragraph(T("was present at this meeting:"), centred=True),
            Space(4),
            Facts(tuple(rows)),
            Space(10),
            Signatures((T("Signature and stamp of the organisers"),)),
        ),
        T("The name is as the person wrote it. The certificate is valid with the organisers' signature and stamp."),
        Code(address, T("Opens this meeting in Telegram")),
    )
