// JSON for reading: names, words and numbers apart. Text nodes only.
import { make } from '/phone/blocks.js';

const pattern = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?|true|false|null/g;

export const utf8 = (bytes) => new TextDecoder().decode(bytes);

export function pretty(json) {
  const text = JSON.stringify(json, null, 2);
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, word, colon] = match;
    const kind = colon ? 'json-name' : word ? 'json-text' : 'json-value';
    nodes.push(text.slice(end, match.index), make('span', { class: kind }, word ?? whole), colon ?? '');
    end = match.index + whole.length;
  }
  return [...nodes, text.slice(end)];
}
