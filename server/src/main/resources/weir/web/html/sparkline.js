// A small curve of the last values, without axes; the number beside it says what it is.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 92;
const HEIGHT = 26;
/** Few values are drawn as if there were so many, so that they are seen. */
const FEWEST = 16;

export class Sparkline {
  #line = document.createElementNS(SVG, 'path');
  #area = document.createElementNS(SVG, 'path');
  element = document.createElementNS(SVG, 'svg');

  constructor() {
    this.element.setAttribute('class', 'spark');
    this.element.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute('preserveAspectRatio', 'none');
    this.element.setAttribute('aria-hidden', 'true');
    this.#area.setAttribute('class', 'area');
    this.#line.setAttribute('class', 'line');
    this.element.append(this.#area, this.#line);
  }

  /** @param {import('./series.js').Series} series */
  draw(series) {
    const number = series.length;
    let highest = 0;
    for (let i = 0; i < number; i++) {
      highest = Math.max(highest, series.at(i));
    }
    let path = '';
    const step = WIDTH / (Math.min(series.capacity, Math.max(number, FEWEST)) - 1);
    const start = WIDTH - step * (number - 1);
    for (let i = 0; i < number; i++) {
      const y = highest === 0 ? HEIGHT - 1 : HEIGHT - 1 - (HEIGHT - 3) * (series.at(i) / highest);
      path += `${i === 0 ? 'M' : 'L'}${(start + i * step).toFixed(1)} ${y.toFixed(1)}`;
    }
    this.#line.setAttribute('d', number < 2 ? '' : path);
    this.#area.setAttribute('d', number < 2 ? '' : `${path}L${WIDTH} ${HEIGHT}L${start.toFixed(1)} ${HEIGHT}Z`);
  }
}
