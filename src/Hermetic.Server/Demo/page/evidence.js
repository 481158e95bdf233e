// Two tabs under every message: what we stored, what we recorded. What draws and verifies them is loaded when a drawer
// is opened for the first time.
import { style } from '/demo/style.js';

export function attach(page) {
  const tab = (id, title, render) => page.drawer.tab({ id, title, render: async (message) => {
    const [views] = await Promise.all([import('/demo/views.js'), style('/demo/evidence.css')]);
    return views[render](message);
  } });
  tab('stored', 'What we stored', 'storedTab');
  tab('recorded', 'What we recorded', 'recordedTab');
}
