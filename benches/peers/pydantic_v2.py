"""Counts the records of an NDJSON file that are at fault, by pydantic v2.

    python pydantic_v2.py [--email-by-pattern] FILE [VERDICTS]

VERDICTS gets a 0 or 1 for each line. `--email-by-pattern` does without pydantic's own type for e-mail addresses, which takes
about as long as all the rest. The lists of words are those of center.schema.json.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, HttpUrl, ValidationError, model_validator

DEFINITIONS = json.loads(Path(__file__).with_name("center.schema.json").read_text("utf-8"))["$defs"]


def word(name):
    return Literal[tuple(DEFINITIONS[name]["enum"])]


def text(name):
    bounds = DEFINITIONS[name]
    return Annotated[
        str, Field(pattern=bounds["pattern"], min_length=bounds.get("minLength"), max_length=bounds.get("maxLength"))
    ]


def number(kind, name):
    bounds = DEFINITIONS[name]
    return Annotated[
        kind, Field(ge=bounds["minimum"], le=bounds["maximum"], multiple_of=bounds.get("multipleOf"))
    ]


def holds(rule):
    """The function of our own, as pydantic calls it."""

    def check(value):
        if not rule(value):
            raise ValueError("does not hold")
        return value

    return AfterValidator(check)


def is_partial_date(value):
    parts = value.split("-")
    year, month, day = (parts + [None, None])[:3] if len(parts) <= 3 else ("", None, None)
    if not (len(year) == 4 and year.isascii() and year.isdigit() and year >= "1000"):
        return False
    if month is not None and month not in MONTHS:
        return False
    if day is None or day in ("early", "mid", "late"):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == 10


MONTHS = {f"{month:02}" for month in range(1, 13)}
VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
WEIGHTS = [pow(3, place, 31) for place in range(17)]


def has_check_digit(code):
    expected = -sum(VALUES[character] * weight for character, weight in zip(code, WEIGHTS)) % 31
    return VALUES[code[-1]] == expected


Name = text("name")
Text = text("text")
Key = text("key")
Time = text("time")
Phone = text("phone")
Count = number(int, "count")
Age = number(int, "age")
Floor = Annotated[number(int, "floor"), holds(lambda story: story != 0)]
PartialDate = Annotated[str, holds(is_partial_date)]
CreditCode = Annotated[text("creditCode"), holds(has_check_digit)]
BY_PATTERN = "--email-by-pattern" in sys.argv
LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
PATTERN = rf"^[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{LABEL}(?:\.{LABEL})+$"
Email = Annotated[str, Field(pattern=PATTERN)] if BY_PATTERN else EmailStr


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


def in_order(first, then):
    return first is None or then is None or first <= then


class Area(Record):
    kind: word("areaKind")
    square_meters: number(float, "squareMeters")
    qualifier: word("qualifier") | None = None


class Location(Record):
    datum: word("datum")
    latitude: number(float, "latitude")
    longitude: number(float, "longitude")


class Site(Record):
    key: Key
    address: Text | None = None
    location: Location | None = None


class Space(Record):
    key: Key
    name: Name
    kind: word("spaceKind") | None = None
    floor: Floor | None = None
    exposure: word("exposure") | None = None
    areas: list[Area] = []
    capacity: Count | None = None
    former_use: Text | None = None


class Ages(Record):
    from_: Age = Field(alias="from")
    below: Age | None = None

    @model_validator(mode="after")
    def is_in_order(self):
        if self.below is not None and self.from_ >= self.below:
            raise ValueError("reversed ages")
        return self


class Audience(Record):
    groups: list[word("group")] = []
    ages: list[Ages] = []


class Session(Record):
    weekdays: Annotated[list[word("weekday")], Field(min_length=1)]
    opens: Time
    closes: Time
    public_holidays: word("dayRule") | None = None
    make_up_workdays: word("dayRule") | None = None
    season: word("season") | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def is_in_order(self):
        if self.opens >= self.closes or not in_order(self.valid_from, self.valid_until):
            raise ValueError("reversed")
        return self


class Organization(Record):
    name: Name
    kind: word("organizationKind") | None = None
    credit_code: CreditCode | None = None


class Service(Record):
    key: Key
    name: Name
    kind: word("serviceKind") | None = None
    functions: list[word("function")] = []
    audience: Audience | None = None
    provider: Organization | None = None
    delivered_by: list[word("role")] = []
    charge: word("charge") | None = None
    capacity: Count | None = None
    sessions: list[Session] = []
    spaces: list[Key] = []


class Tenant(Record):
    format: word("format")
    name: Name | None = None
    space: Key | None = None


class Closure(Record):
    begins: date
    ends: date | None = None
    reason: Text | None = None
    announced: date | None = None

    @model_validator(mode="after")
    def is_in_order(self):
        if not in_order(self.begins, self.ends):
            raise ValueError("reversed")
        return self


class Person(Record):
    key: Key
    name: Name | None = None
    roles: list[word("role")] = []


class Section(Record):
    key: Key
    name: Name | None = None
    progress: word("progress") | None = None
    teacher: Key | None = None
    sessions: list[Session] = []
    capacity: Count | None = None
    enrolled: Count | None = None

    @model_validator(mode="after")
    def has_room(self):
        if not in_order(self.enrolled, self.capacity):
            raise ValueError("more people than places")
        return self


class Activity(Record):
    key: Key
    name: Name
    kind: word("activityKind") | None = None
    service: Key | None = None
    spaces: list[Key] = []
    sections: list[Section] = []


class Feature(Record):
    name: Name
    functions: list[word("function")] = []


class Contact(Record):
    phones: list[Phone] = []
    emails: list[Email] = []
    links: list[HttpUrl] = []


class Source(Record):
    title: Text
    published: PartialDate | None = None
    confidence: word("confidence") | None = None


def keys_of(items):
    keys = {item.key for item in items}
    if len(keys) < len(items):
        raise ValueError("a key twice")
    return keys


class Center(Record):
    id: UUID
    name: Name
    aliases: list[Name] = []
    tier: word("tier") | None = None
    community: UUID | None = None
    status: word("status") | None = None
    opened: PartialDate | None = None
    areas: list[Area] = []
    sites: list[Site] = []
    spaces: list[Space] = []
    services: list[Service] = []
    tenants: list[Tenant] = []
    operator: Organization | None = None
    hours: list[Session] = []
    closures: list[Closure] = []
    people: list[Person] = []
    activities: list[Activity] = []
    features: list[Feature] = []
    contact: Contact | None = None
    sources: list[Source] = []

    @model_validator(mode="after")
    def holds_together(self):
        if len({self.name, *self.aliases}) <= len(self.aliases):
            raise ValueError("an alias is no other name")
        keys_of(self.sites)
        keys_of(self.activities)
        spaces, services, people = keys_of(self.spaces), keys_of(self.services), keys_of(self.people)
        most = {}
        for area in self.areas:
            most[area.kind] = max(most.get(area.kind, 0), area.square_meters)
        for space in self.spaces:
            for area in space.areas:
                if area.square_meters > most.get(area.kind, area.square_meters):
                    raise ValueError("a space larger than the center")
        for service in self.services:
            if not spaces.issuperset(service.spaces):
                raise ValueError("no such space")
        for tenant in self.tenants:
            if tenant.space is not None and tenant.space not in spaces:
                raise ValueError("no such space")
        for activity in self.activities:
            keys_of(activity.sections)
            if not spaces.issuperset(activity.spaces):
                raise ValueError("no such space")
            if activity.service is not None and activity.service not in services:
                raise ValueError("no such service")
            for section in activity.sections:
                if section.teacher is not None and section.teacher not in people:
                    raise ValueError("no such person")
        return self


def main(file, verdicts_file=None):
    records = at_fault = faults = 0
    verdicts = []
    validate = Center.__pydantic_validator__.validate_json
    with open(file, "rb") as lines:
        for line in lines:
            records += 1
            try:
                validate(line)
                verdicts.append("0\n") if verdicts_file else None
            except ValidationError as error:
                at_fault += 1
                faults += error.error_count()
                verdicts.append("1\n") if verdicts_file else None
    if verdicts_file:
        Path(verdicts_file).write_text("".join(verdicts), "ascii")
    print(f"{records} records, {at_fault} at fault, {faults} faults told")


if __name__ == "__main__":
    main(*(argument for argument in sys.argv[1:] if argument != "--email-by-pattern"))
