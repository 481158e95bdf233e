// Enter sends, Shift+Enter breaks the line. A message that could not be handed over stays in the field.
import { edit, write } from '/phone/api.js';
import { attach } from '/phone/sheet/attach.js';
import { summary } from '/phone/message/summary.js';

export class Composer {
  #about; // { kind: 'reply' | 'edit', message } while the next message is about another

  constructor(phone) {
    this.phone = phone;
    this.form = phone.element.querySelector('.composer');
    this.field = this.form.querySelector('textarea');
    this.banner = phone.element.querySelector('.about');
    this.banner.querySelector('button').addEventListener('click', () => { this.#leave(); this.field.focus(); });
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.#submit(); });
    this.form.querySelector('.attach').addEventListener('click', () => attach(phone));
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#about) this.#leave();
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
  }

  reply(message) { this.#enter('reply', message, 'Reply to'); }

  edit(message) {
    this.#enter('edit', message, 'Edit');
    this.field.value = message.text;
  }

  #enter(kind, message, word) {
    this.#about = { kind, message };
    this.banner.querySelector('.word').textContent = word;
    this.banner.querySelector('.quoted').textContent = summary(message);
    this.banner.hidden = false;
    this.field.focus();
  }

  #leave() {
    if (this.#about?.kind === 'edit') this.field.value = '';
    this.#about = undefined;
    this.banner.hidden = true;
  }

  async #submit() {
    const text = this.field.value.trim();
    const [about, index] = [this.#about, this.phone.index];
    if (!text) return;
    this.#about = undefined;
    this.#leave();
    this.field.value = '';
    try {
      if (about?.kind === 'edit') await edit(index, about.message.wamid, text);
      else await write(index, text, about?.message.wamid);
    } catch (error) {
      this.field.value = text;
      this.phone.notice(`This was not sent: ${error.message}. It still stands in the field.`, 'SIM-5');
    }
    this.field.focus();
  }
}
