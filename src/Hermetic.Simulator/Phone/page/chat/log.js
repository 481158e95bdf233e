// The bubbles of a chat in their order, with the days between them.
import { Bubble } from '/phone/message/bubble.js';
import { separator } from '/phone/chat/days.js';
import { walk } from '/phone/chat/walk.js';

const near = 80; // pixels from the end within which the chat keeps following

export class Log {
  #bubbles = new Map();
  #following = true;
  #at = 0;

  constructor(phone, chat, drawer) {
    [this.phone, this.chat, this.drawer] = [phone, chat, drawer];
    this.jump = phone.element.querySelector('.jump');
    this.jump.addEventListener('click', () => this.settle(true));
    chat.addEventListener('scroll', () => this.#moved(), { passive: true });
    new ResizeObserver(() => this.settle()).observe(chat);
    walk(chat);
  }

  bubble(wamid) { return this.#bubbles.get(wamid); }
  bubbles() { return [...this.#bubbles.values()]; }
  last(from) { return this.bubbles().findLast((bubble) => bubble.message.from === from); }

  // A reader leaves the end by going up. Whatever else takes the end away (a notice, a line under an old message) is
  // followed: its scroll events come before the observer could tell.
  #moved() {
    const { scrollTop, scrollHeight, clientHeight } = this.chat;
    if (scrollHeight - scrollTop - clientHeight < near) this.#following = true;
    else if (scrollTop < this.#at) this.#following = false;
    this.#at = scrollTop;
    if (this.#following) this.jump.hidden = true;
  }

  // New messages, or known ones that changed.
  show(messages) {
    let before = this.bubbles().at(-1)?.message;
    const lines = [];
    for (const message of messages) {
      const known = this.#bubbles.get(message.wamid);
      if (known) {
        known.update(message);
        continue;
      }
      const bubble = new Bubble(this.phone, this.drawer, message, before, this.#bubbles.get(message.context));
      this.#bubbles.set(message.wamid, bubble);
      lines.push(...separator(before, message), bubble.element);
      before = message;
    }
    if (lines.length > 0) this.#arrived(lines, before.from === 'person');
    else this.settle();
  }

  #arrived(lines, own) {
    this.phone.presence.above(...lines);
    this.phone.element.toggleAttribute('data-written', true);
    if (own || this.#following) this.settle(true);
    else this.jump.hidden = false;
  }

  // Down to the last line, when the reader was there already or it is their own.
  settle(now = this.#following) {
    if (!now) return;
    this.#following = true;
    this.chat.scrollTop = this.chat.scrollHeight;
    this.jump.hidden = true;
  }
}
