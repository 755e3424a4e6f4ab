"""Random public codes: what URLs carry instead of database keys."""

import secrets

# No 0/o, 1/l/i: a code is sometimes read out over the telephone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12  # 31^12 is 7.9e17: a million rows collide with a chance under one in a million


def new_code() -> str:
    """A new public code, e.g. ``"k7m2qx9dhw4p"``."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_codes(count: int) -> list[str]:
    """``count`` distinct codes, for imports: one read of the system's entropy instead of many."""
    codes: set[str] = set()
    while len(codes) < count:
        raw = secrets.token_bytes((count - len(codes)) * LENGTH)
        # 248 is the largest multiple of 31 a byte holds; 8 values in 256 are mapped again, unevenly by 3 %.
        text = raw.translate(_BYTE_TO_LETTER).decode("ascii")
        codes.update(text[i : i + LENGTH] for i in range(0, len(text), LENGTH))
    return list(codes)


_BYTE_TO_LETTER = bytes(ord(ALPHABET[i % len(ALPHABET)]) for i in range(256))
