// Keys of services: kept in the editor's secret storage, each for the one host it was given for.
import * as vscode from 'vscode';
import { ownValues } from './settings';
import { servicesOf, variablesOf, wrongKey } from './variables';

const HOSTS = 'limner.keyHosts';

/** All keys that are kept, by host. */
export async function keptKeys(context: vscode.ExtensionContext): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const host of hostsWithKey(context)) {
    const key = await context.secrets.get(secret(host));
    if (key) {
      keys[host] = key;
    }
  }
  return keys;
}

/** Asks for a key and keeps it; giving a key is consent to its host. */
export async function setKey(context: vscode.ExtensionContext): Promise<void> {
  const host = await chooseHost(context);
  if (!host) {
    return;
  }
  const key = await vscode.window.showInputBox({
    title: `Key for ${bareHost(host)}`,
    prompt: `It stays in the editor’s secret storage. With it you agree that words you choose are sent to ${bareHost(host)}.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text ? wrongKey(text.trim()) : undefined),
  });
  if (key?.trim()) {
    await context.globalState.update(HOSTS, [...new Set([...hostsWithKey(context), host])]);
    await context.secrets.store(secret(host), key.trim());
    await showWhetherKeys(context);
    void vscode.window.showInformationMessage(`Limner now uses ${bareHost(host)}.`);
  }
}

/** Keeps *key* for the host of *baseUrl*; giving it was the consent. */
export async function keepKey(context: vscode.ExtensionContext, baseUrl: string, key: string): Promise<void> {
  const [service] = servicesOf({ LIMNER_CHAT_BASE_URL: baseUrl });
  if (service) {
    await context.globalState.update(HOSTS, [...new Set([...hostsWithKey(context), service.host])]);
    await context.secrets.store(secret(service.host), key);
    await showWhetherKeys(context);
  }
}

/** The key that is kept for the host of *baseUrl*. */
export async function keyFor(context: vscode.ExtensionContext, baseUrl: string): Promise<string | undefined> {
  const [service] = servicesOf({ LIMNER_CHAT_BASE_URL: baseUrl });
  return service && context.secrets.get(secret(service.host));
}

/** Removes a key, and with it the consent to its host. */
export async function clearKey(context: vscode.ExtensionContext): Promise<void> {
  const hosts = hostsWithKey(context);
  const host =
    hosts.length > 1
      ? await pick(
          hosts.map((each) => ({ label: bareHost(each), host: each })),
          'Clear the key for which host?',
        )
      : hosts[0];
  if (!host) {
    return;
  }
  await context.globalState.update(
    HOSTS,
    hosts.filter((each) => each !== host),
  );
  await context.secrets.delete(secret(host));
  await showWhetherKeys(context);
  void vscode.window.showInformationMessage(`The key for ${bareHost(host)} is removed.`);
}

/** Lets menus and the walkthrough know whether a key is kept. */
export async function showWhetherKeys(context: vscode.ExtensionContext): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'limner.hasKey', hostsWithKey(context).length > 0);
}

async function chooseHost(context: vscode.ExtensionContext): Promise<string | undefined> {
  const services = servicesOf({ ...process.env, ...variablesOf(ownValues(context.extension)) });
  const hosts = [...new Set(services.map(({ host }) => host))];
  if (hosts.length < 2) {
    return hosts[0];
  }
  const does = (host: string) =>
    services
      .filter((each) => each.host === host)
      .map((each) => each.does)
      .join(' and ');
  return pick(
    hosts.map((host) => ({ label: bareHost(host), description: does(host), host })),
    'A key for which host?',
  );
}

async function pick(items: (vscode.QuickPickItem & { host: string })[], title: string): Promise<string | undefined> {
  return (await vscode.window.showQuickPick(items, { title }))?.host;
}

function hostsWithKey(context: vscode.ExtensionContext): string[] {
  return context.globalState.get<string[]>(HOSTS, []);
}

function secret(host: string): string {
  return `limner.key ${host}`;
}

function bareHost(host: string): string {
  return host.replace(/:443$/, '');
}
