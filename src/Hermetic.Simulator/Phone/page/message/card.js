// What is more than text: pictures, voice notes, files, places, people.
import { icon, make } from '/phone/blocks.js';
import { voice } from '/phone/message/voice.js';

const address = (content) => `/simulator/media/${encodeURIComponent(content.id)}`;
const size = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`);

// One line with a drawing: the form of everything that has no picture of its own.
const plain = (name, title, ...details) => [make('div', { class: 'plain-card' }, icon(name),
  make('div', {}, make('p', { class: 'card-title' }, title),
    ...details.filter(Boolean).map((detail) => make('p', { class: 'quiet' }, detail))))];

function picture(message) {
  const { content } = message;
  if (!content.id) return plain('picture', 'Picture', 'by a link, not loaded');
  const image = make('img', { src: address(content), alt: content.caption ? '' : 'Picture', loading: 'lazy' });
  const frame = make('div', { class: 'picture' }, image);
  image.addEventListener('error', () => frame.replaceWith(...plain('picture', 'Picture', 'no longer kept')));
  return [frame];
}

function place({ content: { latitude, longitude, name, address: street } }) {
  return [make('div', { class: 'place' },
    make('div', { class: 'map', 'aria-hidden': 'true' }, icon('pin')),
    make('p', { class: 'card-title' }, name ?? 'Location'),
    make('p', { class: 'quiet' }, street ?? `${latitude}, ${longitude}`))];
}

const cards = {
  image: picture,
  sticker: picture,
  audio: (message) => (message.content.id ? [voice(message, address(message.content))] : plain('voice', 'Audio', 'by a link, not loaded')),
  video: () => plain('picture', 'Video'),
  document: ({ content }) => plain('document', content.filename ?? 'Document',
    [content.mime_type?.split('/')[1]?.toUpperCase(), content.size && size(content.size)].filter(Boolean).join(' · ')),
  location: place,
  contacts: ({ content }) => content.flatMap((each) => plain('person', each.name.formatted_name, each.phones?.[0]?.phone)),
  order: ({ content }) => plain('document', 'Order', `${content.product_items?.length ?? 0} products`),
  unsupported: ({ content }) => plain('list', content?.type === 'poll' ? 'Poll' : 'Something else', 'WhatsApp does not pass this on'),
};

export const card = (message) => (message.content || message.kind === 'unsupported'
  ? cards[message.kind]?.(message) ?? [] : []);
