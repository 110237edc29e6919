import { proposedClaim } from '../../domain/claim-text.ts';
import { newFileLink, sourceFilePath } from '../../domain/new-file-link.ts';
import { parseRemote, repositoryOf } from '../../domain/place.ts';
import { proposeId } from '../../domain/propose-id.ts';
import {
  type AnswerErrors,
  draftSource,
  type Listed,
  readAddress,
  type SourceAnswers,
  withScheme,
} from '../../domain/source-draft.ts';
import { sourceFileText } from '../../domain/source-file-text.ts';

/*
 * The form that writes the file of a source. Nothing is sent: the text is made here, and the link to the host carries
 * it when it is followed.
 */
const names = ['address', 'id', 'ref', 'path', 'owners', 'exclude', 'tiers'] as const;
type Name = (typeof names)[number];

const form = document.querySelector<HTMLFormElement>('#submit-form');
const fieldOf = (name: Name): HTMLInputElement | HTMLTextAreaElement | null =>
  document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#submit-${name}`);
const repository = form?.dataset['repository'];
const listed = JSON.parse(form?.dataset['listed'] ?? '{"ids":[],"places":[],"transports":[]}') as Listed;
/** Fields whose text is no proposal. */
const typed = new Set<Name>();
/** Fields that were left, whose errors are shown. */
const seen = new Set<Name>();
/** Whether a button of the mouse is down, and whether a field was left meanwhile. */
let [isPressed, isLate] = [false, false];

const valueOf = (name: Name): string => fieldOf(name)?.value ?? '';
const linesOf = (name: Name): string[] => valueOf(name).split('\n');

function answers(): SourceAnswers {
  return {
    address: valueOf('address'),
    id: valueOf('id'),
    ref: valueOf('ref'),
    path: valueOf('path'),
    owners: linesOf('owners'),
    exclude: linesOf('exclude'),
    tiers: linesOf('tiers'),
  };
}

/** Fills in what the address tells, where nobody has typed something else. */
function propose(): void {
  const address = readAddress(valueOf('address'));
  const remote = parseRemote(address?.url ?? '')?.repository ?? '';
  const owner = /^github\.com\/([^/]+)\//.exec(remote)?.[1];
  const proposals: Partial<Record<Name, string>> = {
    id: remote === '' ? '' : proposeId(remote, address?.path ?? '', listed.ids),
    ref: address?.ref ?? '',
    path: address?.path ?? '',
    owners: owner === undefined ? '' : `github:${owner}`,
  };
  for (const name of names) {
    const [field, proposal] = [fieldOf(name), proposals[name]];
    if (field && proposal !== undefined && !typed.has(name)) field.value = proposal;
  }
}

function showErrors(errors: AnswerErrors): void {
  for (const name of names) {
    const place = document.getElementById(`submit-${name}-error`);
    const error = seen.has(name) ? errors[name] : undefined;
    if (place) {
      place.textContent = error ?? '';
      place.hidden = error === undefined;
    }
    if (error === undefined) fieldOf(name)?.removeAttribute('aria-invalid');
    else fieldOf(name)?.setAttribute('aria-invalid', 'true');
  }
}

function setText(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
}

function hide(id: string, isHidden: boolean): void {
  const place = document.getElementById(id);
  if (place) place.hidden = isHidden;
}

/** Judges the answers, and shows the file where they make one. */
function update(): AnswerErrors {
  const { draft, errors } = draftSource(answers(), listed);
  showErrors(errors);
  hide('submit-result', !draft);
  const wrong = Object.keys(errors).length;
  const missing = `${wrong} ${wrong === 1 ? 'answer has' : 'answers have'} to be given or changed.`;
  const beside = listed.places.find(({ place }) => repositoryOf(place) === draft?.remote.repository);
  const note = beside ? ` Another part or branch of this repository is listed already, as ${beside.id}.` : '';
  const meant = withScheme(valueOf('address'));
  const taken = meant === undefined ? '' : ` The address is taken as ${meant}.`;
  setText('submit-status', draft ? `The file is ready below.${taken}${note}` : seen.size === 0 ? '' : missing);
  if (!draft) return errors;
  const text = sourceFileText(draft);
  setText('submit-yaml', text);
  setText('submit-file', sourceFilePath(repository, draft.id));
  const link = newFileLink(repository, draft.id, text);
  hide('submit-open', !link);
  if (link) document.querySelector<HTMLAnchorElement>('#submit-link')?.setAttribute('href', link.url);
  const claim = proposedClaim(draft, form?.dataset['claimedAs'] ?? '');
  setText('submit-claim', claim ?? '');
  hide('submit-claimed', claim === undefined);
  setText('submit-note', link?.note ?? '');
  return errors;
}

for (const name of names) {
  fieldOf(name)?.addEventListener('input', () => {
    if (name === 'address') propose();
    // Emptied, it is open to proposals again.
    else if (valueOf(name) === '') typed.delete(name);
    else typed.add(name);
    update();
  });
  fieldOf(name)?.addEventListener('change', () => {
    seen.add(name);
    if (isPressed) isLate = true;
    else update();
  });
}

/*
 * A press takes the focus from a field, and what is said of the field then would move what is pressed away from below
 * the pointer: no click would follow. It is said when the button is let go.
 */
document.addEventListener('mousedown', () => (isPressed = true), { capture: true });
document.addEventListener(
  'mouseup',
  () => {
    isPressed = false;
    // Behind the click, which the browser sends first.
    if (isLate) setTimeout(update);
    isLate = false;
  },
  { capture: true },
);

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  for (const name of names) seen.add(name);
  const errors = update();
  const first = names.find((name) => errors[name] !== undefined);
  if (first !== undefined) fieldOf(first)?.focus();
  else document.getElementById('submit-yaml')?.focus();
});

// A page that comes back has its answers still.
if (valueOf('address') !== '') update();
