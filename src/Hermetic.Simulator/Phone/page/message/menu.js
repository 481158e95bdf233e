// What a person can do with a message: react, reply, copy, edit, delete, and see how it travelled.
import { react, revoke } from '/phone/api.js';
import { make } from '/phone/blocks.js';
import { roving } from '/phone/keys.js';
import { place } from '/phone/message/place.js';

const emojis = { '👍': 'thumbs up', '❤️': 'heart', '😂': 'laughing', '😮': 'surprised', '😢': 'sad', '🙏': 'thank you' };
const minutes = 60_000;
const editable = ({ from, kind, deleted, at }) =>
  from === 'person' && kind === 'text' && !deleted && Date.now() - Date.parse(at) < 15 * minutes; // as on a phone
const deletable = ({ from, deleted, at }) =>
  from === 'person' && !deleted && Date.now() - Date.parse(at) < 2 * 24 * 60 * minutes;

export class Menu {
  constructor(phone, drawer) {
    [this.phone, this.drawer] = [phone, drawer];
    this.element = make('div', { class: 'menu', popover: 'auto', role: 'menu', 'aria-label': 'Message' });
    phone.element.append(this.element);
    roving(this.element);
    this.element.addEventListener('keydown', (event) => { if (event.key === 'Tab') this.element.hidePopover(); });
  }

  // A click on the three dots, a right click, a long press, the context-menu key.
  under(bubble) {
    const more = bubble.element.querySelector('.more');
    more.addEventListener('click', () => this.#open(bubble, more));
    bubble.element.addEventListener('contextmenu', (event) => {
      if (event.target.closest('a, .replies')) return;
      event.preventDefault();
      this.#open(bubble, more);
    });
    bubble.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target !== bubble.element) return;
      event.preventDefault();
      this.#open(bubble, more);
    });
  }

  #open({ message, element }, more) {
    const opener = element.contains(document.activeElement) ? document.activeElement : more;
    const done = (act) => () => { this.element.hidePopover(); opener.focus(); return act(); };
    this.element.replaceChildren(...this.#items(message, done));
    this.element.showPopover();
    place(this.element, element.querySelector('.bubble'));
    this.element.querySelector('button').focus();
  }

  #items(message, done) {
    const { phone, phone: { index } } = this;
    const item = (title, act, kind = '') => make('button', { type: 'button', role: 'menuitem', class: kind, onclick: done(act) }, title);
    const tell = (sending) => sending.catch((error) => phone.notice(`This was not sent: ${error.message}.`, 'SIM-5'));
    const mine = message.reactions.person;
    const emoji = ([sign, name]) => make('button', {
      type: 'button', role: 'menuitemradio', 'aria-checked': String(mine === sign), 'aria-label': `React with ${name}`,
      onclick: done(() => tell(react(index, message.wamid, mine === sign ? null : sign))),
    }, sign);
    return [
      !message.deleted && make('div', { class: 'emojis', role: 'group', 'aria-label': 'React' }, ...Object.entries(emojis).map(emoji)),
      !message.deleted && item('Reply', () => phone.composer.reply(message)),
      !message.deleted && message.text && item('Copy text', () => navigator.clipboard?.writeText(message.text)),
      editable(message) && item('Edit', () => phone.composer.edit(message)),
      item('Proof: how it travelled', () => this.drawer.open(phone, message.wamid)),
      deletable(message) && item('Delete for everyone', () => tell(revoke(index, message.wamid)), 'danger'),
    ].filter(Boolean);
  }
}
