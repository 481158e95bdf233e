// One person's phone: who they are, their chat with the business, and what they can do in it.
import { write } from '/phone/api.js';
import { Composer } from '/phone/chat/composer.js';
import { Hand } from '/phone/chat/hand.js';
import { Log } from '/phone/chat/log.js';
import { identify } from '/phone/chat/owner.js';
import { Presence } from '/phone/chat/presence.js';
import { suggest } from '/phone/chat/suggestions.js';
import { summary } from '/phone/message/summary.js';
import { Menu } from '/phone/message/menu.js';

export class Phone {
  #hand;

  constructor({ index, owner, business, suggestions, drawer }) {
    [this.index, this.owner, this.name] = [index, owner, owner.name];
    this.element = document.getElementById('phone').content.firstElementChild.cloneNode(true);
    this.element.id = `person-${index}`;
    identify(this.element, owner, business);
    const chat = this.element.querySelector('.chat');
    this.presence = new Presence(this.element, chat);
    this.composer = new Composer(this);
    this.menu = new Menu(this, drawer);
    this.log = new Log(this, chat, drawer);
    this.#hand = new Hand(this);
    suggest(this.element.querySelector('.suggestions'), suggestions, (text) => this.write(text));
  }

  get field() { return this.composer.field; }

  // For modules: see page.js.
  write(text) { return this.#hand.write(text, (said) => write(this.index, said)); }
  press(title) { return this.#hand.press(title); }
  message(wamid) { return this.log.bubble(wamid)?.element; }
  last(from) { return this.log.last(from)?.message; }
  show(message) {
    if (!message) return this.element.scrollIntoView({ inline: 'center', block: 'nearest' });
    if (message.from === 'business') this.presence.rest();
    return this.log.show([message]);
  }

  fill(messages) { this.log.show(messages); }

  about(wamid) { return this.log.bubble(wamid)?.message; }

  // The message whose drawer is open stands out, and into view.
  mark(wamid, marked) {
    this.message(wamid)?.toggleAttribute('data-marked', marked);
    if (marked) requestAnimationFrame(() => this.message(wamid)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  }

  describe(wamid) {
    const message = this.about(wamid);
    const whose = message.from === 'person' ? this.name : this.element.querySelector('.business').textContent;
    return `${whose}: ${summary(message)}`;
  }

  typing() { this.presence.typing(); this.log.settle(); }

  notice(text, code) {
    const notice = this.element.querySelector('.notice');
    notice.hidden = !text;
    notice.textContent = text ? `${text} [${code}]` : '';
  }
}
