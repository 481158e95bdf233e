// The business is typing, or not: dots below the last bubble and a word under the name.
const typingLasts = 25000; // WhatsApp drops the dots after 25 s

function dots() {
  const line = document.createElement('div');
  line.className = 'typing';
  line.setAttribute('role', 'img');
  line.setAttribute('aria-label', 'typing');
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.append(...[1, 2, 3].map(() => document.createElement('i')));
  line.append(bubble);
  return line;
}

export class Presence {
  #dots = dots();
  #timer;

  constructor(phone, chat) {
    this.phone = phone;
    this.chat = chat;
    this.rest();
  }

  typing() {
    this.#say('typing…', true);
    this.chat.append(this.#dots);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.rest(), typingLasts);
  }

  // New bubbles come above the dots.
  above(...lines) {
    this.chat.append(...lines);
    if (this.#dots.isConnected) this.chat.append(this.#dots);
  }

  rest() {
    this.#say('business account', false);
    this.#dots.remove();
  }

  #say(words, typing) {
    this.phone.toggleAttribute('data-typing', typing);
    this.phone.querySelector('.presence').textContent = words;
  }
}
