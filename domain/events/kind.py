"""What kinds of meeting there are: those that Moroccan announcements name."""

from enum import StrEnum


class Kind(StrEnum):
    """In the order in which staff are offered them."""

    MEETING = "meeting"
    OUTREACH_MEETING = "outreach_meeting"
    OUTREACH_DAY = "outreach_day"
    TRAINING_DAY = "training_day"
    TRAINING_AND_OUTREACH_DAY = "training_and_outreach_day"
    WORKSHOP = "workshop"
    STUDY_DAY = "study_day"
    SEMINAR = "seminar"
    FAIR = "fair"
    MOBILE_MARKET = "mobile_market"
    CARAVAN = "caravan"
    COMMITTEE = "committee"
    IDEAS_CONTEST = "ideas_contest"
    FIELD_VISIT = "field_visit"
