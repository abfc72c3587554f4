import type { IncomingMessage } from 'node:http';
import { HttpError, type ApiRequest, type UploadedFile } from './http.js';

const maxJsonBytes = 1_048_576;
const maxFormBytes = 10 * 1_048_576;

/** Reads a JSON object (up to 1 MiB) or a form with a file (up to 10 MiB). */
export async function readBody(request: IncomingMessage): Promise<Pick<ApiRequest, 'body' | 'file'>> {
  const type = request.headers['content-type'] ?? '';
  const isForm = type.startsWith('multipart/form-data');
  const bytes = await readBytes(request, isForm ? maxFormBytes : maxJsonBytes);
  if (bytes.length === 0) return { body: {}, file: null };
  return isForm ? readForm(bytes, type) : { body: parseJson(bytes), file: null };
}

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new HttpError(413, 'too_large', `The body is larger than ${most / 1_048_576} MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    throw HttpError.badRequest('The body is not JSON.');
  }
  throw HttpError.badRequest('The body must be a JSON object.');
}

async function readForm(bytes: Buffer, type: string): Promise<Pick<ApiRequest, 'body' | 'file'>> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw HttpError.badRequest('The form is not well formed.');
    });
  const body: Record<string, string> = {};
  let file: UploadedFile | null = null;
  for (const [name, value] of form) {
    if (typeof value === 'string') body[name] = value;
    else file ??= { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) };
  }
  return { body, file };
}
