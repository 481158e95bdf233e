"""Verifies ML-DSA-44 cosignatures on a checkpoint with pyca/cryptography, nothing of ours.

    python3 cosignatures.py CHECKPOINT WITNESS_VKEY...      (cryptography 47 or later, with ML-DSA)

Prints each witness's name and the time of its cosignature; fails when one is missing or does not verify. The message is
C2SP tlog-cosignature, "ML-DSA-44 signed message".
"""
import base64
import hashlib
import struct
import sys

from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey


def main(path, vkeys):
    with open(path, "rb") as file:
        text, _, signatures = file.read().rpartition(b"\n\n")
    origin, size, root = (text + b"\n").split(b"\n")[:3]
    lines = [line.decode().split(" ") for line in signatures.splitlines()]
    for vkey in vkeys:
        name, key_hash, encoded = vkey.split("+", 2)
        key = base64.b64decode(encoded)
        assert key[0] == 0x06 and len(key) == 1 + 1312, "not the key of an ML-DSA-44 cosigner"
        key_id = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
        assert key_id.hex() == key_hash, "the hash is not the key's"
        own = [data for dash, who, data in lines if who == name and base64.b64decode(data)[:4] == key_id]
        assert own, f"{name} is missing"
        signed = base64.b64decode(own[0])[4:]
        (timestamp,) = struct.unpack(">Q", signed[:8])
        message = (
            b"subtree/v1\n\0" + bytes([len(name.encode())]) + name.encode() + struct.pack(">Q", timestamp)
            + bytes([len(origin)]) + origin + struct.pack(">QQ", 0, int(size)) + base64.b64decode(root)
        )
        MLDSA44PublicKey.from_public_bytes(key[1:]).verify(signed[8:], message)
        print(name, timestamp)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
