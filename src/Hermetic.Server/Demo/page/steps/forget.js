import { hashView, make, verdict } from '/phone/blocks.js';
import { evidence, open, proof } from '/demo/api.js';
import { fromBase64, hex } from '/demo/bytes.js';
import { press, say } from '/demo/chat.js';
import { opened } from '/demo/opening.js';

const within = 10000;
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

// Something that Ana wrote and that is still stored, signed record included.
async function keep(page, ana) {
  const last = ana.last('person');
  const known = last && await evidence(last.wamid);
  if (known?.stored.envelope) return { wamid: last.wamid, ...known };
  const { wamid } = await say(page, ana, 'My hair is dyed, but that stays between us.');
  return { wamid, ...(await evidence(wamid)) };
}

// Cached keys live for five seconds at most, so this is not asked for long.
async function untilClosed(stored) {
  for (const begun = Date.now(); ; await pause(250)) {
    const result = await open(stored);
    if (result.reason || Date.now() - begun > within) return result;
  }
}

export const forget = {
  id: 'forget',
  title: 'Forget me',
  action: 'Erase Ana',
  explanation: 'This page keeps the ciphertext of something that Ana wrote, as a backup would. Then she erases herself with the chat\'s own button. What was kept never opens again, and the record that it existed still verifies.',

  async run({ page }) {
    const ana = page.phones[0];
    const { wamid, stored, recorded } = await keep(page, ana);
    const before = await open(stored);
    const { answer } = await say(page, ana, 'Delete my data');
    const button = answer.buttons.find(({ title }) => /erase|delete/iu.test(title));
    if (!button) throw new Error(`There was no button to erase with; the assistant said: ${answer.text} [TOUR-11]`);
    const { answer: certificate } = await press(page, ana, button.title);
    const after = await untilClosed(stored);
    const gone = await evidence(wamid) === null;
    const { verify } = await import('/demo/proof.js');
    const record = { entry: recorded.entry, ...(await proof(recorded.index)) };
    return { wamid, stored, before, after, gone, said: certificate.text, record, result: await verify(record) };
  },

  show({ wamid, stored, before, after, gone, said, record, result }, { page }) {
    return make('div', {},
      make('p', {}, 'Before, with the keys of that moment:'),
      make('blockquote', {}, opened(before)),
      make('p', {}, 'The assistant:'),
      make('blockquote', {}, said),
      verdict(after.reason === 'key-destroyed' && gone ? 'ok' : 'failing',
        after.reason === 'key-destroyed' ? 'The ciphertext does not open any more: its key was destroyed' : opened(after)),
      hashView(hex(fromBase64(stored.envelope).subarray(74, 98)), { copy: false }),
      verdict(result.ok ? 'ok' : result.included && result.signature === 'unknown' ? 'stale' : 'failing',
        result.included ? `Entry ${record.index} of the ledger still verifies` : 'The ledger entry does not verify'),
      make('button', { type: 'button', class: 'link', onclick: () => page.openDrawer(wamid, 'stored') }, 'Look at that message again'));
  },
};
