import { make } from '/phone/blocks.js';
import { clock } from '/phone/chat/days.js';
import { card } from '/phone/message/card.js';
import { formatted } from '/phone/message/format.js';
import { reactions } from '/phone/message/reactions.js';
import { Replies } from '/phone/message/replies.js';
import { deletedBy, hasCard, summary } from '/phone/message/summary.js';

const words = { sent: 'Sent', delivered: 'Delivered', read: 'Read', lost: 'Not delivered' };
const lost = 'The service never took this message, and WhatsApp has stopped trying. Write it again. [SIM-3]';

export class Bubble {
  constructor(phone, drawer, message, before, quoted) {
    this.element = document.getElementById('bubble').content.firstElementChild.cloneNode(true);
    Object.assign(this.element.dataset, { from: message.from, wamid: message.wamid, kind: message.kind });
    if (before?.from !== message.from) this.element.dataset.first = '';
    this.#find('.who').textContent = message.from === 'person' ? 'You:' : 'Business:';
    this.#show('.heading', message.header);
    this.#show('.footer', message.footer);
    this.#quote(quoted);
    this.#find('time').dateTime = message.at;
    this.#find('time').textContent = clock(message.at);
    this.#find('.card').append(...card(message));
    this.replies = new Replies(this.#find('.replies'), phone, message);
    this.#find('.proof').addEventListener('click', () => drawer.open(phone, message.wamid));
    phone.menu.under(this);
    this.update(message);
  }

  #find(selector) { return this.element.querySelector(selector); }

  #show(selector, text) {
    const part = this.#find(selector);
    part.hidden = !text;
    if (text && part.textContent !== text) part.textContent = text;
  }

  #quote(quoted) {
    const quote = this.#find('.quote');
    quote.hidden = !quoted;
    if (!quoted) return;
    quote.dataset.from = quoted.message.from;
    quote.append(make('span', {}, ...formatted(summary(quoted.message), { links: false })));
    quote.addEventListener('click', () => quoted.element.focus());
  }

  // Only what changed is drawn anew, so that nothing is read out twice.
  update(message) {
    const before = this.message;
    this.message = message;
    if (before?.text !== message.text || before?.deleted !== message.deleted) this.#draw(message);
    this.#find('.edited').hidden = !message.edited || message.deleted;
    reactions(this.#find('.reactions'), message);
    this.replies.update(message);
    if (message.from === 'person') this.#tick(message);
  }

  #draw(message) {
    const said = message.deleted ? [deletedBy(message)]
      : formatted(hasCard(message) ? message.content?.caption ?? '' : message.text);
    this.element.toggleAttribute('data-deleted', message.deleted);
    this.#find('.card').hidden = message.deleted;
    this.#find('.text').replaceChildren(...said);
  }

  #tick(message) {
    this.element.dataset.state = message.state;
    const tick = this.#find('.tick');
    tick.removeAttribute('hidden');
    tick.firstElementChild.setAttribute('href', `/phone/icons.svg#${message.state}`);
    this.#find('.state').textContent = words[message.state];
    this.#find('.meta').title = words[message.state];
    this.#show('.trouble', message.state === 'lost' ? lost : message.trouble && `Not taken yet: ${message.trouble}`);
  }
}
