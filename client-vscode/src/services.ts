// Sets up who writes and who draws: found, listed, tried once, and only then written into the person's own settings.
import * as vscode from 'vscode';
import { keepKey, keyFor } from './keys';
import { modelName, models, whileTrying } from './models';
import type { Server } from './server';
import { keepOwn, ownValue } from './settings';
import { authority, OPENAI, wrongKey } from './variables';

interface Found {
  name: string;
  baseUrl: string;
  writes: string[];
  draws: string[];
  problem: string;
}

interface Failed {
  error?: string;
}

interface Trial extends Failed {
  seconds: number;
  prompt: string;
  notes: string[];
}

/** A service as it was chosen. */
interface Choice {
  baseUrl: string;
  key: string;
}

interface Entry extends vscode.QuickPickItem {
  run?: () => Promise<void>;
}

/** Servers that are listed even where they do not run, each with how it is started. */
const KNOWN: Record<string, string> = {
  Ollama: 'ollama serve',
  'LM Studio': 'Developer → Start Server',
  'llama.cpp': 'llama-server -m MODEL.gguf',
};

const LOCAL = 'on this machine';

/** Lets the person choose who writes and who draws. */
export async function setUpServices(context: vscode.ExtensionContext, server: Server): Promise<void> {
  const looking = { location: vscode.ProgressLocation.Notification, title: 'Limner looks for models' };
  const [{ servers = [] }, own] = await vscode.window.withProgress(looking, () =>
    Promise.all([
      server.ask<{ servers?: Found[] }>('limner/setup', { what: 'find' }),
      models().catch((): readonly vscode.LanguageModelChat[] => []),
    ]),
  );
  const entries = [
    heading('Who writes'),
    ...(own.length > 0 ? [ownModels(server, own)] : []),
    ...servers.filter(({ writes, problem }) => writes.length > 0 || problem).map((found) => local(server, found)),
    ...missing(servers),
    heading('Who writes and draws'),
    {
      label: '$(key) OpenAI, with a key…',
      description: 'api.openai.com',
      run: () => withKey(context, server, OPENAI),
    },
    {
      label: '$(globe) Another address…',
      description: 'any OpenAI-compatible service',
      run: () => other(context, server),
    },
    ...servers.filter(({ draws }) => draws.length > 0).map(drawing),
    heading('Without a model'),
    {
      label: '$(circle-slash) Limner by itself',
      description: 'its own words and sketches, nothing leaves this machine',
      run: () => keepOwn({ engine: 'offline' }),
    },
  ];
  const title = 'Set up Limner: who writes your prompts, and who draws?';
  const chosen = await vscode.window.showQuickPick<Entry>(entries, {
    title,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  await chosen?.run?.();
}

function heading(label: string): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function ownModels(server: Server, own: readonly vscode.LanguageModelChat[]): Entry {
  const run = async () => {
    const items = own.map((model) => ({ label: model.name, description: modelName(model), model: modelName(model) }));
    const title = 'Which of this editor’s own models should write your prompts?';
    const chosen = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true, matchOnDescription: true });
    if (chosen) {
      const { model } = chosen;
      const ask = { what: 'try', provider: 'editor', model };
      if (await tried(model, () => whileTrying(() => server.ask<Trial>('limner/setup', ask)))) {
        await keepOwn({
          engine: undefined,
          'chat.provider': 'editor',
          'chat.model': model,
          allowedHosts: withHost('vscode.lm'),
        });
        thank(`${chosen.label} writes your prompts now.`);
      }
    }
  };
  return {
    label: '$(sparkle) This editor’s own models…',
    description: `${own.length} of ${[...new Set(own.map(({ vendor }) => vendor))].join(', ')}, no key needed`,
    run,
  };
}

function local(server: Server, { name, baseUrl, writes, problem }: Found): Entry {
  const where = baseUrl.replace(/^https?:\/\/|\/v1$/g, '');
  if (problem) {
    return { label: `$(warning) ${name}`, description: `${where} ${problem}` };
  }
  const many = writes.length === 1 ? writes[0] : `${writes.length} models`;
  const run = () => chooseWriter(server, { baseUrl, key: '' }, name, writes);
  return { label: `$(server) ${name}…`, description: `${where}, ${many}`, run };
}

/** Servers that people have often, and that do not run now. */
function missing(found: Found[]): Entry[] {
  return Object.entries(KNOWN)
    .filter(([name]) => found.every((server) => server.name !== name))
    .map(([name, start]) => ({ label: `$(circle-outline) ${name}`, description: `does not run ${LOCAL}: ${start}` }));
}

function drawing({ name, baseUrl, draws }: Found): Entry {
  const run = async () => {
    const model = await oneOf(draws, `Which model of ${name} should draw?`);
    if (model) {
      await keepOwn({ 'image.baseUrl': baseUrl, 'image.model': model });
      thank(`${model} draws your pictures now.`);
    }
  };
  return { label: `$(device-camera) ${name} draws…`, description: draws.join(', '), run };
}

