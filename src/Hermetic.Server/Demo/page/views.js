// What stands in the two tabs: what we stored, what we recorded.
import { copyButton, facts, hashView, make, verdict } from '/phone/blocks.js';
import { evidence, open } from '/demo/api.js';
import { fromBase64, hex } from '/demo/bytes.js';
import { readEnvelope } from '/demo/envelope.js';
import { seen } from '/demo/kept.js';
import { ladder } from '/demo/ladder.js';
import { opened } from '/demo/opening.js';
import { verify } from '/demo/proof.js';

async function about(wamid) {
  const now = await evidence(wamid);
  return { now, before: seen(wamid) };
}

const none = (message) => make('div', { class: 'evidence' },
  verdict('waiting', 'Nothing is stored under this message'),
  make('p', {}, message.from === 'business'
    ? 'The confirmation of an erasure is sent and not kept; of anything else the row may have been erased or aged out.'
    : 'It was not delivered yet, was replaced by a newer wording, erased, or aged out.'));

function row(stored) {
  const envelope = readEnvelope(fromBase64(stored.envelope));
  return [
    facts([
      ['Where', `table ${stored.table}, row ${stored.row}`],
      ['Sealed under', envelope.key.kind === 'slot' ? `the key in slot ${envelope.key.slot.toLocaleString('en-GB')} of the key tree: this person's alone` : `the ${envelope.key.kind} key`],
      ['Key id', hashView(envelope.key.id, { copy: false })],
      ['Length', `${envelope.size.toLocaleString('en-GB')} bytes; the content is padded to ${envelope.padded.toLocaleString('en-GB')}, so that its length tells little`],
    ]),
    make('h3', {}, 'Ciphertext'),
    make('div', { class: 'ciphertext', tabindex: 0, 'aria-label': 'Ciphertext', role: 'group' }, hashView(envelope.ciphertext, { copy: false })),
    make('details', {}, make('summary', {}, 'The rest of the envelope'), facts([
      ['Nonce', hashView(envelope.nonce, { copy: false })],
      ['Commitment', hashView(envelope.commitment, { copy: false })],
      ['Tag', hashView(envelope.tag, { copy: false })],
    ]), copyButton(hex(fromBase64(stored.envelope)), 'Copy the whole envelope')),
  ];
}

function stored({ now, before }, message) {
  if (!before) return none(message);
  if (!now) return gone(before.stored);
  if (!now.stored.envelope)
    return make('div', { class: 'evidence' }, verdict('ok', `Emptied: the sender ${now.stored.state} it`),
      make('p', {}, 'The row keeps its place in the order. Its content was deleted when the message was changed.'));
  return make('div', { class: 'evidence' },
    verdict('ok', 'Sealed before it reached the disk'),
    make('p', {}, 'This is the row as it lies in the database, byte for byte. The words are in the ciphertext; without this person\'s key it is noise.'),
    ...row(now.stored));
}

// The row was erased; the copy in this page stands for the one that somebody may have.
function gone(before) {
  const outcome = make('p', { role: 'status' });
  const attempt = async () => { outcome.textContent = opened(await open(before)); };
  return make('div', { class: 'evidence' },
    verdict('ok', 'Erased: the row is gone'),
    make('p', {}, 'Below is what this page saw before, as a backup might still have it.'),
    make('button', { type: 'button', class: 'button', onclick: attempt }, 'Try to open it with today\'s keys'), outcome,
    ...(before.envelope ? row(before) : []));
}

async function recorded({ before }) {
  if (!before?.recorded) return make('p', { class: 'quiet' }, 'There is no entry about this message alone.');
  const { recorded: record } = before;
  if (record.index === undefined)
    return make('div', { class: 'evidence' }, verdict('waiting', 'Recorded, not yet signed'),
      make('p', {}, 'The entry was committed together with the message. A checkpoint covers it within a second; open this tab again.'),
      entry(record));
  const result = await verify(record);
  return make('div', { class: 'evidence' },
    judged(result),
    make('p', {}, `Entry ${record.index.toLocaleString('en-GB')} of ${result.head.size.toLocaleString('en-GB')}, committed together with the message: without the record the message would not have been accepted. `
      + 'This page has just checked it, with nothing but your browser\'s own cryptography.'),
    entry(record),
    ladder(result),
    make('details', {}, make('summary', {}, 'The signed checkpoint and its key'),
      make('pre', { class: 'code', tabindex: 0 }, record.checkpoint), make('pre', { class: 'code', tabindex: 0 }, record.vkey),
      make('p', { class: 'quiet' }, `The same proof for other tools: ./hermetic ledger proof ${record.index}`)));
}

function judged({ included, signature, ok }) {
  if (ok) return verdict('ok', 'Verified in your browser');
  if (!included) return verdict('failing', 'Does not verify: this entry is not the one in the log');
  if (signature === 'unknown')
    return verdict('stale', 'The entry is in the tree; this browser cannot check the signature (it has no Ed25519)');
  return verdict('failing', 'Does not verify: the checkpoint is not signed by this key');
}

// The canonical bytes, a member a line; the sealed part is long and says nothing to anybody.
function entry(record) {
  const whole = new TextDecoder().decode(fromBase64(record.entry));
  let members;
  try {
    members = Object.entries(JSON.parse(whole));
  } catch {
    return make('pre', { class: 'code', tabindex: 0, 'aria-label': 'Ledger entry' }, whole);
  }
  const lines = members.map(([name, value]) => {
    const shown = JSON.stringify(value);
    return `  "${name}": ${shown.length > 70 ? `${shown.slice(0, 48)}… (${shown.length - 2} characters)"` : shown}`;
  });
  return make('pre', { class: 'code', tabindex: 0, 'aria-label': 'Ledger entry' }, `{\n${lines.join(',\n')}\n}`);
}

export const storedTab = async (message) => stored(await about(message.wamid), message);
export const recordedTab = async (message) => recorded(await about(message.wamid));
