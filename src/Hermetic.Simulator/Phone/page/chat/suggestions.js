import { make } from '/phone/blocks.js';
import { roving } from '/phone/keys.js';

// The first messages that an empty chat offers.
export function suggest(group, suggestions, send) {
  group.replaceChildren(...suggestions.map((text) =>
    make('button', { type: 'button', onclick: () => send(text).catch(() => {}) }, text)));
  roving(group);
}
