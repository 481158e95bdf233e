// The drawer under a message: what happened to it, one tab for each who knows something about it.
import { make } from '/phone/blocks.js';
import { loading, empty, broken } from '/phone/drawer/states.js';
import { tablist } from '/phone/drawer/tablist.js';

const narrow = matchMedia('(max-width: 1099px)');

export class Drawer {
  #tabs = [];
  #shown; // { phone, wamid, tabId }
  #opener;
  #turn = 0;

  constructor(dialog) {
    this.dialog = dialog;
    this.list = tablist(dialog.querySelector('.tabs'), (id) => this.#select(id));
    this.panel = dialog.querySelector('.panel');
    dialog.querySelector('.close').addEventListener('click', () => this.close());
    dialog.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.close(); });
    dialog.addEventListener('cancel', (event) => { event.preventDefault(); this.close(); });
    dialog.addEventListener('click', (event) => { if (event.target === dialog) this.close(); });
    narrow.addEventListener('change', () => this.close());
  }

  tab(tab) {
    this.#tabs.push(tab);
    this.refresh();
  }

  get message() { return this.#shown?.phone.about(this.#shown.wamid); }

  open(phone, wamid, tabId = this.#shown?.tabId) {
    if (!this.dialog.open) {
      this.#opener = document.activeElement;
      if (narrow.matches) this.dialog.showModal(); else this.dialog.show();
    }
    this.#shown?.phone.mark(this.#shown.wamid, false);
    this.#shown = { phone, wamid, tabId: this.#tabs.some((tab) => tab.id === tabId) ? tabId : this.#tabs[0].id };
    phone.mark(wamid, true);
    this.dialog.querySelector('.whose').textContent = phone.describe(wamid);
    this.#draw(true);
    this.list.focus();
  }

  close() {
    if (!this.dialog.open) return;
    this.dialog.close();
    this.#shown?.phone.mark(this.#shown.wamid, false);
    const field = this.#shown?.phone.field;
    this.#shown = undefined;
    (this.#opener?.isConnected && this.#opener !== document.body ? this.#opener : field)?.focus();
  }

  // Renders the open tab anew without the skeleton: what stood there stays until the new state is known.
  refresh(wamid = this.#shown?.wamid) {
    if (this.#shown && this.#shown.wamid === wamid) this.#draw(false);
  }

  #select(id) {
    this.#shown.tabId = id;
    this.#draw(true);
  }

  async #draw(anew) {
    const turn = ++this.#turn;
    const { phone, tabId } = this.#shown;
    const message = this.message;
    const tab = this.#tabs.find((each) => each.id === tabId);
    this.list.show(this.#tabs.map((each) => ({
      id: each.id, title: typeof each.title === 'function' ? each.title(message) : each.title,
    })), tabId);
    this.panel.setAttribute('aria-labelledby', `tab-${tabId}`);
    if (anew) this.panel.replaceChildren(loading());
    let content;
    try {
      content = await tab.render(message, phone) ?? empty();
    } catch (error) {
      content = broken(error, () => this.#draw(true));
    }
    if (turn !== this.#turn) return;
    const reading = this.panel.contains(document.activeElement);
    this.panel.replaceChildren(make('div', { class: 'panel-content' }, content));
    if (reading) this.panel.focus({ preventScroll: true });
  }
}
