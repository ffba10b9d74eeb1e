// Draws curves over time with their axes: a picture is data, so that a thread beside the page can draw it.

import { clock, quantity, rounded } from './figures.js';

/**
 * Curves and how they are shown.
 * @typedef {object} Picture
 * @property {number} width pixels of the picture
 * @property {number} height pixels of the picture
 * @property {number} ratio pixels of the screen for one of the picture
 * @property {[number, number]} times first and last second of the time axis
 * @property {number} most the end of the axis of values when they cannot be larger, else 0
 * @property {Float64Array[]} columns seconds since the epoch, then curves, NaN where nothing is known
 * @property {string[]} colours of the curves
 * @property {string} quiet colour of labels
 * @property {string} line colour of the grid
 * @property {number} factor what values are multiplied with to be in the unit
 * @property {string} unit
 */

/** Room around the curves: top, right, bottom, left. Units: pixels of the picture. */
export const ROOM = [8, 28, 30, 76];
/** The least distance of two labels. */
const APART = { time: 70, value: 32 };
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Where times lie, in pixels of the picture, and what time lies at a place. @param {Pick<Picture, 'width' | 'height' | 'times'>} picture */
export function placesOf({ width, height, times: [from, to] }) {
  const [top, right, bottom, left] = ROOM;
  const wide = Math.max(1, width - left - right);
  return {
    wide,
    tall: Math.max(1, height - top - bottom),
    x: (/** @type {number} */ time) => left + (wide * (time - from)) / (to - from),
    time: (/** @type {number} */ x) => from + ((x - left) / wide) * (to - from),
  };
}

/** The axis of values grows at once and shrinks late, in round steps. @param {Picture} picture @param {number} before its end until now */
function reach({ columns, most, factor }, before) {
  let highest = 0;
  let lowest = 0;
  for (let i = 1; i < columns.length; i++) {
    for (const value of columns[i]) {
      highest = value > highest ? value : highest;
      lowest = value < lowest ? value : lowest;
    }
  }
  if (most > 0 && highest <= most) {
    return [0, highest * 4 < most ? rounded(Math.max(highest * 1.15, most / 100)) : most];
  }
  const keeps = before > 0 && highest * 1.05 <= before && highest * 2.5 >= before;
  return [lowest, keeps ? before : rounded(highest * 1.15 * factor) / factor];
}

/**
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Picture} picture
 * @param {number} before what was returned for the picture before, 0 for the first
 * @returns {number} the end of the axis of values
 */
export function draw(context, picture, before) {
  const { width, height, ratio, columns: [times, ...curves] } = picture;
  const { canvas } = context;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const [low, high] = reach(picture, before);
  const { wide, tall, x } = placesOf(picture);
  const places = { wide, tall, x, y: (/** @type {number} */ value) => ROOM[0] + tall * (1 - (value - low) / (high - low)) };
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  axes(context, picture, places, low, high);
  context.save();
  context.beginPath();
  context.rect(ROOM[3], 0, wide, ROOM[0] + tall + 2);
  context.clip();
  context.lineWidth = 1.75;
  context.lineCap = context.lineJoin = 'round';
  for (let i = curves.length - 1; i >= 0; i--) {
    curve(context, times, curves[i], places, picture.colours[i], i === 0 ? places.y(0) : null);
  }
  context.restore();
  return high;
}

/** @typedef {{wide: number, tall: number, x: (time: number) => number, y: (value: number) => number}} Places */

/**
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Picture} picture
 * @param {Places} places
 * @param {number} low
 * @param {number} high ends of the axis of values
 */
function axes(context, { times: [from, to], quiet, line, factor, unit }, { wide, tall, x, y }, low, high) {
  const [top, , , left] = ROOM;
  context.font = '12px system-ui, sans-serif';
  context.fillStyle = quiet;
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.beginPath();
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const apart = TIME_STEPS.find((step) => (wide * step) / (to - from) >= APART.time) ?? 3600;
  for (let time = Math.ceil(from / apart) * apart; time <= to; time += apart) {
    const at = Math.round(x(time)) + 0.5;
    context.moveTo(at, top);
    context.lineTo(at, top + tall);
    context.fillText(clock(time * 1000).slice(0, apart % 60 ? 8 : 5), at, top + tall + 9);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const step = stepOf(((high - low) * APART.value * factor) / tall) / factor;
  for (let i = Math.ceil(low / step - 1e-9) + 0; i * step <= high * 1.0001; i++) {
    const at = Math.round(y(i * step)) + 0.5;
    context.moveTo(left, at);
    context.lineTo(left + wide, at);
    context.fillText(quantity(i * step * factor, unit), left - 8, at);
  }
  context.stroke();
}

/** The next of 1, 2, 2.5, 5 times a power of ten. @param {number} least */
function stepOf(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 2.5, 5].find((step) => step * power >= least * 0.9999) ?? 10);
}

/**
 * A line through all values that are known, with what is below it when it has a ground; a value alone is a dot.
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Float64Array} times
 * @param {Float64Array} values
 * @param {Places} places
 * @param {string} colour
 * @param {number | null} ground
 */
function curve(context, times, values, { x, y }, colour, ground) {
  for (let begin = 0; begin < values.length; begin++) {
    if (Number.isNaN(values[begin])) {
      continue;
    }
    let end = begin;
    context.beginPath();
    context.moveTo(x(times[begin]), y(values[begin]));
    while (end + 1 < values.length && !Number.isNaN(values[end + 1])) {
      end++;
      context.lineTo(x(times[end]), y(values[end]));
    }
    if (end === begin) {
      context.lineTo(x(times[begin]), y(values[begin]));
    }
    context.strokeStyle = colour;
    context.stroke();
    if (ground !== null) {
      context.lineTo(x(times[end]), ground);
      context.lineTo(x(times[begin]), ground);
      context.fillStyle = `${colour}1f`;
      context.fill();
    }
    begin = end;
  }
}
