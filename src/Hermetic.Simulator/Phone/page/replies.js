import { press } from '/phone/api.js';
import { roving } from '/phone/keys.js';

const svg = 'http://www.w3.org/2000/svg';

// The reply buttons under a message. As on a phone, one choice is all there is.
export class Replies {
  constructor(group, person, message) {
    this.group = group;
    group.hidden = message.buttons.length === 0;
    group.replaceChildren(...message.buttons.map((choice) => this.#button(choice, person, message)));
    roving(group);
  }

  #button(choice, person, message) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.id = choice.id;
    const icon = document.createElementNS(svg, 'svg');
    icon.setAttribute('aria-hidden', 'true');
    icon.append(document.createElementNS(svg, 'use'));
    button.append(icon, choice.title);
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true')
        press(person, choice, message.wamid).catch(() => this.update());
    });
    return button;
  }

  update(pressed) {
    for (const button of this.group.children) {
      const chosen = button.dataset.id === pressed;
      button.setAttribute('aria-disabled', String(Boolean(pressed)));
      button.setAttribute('aria-pressed', String(chosen));
      button.querySelector('use').setAttribute('href', `/phone/icons.svg#${chosen ? 'chosen' : 'reply'}`);
    }
  }
}
