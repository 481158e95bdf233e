// What the steps do with a phone: say something, and wait for what the assistant answers.
const patience = 40000;

const silence = (phone) => `${phone.name} got no answer. Perhaps a person has taken this conversation over, or ${phone.name} said STOP: `
  + 'release it on the staff page, or write START, then take the step again. [TOUR-4]';

// The next message of the business to this person after the last one on the screen.
function next(page, phone) {
  const before = new Date(phone.last('business')?.at ?? 0);
  return new Promise((resolve, reject) => {
    const end = page.on('message', ({ person, message }) => {
      if (person === phone.index && message.from === 'business' && new Date(message.at) > before) done(() => resolve(message));
    });
    const timer = setTimeout(() => done(() => reject(new Error(silence(phone)))), patience);
    const done = (settle) => { end(); clearTimeout(timer); settle(); };
  });
}

export async function say(page, phone, text) {
  phone.show();
  const answer = next(page, phone);
  answer.catch(() => {});
  const wamid = await phone.write(text);
  return { wamid, answer: await answer };
}

export async function press(page, phone, title) {
  const answer = next(page, phone);
  answer.catch(() => {});
  const wamid = await phone.press(title);
  return { wamid, answer: await answer };
}

// The newest thing that anybody on the page wrote, if it is long enough to be nowhere by chance.
export const lastWords = (page, bytes) => page.phones
  .map((phone) => ({ phone, message: phone.last('person') }))
  .filter(({ message }) => message && new TextEncoder().encode(message.text).length >= bytes)
  .sort((a, b) => new Date(b.message.at) - new Date(a.message.at))[0];
