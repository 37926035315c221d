import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

const TEXT = 'We saw a beach sunset.\n';
const WORDS = 'a beach sunset';

/** A red square of 8 by 8 pixels. */
const SQUARE = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8AdMOEQH6QSAM1BAQ/oQeJvAAAAAElFTkSuQmCC';

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

    it('is named to agent mode by the command of the server that runs', async () => {
      const { provideMcpServerDefinitions: provide } = found?.exports.agents ?? {};
      const [definition] = (await provide?.()) ?? [];

      assert.equal(definition?.label, 'Limner');
      assert.deepEqual(definition?.args.slice(-1), ['mcp']);
      assert.ok(fs.existsSync(definition?.command));
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

    describe('with the editor’s own models', () => {
      const models = vscode.extensions.getExtension('limner-test.models');

      /** Chooses a model as the set-up does, and waits until the server runs with it. */
      async function choose(model: string): Promise<void> {
        const settings = vscode.workspace.getConfiguration('limner');
        const values = { 'chat.provider': 'editor', 'chat.model': `test/${model}`, allowedHosts: ['vscode.lm'] };
        for (const [key, value] of Object.entries(values)) {
          await settings.update(key, value, vscode.ConfigurationTarget.Global);
        }
        await vscode.commands.executeCommand('limner.palette.restart');
        await until(async () => (await vscode.commands.getCommands()).includes('limner.expand'), 'the server runs');
      }

      const seen = () => models?.exports.seen as { id: string; messages: { parts: object[] }[]; cancelled: boolean }[];

      after(async () => {
        for (const key of ['chat.provider', 'chat.model', 'allowedHosts']) {
          await vscode.workspace.getConfiguration('limner').update(key, undefined, vscode.ConfigurationTarget.Global);
        }
      });

      it('writes the prompt, from the words alone', async () => {
        await choose('painter');
        const { document } = await opened(TEXT);
        await vscode.commands.executeCommand('limner.palette.expand');
        await until(() => document.getText().length > TEXT.length + 100, 'the prompt is in the text');

        assert.ok(document.getText().includes('wet sand that mirrors an orange and violet sky'), document.getText());
        const asked = JSON.stringify(seen().at(-1)?.messages);
        assert.ok(asked.includes(WORDS) && !asked.includes('We saw'));
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });

      it('selects all of the prompt, and one undo brings words and selection back', async () => {
        const { document } = await opened(TEXT);
        await vscode.commands.executeCommand('limner.palette.expand');
        await until(() => document.getText().length > TEXT.length + 100, 'the prompt is in the text');
        const editor = vscode.window.activeTextEditor as vscode.TextEditor;
        await until(() => document.getText(editor.selection).startsWith('a wide photograph'), 'the prompt is selected');
        assert.equal(document.getText(), TEXT.replace(WORDS, document.getText(editor.selection)));

        await vscode.commands.executeCommand('undo');
        await until(() => document.getText() === TEXT, 'the words are back');
        assert.equal(document.getText(editor.selection), WORDS);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });

      it('stops the model when the job is stopped', async () => {
        await choose('endless');
        const { document } = await opened(TEXT);
        await vscode.commands.executeCommand('limner.palette.expand');
        await until(() => seen().at(-1)?.id === 'endless', 'the model writes');
        await vscode.commands.executeCommand('limner.cancel');
        await until(() => seen().at(-1)?.cancelled === true, 'the model has stopped');

        assert.equal(document.getText(), TEXT);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });

      it('falls back to Limner’s own words when the model fails', async () => {
        await choose('failing');
        const { document } = await opened(TEXT);
        await vscode.commands.executeCommand('limner.palette.expand');
        await until(() => document.getText().length > TEXT.length + 100, 'a prompt is in the text');

        assert.ok(!document.getText().includes('wet sand that mirrors'));
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });

      it('looks at a picture, where the model can', async () => {
        await choose('eyes');
        const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath as string;
        const settings = vscode.workspace.getConfiguration('limner');
        await settings.update('alt.look', 'always', vscode.ConfigurationTarget.Global);
        fs.writeFileSync(path.join(folder, 'square.png'), Buffer.from(SQUARE, 'base64'));
        const file = path.join(folder, 'square.md');
        fs.writeFileSync(file, '![](square.png)\n');
        const document = await vscode.workspace.openTextDocument(file);
        await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 2, 0, 2) });
        await vscode.commands.executeCommand('limner.palette.restart');
        await vscode.commands.executeCommand('limner.palette.writeAlt');
        await until(() => document.getText().includes('red square'), 'the picture is described');

        assert.ok(JSON.stringify(seen().at(-1)?.messages).includes('image/png'));
        await settings.update('alt.look', undefined, vscode.ConfigurationTarget.Global);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });
    });

    it('starts anew, and works', async () => {
      await vscode.commands.executeCommand('limner.palette.restart');
      const { document } = await opened(TEXT);
      await vscode.commands.executeCommand('limner.palette.insertPrompt');
      await until(() => document.getText().includes('limner-prompt'), 'the prompt is in the text');
    });
  });
}
