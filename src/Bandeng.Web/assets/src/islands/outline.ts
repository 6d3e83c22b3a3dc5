import { GeoJSONSource, Marker, type Map } from 'maplibre-gl';
import { boundsOf, ownMap, readGeoJson, type Words } from './map-own';
import { area, crosses, middle, parse, shifted, write, type Corner, type Rings } from './outline-rings';

type State = { rings: Rings; pin: Corner | undefined };

const mostToCheck = 300;
const mostBetween = 80;
const steps: Record<string, Corner> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * A point or an outline is drawn, moved and reshaped: by mouse and finger (corners are dragged, a tap sets the next one), by
 * keyboard (a corner has the focus: arrows move it a metre, with shift ten, Enter adds one after it, Delete takes it away).
 * What stands is always in the fields too, so that without script or WebGL the same form works.
 */
export default function mount(element: HTMLElement): void {
  // Without WebGL the fields remain.
  void draw(element).catch(() => element.querySelector('.map')?.remove());
}

async function draw(element: HTMLElement): Promise<void> {
  const word: Words = (name) => element.dataset[name] ?? '';
  const code = element.dataset['area'];
  const [outlines, around] = await Promise.all([readGeoJson(code ? `/map/areas/${code}.geojson` : undefined), readGeoJson(element.dataset['features'])]);
  const fields = fieldsOf(element);
  const start = fields.read();
  const own = boundsOf(start.rings.map((ring) => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: ring } })));
  const bounds = own.isEmpty() ? boundsOf(outlines.features.length > 0 ? outlines.features : around.features) : own;
  if (bounds.isEmpty()) return;

  const { box, bar, told } = pieces(element, word);
  const ink = getComputedStyle(box).color;
  const map = ownMap(box, bounds, outlines, {
    around: { type: 'geojson', data: around },
    own: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
  }, [
    { id: 'around', type: 'line', source: 'around', paint: { 'line-color': ink, 'line-width': 1, 'line-opacity': 0.5 } },
    { id: 'own-fill', type: 'fill', source: 'own', paint: { 'fill-color': ink, 'fill-opacity': 0.12 } },
    { id: 'own-line', type: 'line', source: 'own', paint: { 'line-color': ink, 'line-width': 2.5 } },
  ]);
  new Editor(map, fields, told, word).begin(start, bar);
}

type Fields = { read: () => State; show: (state: State) => void; isOutline: () => boolean; onShape: (then: () => void) => void; onTyped: (then: () => void) => void };

function fieldsOf(element: HTMLElement): Fields {
  const form = element.closest('form')!;
  const [east, north] = ['Longitude', 'Latitude'].map((name) => element.querySelector<HTMLInputElement>(`[name="${name}"]`)!) as [HTMLInputElement, HTMLInputElement];
  const corners = element.querySelector<HTMLTextAreaElement>('[name="Corners"]')!;
  const shapes = [...form.querySelectorAll<HTMLInputElement>('[name="Shape"]')];
  const isOutline = (): boolean => shapes.some((one) => one.checked && one.value === 'Outline');
  const part = (id: string): HTMLElement | null => element.querySelector<HTMLElement>(`#${id}`);
  const fit = (): void => {
    part('point')!.hidden = isOutline();
    part('typed')!.hidden = !isOutline();
  };
  fit();
  return {
    isOutline,
    read: () => ({ rings: parse(corners.value), pin: east.value && north.value ? [Number(east.value), Number(north.value)] : undefined }),
    show: ({ rings, pin }) => {
      corners.value = write(rings);
      if (pin) [east.value, north.value] = [pin[0].toFixed(6), pin[1].toFixed(6)];
    },
    onShape: (then) => shapes.forEach((one) => one.addEventListener('change', () => { fit(); then(); })),
    onTyped: (then) => [corners, east, north].forEach((field) => field.addEventListener('change', then)),
  };
}

type Bar = Record<'here' | 'undo' | 'redo' | 'clear', HTMLButtonElement>;

