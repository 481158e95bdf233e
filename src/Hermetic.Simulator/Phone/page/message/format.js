// WhatsApp's marks: *bold*, _italic_, ~struck~, ```mono```. Only text nodes and known elements are made,
// so a message cannot become markup. A link is opened only on this machine: an address elsewhere stays text.
import { make } from '/phone/blocks.js';

const marks = { '*': 'strong', '_': 'em', '~': 's' };
const pattern = /```([^`]+)```|(?<![\w*_~])([*_~])(?!\s)([^\n]+?)(?<!\s)\2(?![\w*_~])|https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

export function isHere(address) {
  try {
    const { protocol, hostname } = new URL(address);
    return ['http:', 'https:'].includes(protocol) && loopback.includes(hostname);
  } catch {
    return false;
  }
}

const elsewhere = 'This address is not on this machine; the page does not open it.';

const link = (address) => (isHere(address)
  ? make('a', { href: address, target: '_blank', rel: 'noreferrer noopener' }, address)
  : make('span', { class: 'address', title: elsewhere }, address));

export function formatted(text, { links = true } = {}) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(text.slice(end, match.index));
    const [whole, mono, mark, inner] = match;
    nodes.push(mono ? make('code', {}, mono) : mark ? make(marks[mark], {}, ...formatted(inner, { links }))
      : links ? link(whole) : whole);
    end = match.index + whole.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== '');
}
