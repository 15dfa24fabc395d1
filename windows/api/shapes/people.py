"""People, as far as the reader may know them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.accounts.models import Applicant, ApplicantKind, IdType
from portal.accounts.roles import Role
from windows.cases.models import CaseParty


class ApplicantSerializer(serializers.ModelSerializer[Applicant]):
    """Somebody in whose name a thing is applied for; the number is always masked."""

    verified = serializers.BooleanField(source="is_verified")

    class Meta:
        model = Applicant
        fields = ("id", "kind", "name", "id_type", "masked_number", "phone", "verified")


class PersonInCaseSerializer(serializers.ModelSerializer[Applicant]):
    class Meta:
        model = Applicant
        fields = ("id", "kind", "name", "masked_number")


class PartySerializer(serializers.ModelSerializer[CaseParty]):
    """Another person who joins; nothing about them is read before they have confirmed."""

    name = serializers.CharField(source="applicant.name")
    masked_number = serializers.CharField(source="applicant.masked_number")

    class Meta:
        model = CaseParty
        fields = ("role", "name", "masked_number", "confirmed_at", "confirmed_via")


class MeSerializer(serializers.Serializer[Any]):
    """Who is calling, in which role, and in whose names they may apply."""

    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices, source="kind")
    department = serializers.CharField(source="department_code", allow_blank=True)
    region = serializers.CharField(source="region_code", allow_blank=True)
    centre = serializers.CharField(source="centre_code", allow_blank=True)
    applicants = ApplicantSerializer(many=True)


class NamePartySerializer(serializers.Serializer[Any]):
    role = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=200)
    id_number = serializers.CharField(max_length=40)
    phone = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class RegisterSerializer(serializers.Serializer[Any]):
    """The clerk has the card in hand."""

    kind = serializers.ChoiceField(ApplicantKind.choices, default=ApplicantKind.PERSON)
    id_type = serializers.ChoiceField(IdType.choices, required=False)
    name = serializers.CharField(max_length=200)
    id_number = serializers.CharField(max_length=40)
    phone = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)
    address = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
