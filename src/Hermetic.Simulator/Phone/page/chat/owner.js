// Who holds the phone, and what the business sees of them.
const initials = (name) => [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].slice(0, 2).map(String).join('').toUpperCase() || '·';

function reachedBy({ phoneNumber, username }) {
  if (phoneNumber) return `+${phoneNumber}`;
  return username ? `@${username}, keeps the number private` : 'keeps the phone number private';
}

export function identify(phone, owner, business) {
  const fill = (selector, text) => { phone.querySelector(selector).textContent = text; };
  phone.setAttribute('aria-label', `${owner.name}'s phone`);
  fill('.owner .avatar', initials(owner.name));
  fill('.name', owner.name);
  fill('.number', reachedBy(owner));
  fill('.peer .avatar', initials(business));
  fill('.business', business);
  fill('.lead', `Write to ${business}`);
  fill('.explain', `You are ${owner.name}. `
    + (owner.phoneNumber ? '' : 'WhatsApp keeps your number private; the business is given an id in its place. ')
    + 'The service receives what you write as WhatsApp would deliver it: signed.');
  phone.querySelector('.chat').setAttribute('aria-label', `${owner.name} and ${business}`);
  phone.querySelector('textarea').setAttribute('aria-label', `Message as ${owner.name}`);
}
