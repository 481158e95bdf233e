// Is this entry in the log that this key signed? RFC 6962 and RFC 9162 for the tree, C2SP signed notes for its head,
// with nothing but the browser's own cryptography. The result tells each step, so that it can be shown.
import { equal, fromBase64, joined, toBase64, utf8 } from './bytes.js';

const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));

export const leafHash = (entry) => sha256([0], entry);
export const nodeHash = (left, right) => sha256([1], left, right);

// RFC 9162 §2.1.3.2. The indices stay below 2^53, where division is exact; shifts would cut them at 32 bits.
export async function climb(leaf, index, size, proof) {
  const rungs = [];
  if (index < 0 || index >= size) return { rungs, root: null };                    // step 1
  let [fn, sn, r] = [index, size - 1, leaf];                                      // steps 2, 3
  for (const p of proof) {                                                        // step 4
    if (sn === 0) return { rungs, root: null };                                   // 4.1
    const left = fn % 2 === 1 || fn === sn;                                       // 4.2
    r = left ? await nodeHash(p, r) : await nodeHash(r, p);
    rungs.push({ side: left ? 'left' : 'right', sibling: toBase64(p), hash: toBase64(r) });
    if (left) while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];                          // 4.3
  }
  return { rungs, root: sn === 0 ? r : null };                                    // step 5
}

// The text that was signed, up to the blank line, and what it says.
export function readCheckpoint(note) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new Error('The checkpoint is no signed note.');
  const [origin, size, root] = note.slice(0, end).split('\n');
  return { text: note.slice(0, end + 1), origin, size: Number(size), root, signatures: note.slice(end + 2).split('\n').filter(Boolean) };
}

function readKey(vkey) {
  const [name, id, ...rest] = vkey.split('+');
  return { name, id, encoded: fromBase64(rest.join('+')) };
}

// 'good', 'bad', or 'unknown' where the browser has no Ed25519.
export async function checkSignature(note, vkey) {
  const { text, origin, signatures } = readCheckpoint(note);
  const { name, id, encoded } = readKey(vkey);
  const own = signatures.find((line) => line.startsWith(`— ${name} `));
  const hash = await sha256(utf8(`${name}\n`), encoded);
  if (!own || origin !== name || encoded[0] !== 1 || id !== Array.from(hash.subarray(0, 4), (octet) => octet.toString(16).padStart(2, '0')).join(''))
    return 'bad';
  const bytes = fromBase64(own.slice(`— ${name} `.length));
  if (!equal(bytes.subarray(0, 4), hash.subarray(0, 4))) return 'bad';
  let key;
  try {
    key = await crypto.subtle.importKey('raw', encoded.subarray(1), { name: 'Ed25519' }, false, ['verify']);
  } catch {
    return 'unknown';
  }
  return await crypto.subtle.verify({ name: 'Ed25519' }, key, bytes.subarray(4), utf8(text)) ? 'good' : 'bad';
}

export async function verify({ entry, index, proof, checkpoint, vkey }) {
  const head = readCheckpoint(checkpoint);
  const leaf = await leafHash(fromBase64(entry));
  const { rungs, root } = await climb(leaf, index, head.size, proof.map(fromBase64));
  const included = root !== null && toBase64(root) === head.root;
  const signature = await checkSignature(checkpoint, vkey);
  return {
    leaf: toBase64(leaf), rungs, root: root && toBase64(root), head, included, signature,
    ok: included && signature === 'good',
  };
}
