/** Puts a prepared text into a field where the cursor stands: `data-into` names the field, `data-text` holds the text. */
export default function mount(button: HTMLElement): void {
  button.hidden = false;
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset['into'] ?? '');
    if (field instanceof HTMLTextAreaElement) {
      field.setRangeText(button.dataset['text'] ?? '', field.selectionStart, field.selectionEnd, 'end');
      field.focus();
    }
  });
}
