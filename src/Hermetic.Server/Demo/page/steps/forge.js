import { make, verdict } from '/phone/blocks.js';
import { ask } from '/demo/api.js';
import { lastWords, say } from '/demo/chat.js';

const titles = {
  unsigned: 'Without a signature',
  'other-secret': 'Signed with another secret',
  replayed: 'Meta\'s own bytes, sent once more',
};
const meaning = (status) => ({ 200: 'known already, nothing happens', 401: 'refused' })[status] ?? 'unexpected';

export const forge = {
  id: 'forge',
  title: 'Forge a message',
  action: 'Post three forgeries',
  explanation: 'The webhook is a public address: anybody can post to it. Only what Meta signed counts, and it counts once.',

  async run({ page }) {
    const wamid = lastWords(page, 1)?.message.wamid ?? (await say(page, page.phones[0], 'What are your opening hours?')).wamid;
    return ask('forgery', { wamid });
  },

  show({ words, requests, before, after }) {
    const held = before === after && requests.map(({ status }) => status).join() === '401,401,200';
    return make('div', {},
      make('blockquote', {}, words),
      make('ol', { class: 'requests' }, ...requests.map(({ kind, signature, status }) => make('li', {},
        make('strong', {}, titles[kind]),
        make('code', {}, signature ? `X-Hub-Signature-256: ${signature.slice(0, 19)}…` : 'no X-Hub-Signature-256'),
        make('span', { class: 'status', 'data-state': status === 401 || kind === 'replayed' && status === 200 ? 'ok' : 'failing' }, `${status}: ${meaning(status)}`)))),
      verdict(held ? 'ok' : 'failing', `Messages in the database: ${before} before, ${after} after`));
  },
};
