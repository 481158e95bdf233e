// What can be chosen under a message: reply buttons, a list behind one button, addresses. One choice is all there is.
import { press } from '/phone/api.js';
import { icon, make } from '/phone/blocks.js';
import { roving } from '/phone/keys.js';
import { isHere } from '/phone/message/format.js';
import { choose } from '/phone/sheet/choose.js';

const elsewhere = 'Leads to another machine; the page does not open it.';

const link = ({ title, url }) => (isHere(url)
  ? make('a', { class: 'reply', href: url, target: '_blank', rel: 'noreferrer noopener' }, icon('outside'), title)
  : make('p', { class: 'reply flat', title: elsewhere }, icon('outside'), title,
    make('span', { class: 'quiet host' }, new URL(url).hostname)));

export class Replies {
  #sending = false;

  constructor(group, phone, message) {
    [this.group, this.phone, this.message] = [group, phone, message];
    const buttons = message.kind === 'list' ? [this.#list()] : message.buttons.map((choice) => this.#button(choice));
    group.hidden = buttons.length + message.links.length === 0;
    group.replaceChildren(...buttons, ...message.links.map(link));
    roving(group);
  }

  #button(choice) {
    return make('button', {
      type: 'button', class: 'reply', 'data-id': choice.id, onclick: () => this.#send(choice).catch(() => {}),
    }, icon('reply'), make('span', {}, choice.title));
  }

  #list() {
    const open = () => {
      if (!this.message.pressed) choose(this.phone, this.message, (row) => this.#send(row));
    };
    return make('button', { type: 'button', class: 'reply', 'aria-haspopup': 'dialog', onclick: open },
      icon('list'), make('span', {}, this.message.content.action.button));
  }

  offers(title) { return !this.message.pressed && this.message.buttons.some((choice) => choice.title === title); }

  choose(title) { return this.#send(this.message.buttons.find((choice) => choice.title === title)); }

  async #send(choice) {
    if (this.message.pressed || this.#sending) return undefined;
    this.#sending = true;
    try {
      return (await press(this.phone.index, choice, this.message.wamid)).wamid;
    } finally {
      this.#sending = false;
    }
  }

  update(message) {
    this.message = message;
    for (const button of this.group.querySelectorAll('button')) {
      const row = message.kind === 'list' && message.buttons.find(({ id }) => id === message.pressed);
      const chosen = Boolean(row) || Boolean(message.pressed) && button.dataset.id === message.pressed;
      button.setAttribute('aria-disabled', String(Boolean(message.pressed)));
      if (message.kind !== 'list') button.setAttribute('aria-pressed', String(chosen));
      if (row) button.lastElementChild.textContent = row.title;
      const rest = message.kind === 'list' ? 'list' : 'reply';
      button.querySelector('use').setAttribute('href', `/phone/icons.svg#${chosen ? 'chosen' : rest}`);
    }
  }
}
