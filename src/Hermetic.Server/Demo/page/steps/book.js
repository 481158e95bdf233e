import { make, verdict } from '/phone/blocks.js';
import { counts } from '/demo/api.js';
import { press, say } from '/demo/chat.js';

const affirmative = /^(confirm|book|yes|any)/iu;
const negative = /^(no\b|not |cancel|keep|none|other|different|human|stop)/iu;

const most = 6;

// A wish for a weekday that is today would mean today or in a week.
function wishes(all) {
  const today = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(new Date());
  return all.filter((wish) => !wish.includes(today)).slice(0, most);
}

function choice({ buttons }) {
  const titles = buttons.map(({ title }) => title);
  return titles.find((title) => affirmative.test(title)) ?? titles.find((title) => !negative.test(title));
}

export const book = {
  id: 'book',
  title: ({ booked }) => (booked === 'Haircut' ? 'Book a haircut' : `Book: ${booked}`),
  action: 'Book it',
  explanation: 'Ana writes as any customer would and presses the buttons that come back. At the end there is a real appointment in the calendar.',

  async run({ page, start }) {
    const ana = page.phones[0];
    const before = (await counts()).appointments;
    for (const wish of wishes(start.wishes)) {
      let { wamid, answer } = await say(page, ana, wish);
      for (let turns = 0; turns < 5 && choice(answer); turns++) {
        ({ wamid, answer } = await press(page, ana, choice(answer)));
        const after = (await counts()).appointments;
        if (after > before) return { said: answer.text, before, after, wamid, person: ana.index };
      }
    }
    throw new Error('None of the times was free. Start the demo with --reset for an empty calendar, then take the step again. [TOUR-10]');
  },

  show: ({ said, before, after, wamid }, { page }) => make('div', {},
    verdict('ok', 'Booked'),
    make('blockquote', {}, said),
    make('p', {}, `Appointments in the calendar: ${before} before, ${after} after.`),
    make('button', { type: 'button', class: 'link', onclick: () => page.openDrawer(wamid, 'stored') }, 'See what was stored of the confirmation')),
};
