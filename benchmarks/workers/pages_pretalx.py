"""A pretalx with one event and many submissions, and a signed-in session of its organiser. usage: … SUBMISSIONS"""

import datetime as dt
import random
import sys

from boot import answer
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django_scopes import scope, scopes_disabled
from pretalx.event.models import Event
from pretalx.event.utils import create_organiser_with_team
from pretalx.person.models import SpeakerProfile, User
from pretalx.submission.models import Submission, SubmissionStates, Track
from pretalx.submission.models.submission import SpeakerRole

STATES = (
    SubmissionStates.SUBMITTED,
    SubmissionStates.ACCEPTED,
    SubmissionStates.CONFIRMED,
    SubmissionStates.REJECTED,
)
TRACKS = 4
PER_SPEAKER = 2


def seeded(submissions: int) -> Event:
    """The event: tracks, a speaker for every two submissions, states in turn."""
    chance = random.Random(2022)
    owner = User.objects.create_user(
        name="Ban tổ chức", email="to-chuc@example.org", password="do-toc-do-2022"
    )
    User.objects.filter(pk=owner.pk).update(is_administrator=True, is_superuser=True)
    organiser, team = create_organiser_with_team(name="Ban tổ chức", slug="btc", users=[owner])
    day = dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=10)
    event = Event.objects.create(
        name="Hội nghị", slug="hoi-nghi", organiser=organiser, is_public=True, date_from=day,
        date_to=day + dt.timedelta(days=2), timezone="UTC", email="to-chuc@example.org", locale_array="en", locale="en",
    )  # fmt: skip
    with scope(event=event):
        event.build_initial_data()
        team.limit_events.add(event)
        tracks = [
            Track.objects.create(event=event, name=f"Mạch {i}", color="#336699")
            for i in range(TRACKS)
        ]
        speakers = User.objects.bulk_create(
            User(name=f"Diễn giả {i}", email=f"dien-gia-{i}@example.org", code=f"U{i:07d}")
            for i in range(submissions // PER_SPEAKER)
        )
        SpeakerProfile.objects.bulk_create(
            SpeakerProfile(user=user, event=event) for user in speakers
        )
        kind = event.cfp.default_type
        made = Submission.objects.bulk_create(
            Submission(
                event=event, code=f"S{i:07d}", title=f"Bài số {i} về thi đua", submission_type=kind,
                track=chance.choice(tracks), state=STATES[i % len(STATES)], abstract="Tóm tắt " * 20,
            )
            for i in range(submissions)
        )  # fmt: skip
        SpeakerRole.objects.bulk_create(
            SpeakerRole(submission=submission, user=speakers[i // PER_SPEAKER])
            for i, submission in enumerate(made)
        )
    return event


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with scopes_disabled():
        event = seeded(int(sys.argv[1]))
    client = Client()
    client.force_login(
        User.objects.get(email="to-chuc@example.org"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    name = settings.SESSION_COOKIE_NAME
    answer(path=str(event.orga_urls.submissions), cookie=f"{name}={client.cookies[name].value}")


if __name__ == "__main__":
    main()
