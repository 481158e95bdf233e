// On a narrow screen one phone fills it; these links choose which, and follow when a finger swipes.
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
}
