// A second opener of HV1 and of tags, written from docs/formats.md with nothing but node:crypto.
// node open-hv1.mjs FILE: exit code 0 when every vector in FILE opens to its content and every tag is right.
import { createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

const hex = (text) => Buffer.from(text, "hex");
const uint32 = (number) => { const b = Buffer.alloc(4); b.writeUInt32BE(number); return b; };
const int64 = (text) => { const b = Buffer.alloc(8); b.writeBigInt64BE(BigInt(text)); return b; };
const guid = (text) => hex(text.replaceAll("-", ""));
const field = (bytes) => Buffer.concat([uint32(bytes.length), bytes]);

function encode(context) {
  return Buffer.concat([
    field(guid(context.deployment)),
    field(Buffer.from(context.table, "utf8")),
    field(Buffer.from(context.column, "utf8")),
    field(Buffer.from(context.kind, "utf8")),
    field(int64(context.schemaVersion)),
    field(guid(context.row)),
    field(int64(context.rowVersion)),
    field(guid(context.subject)),
  ]);
}

function paddedLength(length) {
  const bucket = [64, 256, 1024, 4096, 16384, 65536].find((size) => length + 1 <= size);
  return bucket ?? Math.ceil((length + 1) / 65536) * 65536;
}

function unpad(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  if (end < 0 || padded[end] !== 0x80 || paddedLength(end) !== padded.length) throw new Error("padding");
  return padded.subarray(0, end);
}

function open({ key, keyId, context, envelope }) {
  const bytes = hex(envelope);
  if (bytes.length < 90 || bytes[0] !== 1 || bytes[1] !== 1) throw new Error("format");
  if (!bytes.subarray(2, 18).equals(hex(keyId))) throw new Error("key id");
  const header = bytes.subarray(0, 42);
  const nonce = bytes.subarray(18, 42);
  const commitment = bytes.subarray(42, 74);
  const info = Buffer.concat([Buffer.from("hermetic/hv1"), header, encode(context)]);
  const derived = Buffer.from(hkdfSync("sha512", hex(key), nonce, info, 64));
  if (!timingSafeEqual(derived.subarray(32), commitment)) throw new Error("commitment");
  const gcm = createDecipheriv("aes-256-gcm", derived.subarray(0, 32), Buffer.alloc(12), { authTagLength: 16 });
  gcm.setAAD(bytes.subarray(0, 74));
  gcm.setAuthTag(bytes.subarray(bytes.length - 16));
  return unpad(Buffer.concat([gcm.update(bytes.subarray(74, bytes.length - 16)), gcm.final()]));
}

function hmac(label, { key, purpose, parts }) {
  const message = [Buffer.from(label), field(Buffer.from(purpose, "utf8")), ...parts.map((part) => field(hex(part)))];
  return createHmac("sha512", hex(key)).update(Buffer.concat(message)).digest();
}

function pepper({ key, keyId }) {
  const info = Buffer.concat([Buffer.from("hermetic/pepper"), hex(keyId)]);
  return Buffer.from(hkdfSync("sha512", hex(key), Buffer.alloc(0), info, 32)).toString("hex");
}

const { envelopes, tags } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const vector of envelopes) {
  if (!open(vector).equals(hex(vector.content))) throw new Error(`${vector.name}: other content`);
}
for (const vector of tags) {
  const key = vector.pepperOf ? { ...vector, key: pepper({ key: vector.key, keyId: vector.pepperOf }) } : vector;
  if (hmac("hermetic/tag", key).subarray(0, 16).toString("hex") !== vector.tag) throw new Error("tag");
  if (vector.bucket === undefined) continue;
  if (hmac("hermetic/bucket", key).readUInt16BE() !== vector.bucket) throw new Error("bucket");
}
console.log(`${envelopes.length} envelopes opened, ${tags.length} tags matched`);
