/** A file as an upload takes it; a stream is collected first, because a form needs its length. */
export type UploadFile = Blob | ReadableStream<Uint8Array> | Uint8Array;

/** A multipart form with the file and the fields that are not undefined. A `File` keeps its name without `filename`. */
export async function fileForm(
  file: UploadFile,
  filename?: string,
  fields: Readonly<Record<string, string | undefined>> = {},
): Promise<FormData> {
  const blob = file instanceof ReadableStream ? await new Response(file).blob() : asBlob(file);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  form.set('file', blob, filename ?? (blob instanceof File ? blob.name : 'audio'));
  return form;
}

function asBlob(file: Blob | Uint8Array): Blob {
  // A view on shared memory cannot become a blob; the copy cannot be shared.
  return file instanceof Uint8Array ? new Blob([new Uint8Array(file)]) : file;
}
