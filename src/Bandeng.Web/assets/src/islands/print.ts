/** Prints the page. */
export default function mount(button: HTMLElement): void {
  button.addEventListener('click', () => window.print());
}
