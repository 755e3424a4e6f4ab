"""The shapes rows wait in between check and write: names of the values of each staged table, in order.

A reference (recipient, document, organisation) below zero is the -n-th new row of its own table in the same run.
"""

from typing import Final

RECIPIENTS: Final = (
    "kind", "name", "organisation_id", "body_id", "is_small", "gender", "birth_date", "birth_precision",
    "ethnic_group", "national_id",
)  # fmt: skip
# The fields of registry.lines.HonourLine in its own order, so that a row is unpacked into it.
HONOURS: Final = (
    "recipient_id", "award", "level", "kind", "method", "name_then", "group", "is_enterprise", "is_small",
    "is_posthumous", "ground", "year_kind", "year", "period_from", "period_to", "movement_code", "document_id", "ordinal",
    "decided_on", "organisation_id", "post_then", "unit_then", "prize", "standing", "note",
)  # fmt: skip
POSTS: Final = ("person_id", "title", "organisation_id", "group", "valid_from", "valid_to")
DECISIONS: Final = ("number", "symbol", "issuer", "issued_on", "level")
DOCUMENTS: Final = (
    "kind", "number", "symbol", "issuer", "issued_on", "title", "level", "force", "effective_from", "effective_to",
    "is_award_decision", "note",
)  # fmt: skip
ORGANISATIONS: Final = (
    "name", "short_name", "kind", "valid_from", "valid_to", "protocol_order", "latitude", "longitude", "area_km2", "note",
)  # fmt: skip
PARENTS: Final = ("organisation_id", "parent_id", "valid_from", "valid_to")
CODES: Final = ("organisation_id", "code_value", "valid_from", "valid_to")
SUCCESSIONS: Final = ("predecessor_id", "successor_id", "kind", "on")
LINKS: Final = ("document_id", "implements_id")
INDICATORS: Final = (
    "year", "name", "unit", "unit_known", "actual", "hedge", "plan", "previous", "out_of", "position", "source", "note",
)  # fmt: skip
# Changes of rows already recorded, in every kind: id, public code, {field: [before, after]}.
CHANGES: Final = ("id", "code", "change")
