const spoken = 'h1, h2, h3, p, li, dt, dd';

/**
 * Reads what stands around the button, piece by piece, in a voice of the reader's own device. Voices that send the
 * words elsewhere are not asked; a device without a voice of its own gets no button.
 */
export default function mount(button: HTMLElement): void {
  if (!('speechSynthesis' in window)) return;
  const begin = button.textContent ?? '';
  let reading = false;

  const show = (): void => { button.hidden = voice() === undefined; };
  const stop = (): void => {
    reading = false;
    speechSynthesis.cancel();
    document.querySelector('.reading')?.classList.remove('reading');
    button.textContent = begin;
  };
  const read = (pieces: HTMLElement[]): void => {
    document.querySelector('.reading')?.classList.remove('reading');
    const [piece, ...rest] = pieces;
    if (!piece || !reading) return stop();
    const words = new SpeechSynthesisUtterance(piece.innerText);
    words.voice = voice() ?? null;
    words.lang = document.documentElement.lang;
    words.onend = () => read(rest);
    piece.classList.add('reading');
    speechSynthesis.speak(words);
  };

  button.addEventListener('click', () => {
    if (reading) return stop();
    reading = true;
    button.textContent = button.dataset['stop'] ?? begin;
    read(piecesAround(button));
  });
  window.addEventListener('pagehide', stop);
  speechSynthesis.addEventListener('voiceschanged', show); // many browsers find their voices later
  show();
}

function voice(): SpeechSynthesisVoice | undefined {
  const language = document.documentElement.lang.slice(0, 2);
  return speechSynthesis.getVoices().find((one) => one.localService && one.lang.startsWith(language));
}

// The innermost pieces, so that nothing is said twice.
function piecesAround(button: HTMLElement): HTMLElement[] {
  const around = button.closest('article') ?? document.querySelector('main')!;
  return [...around.querySelectorAll<HTMLElement>(spoken)]
    .filter((piece) => !piece.querySelector(spoken) && !piece.closest('form, nav') && piece.innerText.trim() !== '');
}
