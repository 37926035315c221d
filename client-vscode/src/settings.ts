// Reads settings by who has set them.
import * as vscode from 'vscode';

const SECTION = 'limner';

/** Settings of the extension itself; the server has no use for them. */
const OWN = ['command', 'python'];

/** A setting as the manifest declares it. */
interface Property {
  scope: string;
  enum?: string[];
  enumDescriptions?: string[];
  examples?: string[];
}

interface Manifest {
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: { configuration: { properties: Record<string, Property> }[] };
}

/** All settings of the manifest, by their whole names. */
export function declared(extension: vscode.Extension<unknown>): Record<string, Property> {
  const groups = (extension.packageJSON as Manifest).contributes.configuration;
  return Object.assign({}, ...groups.map(({ properties }) => properties));
}

/** The person's own value of a setting; a folder's or workspace's value is not looked at. */
export function ownValue<T>(key: string): T | undefined {
  return vscode.workspace.getConfiguration(SECTION).inspect<T>(key)?.globalValue;
}

/** The person's own values of all settings that a workspace must not decide: handed to the server's environment. */
export function ownValues(extension: vscode.Extension<unknown>): Record<string, unknown> {
  return Object.fromEntries(restricted(extension).map((key) => [key, ownValue(key)]));
}

/** Says whether a change asks for a new server: what it gets through its environment, it gets only at its start. */
export function concernsServer(change: vscode.ConfigurationChangeEvent, extension: vscode.Extension<unknown>): boolean {
  return [...OWN, ...restricted(extension)].some((key) => change.affectsConfiguration(`${SECTION}.${key}`));
}

/** Opens the setting *name*, where it is kept: in a remote window, those of the machine have a page of their own. */
export async function openSetting(name: string): Promise<void> {
  const query = `@id:${name}`;
  const remote = vscode.env.remoteName !== undefined && declared(extensionOf())[name]?.scope === 'machine';
  await (remote
    ? vscode.commands.executeCommand('workbench.action.openRemoteSettings', { query })
    : vscode.commands.executeCommand('workbench.action.openSettings', query));
}

/** What was set for a document, without defaults: a default of the editor must not overrule the project's `limner.toml`. */
export function settingsFor(
  extension: vscode.Extension<unknown>,
  scope: vscode.Uri | undefined,
): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope);
  const properties = declared(extension);
  const keys = Object.keys(properties)
    .filter((name) => properties[name]?.scope !== 'machine')
    .map(bare);
  return Object.fromEntries(
    keys.filter((key) => isSet(configuration.inspect(key))).map((key) => [key, configuration.get(key)]),
  );
}

/**
 * Sets the person's own values, `undefined` to take one back.
 *
 * `Global` is right for every scope: in a remote window, those of the machine go to the remote's settings.
 */
export async function keepOwn(values: Record<string, unknown>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  for (const [key, value] of Object.entries(values)) {
    if (configuration.inspect(key)?.globalValue !== value) {
      await configuration.update(key, value, vscode.ConfigurationTarget.Global);
    }
  }
}

/** Sets a setting where it is set already: for the workspace if it has a value of its own, else for the person. */
export async function change(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  await configuration.update(
    key,
    value,
    inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}

function extensionOf(): vscode.Extension<unknown> {
  return vscode.extensions.getExtension('limner.limner') as vscode.Extension<unknown>;
}

function restricted(extension: vscode.Extension<unknown>): string[] {
  const manifest = extension.packageJSON as Manifest;
  return manifest.capabilities.untrustedWorkspaces.restrictedConfigurations
    .map(bare)
    .filter((key) => !OWN.includes(key));
}

function isSet(values: ReturnType<vscode.WorkspaceConfiguration['inspect']>): boolean {
  return (
    values !== undefined &&
    Object.entries(values).some(
      ([where, value]) => where.endsWith('Value') && !where.startsWith('default') && value !== undefined,
    )
  );
}

function bare(name: string): string {
  return name.slice(SECTION.length + 1);
}
