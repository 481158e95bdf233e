import { clock } from '/phone/days.js';
import { formatted } from '/phone/format.js';
import { Replies } from '/phone/replies.js';

const words = { sent: 'Sent', delivered: 'Delivered', read: 'Read', lost: 'Not delivered' };
const lost = 'The service never took this message, and WhatsApp has stopped trying. Write it again. [SIM-3]';

export class Bubble {
  constructor(person, message, before, quoted) {
    this.message = message;
    this.element = document.getElementById('bubble').content.firstElementChild.cloneNode(true);
    this.element.dataset.from = message.from;
    this.element.dataset.wamid = message.wamid;
    if (before?.from !== message.from) this.element.dataset.first = '';
    this.#find('.who').textContent = message.from === 'person' ? 'You:' : 'Business:';
    this.#find('.text').append(...formatted(message.text));
    this.#show('.heading', message.header);
    this.#show('.footer', message.footer);
    this.#find('.quote').hidden = !quoted;
    if (quoted) this.#find('.quote').append(...formatted(quoted.text));
    this.#find('time').dateTime = message.at;
    this.#find('time').textContent = clock(message.at);
    this.replies = new Replies(this.#find('.replies'), person, message);
    this.update(message);
  }

  #find(selector) { return this.element.querySelector(selector); }

  #show(selector, text) {
    const part = this.#find(selector);
    part.hidden = !text;
    if (text && part.textContent !== text) part.textContent = text;
  }

  // Only ticks, trouble and pressed buttons change; the rest stays, so that nothing is read out twice.
  update(message) {
    this.message = message;
    this.replies.update(message.pressed);
    if (message.from !== 'person') return;
    this.element.dataset.state = message.state;
    const tick = this.#find('.tick');
    tick.removeAttribute('hidden');
    tick.firstElementChild.setAttribute('href', `/phone/icons.svg#${message.state}`);
    this.#find('.state').textContent = words[message.state];
    this.#find('.meta').title = words[message.state];
    this.#show('.trouble', message.state === 'lost' ? lost : message.trouble && `Not taken yet: ${message.trouble}`);
  }
}
