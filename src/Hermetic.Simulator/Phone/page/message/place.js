// Puts a floating box beside a bubble, inside the window.
const gap = 8;

export function place(box, bubble) {
  const [at, own] = [bubble.getBoundingClientRect(), box.getBoundingClientRect()];
  const within = (value, most) => Math.max(gap, Math.min(value, most - gap));
  const left = within(at.right - own.width > gap && at.left > innerWidth / 2 ? at.right - own.width : at.left, innerWidth - own.width);
  const below = at.bottom + gap + own.height < innerHeight;
  const top = within(below ? at.bottom + gap : at.top - gap - own.height, innerHeight - own.height);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
