import type { ServerResponse } from 'node:http';
import { FileAnswer, HttpError, JsonAnswer } from './http.js';

/** Sends what a handler returned. `range` is the request's Range header. */
export function sendAnswer(response: ServerResponse, answer: unknown, range: string | undefined): void {
  if (answer instanceof FileAnswer) return sendFile(response, answer, range);
  if (answer instanceof JsonAnswer) return sendJson(response, answer.status, answer.body);
  sendJson(response, 200, answer ?? {});
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

function sendFile(response: ServerResponse, file: FileAnswer, range: string | undefined): void {
  const part = partOf(file.bytes.length, range);
  const headers: Record<string, string | number> = {
    'content-type': file.type,
    'content-length': part.end - part.start,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (file.downloadName !== null) headers['content-disposition'] = disposition(file.downloadName);
  if (part.partial) headers['content-range'] = `bytes ${part.start}-${part.end - 1}/${file.bytes.length}`;
  response.writeHead(part.partial ? 206 : 200, headers).end(file.bytes.subarray(part.start, part.end));
}

/** One range (RFC 9110 section 14); anything else gets the whole file, as the RFC allows. */
function partOf(size: number, range: string | undefined): { start: number; end: number; partial: boolean } {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { start: 0, end: size, partial: false };
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start < end) return { start, end, partial: true };
  throw new HttpError(416, 'range_not_satisfiable', `The file has ${size} bytes.`, {
    'content-range': `bytes */${size}`,
  });
}

function disposition(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
