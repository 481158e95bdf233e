// One message at a time is in the tab order, the last one at first; arrow keys, Home and End move between them.
const tools = '.tool, .quote';

export function walk(chat) {
  let current;
  const messages = () => [...chat.querySelectorAll('.message')];
  const choose = (message) => {
    if (!message || message === current) return;
    if (current) current.tabIndex = -1;
    for (const each of current?.querySelectorAll(tools) ?? []) each.tabIndex = -1;
    current = message;
    message.tabIndex = 0;
    for (const each of message.querySelectorAll(tools)) each.tabIndex = 0;
  };

  new MutationObserver(() => {
    if (!chat.contains(document.activeElement)) choose(messages().at(-1));
  }).observe(chat, { childList: true });
  chat.addEventListener('focusin', (event) => choose(event.target.closest('.message')));
  chat.addEventListener('keydown', (event) => {
    if (!event.target.matches('.message')) return;
    const all = messages();
    const at = all.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  });
}
