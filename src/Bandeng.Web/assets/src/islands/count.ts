/** Says under a text field how much may still be written; characters as the server counts them. */
export default function mount(element: HTMLElement): void {
  const field = element as HTMLTextAreaElement;
  const most = Number(field.dataset['most']);
  const line = document.createElement('p');
  line.className = 'count';
  field.after(line);

  const say = (): void => {
    const left = most - field.value.trim().length;
    line.hidden = left > most / 10;
    line.classList.toggle('is-over', left < 0);
    line.textContent = (left < 0 ? field.dataset['over'] : field.dataset['left'])?.replace('{0}', String(Math.abs(left))) ?? '';
  };
  field.addEventListener('input', say);
  say();
}
