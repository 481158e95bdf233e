#!/usr/bin/env python3
"""Makes flows.json: a Flows exchange as a phone and Meta make it, with code that is not ours (pyca/cryptography, that
is OpenSSL). The key, the secrets and the people are made up here and are used for nothing else.

    python3 flows.py > flows.json
"""
import base64
import hashlib
import hmac
import json
import os

from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

APP_SECRET = "an app secret of the vectors"


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def gcm(key, iv, plaintext):
    encryptor = Cipher(algorithms.AES(key), modes.GCM(iv)).encryptor()
    return encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag


def sign(body):
    return "sha256=" + hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()


def jwt(payload):
    parts = b64url(b'{"alg":"HS256","typ":"JWT"}') + "." + b64url(json.dumps(payload).encode())
    return parts + "." + b64url(hmac.new(APP_SECRET.encode(), parts.encode(), hashlib.sha256).digest())


def exchange(public_key, name, request, response):
    key, iv = os.urandom(16), os.urandom(16)
    oaep = OAEP(mgf=MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    body = json.dumps({
        "encrypted_flow_data": b64(gcm(key, iv, json.dumps(request, ensure_ascii=False).encode())),
        "encrypted_aes_key": b64(public_key.encrypt(key, oaep)),
        "initial_vector": b64(iv),
    })
    answer = json.dumps(response, ensure_ascii=False)
    return {
        "name": name,
        "body": body,
        "signature": sign(body.encode()),
        "request": json.dumps(request, ensure_ascii=False),
        "answer": answer,
        "encrypted_answer": b64(gcm(key, bytes(octet ^ 0xFF for octet in iv), answer.encode())),
    }


def media(content):
    key, hmac_key, iv = os.urandom(32), os.urandom(32), os.urandom(16)
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    ciphertext = encryptor.update(padder.update(content) + padder.finalize()) + encryptor.finalize()
    file = ciphertext + hmac.new(hmac_key, iv + ciphertext, hashlib.sha256).digest()[:10]
    return {
        "file": b64(file),
        "content": b64(content),
        "encryption_metadata": {
            "encryption_key": b64(key),
            "hmac_key": b64(hmac_key),
            "iv": b64(iv),
            "plaintext_hash": b64(hashlib.sha256(content).digest()),
            "encrypted_hash": b64(hashlib.sha256(file).digest()),
        },
    }


def main():
    key = rsa.generate_private_key(65537, 2048)
    public = key.public_key()
    token = "form-token-1"
    success = {"screen": "SUCCESS", "data": {"extension_message_response": {"params": {"flow_token": token}}}}
    print(json.dumps({
        "how": "python3 flows.py (pyca/cryptography on OpenSSL); the key and the secret are made up for this file",
        "app_secret": APP_SECRET,
        "pkcs8": b64(key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())),
        "public_key_pem": public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode(),
        "exchanges": [
            exchange(public, "ping", {"version": "3.0", "action": "ping"}, {"data": {"status": "active"}}),
            exchange(public, "error", {
                "version": "3.0", "flow_token": token, "screen": "DETAILS", "action": "data_exchange",
                "data": {"error": "ENDPOINT_UNREACHABLE", "error_message": "No answer"},
            }, {"data": {"acknowledged": True}}),
            exchange(public, "first screen", {
                "version": "3.0", "action": "INIT", "screen": "", "data": {}, "flow_token": token,
            }, {"screen": "DETAILS", "data": {}}),
            exchange(public, "submitted, the token signed", {
                "version": "4.0", "action": "data_exchange", "screen": "DETAILS",
                "data": {"name": "Begoña Ñíguez 🌞", "birthday": "1990-02-03"}, "flow_token": token,
                "flow_token_signature": jwt({"flow_token": token}),
            }, success),
            exchange(public, "back, no token", {"version": "3.0", "action": "BACK", "screen": "DETAILS"}, success),
        ],
        "media": [media(b""), media(b"fifteen bytes!!"), media(b"sixteen bytes!!!"), media(bytes(range(256)) * 5)],
    }, indent=1))


main()
