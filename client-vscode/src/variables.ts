// What reaches the server through its environment alone: the person's own settings, and keys with their hosts.

/** The variable for a setting, by the server's own rule: `chat.baseUrl` is `LIMNER_CHAT_BASE_URL`. */
export function variableOf(key: string): string {
  return `LIMNER_${key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/\./g, '_')
    .toUpperCase()}`;
}

/** Settings as variables; what is not set says nothing. */
export function variablesOf(settings: Record<string, unknown>): Record<string, string> {
  const set = Object.entries(settings).filter(([, value]) => value !== undefined && value !== '' && value !== null);
  return Object.fromEntries(
    set.map(([key, value]) => [variableOf(key), Array.isArray(value) ? value.join(',') : String(value)]),
  );
}

/** A host that words are sent to, and for what. */
export interface Service {
  /** Host and port, such as `api.openai.com:443`: what a key belongs to and what is agreed to. */
  host: string;
  /** What it does, for people. */
  does: string;
  /** The variable that its key is handed over in. */
  variable: string;
}

export const OPENAI = 'https://api.openai.com/v1';

/** The services that *variables* set up: one for words, one for pictures, or OpenAI for both. */
export function servicesOf(variables: NodeJS.ProcessEnv): Service[] {
  const words = service(variables.LIMNER_CHAT_BASE_URL, 'words', 'LIMNER_CHAT_KEY');
  const pictures = service(variables.LIMNER_IMAGE_BASE_URL, 'pictures', 'LIMNER_IMAGE_KEY');
  if (words && pictures && words.variable === pictures.variable) {
    return [{ ...words, does: 'words and pictures' }];
  }
  return [words, pictures].filter((each) => each !== undefined);
}

/**
 * Hands each service the key that was given for its host, and counts that as consent to the host.
 *
 * A key never follows a base URL to another host: the server takes `OPENAI_API_KEY` for OpenAI alone, and any other key
 * is handed over only together with the base URL it was given for.
 */
export function keyVariables(variables: NodeJS.ProcessEnv, keys: Record<string, string>): Record<string, string> {
  const served = servicesOf(variables).filter(({ host }) => keys[host]);
  if (served.length === 0) {
    return {};
  }
  const agreed = [...(variables.LIMNER_ALLOWED_HOSTS ?? '').split(','), ...served.map(({ host }) => host)];
  return {
    ...Object.fromEntries(served.map(({ host, variable }) => [variable, keys[host] as string])),
    LIMNER_ALLOWED_HOSTS: [...new Set(agreed.filter(Boolean))].join(','),
  };
}

/** Says what is wrong with *key*; `undefined` when it can stand in a request. */
export function wrongKey(key: string): string | undefined {
  return /^[!-~]+$/.test(key) ? undefined : 'A key is one word of plain letters, digits and signs.';
}

/** The host of *baseUrl*, with its port where that is not the usual one. */
export function authority(baseUrl: string): string {
  try {
    return new URL(baseUrl).host;
  } catch {
    return baseUrl;
  }
}

function service(baseUrl: string | undefined, does: string, variable: string): Service | undefined {
  let url: URL;
  try {
    url = new URL(baseUrl || OPENAI);
  } catch {
    return undefined;
  }
  const port = url.port || (url.protocol === 'http:' ? '80' : '443');
  const host = `${url.hostname}:${port}`;
  return { host, does, variable: host === 'api.openai.com:443' ? 'OPENAI_API_KEY' : variable };
}
