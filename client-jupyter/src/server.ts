import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

/** What the server says while a job runs: one line of JSON each. */
export interface IEvent {
  job?: string;
  progress?: string;
  question?: string;
  answers?: string[];
  pictures?: string[];
  result?: IResult;
  error?: string;
  code?: string;
  cancelled?: boolean;
}

export interface IResult {
  picture?: string;
  alt?: string;
  renderer?: string;
  cost?: number | null;
  notes?: string[];
  asked?: number;
  pictures?: { cell: string; saved: string | null; asked: string; error: string | null }[];
}

/** A job as a page that was loaded anew is told of it. */
export interface ISummary {
  job: string;
  command: string;
  path: string;
  cell: string;
  words: string;
  ended: boolean;
  done: boolean;
}

export interface IEdit {
  start: number;
  end: number;
  text: string;
}

export interface ILanding {
  edit?: IEdit;
  attachment?: { name: string; mime: string; data: string };
  error?: string;
}

async function request(path: string, body?: object): Promise<Response> {
  const settings = ServerConnection.makeSettings();
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const address = URLExt.join(settings.baseUrl, 'limner', path);
  const response = await ServerConnection.makeRequest(address, init, settings);
  if (!response.ok) {
    throw await ServerConnection.ResponseError.create(response);
  }
  return response;
}

/** Send a body, or just ask, and return the answer. */
export async function call<T>(path: string, body?: object): Promise<T> {
  return (await request(path, body)).json();
}

/** Yield what the server tells, line by line. */
export async function* listen(path: string, body?: object): AsyncGenerator<IEvent> {
  const response = await request(path, body);
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      yield JSON.parse(line);
    }
  }
}
