"""Verifies the DKIM signatures of messages with python3-dkim, a verifier that shares nothing with ours.

Reads {"records": {name: text}, "messages": [base64, ...]} and writes, for each message, whether each of its signatures
holds, in the order in which they stand.
"""
import base64
import json
import logging
import sys

import dkim

logging.disable(logging.CRITICAL)


def verify(source, records):
    def find_record(name, **_options):
        return records.get(name.decode().rstrip("."), "").encode() or None

    held = []
    for index in range(source.lower().count(b"dkim-signature:")):
        try:
            # The least strict of what RFC 8301 allows: keys of 1024 bits.
            held.append(dkim.DKIM(source, minkey=1024).verify(idx=index, dnsfunc=find_record))
        except dkim.DKIMException:
            held.append(False)
    return held


given = json.load(sys.stdin)
messages = [base64.b64decode(message) for message in given["messages"]]
json.dump([verify(message, given["records"]) for message in messages], sys.stdout)
