// Choices that end in a setting. What there is to choose stands in the manifest, made from the server's own data.
import * as vscode from 'vscode';
import { change, declared } from './settings';

const OTHER = 'Another style…';
const NONE = 'No style';

/** Lets the person choose the image generator that prompts are written for. */
export async function chooseDialect(context: vscode.ExtensionContext): Promise<void> {
  const { enum: ids = [], enumDescriptions: names = [] } = declared(context.extension)['limner.dialect'] ?? {};
  const current = vscode.workspace.getConfiguration('limner').get('dialect');
  const items = ids
    .map((id, index) => ({ label: names[index] ?? id, description: id === current ? `${id} · current` : id, id }))
    .sort((a, b) => Number(b.id === current) - Number(a.id === current));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Image generator that prompts are written for',
    matchOnDescription: true,
  });
  if (chosen) {
    await change('dialect', chosen.id);
  }
}

/** Lets the person choose the style of all pictures here, or say one of their own. */
export async function chooseStyle(context: vscode.ExtensionContext): Promise<void> {
  const current = vscode.workspace.getConfiguration('limner').get<string>('style');
  const { examples = [] } = declared(context.extension)['limner.style'] ?? {};
  const items = [NONE, OTHER, ...examples].map((label) => ({
    label,
    description: label === current || (label === NONE && !current) ? 'current' : '',
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Style of all pictures, unless your words name another',
  });
  if (!chosen) {
    return;
  }
  const style =
    chosen.label === OTHER
      ? await vscode.window.showInputBox({ title: 'Style', value: current, placeHolder: 'linocut in two colours' })
      : chosen.label;
  if (style !== undefined) {
    await change('style', style === NONE ? '' : style);
  }
}
