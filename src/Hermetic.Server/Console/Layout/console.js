// What every page may use: elements whose words count on by themselves.
const units = (minutes) => {
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
};

export const since = (seconds, now = Date.now()) => units(Math.floor((now / 1000 - seconds) / 60));

export function tick() {
  for (const element of document.querySelectorAll('[data-since]')) {
    const words = since(Number(element.dataset.since));
    if (element.textContent !== words) element.textContent = words;
  }
}

setInterval(tick, 15000);
