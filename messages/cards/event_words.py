"""The words for what is known of a meeting: its kind, when and where it is, how seats are given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from catalogue.topics import load_topics
from domain.events.event import Event, Item
from domain.events.kind import Kind
from domain.events.outcome import Finding, Progress
from domain.events.seating import WOMEN, YOUTH, Seating
from domain.events.venue import Venue
from domain.events.when import Part, When
from domain.places import name
from messages.text import B, N, Piece, T, Text
from messages.values import Day, Hour, Moment, Published

KINDS: Final[Mapping[Kind, Text]] = {
    Kind.MEETING: B("Meeting"),
    Kind.OUTREACH_MEETING: B("Outreach meeting"),
    Kind.OUTREACH_DAY: B("Outreach day"),
    Kind.TRAINING_DAY: B("Training day"),
    Kind.TRAINING_AND_OUTREACH_DAY: B("Training and outreach day"),
    Kind.WORKSHOP: B("Consultation workshop"),
    Kind.STUDY_DAY: B("Study day"),
    Kind.SEMINAR: B("Seminar"),
    Kind.FAIR: B("Fair"),
    Kind.MOBILE_MARKET: B("Mobile market"),
    Kind.CARAVAN: B("Awareness caravan"),
    Kind.COMMITTEE: B("Committee meeting"),
    Kind.IDEAS_CONTEST: B("Contest of ideas"),
    Kind.FIELD_VISIT: B("Field visit"),
}
"""They fit on buttons."""

FINDINGS: Final[Mapping[Finding, Text]] = {
    Finding.DECISION: T("Decision"),
    Finding.FIGURE: T("Figure"),
    Finding.RECOMMENDATION: T("Recommendation"),
    Finding.AGREEMENT: T("Agreement"),
    Finding.NEXT_STEP: T("Next step"),
}

PROGRESS: Final[Mapping[Progress, Text]] = {
    Progress.OPEN: T("not begun"),
    Progress.UNDER_WAY: T("under way"),
    Progress.DONE: T("done"),
}


def when_said(when: When) -> Text:
    """When it is, as precisely as it is known."""
    if when.day is None:
        return _about_when(when.months)
    if when.hour is not None:
        moment = Moment(datetime.combine(when.day, when.hour))
        if when.end is None:
            return T("📅 {moment}", moment=moment)
        return T("📅 {moment}, until {end}", moment=moment, end=Hour(when.end))
    return _day_said(Day(when.day, weekday=True), when.part)


def _day_said(day: Day, part: Part | None) -> Text:
    match part:
        case Part.MORNING:
            return T("📅 {day}, in the morning", day=day)
        case Part.AFTERNOON:
            return T("📅 {day}, in the afternoon", day=day)
        case Part.EVENING:
            return T("📅 {day}, in the evening", day=day)
        case None:
            return T("📅 {day}", day=day)


def _about_when(months: tuple[str, ...]) -> Text:
    match months:
        case (only,):
            return T("📅 In {month}. The day will be confirmed, and I will tell you.", month=Published(only))
        case (first, second):
            return T(
                "📅 In {first} or {second}. The day will be confirmed, and I will tell you.",
                first=Published(first),
                second=Published(second),
            )
        case _:
            return T("📅 The day will be confirmed, and I will tell you.")


def where_said(venue: Venue) -> Text:
    """Where it is, as far as it is known."""
    if venue.name is None:
        return T("📍 The place will be confirmed.") if venue.place is None else T("📍 {place}", place=name(venue.place))
    if venue.place is None:
        return T("📍 {place}", place=venue.name)
    return T("📍 {hall} ({place})", hall=venue.name, place=name(venue.place))


def map_address(venue: Venue) -> str | None:
    """The address that opens the point in the phone's map; None without a point."""
    if venue.pin is None:
        return None
    return f"https://www.google.com/maps/search/?api=1&query={venue.pin.latitude:.6f},{venue.pin.longitude:.6f}"


def item_said(item: Item) -> Text:
    """A point of the agenda."""
    subject: Piece = item.subject
    if item.speaker is not None:
        subject = T("{subject} ({speaker})", subject=item.subject, speaker=item.speaker)
    if item.hour is not None:
        return T("• {hour}: {subject}", hour=Hour(item.hour), subject=subject)
    return T("• {subject}", subject=subject)


def seats_said(seating: Seating) -> list[Text]:
    """How many seats there are, and how they are given, so that everybody can see it."""
    lines: list[Text] = []
    if seating.seats is not None:
        lines.append(
            N(
                "🪑 {n} seat, given in the order of the answers",
                "🪑 {n} seats, given in the order of the answers",
                seating.seats,
            )
        )
    for quota in seating.quotas:
        if quota.group == WOMEN:
            lines.append(N("• {n} of them is kept for women", "• {n} of them are kept for women", quota.seats))
        elif quota.group == YOUTH:
            lines.append(
                N("• {n} of them is kept for young people", "• {n} of them are kept for young people", quota.seats)
            )
        else:
            place = name(quota.group)
            lines.append(
                N("• {n} of them is kept for: {place}", "• {n} of them are kept for: {place}", quota.seats, place=place)
            )
    if seating.per_cooperative is not None:
        lines.append(
            N(
                "• at most {n} person of each cooperative",
                "• at most {n} people of each cooperative",
                seating.per_cooperative,
            )
        )
    return lines


def topics_said(event: Event) -> list[Text]:
    """What it is about, by the topics that people follow."""
    return [T("🏷 {topic}", topic=topic.name) for topic in load_topics() if topic.code in event.audience.topics]


def organisers_said(event: Event) -> list[Text]:
    """Who invites, who presides, with whom, and for whom it is."""
    from_whom: list[Text] = []
    if event.organiser is not None:
        from_whom.append(T("<b>Organised by</b>: {organiser}", organiser=event.organiser))
    if event.chair is not None:
        from_whom.append(T("<b>Chaired by</b>: {chair}", chair=event.chair))
    from_whom += [T("<b>With</b>: {partner}", partner=partner) for partner in event.partners]
    if event.public is not None:
        from_whom.append(T("<b>For</b>: {public}", public=event.public))
    return from_whom
