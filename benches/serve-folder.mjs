// Serves one built audience as a careful static host would: compressed beforehand, with the headers of `_headers`.
// @ts-check
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

/** The headers that `_headers` gives a path. @param {string} text @param {string} path */
function headersFor(text, path) {
  /** @type {Record<string, string>} */
  const headers = {};
  let here = false;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) here = line.trim() === '/*' || (line.trim().endsWith('*') && path.startsWith(line.trim().slice(0, -1)));
    const at = line.indexOf(':');
    if (here && /^\s/.test(line) && at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim();
  }
  return headers;
}

/**
 * Serves a folder at the root of a free port of the loopback address.
 * @param {string} folder
 * @returns {Promise<{ url: string, stop: () => void }>} the address, with a slash at its end
 */
export async function serveFolder(folder) {
  const rules = existsSync(join(folder, '_headers')) ? readFileSync(join(folder, '_headers'), 'utf8') : '';
  const ready = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    let file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    const there = file.startsWith(join(folder, sep)) && existsSync(file) && statSync(file).isFile();
    if (!there) file = join(folder, '404.html');
    if (!ready.has(file)) ready.set(file, brotliCompressSync(readFileSync(file)));
    // A part of a file is sent as it is: what is compressed has other bytes.
    const part = there ? /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') : null;
    if (part) {
      const whole = readFileSync(file);
      const bytes = whole.subarray(Number(part[1]), Number(part[2]) + 1);
      response.writeHead(206, {
        ...headersFor(rules, path),
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-range': `bytes ${part[1]}-${Number(part[1]) + bytes.length - 1}/${whole.length}`,
      });
      response.end(bytes);
      return;
    }
    response.writeHead(there || path === '/404.html' ? 200 : 404, {
      ...headersFor(rules, path),
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'br',
    });
    response.end(ready.get(file));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}/`, stop };
}
