// What the drawer shows while it does not know yet, when there is nothing to know, and when asking failed.
import { make } from '/phone/blocks.js';

export const loading = () => make('div', { class: 'skeleton', role: 'status' },
  make('span', { class: 'unseen' }, 'Loading'), make('i'), make('i'), make('i'), make('i'));

export const empty = (words = 'Nothing is known about this message here.') =>
  make('p', { class: 'panel-empty quiet' }, words);

export const broken = (error, again) => make('div', { class: 'panel-empty', role: 'alert' },
  make('p', {}, 'This could not be read. The message itself is not affected.'),
  make('p', { class: 'quiet' }, `${error.message} [SIM-4]`),
  make('button', { type: 'button', class: 'button', onclick: again }, 'Try again'));
