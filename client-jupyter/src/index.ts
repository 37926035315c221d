import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { IEditorTracker } from '@jupyterlab/fileeditor';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { editIcon, imageIcon } from '@jupyterlab/ui-components';
import { Jobs } from './jobs';
import { IOpen, currentPlace, selected } from './place';

/** The commands on selected words, and the titles of the palette and the menus. */
const COMMANDS = [
  { name: 'expand', label: 'Expand into an Image Prompt', icon: editIcon },
  { name: 'insert', label: 'Insert an Image Prompt Below', icon: editIcon },
  { name: 'draw', label: 'Draw and Insert the Image', icon: imageIcon },
  { name: 'vary', label: 'Insert Prompt Variations', icon: editIcon },
  { name: 'alt', label: 'Write the Alt Text of the Image Here', icon: editIcon }
];

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'limner-jupyterlab:plugin',
  description: 'Turns selected words into image prompts and pictures.',
  autoStart: true,
  requires: [INotebookTracker, IEditorTracker, ISettingRegistry],
  optional: [ICommandPalette],
  activate: async (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    editors: IEditorTracker,
    registry: ISettingRegistry,
    palette: ICommandPalette | null
  ) => {
    const open: IOpen = { app, notebooks, editors };
    const jobs = new Jobs(open, await registry.load(plugin.id));
    const add = (
      name: string,
      label: string,
      icon: typeof editIcon,
      execute: () => Promise<void>
    ) => {
      const command = `limner:${name}`;
      app.commands.addCommand(command, {
        label: args => (args.isPalette ? `Limner: ${label}` : label),
        caption: label,
        icon,
        describedBy: { args: { type: 'object', properties: {} } },
        isEnabled: () => currentPlace(open) !== null,
        execute
      });
      palette?.addItem({ command, category: 'Limner', args: { isPalette: true } });
    };
    for (const { name, label, icon } of COMMANDS) {
      add(name, label, icon, async () => {
        const place = currentPlace(open)!;
        const range = selected(place);
        if (!range) {
          Notification.warning('Select a few words that say what to depict.', { autoClose: 5000 });
          return;
        }
        if (!place.rendered) {
          // After a context menu the focus is on the page: letters typed now would be lost.
          place.editor?.focus();
        }
        await jobs.start(name, place, range);
      });
    }
    add('missing', 'Draw Missing Pictures', imageIcon, () => jobs.drawMissing(currentPlace(open)!));
    void app.restored.then(() => jobs.resume());
  }
};

export default plugin;
