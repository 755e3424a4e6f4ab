"""National IDs: sealed with a key that has an id, looked up by HMAC, masked on screen."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from django.conf import settings

LENGTHS = (9, 12)  # the old CMND and the CCCD


class UnreadableNationalId(ValueError):
    """The text is not a national ID; the message says what one looks like."""


def national_id_clean(text: str) -> str:
    """Digits only. Raises UnreadableNationalId unless there are 9 or 12 of them."""
    digits = "".join(text.split()).replace(".", "")
    if not digits.isdigit() or len(digits) not in LENGTHS:
        raise UnreadableNationalId(
            f"Số định danh “{text.strip()}” không hợp lệ: cần 12 chữ số (CCCD) hoặc 9 chữ số (CMND)."
        )
    return digits


def national_id_hash(digits: str) -> str:
    """The look-up value, 64 hex digits: same ID, same value, and nothing to guess from without the key."""
    key = str(settings.TDKT_LOOKUP_KEY).encode()
    return hmac.new(key, digits.encode(), hashlib.sha256).hexdigest()


def national_id_seal(digits: str) -> bytes:
    """``key id:ciphertext``, with the newest key."""
    key_id = max(settings.TDKT_FIELD_KEYS)
    return f"{key_id}:".encode() + _fernet(key_id).encrypt(digits.encode())


def national_id_open(sealed: bytes) -> str:
    """The digits again. Raises KeyError when the key it was sealed with is not configured."""
    key_id, _, cipher = sealed.partition(b":")
    return _fernet(key_id.decode()).decrypt(cipher).decode()


def national_id_mask(digits: str) -> str:
    """What lists show: the last three digits."""
    return "•" * (len(digits) - 3) + digits[-3:]


def _fernet(key_id: str) -> Fernet:
    secret = str(settings.TDKT_FIELD_KEYS[key_id]).encode()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret).digest()))
