import { Marker, Popup, type ExpressionSpecification, type Map } from 'maplibre-gl';
import { boundsOf, ownMap, readGeoJson } from './map-own';

type Row = { step: number; value: string; name: string; links: HTMLAnchorElement[] };
type Label = { element: HTMLElement; rank: number };

const opacities = [0, 0.12, 0.28, 0.44, 0.6, 0.78]; // the shades of pieces.css

/** A figure over areas. All it knows stands in the rows of the table beside it: what is counted, how dark it is, where it opens. */
export default function mount(element: HTMLElement): void {
  void draw(element).catch(() => { element.hidden = true; });
}

async function draw(element: HTMLElement): Promise<void> {
  const area = element.dataset['area'];
  const outlines = await readGeoJson(`/map/areas/${area}.geojson`);
  const inside = outlines.features.filter((feature) => feature.properties?.['code'] !== area);
  const bounds = boundsOf(outlines.features);
  if (inside.length === 0 || bounds.isEmpty()) return; // the table says it all

  const rows = rowsOf(document.getElementById(element.dataset['table'] ?? ''));
  inside.forEach((feature) => { feature.properties = { ...feature.properties, opacity: opacities[rowOf(feature)?.step ?? 0] ?? 0 }; });
  element.hidden = false;
  const slate = getComputedStyle(element).getPropertyValue('--bd-slate').trim();
  const opacity: ExpressionSpecification = ['get', 'opacity'];
  const map = ownMap(element, bounds, outlines, { inside: { type: 'geojson', data: { ...outlines, features: inside } } }, [
    { id: 'shades', type: 'fill', source: 'inside', paint: { 'fill-color': slate, 'fill-opacity': opacity } },
  ]);
  // The page scrolls past it, under a wheel and under one finger; two fingers move the map.
  map.scrollZoom.disable();
  if (matchMedia('(pointer: coarse)').matches) map.dragPan.disable();

  const labels = inside.flatMap((feature) => label(map, feature, rowOf(feature)));
  const settle = (): void => untangle(labels);
  map.on('moveend', settle);
  map.once('idle', settle);
  map.on('click', (tap) => {
    const there = map.queryRenderedFeatures(tap.point, { layers: ['shades'] })[0];
    if (there) new Popup({ closeButton: false }).setLngLat(tap.lngLat).setDOMContent(said(there, rowOf(there), element.dataset['nothing'] ?? '')).addTo(map);
  });
  map.on('mousemove', (over) => { map.getCanvas().style.cursor = map.queryRenderedFeatures(over.point, { layers: ['shades'] }).length > 0 ? 'pointer' : ''; });

  function rowOf(feature: { properties: GeoJSON.GeoJsonProperties }): Row | undefined {
    return rows[String(feature.properties?.['code'])];
  }
}

function rowsOf(table: HTMLElement | null): Record<string, Row> {
  return Object.fromEntries([...(table?.querySelectorAll<HTMLElement>('tr[data-code]') ?? [])].map((row) => [row.dataset['code'], {
    step: Number(row.dataset['step'] ?? 0),
    value: row.dataset['value'] ?? '',
    name: row.querySelector('th')?.textContent?.trim() ?? '',
    links: [...row.querySelectorAll<HTMLAnchorElement>('a')].filter((link) => link.dataset['says']),
  }]));
}

function label(map: Map, feature: GeoJSON.Feature, row: Row | undefined): Label[] {
  if (!row) return [];
  const link = document.createElement('a');
  link.className = 'map-value';
  link.href = (row.links.find((one) => one.closest('th')) ?? row.links[0])?.href ?? '';
  const value = document.createElement('strong');
  value.textContent = row.value;
  link.append(row.name, value);
  new Marker({ element: link }).setLngLat(middleOf(feature)).addTo(map);
  return [{ element: link, rank: row.step }];
}

// The middle of the largest ring's corners: enough for a label.
function middleOf(feature: GeoJSON.Feature): [number, number] {
  const { geometry } = feature;
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0]!] : geometry.type === 'MultiPolygon' ? geometry.coordinates.map((part) => part[0]!) : [];
  const largest = rings.reduce((one, other) => (other.length > one.length ? other : one), rings[0] ?? []);
  const bounds = boundsOf([{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: largest } }]);
  return bounds.getCenter().toArray();
}

// Where labels would lie on each other the larger number stays; the area itself and the table still say the other.
function untangle(labels: Label[]): void {
  const kept: DOMRect[] = [];
  labels.forEach(({ element }) => { element.hidden = false; });
  for (const { element } of [...labels].sort((one, other) => other.rank - one.rank)) {
    const box = element.getBoundingClientRect();
    element.hidden = kept.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
    if (!element.hidden) kept.push(box);
  }
}

function said(feature: { properties: GeoJSON.GeoJsonProperties }, row: Row | undefined, nothing: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'map-said';
  const name = document.createElement('strong');
  name.textContent = `${row?.name ?? String(feature.properties?.['name'])} · ${row?.value ?? nothing}`;
  box.append(name, ...(row?.links ?? []).map((link) => {
    const copy = document.createElement('a');
    copy.href = link.href;
    copy.textContent = link.dataset['says'] ?? '';
    return copy;
  }));
  return box;
}
