"""The other side of a conversation, spoken by libolm (Debian's python3-olm), one line at a time.

Run by the system's Python, not by ours. Every answer is one line; bytes are hex.
"""

import sys

import olm  # type: ignore[import-not-found]


def main() -> None:
    account = olm.Account()
    session = None
    for line in sys.stdin:
        verb, *words = line.split()
        answer = "ok"
        if verb == "keys":
            account.generate_one_time_keys(1)
            key = next(iter(account.one_time_keys["curve25519"].values()))
            account.mark_keys_as_published()
            answer = f"{account.identity_keys['curve25519']} {key}"
        elif verb == "begin":
            session = olm.OutboundSession(account, words[0], words[1])
        elif verb == "accept":
            message = olm.OlmPreKeyMessage(words[1])
            session = olm.InboundSession(account, message, words[0])
            account.remove_one_time_keys(session)
            answer = session.decrypt(message).encode().hex()
        elif verb == "encrypt":
            message = session.encrypt(bytes.fromhex(words[0]).decode())
            kind = 0 if isinstance(message, olm.OlmPreKeyMessage) else 1
            answer = f"{kind} {message.ciphertext}"
        elif verb == "decrypt":
            types = (olm.OlmPreKeyMessage, olm.OlmMessage)
            answer = session.decrypt(types[int(words[0])](words[1])).encode().hex()
        print(answer, flush=True)


main()
