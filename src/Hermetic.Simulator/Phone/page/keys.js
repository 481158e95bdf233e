// One tab stop per group of buttons; arrow keys, Home and End move inside it.
const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function roving(group) {
  const buttons = () => [...group.querySelectorAll('button')];
  buttons().forEach((button, index) => { button.tabIndex = index === 0 ? 0 : -1; });
  group.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const to = event.key === 'Home' ? 0
      : event.key === 'End' ? all.length - 1
      : event.key in steps ? (at + steps[event.key] + all.length) % all.length
      : -1;
    if (to < 0) return;
    event.preventDefault();
    all.forEach((button, index) => { button.tabIndex = index === to ? 0 : -1; });
    all[to].focus();
  });
}
