/**
 * A building is tapped, then the grid it goes to: the form below is sent behind the page, and drawing and figures change at
 * once. The links and the form do the same without script.
 */
export default function mount(element: HTMLElement): void {
  let chosen = element.querySelector<HTMLSelectElement>('#building')?.value ?? '';
  const told = (words: string): void => { element.querySelector('[data-told]')!.textContent = words; };
  const isChosen = (): boolean => element.querySelector('.grid-house.is-chosen') !== null;

  element.addEventListener('click', (tap) => {
    const target = tap.target as Element;
    const house = target.closest<SVGAElement>('a[data-building]');
    const grid = target.closest<SVGElement>('[data-grid]');
    if (house) {
      tap.preventDefault();
      choose(house);
    } else if (grid && isChosen()) {
      tap.preventDefault();
      void move(grid.dataset['grid'] ?? '');
    }
  });

  function choose(house: SVGAElement): void {
    element.querySelectorAll('.grid-house.is-chosen').forEach((one) => one.classList.remove('is-chosen'));
    house.querySelector('.grid-house')!.classList.add('is-chosen');
    chosen = house.dataset['building'] ?? '';
    element.querySelector<HTMLSelectElement>('#building')!.value = chosen;
    told((element.dataset['then'] ?? '').replace('{0}', house.querySelector('title')?.textContent ?? ''));
  }

  async function move(grid: string): Promise<void> {
    const form = element.querySelector<HTMLFormElement>('#move form')!;
    form.querySelector<HTMLSelectElement>('#grid')!.value = grid;
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) }).catch(() => undefined);
    const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
    const plan = fresh?.querySelector('#plan');
    // A refusal has a page of its own: let the browser show it.
    if (!plan || fresh?.querySelector('.error-summary')) return form.requestSubmit();
    element.replaceChildren(...plan.childNodes);
    // The forms beside the drawing are about what stands there now.
    const version = fresh?.querySelector<HTMLInputElement>('input[name=Version]')?.value ?? '';
    document.querySelectorAll<HTMLInputElement>('input[name=Version]').forEach((field) => { field.value = version; });
    element.querySelector<SVGAElement>(`a[data-building="${chosen}"]`)?.focus();
    told(element.dataset['moved'] ?? '');
  }
}
