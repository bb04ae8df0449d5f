// The other half of tests/unit/test_nostr_interop.py: Nostr's own JavaScript library (npm:
// nostr-tools). Reads one JSON document from standard input, answers with one.
//   {"open": [{"secret": hex, "event": {…}}], "wrap": [{"mailbox": hex, "envelope": base64}]}
//   → {"opened": [{"verified": bool, "envelope": base64}], "wrapped": [{…event…}]}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.NOSTR_TOOLS + "/");
const { finalizeEvent, generateSecretKey, verifyEvent } = require("nostr-tools/pure");
const nip44 = require("nostr-tools/nip44");

const asked = JSON.parse(readFileSync(0, "utf8"));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const opened = (asked.open ?? []).map(({ secret, event }) => ({
  verified: verifyEvent(event),
  envelope: nip44.v2.decrypt(event.content, nip44.v2.utils.getConversationKey(bytes(secret), event.pubkey)),
}));
const wrapped = (asked.wrap ?? []).map(({ mailbox, envelope }) => {
  const once = generateSecretKey();
  const content = nip44.v2.encrypt(envelope, nip44.v2.utils.getConversationKey(once, mailbox));
  return finalizeEvent(
    { kind: 1059, created_at: 1700000000, tags: [["p", mailbox], ["expiration", "4000000000"]], content },
    once,
  );
});
process.stdout.write(JSON.stringify({ opened, wrapped }));
