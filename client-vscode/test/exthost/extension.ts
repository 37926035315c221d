import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

const TEXT = 'We saw a beach sunset.\n';
const WORDS = 'a beach sunset';

/** Opens *content* with the words selected. */
async function opened(content: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  const start = content.indexOf(WORDS);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(start + WORDS.length));
  return vscode.window.showTextDocument(document, { selection });
}

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition()); ) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function define(): void {
  describe('the extension', () => {
    const found = vscode.extensions.getExtension('limner.limner');

    before(async () => {
      await found?.activate();
      await until(async () => (await vscode.commands.getCommands()).includes('limner.expand'), 'the server runs');
    });

    it('offers every command of its manifest, and only the server’s own beside them', async () => {
      const declared: string[] = found?.packageJSON.contributes.commands.map(({ command }: vscode.Command) => command);
      const registered = (await vscode.commands.getCommands()).filter((id) => id.startsWith('limner.'));

      assert.deepEqual(
        declared.filter((id) => !registered.includes(id)),
        [],
      );
      assert.ok(registered.filter((id) => !declared.includes(id)).includes('limner.draw'));
    });

    for (const language of ['markdown', 'latex', 'python', 'plaintext']) {
      it(`expands words in ${language}, and one undo restores them`, async () => {
        const { document } = await opened(TEXT, language);
        await vscode.commands.executeCommand('limner.palette.expand');
        await until(() => document.getText().length > TEXT.length + 100, 'the prompt is in the text');
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), TEXT);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });
    }

    it('offers code actions of its own kind only, none of them preferred', async () => {
      const { document, selection } = await opened(TEXT);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        selection,
      );
      const own = actions.filter(({ kind }) => kind?.value.includes('limner'));

      assert.equal(own.length, 4);
      assert.ok(
        own.every(({ kind, isPreferred }) => kind?.value.startsWith('refactor.rewrite.limner.') && !isPreferred),
      );
    });

    it('does nothing on save, whatever a folder’s settings ask for', async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath as string;
      const file = path.join(folder, 'saved.md');
      fs.writeFileSync(file, TEXT);
      const kinds = [
        'refactor.rewrite.limner',
        'refactor.rewrite.limner.draw',
        'refactor.rewrite',
        'source.limner',
        'quickfix',
      ];
      const onSave = Object.fromEntries(kinds.map((kind) => [kind, 'always']));
      await vscode.workspace
        .getConfiguration('editor')
        .update('codeActionsOnSave', onSave, vscode.ConfigurationTarget.Workspace);
      const document = await vscode.workspace.openTextDocument(file);
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '![](missing.png)\n'));
      await document.save();
      await new Promise((resolve) => setTimeout(resolve, 2000));

      assert.equal(fs.readFileSync(file, 'utf8'), `${TEXT}![](missing.png)\n`);
      assert.equal(fs.existsSync(path.join(folder, 'missing.png')), false);
    });

    it('attaches a picture to the notebook’s cell that shows it, where that is wished', async () => {
      const settings = vscode.workspace.getConfiguration('limner');
      await settings.update('notebook.attachment', true, vscode.ConfigurationTarget.Workspace);
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath as string;
      const file = path.join(folder, 'book.ipynb');
      const source = { cell_type: 'markdown', metadata: {}, source: [TEXT] };
      fs.writeFileSync(file, JSON.stringify({ cells: [source], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
      await vscode.window.showNotebookDocument(notebook);
      const cell = notebook.cellAt(0);
      const start = TEXT.indexOf(WORDS);
      await vscode.commands.executeCommand('limner.draw', {
        uri: cell.document.uri.toString(),
        range: { start: { line: 0, character: start }, end: { line: 0, character: start + WORDS.length } },
      });
      await until(() => Boolean(notebook.cellAt(0).metadata.attachments), 'the picture is attached');

      const [name, held] = Object.entries<Record<string, string>>(notebook.cellAt(0).metadata.attachments)[0] ?? [
        '',
        {},
      ];
      assert.ok(name && notebook.cellAt(0).document.getText().includes(`](attachment:${name})`));
      assert.equal(held['image/png'], fs.readFileSync(path.join(folder, name)).toString('base64'));
    });

    it('starts anew, and works', async () => {
      await vscode.commands.executeCommand('limner.palette.restart');
      const { document } = await opened(TEXT);
      await vscode.commands.executeCommand('limner.palette.insertPrompt');
      await until(() => document.getText().includes('limner-prompt'), 'the prompt is in the text');
    });
  });
}
