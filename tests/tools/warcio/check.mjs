// Reads archives with warcio and prints how many records of each type they hold. Fails on what warcio cannot read, and where a payload digest
// is not that of the payload.
//   npm install && node check.mjs FILE.warc.gz...
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { WARCParser } from "warcio";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
function base32(bytes) {
  let text = "", bits = 0, value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return text;
}

let failed = false;
const counts = {};
for (const path of process.argv.slice(2)) {
  let last = -1;
  const parser = new WARCParser(createReadStream(path));
  for await (const record of parser) {
    counts[record.warcType] = (counts[record.warcType] ?? 0) + 1;
    if (parser.offset <= last) { console.error(`${path}: offsets do not rise at ${parser.offset}`); failed = true; }
    last = parser.offset;
    const payload = await record.readFully(false);
    if (record.warcType !== "response") continue;
    const digest = "sha1:" + base32(createHash("sha1").update(payload).digest());
    if (record.warcPayloadDigest !== digest) {
      console.error(`${path}: ${record.warcTargetURI}: payload digest is ${digest}, not ${record.warcPayloadDigest}`);
      failed = true;
    }
  }
}
console.log(JSON.stringify(counts));
process.exit(failed ? 1 : 0);