function pieces(element: HTMLElement, word: Words): { box: HTMLElement; bar: Bar; told: HTMLElement } {
  const tools = document.createElement('div');
  tools.className = 'outline-tools';
  const bar = Object.fromEntries(['here', 'undo', 'redo', 'clear'].map((name) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn';
    button.textContent = word(name);
    tools.append(button);
    return [name, button];
  })) as Bar;
  const told = document.createElement('p');
  told.className = 'outline-told';
  told.setAttribute('role', 'status');
  const keys = document.createElement('p');
  keys.className = 'quiet small';
  keys.textContent = word('keys');
  const box = document.createElement('div');
  box.className = 'map map-tall';
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', word('map'));
  element.prepend(tools, box, told, keys);
  return { box, bar, told };
}

class Editor {
  private state: State = { rings: [], pin: undefined };
  private past: State[] = [];
  private future: State[] = [];
  private markers: Marker[] = [];
  private drawing = false;

  constructor(private readonly map: Map, private readonly fields: Fields, private readonly told: HTMLElement, private readonly word: Words) {}

  begin(state: State, bar: Bar): void {
    this.state = state;
    this.drawing = state.rings.length === 0;
    this.map.on('click', (tap) => this.tap([tap.lngLat.lng, tap.lngLat.lat]));
    this.map.once('load', () => this.show());
    bar.undo.addEventListener('click', () => this.travel(this.past, this.future));
    bar.redo.addEventListener('click', () => this.travel(this.future, this.past));
    bar.clear.addEventListener('click', () => {
      this.drawing = true;
      this.put({ rings: [], pin: this.state.pin });
    });
    bar.here.addEventListener('click', () => navigator.geolocation?.getCurrentPosition(
      ({ coords }) => this.map.easeTo({ center: [coords.longitude, coords.latitude], duration: 0 }),
      () => { this.told.textContent = this.word('none'); }, { timeout: 10_000, enableHighAccuracy: true }));
    this.map.getContainer().addEventListener('keydown', (press) => {
      if (!press.ctrlKey && !press.metaKey) return;
      if (press.key === 'z') this.travel(this.past, this.future);
      else if (press.key === 'y') this.travel(this.future, this.past);
    });
    this.fields.onShape(() => this.show());
    this.fields.onTyped(() => { this.past.push(this.state); this.state = this.fields.read(); this.show(); });
    this.show();
  }

  private tap(at: Corner): void {
    if (!this.fields.isOutline()) return this.put({ ...this.state, pin: at });
    if (!this.drawing) return;
    const [ring = []] = this.state.rings;
    this.put({ ...this.state, rings: [[...ring, at]] });
  }

  /** A step that can be undone. */
  private put(state: State): void {
    this.past.push(this.state);
    this.future = [];
    this.state = state;
    this.fields.show(state);
    this.show();
  }

  private travel(from: State[], to: State[]): void {
    const state = from.pop();
    if (!state) return;
    to.push(this.state);
    this.state = state;
    this.drawing ||= state.rings.length === 0;
    this.fields.show(state);
    this.show();
  }

  private moved(r: number, i: number, to: Corner): Rings {
    return this.state.rings.map((ring, at) => (at === r ? ring.map((corner, n) => (n === i ? to : corner)) : ring));
  }

  private inserted(r: number, i: number, corner: Corner): Rings {
    return this.state.rings.map((ring, at) => (at === r ? [...ring.slice(0, i), corner, ...ring.slice(i)] : ring));
  }

  private dropped(r: number, i: number): Rings {
    return this.state.rings.map((ring, at) => (at === r ? ring.filter((_, n) => n !== i) : ring)).filter((ring) => ring.length > 0);
  }

  private show(): void {
    this.markers.forEach((marker) => marker.remove());
    this.markers = this.fields.isOutline() ? this.corners() : this.pin();
    this.paint(this.state.rings);
    this.tell();
  }

  private paint(rings: Rings): void {
    const drawn = this.fields.isOutline() ? rings : [];
    const closed = drawn.map((ring) => [...ring, ring[0]!]);
    const features: GeoJSON.Feature[] = closed.map((ring) => ({
      type: 'Feature', properties: {}, geometry: ring.length > 3 ? { type: 'Polygon', coordinates: [ring] } : { type: 'LineString', coordinates: ring },
    }));
    (this.map.getSource('own') as GeoJSONSource | undefined)?.setData({ type: 'FeatureCollection', features });
  }

