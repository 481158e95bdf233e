// HV1, the envelope of everything sealed: docs/formats.md. Header and sizes are read from the bytes themselves.
import { hex } from '/demo/bytes.js';

const kinds = { 1: 'slot', 2: 'system', 3: 'page', 4: 'erasable root', 5: 'root' };

export function readEnvelope(bytes) {
  if (bytes.length < 90 || bytes[0] !== 1 || bytes[1] !== 1) throw new Error('These bytes are no HV1 envelope.');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    key: { id: hex(bytes.subarray(2, 18)), kind: kinds[bytes[2]] ?? 'unknown', slot: Number(view.getBigUint64(6)) },
    nonce: hex(bytes.subarray(18, 42)),
    commitment: hex(bytes.subarray(42, 74)),
    ciphertext: hex(bytes.subarray(74, -16)),
    tag: hex(bytes.subarray(-16)),
    padded: bytes.length - 90,
    size: bytes.length,
  };
}
