"""Bytes in, bytes out: no files, no database, no network.

What this floor promises: a key file gives up the journal key only to the right passphrase, the
right recovery code or the right keychain secret; every changed byte of it is noticed; a guess at a
passphrase costs at least the floor (64 MiB of memory, three passes); what is sealed to a journal's
public key can be opened only with its private key. What it does not: hide that a key file is one,
erase Python's copies of a secret from memory, or tell an old key file put back from a current one.

Every primitive is `cryptography`'s, the ratchet is `vodozemac`'s. Nothing here is invented.
`identity` and `envelope` are for sharing and loaded by nothing else.
"""
