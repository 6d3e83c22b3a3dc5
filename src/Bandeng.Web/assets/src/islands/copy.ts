/** Copies the field that it names, and says so; where the clipboard is closed, the field is selected for copying by hand. */
export default function mount(button: HTMLElement): void {
  const field = document.getElementById(button.dataset['from'] ?? '') as HTMLInputElement | null;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', () => {
    field?.select();
    const done = (): void => { button.textContent = button.dataset['done'] ?? ''; };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(field?.value ?? '').then(done, () => field?.focus());
    } else if (document.execCommand('copy')) {
      done(); // pages without HTTPS, and old browsers inside chat programs
    }
  });
}
