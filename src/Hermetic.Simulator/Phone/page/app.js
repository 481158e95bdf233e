// Two phones and one stream of events that feeds them.
import { people, conversation, listen } from '/phone/api.js';
import { Phone } from '/phone/phone.js';
import { tabs } from '/phone/tabs.js';

const gone = 'The simulator has stopped, so nothing can be sent. What the service already took is safe with it. '
  + 'Start it again and this page carries on.';
const unreachable = (trouble) => `The service does not take messages (${trouble}). `
  + 'What you write is kept and offered again, ever more rarely, until it is taken.';

const bar = document.querySelector('.bar');
const pill = document.querySelector('.service');
let phones = [];

function say(state, word, notice, code) {
  pill.dataset.state = state;
  pill.querySelector('.word').textContent = word;
  for (const phone of phones) phone.notice(notice, code);
}

// A stream that was away may have missed changes, so every (re)opening reads the conversations anew.
async function refresh() {
  for (const phone of phones)
    for (const message of await conversation(phone.index)) phone.show(message);
}

const handlers = {
  open: refresh,
  message: ({ person, message }) => phones[person].show(message),
  typing: ({ person }) => phones[person].typing(),
  service: ({ reachable, trouble }) => reachable
    ? say('ok', 'Service answers')
    : say('failing', 'Service does not answer', unreachable(trouble), 'SIM-1'),
  gone: () => say('failing', 'Simulator stopped', gone, 'SIM-2'),
};

const { business, suggestions, modules, people: owners } = await people();
document.title = `${business} · phones · Hermetic`;
phones = owners.map((owner, index) => new Phone(index, owner, business, suggestions));
document.querySelector('.phones').replaceChildren(...phones.map((phone) => phone.element));
tabs(document.querySelector('.people'), phones);
for (const module of modules) (await import(module)).attach({ phones, bar, side: document.querySelector('.side') });
listen((name, data) => handlers[name](data));
