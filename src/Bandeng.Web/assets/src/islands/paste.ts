/**
 * Entry from a chat: pictures in the clipboard go into the form's file field, and text that is a hotline's order is
 * taken apart by the server at once. Without it, one chooses files and presses the button.
 */
export default function mount(form: HTMLElement): void {
  const files = form.querySelector<HTMLInputElement>('input[type=file]');
  const split = form.querySelector<HTMLButtonElement>('[data-split]');
  const said = form.querySelector<HTMLElement>('[data-pasted]');

  form.addEventListener('paste', (event) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
    if (files && pictures.length > 0) {
      event.preventDefault();
      const all = new DataTransfer();
      [...(files.files ?? []), ...pictures].forEach((file) => all.items.add(file));
      files.files = all.files;
      if (said) {
        said.textContent = (said.dataset['pasted'] ?? '').replace('{0}', String(all.files.length));
      }
      return;
    }
    const text = event.clipboardData?.getData('text') ?? '';
    if (split && (files?.files?.length ?? 0) === 0 && /(工单编号|工单号|诉求内容)\s*[】\]]?\s*[:：\t]/.test(text)) {
      setTimeout(() => split.click()); // once the text stands in its field
    }
  });
}
