// What staff do until the console exists. Every look is recorded, so the page looks again only when something was written.
import { badge, byWaiting, counted, entry, stateOf, why } from '/demo/staff/person.js';
import { said } from '/demo/staff/said.js';
import { tick, waited } from '/demo/staff/when.js';

const $ = (selector) => document.querySelector(selector);
const [none, talk, pick, trouble] = ['.none', '.talk', '.pick', '.trouble'].map($);
const [thread, form, text, hand] = ['.thread', '.write', '#text', '.hand'].map($);
let token;
let open = null;
let people = [];

async function call(path, method = 'GET', body) {
  token ??= (await (await fetch('/demo/api/start')).json()).token;
  const response = await fetch(`/demo/api/staff/${path}`, { method, body, headers: { 'X-Hermetic-Demo': token } });
  if (!response.ok) throw new Error((await response.json().catch(() => null))?.error ?? reason(response.status));
  return response.status === 204 ? null : response.json();
}

const reason = (status) => ({
  404: 'This conversation is gone: the person was erased.',
  422: 'WhatsApp takes messages of 1 to 4,096 characters.',
})[status] ?? `The service answered ${status}. Try again in a few seconds.`;

async function attempt(step) {
  try {
    await step();
    trouble.hidden = true;
  } catch (problem) {
    trouble.textContent = problem.message;
    trouble.hidden = false;
  }
}

const sections = { waiting: $('.waiting'), staff: $('.held'), assistant: $('.calm') };

async function list() {
  people = await call('conversations');
  const focused = document.activeElement.closest('.list button')?.dataset.id;
  for (const [state, section] of Object.entries(sections)) {
    const those = people.filter((person) => stateOf(person) === state);
    if (state === 'waiting') those.sort(byWaiting);
    section.hidden = those.length === 0;
    section.querySelector('ul').replaceChildren(...those.map((person) =>
      entry(person, person.id === open, () => attempt(() => show(person.id, true)))));
  }
  none.hidden = people.length > 0;
  document.querySelector(`.list button[data-id="${focused}"]`)?.focus();
}

const states = {
  waiting: (person) => [badge(person), 'Waiting for ', waited(person.waiting.since), `, ${counted(person)} not answered. The assistant is silent.`],
  staff: (person) => [badge(person), `${why(person)}. The assistant is silent.`],
  assistant: () => ['The assistant answers.'],
};

async function show(id, focus) {
  const messages = await call(`conversations/${id}`);
  open = id;
  await list();
  const person = people.find((one) => one.id === id);
  if (!person) throw new Error(reason(404));
  const human = person.state === 'human';
  $('.talk .name').textContent = person.name || 'Without a name';
  $('.talk .state').replaceChildren(...states[stateOf(person)](person));
  hand.textContent = human ? 'Give back' : 'Take over';
  hand.dataset.method = human ? 'DELETE' : 'PUT';
  text.disabled = form.querySelector('button').disabled = !human;
  text.placeholder = human ? 'Write as a person of the business' : 'Take over to write';
  thread.replaceChildren(...messages.map((message) => said(message, person.name || 'Person')));
  talk.hidden = false;
  pick.hidden = true;
  thread.scrollTop = thread.scrollHeight;
  if (focus) $('.talk .name').focus();
}

$('.all').addEventListener('click', () => attempt(async () => {
  open = null;
  talk.hidden = true;
  pick.hidden = false;
  await list();
}));

hand.addEventListener('click', () => attempt(async () => {
  await call(`conversations/${open}/handover`, hand.dataset.method);
  await show(open);
}));

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  attempt(async () => {
    await call(`conversations/${open}/replies`, 'POST', words);
    text.value = '';
    await show(open);
  });
});

text.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

let soon;
function refresh() {
  clearTimeout(soon);
  if (!document.hidden) soon = setTimeout(() => attempt(() => open ? show(open) : list()), 600);
}

setInterval(tick, 15000);
document.addEventListener('visibilitychange', refresh);
const events = new EventSource('/simulator/events');
events.addEventListener('message', refresh);
events.addEventListener('open', refresh);

function service(state, word) {
  $('.service').dataset.state = state;
  $('.service .word').textContent = word;
}

events.addEventListener('service', (event) => JSON.parse(event.data).reachable
  ? service('ok', 'Service answers') : service('failing', 'Service does not answer'));
events.addEventListener('error', () => service('failing', 'Simulator stopped'));
