import { tellDrawn } from './map-worker';
import 'maplibre-gl/dist/maplibre-gl.css';
import { LngLatBounds, Map, Marker } from 'maplibre-gl';

type Facts = { title: string; stageName: string; shape: string; href: string; area: string; exact: boolean };
type Matter = GeoJSON.Feature<GeoJSON.Point, Facts>;

/** The board's matters on our own outlines. What lies at one point is one mark that leads to the list of its area. */
export default function mount(element: HTMLElement): void {
  // Without WebGL there is no map, and no empty box either: the list below says it all.
  void draw(element).catch(() => { element.hidden = true; });
}

async function draw(element: HTMLElement): Promise<void> {
  const [outlines, matters] = await Promise.all([
    read<GeoJSON.FeatureCollection>(element.dataset['area'] ? `/map/areas/${element.dataset['area']}.geojson` : undefined),
    read<GeoJSON.FeatureCollection<GeoJSON.Point, Facts>>(element.dataset['src']),
  ]);
  const bounds = boundsOf([...(outlines?.features ?? []), ...(matters?.features ?? [])]);
  if (!matters || bounds.isEmpty()) return; // the list below says it all

  element.hidden = false;
  const map = new Map({
    container: element,
    bounds,
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    style: {
      version: 8,
      sources: { areas: { type: 'geojson', data: outlines ?? matters } },
      layers: [{ id: 'outlines', type: 'line', source: 'areas', paint: { 'line-color': getComputedStyle(element).color, 'line-width': 1 } }],
    },
  });
  tellDrawn(map, element);
  for (const there of groupsOf(matters.features)) {
    new Marker({ element: markOf(there, element.dataset['several'] ?? '') })
      .setLngLat(there[0]!.geometry.coordinates as [number, number])
      .addTo(map);
  }
}

async function read<T>(address: string | undefined): Promise<T | undefined> {
  const answer = address ? await fetch(address) : undefined;
  return answer?.ok ? ((await answer.json()) as T) : undefined;
}

function groupsOf(matters: Matter[]): Matter[][] {
  const groups: Record<string, Matter[]> = {};
  for (const matter of matters) (groups[matter.geometry.coordinates.join(' ')] ??= []).push(matter);
  return Object.values(groups);
}

function markOf(there: Matter[], several: string): HTMLElement {
  const { title, stageName, shape, href, area } = there[0]!.properties;
  const mark = document.createElement('a');
  const isOne = there.length === 1;
  mark.className = isOne ? `map-pin map-pin-${shape}` : 'map-cluster';
  mark.href = isOne ? href : `/?area=${area.slice(0, 12)}&group=all`;
  mark.title = isOne ? `${title} (${stageName})` : `${there.length} ${several}`;
  mark.setAttribute('aria-label', mark.title);
  mark.textContent = isOne ? '' : String(there.length);
  return mark;
}

function boundsOf(features: GeoJSON.Feature[]): LngLatBounds {
  const bounds = new LngLatBounds();
  const walk = (part: unknown): void => {
    if (Array.isArray(part) && typeof part[0] === 'number') bounds.extend(part as [number, number]);
    else if (Array.isArray(part)) part.forEach(walk);
  };
  for (const { geometry } of features) if (geometry && 'coordinates' in geometry) walk(geometry.coordinates);
  return bounds;
}
