// The tour of three minutes: six steps, in any order and as often as wanted, each with a real effect.
import { make } from '/phone/blocks.js';
import { beginning } from '/demo/api.js';
import { style } from '/demo/style.js';
import { book } from '/demo/steps/book.js';
import { forge } from '/demo/steps/forge.js';
import { forget } from '/demo/steps/forget.js';
import { history } from '/demo/steps/history.js';
import { plug } from '/demo/steps/plug.js';
import { thief } from '/demo/steps/thief.js';

const steps = [book, thief, forge, plug, history, forget];
const roomy = matchMedia('(min-width: 1100px)');

// What was found out survives a reload of the page, and ends with this start of the demo.
class Memory {
  constructor(start) {
    this.name = 'hermetic-tour';
    const known = JSON.parse(sessionStorage.getItem(this.name) ?? '{}');
    this.state = known.start === start ? known : { start, results: {} };
  }

  keep(change) {
    Object.assign(this.state, change);
    sessionStorage.setItem(this.name, JSON.stringify(this.state));
  }
}

class Step {
  constructor(step, number, tour) {
    [this.step, this.tour] = [step, tour];
    const id = `step-${step.id}`;
    this.title = typeof step.title === 'function' ? step.title(tour.start) : step.title;
    this.mark = make('span', { class: 'mark', 'aria-hidden': 'true' }, String(number));
    this.state = make('span', { class: 'unseen' });
    this.heading = make('button', { type: 'button', 'aria-controls': id, onclick: () => tour.unfold(this) }, this.mark, make('span', {}, this.title), this.state);
    this.action = make('button', { type: 'button', class: 'button primary', onclick: () => this.take() }, step.action);
    this.result = make('div', { class: 'result', role: 'status' });
    this.body = make('div', { class: 'body', id }, make('p', {}, step.explanation), this.action, this.result);
    this.element = make('li', { class: 'step', 'data-step': step.id }, make('h3', {}, this.heading), this.body);
    this.unfold(false);
  }

  unfold(open) {
    this.body.hidden = !open;
    this.heading.setAttribute('aria-expanded', String(open));
  }

  async take() {
    if (this.tour.running) return;
    this.tour.busy(this);
    this.#is('running', 'under way');
    const lines = make('ol', { class: 'timeline' });
    this.result.replaceChildren(make('p', { class: 'quiet working' }, 'Under way'), lines);
    try {
      const found = await this.step.run({ page: this.tour.page, start: this.tour.start, tell: (line) => { lines.append(line); this.#follow(); } });
      this.tour.keep(this.step.id, found);
      this.show(found);
      this.#follow();
    } catch (error) {
      this.#is('failed', 'not done');
      this.result.replaceChildren(make('p', { class: 'problem', role: 'alert' }, error.message));
    } finally {
      this.tour.busy(null);
    }
  }

  show(found) {
    this.#is('done', 'done');
    this.action.textContent = `${this.step.action} again`;
    this.action.classList.remove('primary');
    this.result.replaceChildren(this.step.show(found, { page: this.tour.page }));
    const next = this.tour.next();
    this.result.firstChild.append(next
      ? make('button', { type: 'button', class: 'button primary', onclick: () => this.tour.go(next) }, `Next: ${next.title}`)
      : make('p', { class: 'ending' },
        'That was all of it. Now it is your turn: write on one of the phones whatever you like, ask for a human, and ',
        make('a', { href: '/demo/staff' }, 'answer as staff'), '.'));
  }

  #follow() { this.element.scrollIntoView({ block: this.element.offsetHeight > this.tour.page.side.clientHeight ? 'end' : 'nearest' }); }

  #is(state, word) {
    this.element.dataset.state = state;
    this.state.textContent = `, ${word}`;
  }
}

class Tour {
  constructor(page, start) {
    [this.page, this.start] = [page, start];
    const memory = this.memory = new Memory(start.id);
    this.steps = steps.map((step, index) => new Step(step, index + 1, this));
    this.progress = make('p', { class: 'quiet progress' });
    this.toggle = make('button', { type: 'button', class: 'button tour-toggle', onclick: () => this.#toggle() }, 'Tour');
    page.bar.append(make('a', { class: 'button', href: '/demo/staff' }, 'Staff'), this.toggle);
    page.side.classList.add('tour');
    page.side.setAttribute('aria-label', 'Tour');
    page.side.replaceChildren(
      make('header', {}, make('h2', {}, 'Do not take our word for it'), this.progress),
      make('ol', { class: 'steps' }, ...this.steps.map(({ element }) => element)));
    for (const step of this.steps.filter(({ step }) => memory.state.results[step.id])) step.show(memory.state.results[step.step.id]);
    this.unfold(this.steps.find(({ step }) => step.id === memory.state.unfolded) ?? this.next() ?? this.steps[0], true);
    this.reveal(memory.state.open ?? roomy.matches);
    this.#count();
  }

  // Where the drawer covers the tour, the button brings the tour back to the top.
  #toggle() {
    const { side, drawer } = this.page;
    if (!side.hidden && !side.checkVisibility({ visibilityProperty: true })) drawer.close();
    else this.reveal(side.hidden, true);
  }

  reveal(open, keep) {
    this.page.side.hidden = !open;
    this.toggle.setAttribute('aria-expanded', String(open));
    if (keep) this.memory.keep({ open });
  }

  unfold(chosen, only) {
    const closing = !only && chosen.heading.getAttribute('aria-expanded') === 'true';
    for (const step of this.steps) step.unfold(step === chosen && !closing);
    this.memory.keep({ unfolded: closing ? null : chosen.step.id });
  }

  go(step) {
    this.unfold(step, true);
    step.element.scrollIntoView({ block: 'nearest' });
    step.action.focus({ preventScroll: true });
  }

  busy(running) {
    this.running = running;
    for (const { action } of this.steps) action.setAttribute('aria-disabled', String(Boolean(running)));
  }

  keep(id, found) {
    this.memory.keep({ results: { ...this.memory.state.results, [id]: found } });
    this.#count();
  }

  next() { return this.steps.find(({ step }) => !this.memory.state.results[step.id]); }

  #count() {
    const done = Object.keys(this.memory.state.results).length;
    this.progress.textContent = done === 0 ? 'Six steps, three minutes, in any order.' : `${done} of ${this.steps.length} done`;
  }
}

export async function attach(page) {
  const [start] = await Promise.all([beginning(), style('/demo/tour.css')]);
  return new Tour(page, start);
}
