// Bytes and their spellings.
export const utf8 = (text) => new TextEncoder().encode(text);
export const fromBase64 = (spelled) => Uint8Array.from(atob(spelled), (octet) => octet.charCodeAt(0));
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
export const hex = (bytes) => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
export const equal = (a, b) => a.length === b.length && a.every((octet, index) => octet === b[index]);

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole;
}
