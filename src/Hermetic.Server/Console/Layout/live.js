// Keeps a page as it is on the server. The stream says only that something changed; the page itself is asked for again, and
// the parts marked data-live take the place of the old ones. The browser parses the answer as a document of its own, whose
// scripts do not run: no markup is ever made of text here.
import { tick } from './console.js';

const source = document.querySelector('[data-events]');
const hint = document.querySelector('[data-live-hint]');
const only = source?.dataset.only;
let stream;
let last;

function say(state) {
  hint.hidden = false;
  if (hint.dataset.state === state) return;
  hint.dataset.state = state;
  hint.querySelector('.word').textContent = hint.dataset[state];
}

const load = (address) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open('GET', address);
  request.responseType = 'document';
  request.addEventListener('load', () => (request.status === 200 ? resolve(request.response) : reject(new Error(request.status))));
  request.addEventListener('error', () => reject(new Error('network')));
  request.send();
});

// A field in which somebody writes stays, and so does what surrounds it.
const isBusy = (part) => part.dataset.live === 'idle' && (part.contains(document.activeElement)
  || [...part.querySelectorAll('textarea')].some((field) => field.value !== field.defaultValue));

function replace(fresh) {
  const scroller = document.scrollingElement;
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  const focused = document.activeElement;
  const place = focused?.closest('[data-live]') && (focused.id ? `#${focused.id}` : focused.getAttribute('href') && `a[href="${focused.getAttribute('href')}"]`);
  for (const part of document.querySelectorAll('[data-live][id]')) {
    const next = fresh.getElementById(part.id);
    if (next && !isBusy(part) && !part.isEqualNode(next)) part.replaceWith(document.importNode(next, true));
  }
  if (place && !document.contains(focused)) document.querySelector(place)?.focus({ preventScroll: true });
  if (atEnd && only) scroller.scrollTop = scroller.scrollHeight;
  tick();
}

let running = false;
let again = false;

async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    replace(await load(location.pathname + location.search));
    say('ok');
  } catch {
    say('failing');
  } finally {
    running = false;
  }
  if (again) {
    again = false;
    await refresh();
  }
}

// A page that nobody sees asks for nothing; once seen again it hears what it missed.
function follow() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (!stream) {
    stream = new EventSource(last ? `${source.dataset.events}?since=${last}` : source.dataset.events);
    stream.addEventListener('here', (event) => {
      last = event.lastEventId;
      say('ok');
    });
    stream.addEventListener('changed', (event) => {
      last = event.lastEventId;
      const { conversations } = JSON.parse(event.data);
      if (!only || !conversations || conversations.includes(only)) refresh();
    });
    stream.addEventListener('signed-out', () => {
      stream.close();
      document.removeEventListener('visibilitychange', follow);
      say('gone');
    });
    stream.addEventListener('error', () => say('failing'));
  }
}

if (source) {
  follow();
  document.addEventListener('visibilitychange', follow);
}

// What runs by itself is asked for again until the page says no more that it runs.
const poll = document.querySelector('[data-poll]') && setInterval(() => {
  if (!document.querySelector('[data-poll]')) clearInterval(poll);
  else if (!document.hidden) refresh();
}, 2000);

// What was written in advance goes where the cursor is, without asking the server for it.
document.addEventListener('click', (event) => {
  const chosen = event.target.closest?.('[data-insert]');
  const field = document.querySelector('#reply');
  if (!chosen || !field) return;
  event.preventDefault();
  field.setRangeText(chosen.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
  chosen.closest('details').open = false;
  field.focus();
});

// Enter sends, as on a phone; with Shift it is a new line.
document.addEventListener('keydown', (event) => {
  if (event.target.id !== 'reply' || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
