// @ts-check
/**
 * A static host that remembers what it sent. Text is compressed with gzip at its best, as a host does with files it knows; everything
 * else goes out as it lies on disk, or the part of it that is asked for, unless `ranges` is off. Only bodies are counted: headers
 * depend on the host, not on the engine.
 */
import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @typedef {{path: string, bytes: number, status: number, from: number, to: number}} Sent times in milliseconds */

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'text/xml',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
};
const BLANK =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>blank</title><link rel="icon" href="data:,"><body></body></html>';

/** One server for several folders: the longest prefix decides. */
export class StaticServer {
  /** @type {Sent[]} */
  log = [];
  /** How long each answer is held back, to make rounds of requests visible. */
  delayMs = 0;
  /** Whether a part of a file can be asked for. */
  ranges = true;
  #folders;
  #open = 0;
  #last = 0;
  /** @type {Map<string, Buffer>} */
  #bodies = new Map();
  #server = createServer((request, response) => this.#answer(request, response));

  /** @param {Record<string, string>} folders address prefix (`/`, `/pagefind/`) to folder */
  constructor(folders) {
    this.#folders = Object.entries(folders).sort(([one], [other]) => other.length - one.length);
  }

  /** Starts on a free port of this machine. @returns {Promise<string>} its address */
  async start() {
    await new Promise((ready) => this.#server.listen(0, '127.0.0.1', () => ready(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** Waits until nothing has been asked for and answered for a while. */
  async quiet(milliseconds = 80) {
    do await new Promise((later) => setTimeout(later, milliseconds));
    while (this.#open || performance.now() - this.#last < milliseconds);
  }

  /** The bytes of a file as they are sent, or nothing. @param {string} path */
  bodyOf(path) {
    if (path === '/bench-blank.html') return gzipSync(BLANK, { level: 9 });
    const known = this.#bodies.get(path);
    if (known) return known;
    const folder = this.#folders.find(([prefix]) => path.startsWith(prefix));
    if (!folder || path.includes('..')) return undefined;
    let file = join(folder[1], normalize(decodeURIComponent(path.slice(folder[0].length))));
    try {
      if (statSync(file).isDirectory()) file = join(file, 'index.html');
      const bytes = readFileSync(file);
      const body = extname(file) in TYPES ? gzipSync(bytes, { level: 9 }) : bytes;
      this.#bodies.set(path, body);
      return body;
    } catch {
      return undefined;
    }
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #answer(request, response) {
    const from = performance.now();
    this.#open += 1;
    this.#last = from;
    const path = (request.url ?? '/').split('?')[0];
    const whole = this.bodyOf(path);
    const type = path.endsWith('/') ? '.html' : extname(path);
    const range = this.ranges && whole && !(type in TYPES) && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const body = range ? whole.subarray(Number(range[1]), Number(range[2]) + 1) : whole;
    const status = body ? (range ? 206 : 200) : 404;
    const send = () => {
      response.writeHead(status, {
        ...(range ? { 'content-range': `bytes ${range[1]}-${range[2]}/${whole.length}` } : {}),
        'content-type': TYPES[/** @type {keyof typeof TYPES} */ (type)] ?? 'application/octet-stream',
        ...(type in TYPES && body ? { 'content-encoding': 'gzip' } : {}),
        // Finer clocks for the page: times of a tenth of a millisecond are what is measured.
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      response.end(body);
      this.log.push({ path, bytes: body?.length ?? 0, status, from, to: performance.now() });
      this.#open -= 1;
      this.#last = performance.now();
    };
    if (this.delayMs) setTimeout(send, this.delayMs);
    else send();
  }
}

/**
 * How many requests had to wait for one another: the longest chain in which each began after the one before it was answered.
 *
 * @param {Sent[]} log
 */
export function roundTrips(log) {
  const sorted = [...log].sort((a, b) => a.to - b.to);
  /** @type {number[]} */
  const depths = [];
  sorted.forEach((sent, index) => {
    let before = 0;
    for (let other = 0; other < index; other++) if (sorted[other].to <= sent.from) before = Math.max(before, depths[other]);
    depths[index] = before + 1;
  });
  return Math.max(0, ...depths);
}
