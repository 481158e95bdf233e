// What staff do until the console exists. Every look is recorded, so the page looks again only when something was written.
const $ = (selector) => document.querySelector(selector);
const [needs, calm, none, talk, pick, trouble] =
  ['.needs', '.calm', '.none', '.talk', '.pick', '.trouble'].map($);
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

function made(name, cls, ...children) {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  element.append(...children);
  return element;
}

function note(person) {
  const parts = [];
  if (person.unanswered) parts.push(`${person.unanswered} not answered`);
  if (person.parked) parts.push(`${person.parked} with unknown outcome`);
  const held = person.undelivered - person.parked;
  if (held > 0) parts.push(`${held} not delivered`);
  return parts.join(', ') || (person.state === 'human' ? 'A person is in charge' : 'Nothing to do');
}

function row(person) {
  const button = made('button', '', made('span', 'person', person.name || 'Without a name'),
    made('span', 'note', note(person)));
  button.type = 'button';
  if (person.id === open) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', () => attempt(() => show(person.id, true)));
  return made('li', '', button);
}

async function list() {
  people = await call('conversations');
  const waiting = people.filter((person) => person.state === 'human');
  const rest = people.filter((person) => person.state !== 'human');
  for (const [section, part] of [[needs, waiting], [calm, rest]]) {
    section.hidden = part.length === 0;
    section.querySelector('ul').replaceChildren(...part.map(row));
  }
  none.hidden = people.length > 0;
}

const names = { person: '', assistant: 'Assistant', staff: 'Staff', 'phone app': 'Phone app', template: 'Template', reminder: 'Reminder' };
const kinds = { revoked: 'took this message back', edited: 'changed this message' };
const time = (at) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

function said(message, name) {
  const ours = message.from !== 'person';
  const by = [ours ? names[message.from] : name, message.at && time(message.at), ours && message.delivery]
    .filter(Boolean).join(', ');
  const body = message.text ?? kinds[message.kind] ?? `(${message.kind}, not opened by the assistant)`;
  const bubble = made('div', ours ? 'said ours' : 'said', made('span', 'by', by), body);
  if (message.error) bubble.append(made('span', 'by bad', message.error.meaning));
  return bubble;
}

async function show(id, focus) {
  const messages = await call(`conversations/${id}`);
  open = id;
  await list();
  const person = people.find((one) => one.id === id);
  if (!person) throw new Error(reason(404));
  const human = person.state === 'human';
  $('.talk .name').textContent = person.name || 'Without a name';
  $('.talk .state').textContent = human ? 'A person of the business is in charge; the assistant is silent.' : 'The assistant answers.';
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
