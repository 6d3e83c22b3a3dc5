import { tellDrawn } from './map-worker';
import 'maplibre-gl/dist/maplibre-gl.css';
import { Map, Marker, type LngLatLike } from 'maplibre-gl';

/** A button that takes the phone's position, and a map of our own outlines on which a tap puts the pin. */
export default function mount(element: HTMLElement): void {
  const fields = ['Longitude', 'Latitude'].map((name) => element.querySelector<HTMLInputElement>(`input[name="${name}"]`)!);
  const told = document.createElement('p');
  told.className = 'quiet small';
  told.setAttribute('role', 'status');
  const here = document.createElement('button');
  here.type = 'button';
  here.className = 'btn w-100 mb-2';
  here.textContent = element.dataset['here'] ?? '';
  element.append(here, told);

  let show: (at: [number, number]) => void = () => undefined;
  const pin = (at: [number, number]): void => {
    fields.forEach((field, axis) => { field.value = at[axis]!.toFixed(6); });
    told.textContent = element.dataset['pinned'] ?? '';
    show(at);
  };
  here.addEventListener('click', () => {
    const none = (): void => { told.textContent = element.dataset['none'] ?? ''; };
    if (!navigator.geolocation) return none();
    navigator.geolocation.getCurrentPosition(({ coords }) => pin([coords.longitude, coords.latitude]), none, { timeout: 10_000, enableHighAccuracy: true });
  });
  // Without WebGL there is no map; the position, the list and words remain.
  void draw(element, pin).catch(() => element.querySelector('.map')?.remove()).then((drawn) => {
    if (!drawn) return;
    show = drawn;
    if (fields[0]!.value && fields[1]!.value) pin([Number(fields[0]!.value), Number(fields[1]!.value)]);
  });
}

async function draw(element: HTMLElement, pin: (at: [number, number]) => void): Promise<(at: [number, number]) => void> {
  const answer = element.dataset['area'] ? await fetch(`/map/areas/${element.dataset['area']}.geojson`) : undefined;
  const outlines = answer?.ok ? ((await answer.json()) as GeoJSON.FeatureCollection) : undefined;
  const bounds = outlines ? boundsOf(outlines) : undefined;
  if (!outlines || !bounds) return () => undefined;

  // Roads and buildings, where the page asks for them: who moves a house must see the others.
  const near = element.dataset['features'] ? await fetch(element.dataset['features']) : undefined;
  const around: GeoJSON.FeatureCollection = near?.ok ? await near.json() : { type: 'FeatureCollection', features: [] };
  const box = document.createElement('div');
  box.className = 'map';
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', element.dataset['map'] ?? '');
  element.append(box);
  const line = getComputedStyle(element).color;
  const map = new Map({
    // Only outlines and a pin: nothing turns.
    dragRotate: false,
    pitchWithRotate: false,
    container: box,
    bounds,
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    style: {
      version: 8,
      sources: { areas: { type: 'geojson', data: outlines }, around: { type: 'geojson', data: around } },
      layers: [
        { id: 'around', type: 'line', source: 'around', paint: { 'line-color': line, 'line-width': 1, 'line-opacity': 0.5 } },
        { id: 'outlines', type: 'line', source: 'areas', paint: { 'line-color': line, 'line-width': 1 } },
      ],
    },
  });
  tellDrawn(map, box);
  let marker: Marker | undefined;
  map.on('click', (tap) => pin([tap.lngLat.lng, tap.lngLat.lat]));
  return (at) => {
    marker ??= new Marker({ color: line }).setLngLat(at as LngLatLike).addTo(map);
    marker.setLngLat(at as LngLatLike);
    map.easeTo({ center: at, duration: 0 });
  };
}

function boundsOf(outlines: GeoJSON.FeatureCollection): [[number, number], [number, number]] | undefined {
  const points: number[][] = [];
  const walk = (part: unknown): void => {
    if (Array.isArray(part) && typeof part[0] === 'number') points.push(part as number[]);
    else if (Array.isArray(part)) part.forEach(walk);
  };
  outlines.features.forEach((feature) => { if (feature.geometry && 'coordinates' in feature.geometry) walk(feature.geometry.coordinates); });
  if (points.length === 0) return undefined;
  const east = points.map((point) => point[0]!);
  const north = points.map((point) => point[1]!);
  const least = (numbers: number[]): number => numbers.reduce((one, other) => Math.min(one, other));
  const most = (numbers: number[]): number => numbers.reduce((one, other) => Math.max(one, other));
  return [[least(east), least(north)], [most(east), most(north)]];
}
