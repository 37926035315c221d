import { Dialog, showDialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import { IEvent } from './server';

/** Pictures to click; the first one is chosen until another one is. */
class Choices extends Widget {
  private chosen = 0;

  constructor(pictures: string[]) {
    super();
    this.addClass('jp-Limner-choices');
    pictures.forEach((picture, number) => {
      const button = document.createElement('button');
      const image = document.createElement('img');
      image.src = `data:image/jpeg;base64,${picture}`;
      image.alt = `Picture ${number + 1} of ${pictures.length}`;
      button.type = 'button';
      button.append(image);
      button.setAttribute('aria-pressed', String(number === 0));
      button.onclick = () => {
        this.chosen = number;
        this.node
          .querySelectorAll('button')
          .forEach((each, at) => each.setAttribute('aria-pressed', String(at === number)));
      };
      this.node.append(button);
    });
  }

  getValue(): number {
    return this.chosen;
  }
}

/** Ask the person; return the number of their answer, null for none. */
export async function ask(event: IEvent): Promise<number | null> {
  if (event.pictures) {
    const chosen = await showDialog<number>({
      title: event.question,
      body: new Choices(event.pictures),
      buttons: [Dialog.cancelButton(), Dialog.okButton({ label: 'Insert' })]
    });
    return chosen.button.accept ? chosen.value : null;
  }
  const answers = event.answers ?? [];
  const answered = await showDialog({
    title: 'Limner',
    body: event.question,
    buttons: [Dialog.cancelButton(), ...answers.map(label => Dialog.okButton({ label }))],
    // Enter must not pay.
    defaultButton: 0
  });
  return answered.button.accept ? answers.indexOf(answered.button.label) : null;
}
