// The tab that the simulator itself can fill: what crossed the wire between Meta and the service, byte for byte.
import { record } from '/phone/api.js';
import { copyButton, facts, hashView, make, verdict } from '/phone/blocks.js';
import { pretty, utf8 } from '/phone/drawer/pretty.js';

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0));

function attempt({ at, httpStatus }) {
  const when = make('time', { datetime: at, class: 'quiet' }, time.format(new Date(at)));
  return make('li', {}, verdict(httpStatus === 200 ? 'ok' : 'failing', httpStatus ? `HTTP ${httpStatus}` : 'no answer'), when);
}

// Raw beside readable: the raw one is what was signed.
const body = (raw, json) => make('div', { class: 'pair' },
  make('section', {}, make('div', { class: 'line' }, make('h3', {}, 'As it travelled'), copyButton(raw)),
    make('pre', { class: 'code raw', tabindex: 0, 'aria-label': 'The bytes as text' }, raw)),
  make('section', {}, make('div', { class: 'line' }, make('h3', {}, 'Readable'), copyButton(() => JSON.stringify(json, null, 2))),
    make('pre', { class: 'code', tabindex: 0, 'aria-label': 'The same, indented' }, ...pretty(json))));

function delivery({ number, body64, signature, answers }, title, open) {
  const raw = utf8(bytes(body64));
  return make('details', { class: 'delivery', open },
    make('summary', {}, make('span', { class: 'delivery-title' }, title), make('span', { class: 'quiet' }, `webhook ${number}`)),
    facts([
      ['Size', `${bytes(body64).length.toLocaleString('en-GB')} bytes`],
      ['Answered', make('ol', { class: 'attempts' }, ...answers.map(attempt))],
      ['X-Hub-Signature-256', hashView(signature)],
    ]),
    body(raw, JSON.parse(raw)));
}

// What a webhook says of this message: a status of it, a change, or the message itself.
function titled(wamid, { body64 }) {
  const values = JSON.parse(utf8(bytes(body64))).entry?.flatMap((entry) => entry.changes.map((change) => change.value)) ?? [];
  const status = values.flatMap((value) => value.statuses ?? []).find(({ id }) => id === wamid)?.status;
  const type = values.flatMap((value) => value.messages ?? []).find(({ id }) => id === wamid)?.type;
  const changes = { edit: 'The edit', revoke: 'The deletion', reaction: 'A reaction' };
  return status ? `Status: ${status}` : changes[type] ?? 'The message';
}

const request = (sent) => make('details', { class: 'delivery', open: true },
  make('summary', {}, make('span', { class: 'delivery-title' }, 'The request'), make('span', { class: 'quiet' }, 'POST /messages')),
  facts([['Message id', hashView(sent.wamid)]]),
  body(sent.json, JSON.parse(sent.json)));

const lead = (from, deliveries) => (from === 'person'
  ? 'Meta posts these bytes to the service and signs them with a secret that both know. The service checks the signature before it reads a word.'
  : `The service asked Meta to send this. ${deliveries.length === 0 ? 'No status has come back yet.' : 'What became of it came back as signed webhooks.'}`);

export const wire = {
  id: 'wire',
  title: ({ from }) => (from === 'person' ? 'What Meta sent' : 'What Meta was given'),
  async render(message) {
    const records = await Promise.all([message.wamid, ...message.changes].map(record));
    const deliveries = records.flatMap((each) => each.deliveries.map((one) => [titled(each.wamid, one), one]));
    return make('div', { class: 'wire' },
      make('p', { class: 'quiet lead-in' }, lead(message.from, deliveries)),
      ...records.filter((each) => each.sent).map((each) => request(each.sent)),
      ...deliveries.map(([title, one], at) => delivery(one, title, message.from === 'person' && at === 0)));
  },
};
