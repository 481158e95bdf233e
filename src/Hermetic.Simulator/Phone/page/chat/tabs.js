// Where not all phones are seen, on a narrow screen or beside a guide, these links choose, and follow a swiping finger.
// Only the row of links moves: scrollIntoView would move what lies around it, too.
function follow(nav, link) {
  if (!link) return;
  const [row, seen] = [nav.getBoundingClientRect(), link.getBoundingClientRect()];
  if (seen.left < row.left || seen.right > row.right)
    nav.scrollLeft += seen.left - row.left - (row.width - seen.width) / 2;
}

export function tabs(nav, phones) {
  const links = phones.map((phone) => {
    const link = document.createElement('a');
    link.href = `#${phone.element.id}`;
    link.textContent = phone.name;
    return link;
  });
  nav.replaceChildren(...links);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const link = links[phones.findIndex((phone) => phone.element === entry.target)];
      if (entry.isIntersecting) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    follow(nav, links.find((link) => link.hasAttribute('aria-current')));
  }, { threshold: 0.6 });
  for (const phone of phones) seen.observe(phone.element);
  const room = phones[0]?.element.parentElement;
  if (room) new ResizeObserver(() => nav.toggleAttribute('data-needed', room.scrollWidth > room.clientWidth)).observe(room);
}
