// Requests to /ui, for the page (its own origin, so no address) and for the driver alike.

/** Reads from the local Teams; rejects with its words when it refuses. */
export async function get<T>(address: string, query: Record<string, string> = {}): Promise<T> {
  return answered<T>(await fetch(`${address}?${new URLSearchParams(query).toString()}`));
}

export async function post<T>(address: string, body: unknown): Promise<T> {
  return answered<T>(await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
}

async function answered<T>(response: Response): Promise<T> {
  const body: unknown = await response.json();
  if (response.ok) return body as T;
  const { error } = body as { error?: { message?: string } };
  throw new Error(error?.message ?? `The local Teams answered ${response.status}.`);
}
