// The page is painted first, then come the modules: forty files at once would take the processor away from the paint.
// A page that nobody looks at yet is not painted, and does not wait for it.
const begin = () => import('/phone/app.js');
if (document.hidden) begin();
else requestAnimationFrame(() => setTimeout(begin));
