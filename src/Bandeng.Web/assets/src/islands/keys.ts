const kept = 'desk-keys-off';

/**
 * The inbox by keyboard: j/k move, x chooses, d r e n / do what the page's own links and buttons do. Never while
 * somebody types, never with Ctrl or Alt, and off when they say so (WCAG 2.1.4).
 */
export default function mount(form: HTMLElement): void {
  const rows = () => [...form.querySelectorAll<HTMLElement>('[data-row]')];
  const here = () => form.querySelector<HTMLElement>('.is-here');
  const box = (row: HTMLElement | null) => row?.querySelector<HTMLInputElement>('input[type=checkbox]') ?? null;
  const isOff = () => localStorage.getItem(kept) === 'yes';

  function go(step: number): void {
    const all = rows();
    const now = here();
    const next = all[now ? Math.min(Math.max(all.indexOf(now) + step, 0), all.length - 1) : 0];
    now?.classList.remove('is-here');
    next?.classList.add('is-here');
    next?.querySelector<HTMLElement>('a')?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  function choose(): void {
    const found = box(here());
    if (found) {
      found.checked = !found.checked;
    }
  }

  function dispatch(): void {
    const found = box(here());
    if (found && !rows().some((row) => box(row)?.checked)) {
      found.checked = true;
    }
    form.querySelector<HTMLButtonElement>('[data-key=d]')?.click();
  }

  function reply(): void {
    const link = here()?.querySelector<HTMLAnchorElement>('a');
    if (link) {
      location.assign(`${link.href}#act`);
    }
  }

  const keys: Record<string, () => void> = {
    j: () => go(1),
    k: () => go(-1),
    x: choose,
    d: dispatch,
    r: reply,
    e: () => document.querySelector<HTMLElement>('[data-key=e]')?.click(),
    n: () => document.querySelector<HTMLElement>('[data-key=n]')?.click(),
    '/': () => document.querySelector<HTMLElement>('[data-key="/"]')?.focus(),
    '?': () => form.querySelector<HTMLElement>('.keys-hint')?.scrollIntoView(),
  };

  function press(event: KeyboardEvent): void {
    if (!form.isConnected) {
      document.removeEventListener('keydown', press); // htmx put another list in its place
      return;
    }
    const typing = (event.target as Element).closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
    const act = keys[event.key.toLowerCase()]; // Caps Lock is no other key
    if (act && !typing && !isOff() && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  }

  const button = form.querySelector<HTMLButtonElement>('[data-keys-switch]');
  function show(): void {
    if (button) {
      button.textContent = (isOff() ? form.dataset['on'] : form.dataset['off']) ?? '';
      button.setAttribute('aria-pressed', String(!isOff()));
    }
  }

  button?.addEventListener('click', () => {
    localStorage.setItem(kept, isOff() ? 'no' : 'yes');
    show();
  });
  document.addEventListener('keydown', press);
  show();
}
