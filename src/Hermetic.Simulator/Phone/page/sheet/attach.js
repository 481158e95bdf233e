// What a phone can send beside text. The files are samples that come with this page.
import { post } from '/phone/api.js';
import { icon, make } from '/phone/blocks.js';
import { roving } from '/phone/keys.js';
import { sheet } from '/phone/sheet/sheet.js';

async function sample(name) {
  const response = await fetch(`/phone/samples/${name}`);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const media = (type, name, mime, more = {}) => async () =>
  ({ type, [type]: { mime_type: mime, data: await sample(name), ...more } });

const kinds = [
  ['voice', 'Voice note', media('audio', 'voice.ogg', 'audio/ogg; codecs=opus', { voice: true })],
  ['picture', 'Picture', media('image', 'picture.jpg', 'image/jpeg', { caption: 'Like this, please' })],
  ['document', 'Document', media('document', 'letter.pdf', 'application/pdf', { filename: 'letter.pdf' })],
  ['pin', 'Location', () => ({
    type: 'location',
    location: { latitude: 52.5366, longitude: 13.4106, name: 'Zionskirchplatz', address: 'Zionskirchplatz, 10119 Berlin' },
  })],
  ['list', 'Poll', () => ({
    type: 'unsupported', unsupported: { type: 'poll' },
    errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'Message type is currently not supported.' } }],
  })],
  ['person', 'Contact', () => ({
    type: 'contacts',
    contacts: [{ name: { first_name: 'Cleo', formatted_name: 'Cleo Martin' }, phones: [{ phone: '+49 1512 3456780', type: 'CELL' }] }],
  })],
];

export function attach(phone) {
  const words = make('p', { class: 'quiet', role: 'status' }, 'Samples that come with this page. The assistant reads text only, and says so.');
  const send = async (message) => {
    try {
      await post(phone.index, await message());
      opened.close();
      phone.field.focus();
    } catch (error) {
      words.textContent = `This was not sent: ${error.message}. [SIM-5]`;
    }
  };
  const tiles = make('div', { class: 'tiles', role: 'group', 'aria-label': 'Kinds of attachment' }, ...kinds.map(([drawing, title, message]) =>
    make('button', { type: 'button', onclick: () => send(message) }, icon(drawing), title)));
  roving(tiles);
  const opened = sheet(phone, 'Send something else', [tiles, make('div', { class: 'sheet-foot' }, words)],
    { focus: () => tiles.querySelector('button') });
}
