import { make, verdict } from '/phone/blocks.js';
import { counts } from '/demo/api.js';
import { press, say } from '/demo/chat.js';

const times = ['Wednesday at 3', 'Thursday at 11', 'Friday at 4', 'Tuesday at 2', 'Saturday at 10', 'Wednesday at 10'];
const affirmative = /^(confirm|book|yes|any)/iu;
const negative = /^(no\b|not |cancel|keep|none|other|different|human|stop)/iu;

// A phone that asks for a day which is today would mean today or in a week: those are left out.
function wishes() {
  const today = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(new Date());
  return times.filter((time) => !time.startsWith(today)).map((time) => `Can I get a haircut on ${time}?`);
}

function choice({ buttons }) {
  const titles = buttons.map(({ title }) => title);
  return titles.find((title) => affirmative.test(title)) ?? titles.find((title) => !negative.test(title));
}

export const book = {
  id: 'book',
  title: 'Book a haircut',
  action: 'Book it',
  explanation: 'Ana writes as any customer would and presses the buttons that come back. At the end there is a real appointment in the salon\'s calendar.',

  async run({ page }) {
    const ana = page.phones[0];
    const before = (await counts()).appointments;
    for (const wish of wishes()) {
      let { wamid, answer } = await say(page, ana, wish);
      for (let turns = 0; turns < 5 && choice(answer); turns++) {
        ({ wamid, answer } = await press(page, ana, choice(answer)));
        const after = (await counts()).appointments;
        if (after > before) return { said: answer.text, before, after, wamid, person: ana.index };
      }
    }
    throw new Error('None of six times was free. Start the demo with --reset for an empty calendar, then take the step again. [TOUR-10]');
  },

  show: ({ said, before, after, wamid }, { page }) => make('div', {},
    verdict('ok', 'Booked'),
    make('blockquote', {}, said),
    make('p', {}, `Appointments in the calendar: ${before} before, ${after} after.`),
    make('button', { type: 'button', class: 'link', onclick: () => page.openDrawer(wamid, 'stored') }, 'See what was stored of the confirmation')),
};
