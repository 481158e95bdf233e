// One message as staff read it: by whom, when, what became of it, and what the person could choose.
import { made } from '/demo/staff/made.js';
import { formatted } from '/phone/message/format.js';
import { moment } from '/demo/staff/when.js';

const names = { assistant: 'Assistant', staff: 'Staff', 'phone app': 'Phone app', template: 'Template', reminder: 'Reminder' };
const kinds = { revoked: 'took this message back', edited: 'changed this message' };

function choices({ list, choices: titles }) {
  const group = made('ul', 'choices', ...titles.map((title) => made('li', '', title)));
  group.setAttribute('aria-label', list ? `List “${list}”` : 'Buttons');
  return list ? made('div', 'list-offer', made('span', 'by', `List “${list}”`), group) : group;
}

function by(message, name) {
  const ours = message.from !== 'person';
  const parts = [ours ? names[message.from] : name, message.at && moment(message.at), ours && message.delivery].filter(Boolean);
  return made('span', 'by', ...parts.flatMap((part, at) => (at === 0 ? [part] : [', ', part])));
}

export function said(message, name) {
  const body = message.text ? formatted(message.text) : [kinds[message.kind] ?? `(${message.kind}, not opened by the assistant)`];
  return made('div', message.from === 'person' ? 'said' : 'said ours', by(message, name), ...body,
    message.choices?.length > 0 && choices(message),
    message.error && made('span', 'by bad', message.error.meaning));
}
