/** Outlines as the form has them: a corner a line, an empty line between rings. Rings are open: the last corner is not the first. */
export type Corner = [number, number];
export type Rings = Corner[][];

const metresPerDegree = 111_195;

export function parse(text: string): Rings {
  const rings: Rings = [[]];
  for (const line of text.split(/\r?\n/)) {
    const numbers = line.trim().split(/[,，\s]+/).map(Number);
    if (line.trim() === '') rings.push([]);
    else if (numbers.length === 2 && numbers.every(Number.isFinite)) rings[rings.length - 1]!.push([numbers[0]!, numbers[1]!]);
  }
  return rings.map(open).filter((ring) => ring.length > 0);
}

export function write(rings: Rings): string {
  return rings.map((ring) => ring.map(([east, north]) => `${east.toFixed(6)},${north.toFixed(6)}`).join('\n')).join('\n\n');
}

function open(ring: Corner[]): Corner[] {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  return first && last && ring.length > 1 && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
}

/** Square metres of the first ring less the others; good for a house and for a village. */
export function area(rings: Rings): number {
  const each = rings.map((ring) => {
    const wide = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
    let sum = 0;
    ring.forEach(([x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!;
      sum += x * nextY - nextX * y;
    });
    return (Math.abs(sum) / 2) * wide * metresPerDegree ** 2;
  });
  return each.reduce((whole, part, i) => (i === 0 ? part : whole - part), 0);
}

/** Whether two sides cross that do not share a corner. */
export function crosses(rings: Rings): boolean {
  const sides = rings.flatMap((ring, r) => ring.map((from, i) => ({ from, to: ring[(i + 1) % ring.length]!, r, i, n: ring.length })));
  return sides.some((one, at) => sides.slice(at + 1).some((other) => {
    if (one.r === other.r && (Math.abs(one.i - other.i) === 1 || Math.abs(one.i - other.i) === one.n - 1)) return false;
    return cut(one.from, one.to, other.from, other.to);
  }));
}

function cut(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const turn = (p: Corner, q: Corner, r: Corner): number => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}

export function middle(one: Corner, other: Corner): Corner {
  return [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
}

/** East and north by so many metres. */
export function shifted([east, north]: Corner, metresEast: number, metresNorth: number): Corner {
  return [east + metresEast / (metresPerDegree * Math.cos((north * Math.PI) / 180)), north + metresNorth / metresPerDegree];
}
