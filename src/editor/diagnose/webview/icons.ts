import check from '@vscode/codicons/src/icons/check.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import markdown from '@vscode/codicons/src/icons/markdown.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import shield from '@vscode/codicons/src/icons/shield.svg';
import skip from '@vscode/codicons/src/icons/debug-step-over.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

/** VS Code's own pictures, as text of this bundle: no font and no further request is needed. */
const pictures = {
  check,
  'circle-slash': circleSlash,
  copy,
  error,
  history,
  info,
  lock,
  markdown,
  pass,
  question,
  refresh,
  save,
  shield,
  skip,
  warning,
};

export type IconName = keyof typeof pictures;

/** A picture that says nothing to a screen reader: words always stand beside it. */
export function icon(name: IconName): Node {
  const parsed = new DOMParser().parseFromString(pictures[name], 'image/svg+xml').documentElement;
  const picture = document.importNode(parsed, true);
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('class', 'icon');
  return picture;
}
