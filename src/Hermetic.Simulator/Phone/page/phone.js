import { write } from '/phone/api.js';
import { Bubble } from '/phone/bubble.js';
import { composer, suggest } from '/phone/composer.js';
import { separator } from '/phone/days.js';
import { Presence } from '/phone/presence.js';

export class Phone {
  #bubbles = new Map();

  constructor(index, owner, business, suggestions) {
    this.index = index;
    this.name = owner.name;
    this.element = document.getElementById('phone').content.firstElementChild.cloneNode(true);
    this.element.id = `person-${index}`;
    this.#fill('.name', owner.name);
    this.#fill('.number', owner.phoneNumber ? `+${owner.phoneNumber}` : 'username only, no number');
    this.#fill('.business', business);
    this.#fill('.explain', `Write to ${business} as ${owner.name}. `
      + 'The service receives it as WhatsApp would deliver it: signed.');
    this.chat = this.#find('.chat');
    this.chat.setAttribute('aria-label', `${owner.name} and ${business}`);
    this.presence = new Presence(this.element, this.chat);
    const send = (text) => write(index, text);
    const field = composer(this.#find('.composer'), send);
    field.setAttribute('aria-label', `Message as ${owner.name}`);
    suggest(this.#find('.suggestions'), suggestions, (text) => { field.focus(); return send(text); });
  }

  #find(selector) { return this.element.querySelector(selector); }
  #fill(selector, text) { this.#find(selector).textContent = text; }

  // A new message, or a known one that changed.
  show(message) {
    const known = this.#bubbles.get(message.wamid);
    if (known) return known.update(message);
    if (message.from === 'business') this.presence.rest();
    const before = [...this.#bubbles.values()].at(-1)?.message;
    const bubble = new Bubble(this.index, message, before, this.#bubbles.get(message.context)?.message);
    this.#bubbles.set(message.wamid, bubble);
    this.presence.above(...separator(before, message), bubble.element);
    this.#toEnd();
  }

  typing() {
    this.presence.typing();
    this.#toEnd();
  }

  #toEnd() { this.chat.scrollTop = this.chat.scrollHeight; }

  notice(text, code) {
    const notice = this.#find('.notice');
    notice.hidden = !text;
    notice.textContent = text ? `${text} [${code}]` : '';
  }
}
