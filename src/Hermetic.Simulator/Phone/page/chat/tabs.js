// Where not all phones are seen, on a narrow screen or beside a guide, these links choose, and follow a swiping finger.
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
  }, { threshold: 0.6 });
  for (const phone of phones) seen.observe(phone.element);
  const room = phones[0]?.element.parentElement;
  if (room) new ResizeObserver(() => nav.toggleAttribute('data-needed', room.scrollWidth > room.clientWidth)).observe(room);
}
