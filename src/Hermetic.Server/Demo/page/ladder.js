// A proof as a ladder: from the entry's hash up to the signed root, a sibling at each rung.
import { hashView, make } from '/phone/blocks.js';

const short = (hash) => hashView(hash.slice(0, 16), { copy: false });

const rung = (state, title, hash, note) => make('li', { 'data-state': state },
  make('span', { class: 'rung' }, title), short(hash), note && make('span', { class: 'quiet' }, note));

export function ladder({ leaf, rungs, root, head, included, signature }) {
  const state = included ? 'ok' : 'failing';
  const words = { good: 'signed by the log\'s key', bad: 'the signature does not fit', unknown: 'signature not checked: no Ed25519 in this browser' };
  const signed = signature === 'bad' ? 'failing' : state;
  return make('section', {},
    make('h3', {}, 'From this entry to the signature'),
    make('ol', { class: 'ladder' },
      rung('ok', 'Entry', leaf, 'SHA-256 of its bytes'),
      ...rungs.map(({ side, sibling, hash }, level) => make('li', {},
        make('span', { class: 'rung' }, `Level ${level + 1}`), short(hash),
        make('span', { class: 'quiet' }, `with the ${side} neighbour ${sibling.slice(0, 8)}…`))),
      rung(state, 'Root', root ?? leaf, included ? 'the same as in the checkpoint' : `the checkpoint says ${head.root.slice(0, 8)}…`),
      make('li', { 'data-state': signed }, make('span', { class: 'rung' }, 'Checkpoint'),
        make('span', {}, `${head.size.toLocaleString('en-GB')} entries`), make('span', { class: 'quiet' }, words[signature]))));
}
