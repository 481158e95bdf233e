// Verifies an entry's proof in the browser, and says what was verified: the words stand in the page already.
import { verify } from './proof.js';

const place = document.querySelector('[data-proof]');
const show = (outcome) => {
  for (const words of place.querySelectorAll('[data-outcome]')) words.hidden = !outcome.includes(words.dataset.outcome);
};
const grouped = (hash) => hash.replace(/.{4}(?=.)/g, '$& ');

async function check({ proof, entry, index, checkpoint, vkey }) {
  const result = await verify({ entry, index: Number(index), proof: proof.split(' ').filter(Boolean), checkpoint, vkey });
  const found = {
    origin: result.head.origin, leaf: grouped(result.leaf), rungs: String(result.rungs.length), root: grouped(result.head.root),
  };
  for (const [name, value] of Object.entries(found)) place.querySelector(`[data-fill="${name}"]`).textContent = value;
  for (const part of place.querySelectorAll('[data-checked]')) part.hidden = false;
  const isGood = result.included && result.signature !== 'bad';
  show([isGood ? result.signature : 'bad', result.signature === 'good' ? 'signed' : 'unsigned']);
}

if (place) {
  show(['verifying']);
  check(place.dataset).catch(() => show(['failed']));
}
