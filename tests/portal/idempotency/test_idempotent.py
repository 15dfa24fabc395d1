from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from portal.accounts.models import User
from portal.errors import BadInput
from portal.idempotency.actions import forget_old_keys
from portal.idempotency.api import idempotent
from portal.idempotency.models import Key

FACTORY = APIRequestFactory()
done: list[object] = []


class Create(APIView):
    during = staticmethod(lambda: None)

    @idempotent
    def post(self, request, *args, **kwargs):
        Create.during()
        if request.data.get("refuse"):
            User.objects.create(username="half-done")
            raise BadInput(field="refuse")
        done.append(request.data.get("name"))
        return Response({"number": len(done), "id": uuid.UUID(int=5)}, status=201)


@pytest.fixture(autouse=True)
def fresh():
    done.clear()
    Create.during = staticmethod(lambda: None)
    yield
    Create.during = staticmethod(lambda: None)


@pytest.fixture
def user(db) -> User:
    return User.objects.create(username="wang")


def post(user: User | None, body: dict, key: str | None = "k1", **options):
    headers = {} if key is None else {"Idempotency-Key": key}
    request = FACTORY.post("/api/v1/cases/", body, headers=headers, **{"format": "json"} | options)
    if user:
        force_authenticate(request, user)
    response = Create.as_view()(request)
    request.close()
    return response


def test_the_same_request_is_done_once_and_answered_the_same(user):
    first, second = post(user, {"name": "a"}), post(user, {"name": "a"})
    assert done == ["a"]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.data == second.data == {"number": 1, "id": str(uuid.UUID(int=5))}
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"


def test_another_key_and_another_account_are_other_requests(user):
    post(user, {"name": "a"})
    post(user, {"name": "a"}, key="k2")
    post(User.objects.create(username="li"), {"name": "a"})
    assert len(done) == 3


def test_one_key_for_two_contents_is_refused(user):
    post(user, {"name": "a"})
    answer = post(user, {"name": "b"})
    assert (answer.status_code, answer.data["code"]) == (422, "key_reused")
    assert done == ["a"]
    assert Key.objects.get().status == 201


@pytest.mark.parametrize(
    ("key", "code"),
    [(None, "key_missing"), ("k" * 201, "key_refused"), ("a b", "key_refused")],
)
def test_without_a_good_key_nothing_is_done(user, key, code):
    answer = post(user, {"name": "a"}, key=key)
    assert (answer.status_code, answer.data["code"]) == (400, code)
    assert (done, Key.objects.count()) == ([], 0)


def test_strangers_are_refused(db):
    answer = post(None, {"name": "a"})
    assert answer.status_code == 401
    assert answer.data["code"] == "login_needed"
    assert done == []


def test_a_refusal_changes_nothing_and_frees_the_key(user):
    answer = post(user, {"refuse": True})
    assert (answer.status_code, answer.data["code"]) == (422, "bad_input")
    assert not User.objects.filter(username="half-done").exists()
    assert not Key.objects.exists()
    assert post(user, {"name": "a"}).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_rival_is_told_to_wait_and_then_gets_the_answer():
    user = User.objects.create(username="wang")
    inside, go_on, answers = threading.Event(), threading.Event(), []

    def wait_inside() -> None:
        inside.set()
        go_on.wait(10)

    def first() -> None:
        try:
            answers.append(post(user, {"name": "a"}))
        finally:
            connection.close()

    Create.during = staticmethod(wait_inside)
    rival = threading.Thread(target=first)
    rival.start()
    assert inside.wait(10)
    answer = post(user, {"name": "a"})
    assert (answer.status_code, answer.data["code"]) == (409, "in_progress")
    go_on.set()
    rival.join()
    assert post(user, {"name": "a"}).data == answers[0].data
    assert done == ["a"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_it_once():
    user = User.objects.create(username="wang")
    statuses = []

    def send() -> None:
        try:
            statuses.append(post(user, {"name": "a"}).status_code)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert done == ["a"]
    assert set(statuses) <= {201, 409}
    assert 201 in statuses


def test_a_caller_who_died_is_followed_by_the_next(user):
    post(user, {"name": "a"})
    Key.objects.update(status=None, response=None)  # noted, and then the process was killed
    done.clear()
    assert post(user, {"name": "a"}).status_code == 201
    assert done == ["a"]


def test_uploads_are_compared_by_their_content(user):
    def upload(content: bytes):
        file = SimpleUploadedFile("card.pdf", content)
        return post(user, {"name": "a", "file": file}, format="multipart").status_code

    assert [upload(b"x" * 3_000_000), upload(b"x" * 3_000_000), upload(b"y")] == [201, 201, 422]
    assert done == ["a"]


def test_old_keys_are_forgotten(user):
    post(user, {"name": "a"})
    post(user, {"name": "b"}, key="k2")
    Key.objects.filter(key="k1").update(created_at=timezone.now() - timedelta(days=3))
    assert forget_old_keys() == 1
    assert Key.objects.get().key == "k2"


def test_the_header_is_in_the_schema():
    from django.urls import path
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator(patterns=[path("cases/", Create.as_view())]).get_schema(public=True)
    (header,) = schema["paths"]["/cases/"]["post"]["parameters"]
    assert (header["name"], header["in"], header["required"]) == ("Idempotency-Key", "header", True)
