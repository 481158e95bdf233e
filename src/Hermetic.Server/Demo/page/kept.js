// What this page saw of a message's evidence, as a backup might have it: held against what is there later. It lives as
// long as the tab, and only the last few.
const name = 'hermetic-kept';
const most = 24;
const kept = new Map(JSON.parse(sessionStorage.getItem(name) ?? '[]'));

export function remember(wamid, evidence) {
  kept.delete(wamid);
  kept.set(wamid, evidence);
  if (kept.size > most) kept.delete(kept.keys().next().value);
  sessionStorage.setItem(name, JSON.stringify([...kept]));
  return evidence;
}

export const seen = (wamid) => kept.get(wamid);
