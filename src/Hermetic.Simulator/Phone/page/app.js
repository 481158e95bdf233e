// The phones, one stream of events that feeds them, and the modules that build on the page.
import { people, conversation, listen } from '/phone/api.js';
import { Drawer } from '/phone/drawer/drawer.js';
import { wire } from '/phone/drawer/wire.js';
import { Page } from '/phone/page.js';
import { Phone } from '/phone/chat/phone.js';
import { tabs } from '/phone/chat/tabs.js';
import { service } from '/phone/service.js';

// A stream that was away may have missed changes, so every (re)opening reads the conversations anew.
const refresh = (phones) => Promise.all(phones.map(async (phone) => phone.fill(await conversation(phone.index))));

const { business, suggestions, modules, people: owners } = await people();
document.title = `${business} · phones · Hermetic`;
const drawer = new Drawer(document.querySelector('.drawer'));
const phones = owners.map((owner, index) => new Phone({ index, owner, business, suggestions, drawer }));
const page = new Page(phones, drawer);
drawer.tab(wire);
document.querySelector('.phones').replaceChildren(...phones.map((phone) => phone.element));
tabs(document.querySelector('.people'), phones);

const handlers = {
  open: () => refresh(phones),
  message: ({ person, message }) => {
    phones[person]?.show(message);
    drawer.refresh(message.wamid);
  },
  typing: ({ person }) => phones[person]?.typing(),
  ...service(document.querySelector('.service'), phones),
};
listen((name, data) => {
  handlers[name](data);
  page.tell(name, data);
});
// All are asked for at once, and the phones do not wait for them.
for (const module of modules.map((each) => import(each))) (await module).attach(page);