async function withKey(context: vscode.ExtensionContext, server: Server, baseUrl: string): Promise<void> {
  const host = authority(baseUrl);
  const key = await vscode.window.showInputBox({
    title: `Key for ${host}`,
    prompt: `It is tried once, and then kept in the editor’s secret storage. With it you agree that words you choose are sent to ${host}.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text ? wrongKey(text.trim()) : undefined),
  });
  if (!key?.trim()) {
    return;
  }
  const choice = { baseUrl, key: key.trim() };
  const listed = await list(server, choice, 'chat');
  if (!listed) {
    return;
  }
  if (baseUrl === OPENAI) {
    // The models stay as they are set: OpenAI's own are the defaults. A list that came is a key that works.
    await keepOwn({
      engine: undefined,
      'chat.provider': undefined,
      'chat.baseUrl': undefined,
      'image.baseUrl': undefined,
    });
    await keepKey(context, baseUrl, choice.key);
    thank('OpenAI writes and draws for you now.');
  } else {
    await chooseWriter(server, choice, host, listed, () => keepKey(context, baseUrl, choice.key));
  }
}

async function other(context: vscode.ExtensionContext, server: Server): Promise<void> {
  const address = await vscode.window.showInputBox({
    title: 'Address of the service',
    prompt: 'The base URL of an OpenAI-compatible service, which mostly ends in /v1.',
    placeHolder: 'https://example.org/v1',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^https?:\/\/[^\s/]+/.test(text.trim()) ? undefined : 'It begins with https:// (or http:// on this machine).',
  });
  if (!address) {
    return;
  }
  const baseUrl = address.trim().replace(/\/+$/, '');
  const kept = await keyFor(context, baseUrl);
  const needs = kept ? 'Use the key that is kept' : 'No key';
  const answer = await oneOf([needs, 'With a key…'], `Does ${authority(baseUrl)} want a key?`);
  if (answer === 'With a key…') {
    await withKey(context, server, baseUrl);
  } else if (answer) {
    const choice = { baseUrl, key: kept ?? '' };
    const listed = await list(server, choice, 'chat');
    if (listed) {
      await chooseWriter(server, choice, authority(baseUrl), listed);
    }
  }
}

/** Has the person choose a model, tries it, and keeps it when it works. */
async function chooseWriter(
  server: Server,
  { baseUrl, key }: Choice,
  name: string,
  listed: string[],
  keepToo: () => Promise<void> = async () => {},
): Promise<void> {
  const model = await oneOf(listed, `Which model of ${name} should write your prompts?`);
  const ask = { what: 'try', baseUrl, model, key };
  if (model && (await tried(model, () => server.ask<Trial>('limner/setup', ask)))) {
    const host = authority(baseUrl);
    const agreed = /^(localhost|127\.|\[::1\])/.test(host) ? {} : { allowedHosts: withHost(host) };
    await keepOwn({
      engine: undefined,
      'chat.provider': undefined,
      'chat.baseUrl': baseUrl,
      'chat.model': model,
      ...agreed,
    });
    await keepToo();
    thank(`${model} of ${name} writes your prompts now.`);
  }
}

/** The models of a service; `undefined` when it could not be asked, which the person is told. */
async function list(server: Server, { baseUrl, key }: Choice, kind: string): Promise<string[] | undefined> {
  const ask = { what: 'models', kind, baseUrl, key };
  const progress = { location: vscode.ProgressLocation.Notification, title: `Limner asks ${authority(baseUrl)}` };
  const { models: listed, error } = await vscode.window.withProgress(progress, () =>
    server.ask<Failed & { models?: string[] }>('limner/setup', ask),
  );
  if (error) {
    void vscode.window.showErrorMessage(error);
  }
  return error ? undefined : (listed ?? []);
}

/** Lets a model write one prompt, and says whether the person wants to keep it. */
async function tried(model: string, work: () => Promise<Trial>): Promise<boolean> {
  const title = `${model} writes a prompt for “a red fox in the snow at dusk”`;
  const progress = { location: vscode.ProgressLocation.Notification, title };
  const { error, seconds, prompt, notes = [] } = await vscode.window.withProgress(progress, work);
  if (error) {
    const anyway = 'Use It Anyway';
    const detail = { modal: true, detail: error };
    return (
      (await vscode.window.showWarningMessage(`The trial of ${model} did not go well.`, detail, anyway)) === anyway
    );
  }
  const use = 'Use This Model';
  const detail = { modal: true, detail: [`“${prompt}”`, ...notes].join('\n\n') };
  return (await vscode.window.showInformationMessage(`${model} wrote this in ${seconds} s.`, detail, use)) === use;
}

/** One of *names*, or another one where there are none to choose from. */
async function oneOf(names: string[], title: string): Promise<string | undefined> {
  return names.length > 0
    ? vscode.window.showQuickPick(names, { title, ignoreFocusOut: true })
    : vscode.window.showInputBox({ title, prompt: 'It lists none: say its name.', ignoreFocusOut: true });
}

function withHost(host: string): string[] {
  return [...new Set([...(ownValue<string[]>('allowedHosts') ?? []), host])];
}

function thank(message: string): void {
  const sample = 'Open Sample Document';
  void vscode.window.showInformationMessage(message, sample).then((answer) => {
    if (answer) {
      void vscode.commands.executeCommand('limner.palette.sample');
    }
  });
}