  private tell(): void {
    const { rings, pin } = this.state;
    const corners = rings.reduce((sum, ring) => sum + ring.length, 0);
    const wrong = this.fields.isOutline() && corners <= mostToCheck && crosses(rings);
    this.told.classList.toggle('is-wrong', wrong);
    this.told.textContent = !this.fields.isOutline() ? (pin ? this.word('pinned') : '')
      : wrong ? this.word('crossing')
      : corners < 3 ? this.word('few')
      : this.word('count').replace('{0}', String(corners)).replace('{1}', Math.round(area(rings)).toLocaleString());
  }

  private pin(): Marker[] {
    const { pin } = this.state;
    if (!pin) return [];
    const mark = this.mark('outline-pin', this.word('pin'), pin);
    mark.on('dragend', () => this.put({ ...this.state, pin: place(mark) }));
    mark.getElement().addEventListener('keydown', (press) => this.nudge(press, pin, (to) => this.put({ ...this.state, pin: to }), 0));
    return [mark];
  }

  private corners(): Marker[] {
    const isDense = this.state.rings.reduce((sum, ring) => sum + ring.length, 0) > mostBetween;
    const between = !isDense && !this.drawing;
    this.map.getContainer().classList.toggle('is-dense', isDense);
    return this.state.rings.flatMap((ring, r) => ring.flatMap((corner, i) => {
      const mark = this.mark('outline-corner', `${this.word('corner')} ${i + 1}`, corner);
      mark.on('drag', () => this.paint(this.moved(r, i, place(mark))));
      mark.on('dragend', () => this.put({ ...this.state, rings: this.moved(r, i, place(mark)) }));
      const button = mark.getElement();
      button.addEventListener('click', (tap) => {
        tap.stopPropagation();
        if (this.drawing && i === 0 && ring.length > 2) {
          this.drawing = false; // the first corner again: the outline is whole
          this.show();
        }
      });
      button.addEventListener('keydown', (press) => this.key(press, r, i, corner));
      return between && ring.length > 2 ? [mark, this.plus(r, i, middle(corner, ring[(i + 1) % ring.length]!))] : [mark];
    }));
  }

  private plus(r: number, i: number, at: Corner): Marker {
    const mark = this.mark('outline-plus', this.word('between'), at);
    mark.getElement().tabIndex = -1; // on the keyboard Enter on a corner does it
    const add = (to: Corner): void => this.put({ ...this.state, rings: this.inserted(r, i + 1, to) });
    mark.on('dragend', () => add(place(mark)));
    mark.getElement().addEventListener('click', (tap) => { tap.stopPropagation(); add(at); });
    return mark;
  }

  private key(press: KeyboardEvent, r: number, i: number, corner: Corner): void {
    const ring = this.state.rings[r]!;
    if (press.key === 'Delete' || press.key === 'Backspace') {
      press.preventDefault();
      this.put({ ...this.state, rings: this.dropped(r, i) });
      this.focus(Math.max(0, i - 1));
    } else if (press.key === 'Enter') {
      press.preventDefault();
      this.drawing = false;
      this.put({ ...this.state, rings: this.inserted(r, i + 1, middle(corner, ring[(i + 1) % ring.length]!)) });
      this.focus(i + 1);
    } else {
      this.nudge(press, corner, (to) => this.put({ ...this.state, rings: this.moved(r, i, to) }), i);
    }
  }

  private nudge(press: KeyboardEvent, from: Corner, then: (to: Corner) => void, i: number): void {
    const step = steps[press.key];
    if (!step) return;
    press.preventDefault();
    press.stopPropagation(); // the map itself would move
    const metres = press.shiftKey ? 10 : 1;
    then(shifted(from, step[0] * metres, step[1] * metres));
    this.focus(i);
  }

  private focus(i: number): void {
    this.map.getContainer().querySelectorAll<HTMLElement>('.outline-corner, .outline-pin')[i]?.focus();
  }

  private mark(name: string, label: string, at: Corner): Marker {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = name;
    button.setAttribute('aria-label', label);
    return new Marker({ element: button, draggable: true }).setLngLat(at).addTo(this.map);
  }
}

function place(mark: Marker): Corner {
  const { lng, lat } = mark.getLngLat();
  return [lng, lat];
}
