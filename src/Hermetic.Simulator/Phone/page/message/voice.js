// A voice note that can be heard: a button, the wave, the seconds.
import { icon, make } from '/phone/blocks.js';

const bars = 32;
const seconds = (time) => `${Math.floor(time / 60)}:${String(Math.floor(time % 60)).padStart(2, '0')}`;

// The wave is drawn from the message's id: the same note always looks the same.
function heights(text) {
  let state = 7;
  for (const letter of text) state = (state * 31 + letter.codePointAt(0)) % 65521;
  return Array.from({ length: bars }, (_, at) => {
    state = (state * 75 + 74) % 65537;
    return Math.round(20 + 80 * (state / 65537) * Math.sin(((at + 1) / (bars + 1)) * Math.PI));
  });
}

export function voice(message, address) {
  const sound = new Audio();
  sound.preload = 'none';
  const time = make('span', { class: 'quiet length' }, message.content.voice ? 'Voice note' : 'Audio');
  const wave = make('div', { class: 'wave', 'aria-hidden': 'true' });
  wave.append(...heights(message.wamid).map((height) => {
    const bar = make('i');
    bar.style.height = `${height}%`;
    return bar;
  }));
  const button = make('button', { type: 'button', class: 'play', 'aria-label': 'Play voice note' }, icon('play'));
  const draw = () => {
    const done = sound.duration ? sound.currentTime / sound.duration : 0;
    wave.querySelectorAll('i').forEach((bar, at) => bar.toggleAttribute('data-heard', at / bars < done));
    if (sound.duration) time.textContent = seconds(sound.paused && done === 0 ? sound.duration : sound.currentTime);
    button.setAttribute('aria-label', sound.paused ? 'Play voice note' : 'Pause voice note');
    button.querySelector('use').setAttribute('href', `/phone/icons.svg#${sound.paused ? 'play' : 'pause'}`);
  };
  button.addEventListener('click', () => {
    sound.src ||= address;
    if (sound.paused) sound.play().catch(() => { time.textContent = 'cannot be played'; });
    else sound.pause();
  });
  for (const name of ['play', 'pause', 'timeupdate', 'loadedmetadata', 'ended']) sound.addEventListener(name, draw);
  return make('div', { class: 'voice' }, button, make('div', { class: 'sound' }, wave, time));
}
