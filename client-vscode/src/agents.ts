// Names Limner's MCP server to the editor's agent mode, where this editor has one: the tools are the server's own.
import * as vscode from 'vscode';
import type { Server } from './server';

/** Newer editors have these; see `registerMcpServerDefinitionProvider` in their API. */
const newer = vscode as unknown as {
  lm?: {
    registerMcpServerDefinitionProvider?(id: string, provider: object): vscode.Disposable;
  };
  McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: string[],
    env: Record<string, string>,
    version: string,
  ) => { cwd?: vscode.Uri };
};

/** Registers the server, as it is started for the window; returns what names it, where there is somebody to name it to. */
export function nameToAgents(context: vscode.ExtensionContext, server: Server): object | undefined {
  const { lm, McpStdioServerDefinition: Definition } = newer;
  if (!lm?.registerMcpServerDefinitionProvider || !Definition) {
    return undefined;
  }
  const changed = new vscode.EventEmitter<void>();
  let ran = server.runs();
  const { version } = context.extension.packageJSON as { version: string };
  const provider = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: async () => {
      const how = await server.how();
      if (!how) {
        return [];
      }
      const env = Object.entries(how.options?.env ?? {}).filter((pair): pair is [string, string] => Boolean(pair[1]));
      const definition = new Definition(
        'Limner',
        how.command,
        [...(how.args ?? []), 'mcp'],
        Object.fromEntries(env),
        version,
      );
      definition.cwd = vscode.workspace.workspaceFolders?.[0]?.uri;
      return [definition];
    },
  };
  context.subscriptions.push(
    changed,
    lm.registerMcpServerDefinitionProvider('limner', provider),
    server.changed(() => {
      if (ran !== server.runs()) {
        ran = server.runs();
        changed.fire();
      }
    }),
  );
  return provider;
}
