const longest = 1600; // pixels: enough to read a meter
const enough = 400_000; // bytes: smaller ones go as they are

/** Photographs shrunk on the phone before they are sent, and a recorder beside the file field for sound. */
export default function mount(element: HTMLElement): void {
  const photos = element.querySelector<HTMLInputElement>('input[name="Photos"]');
  const voice = element.querySelector<HTMLInputElement>('input[name="Voice"]');
  photos?.addEventListener('change', () => void shrinkAll(photos, element));
  if (voice && navigator.mediaDevices && 'MediaRecorder' in window) {
    voice.after(recorderFor(voice, element));
  }
}

async function shrinkAll(field: HTMLInputElement, element: HTMLElement): Promise<void> {
  const sent = new DataTransfer();
  for (const file of [...(field.files ?? [])].slice(0, Number(element.dataset['many']))) {
    sent.items.add(await shrink(file));
  }
  field.files = sent.files;
  preview(field, sent.files);
}

/** The drawing has neither place nor camera in it; a picture that this browser cannot draw goes as it is. */
async function shrink(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || file.size < enough) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
    return small && small.size < file.size ? new File([small], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  }
}

function preview(field: HTMLInputElement, files: FileList): void {
  field.parentElement?.querySelector('.photos')?.remove();
  const list = document.createElement('ul');
  list.className = 'photos';
  for (const file of files) {
    if (!file.type.startsWith('image/')) continue;
    const image = document.createElement('img');
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.onload = () => URL.revokeObjectURL(image.src);
    list.appendChild(document.createElement('li')).appendChild(image);
  }
  field.after(list);
}

function recorderFor(field: HTMLInputElement, element: HTMLElement): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn w-100 mt-2';
  button.textContent = element.dataset['record'] ?? '';
  button.setAttribute('aria-live', 'polite');
  let recorder: MediaRecorder | undefined;
  button.addEventListener('click', () => {
    if (recorder?.state === 'recording') {
      recorder.stop();
    } else {
      void record(field, button, element).then((started) => { recorder = started; });
    }
  });
  return button;
}

async function record(field: HTMLInputElement, button: HTMLElement, element: HTMLElement): Promise<MediaRecorder | undefined> {
  try {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(sound);
    const parts: Blob[] = [];
    recorder.ondataavailable = (part) => parts.push(part.data);
    recorder.onstop = () => {
      sound.getTracks().forEach((track) => track.stop());
      keep(field, new Blob(parts, { type: recorder.mimeType }));
      button.textContent = element.dataset['record'] ?? '';
    };
    recorder.start();
    button.textContent = `■ ${element.dataset['stop'] ?? ''}`;
    return recorder;
  } catch {
    button.textContent = element.dataset['mute'] ?? ''; // no microphone, not allowed, or no HTTPS
    return undefined;
  }
}

function keep(field: HTMLInputElement, sound: Blob): void {
  const sent = new DataTransfer();
  sent.items.add(new File([sound], 'voice', { type: sound.type }));
  field.files = sent.files;
  field.parentElement?.querySelector('audio')?.remove();
  const player = document.createElement('audio');
  player.controls = true;
  player.src = URL.createObjectURL(sound);
  field.after(player);
}
