import * as vscode from 'vscode';
import type { AgentSession, LogKind } from '../../core/facts/session-log.ts';
import { kindWords } from '../../core/session-log/words.ts';
import type { FoundSessions } from './find-sessions.ts';
import { describeSession, describeUse, kindNames } from './words.ts';

/** Which log, and whether it is read as it stands or followed. */
export interface ChosenLog {
  session: AgentSession;
  kind: LogKind;
  follow: boolean;
}

interface SessionItem extends vscode.QuickPickItem {
  session: AgentSession;
}

type Way = Pick<ChosenLog, 'kind' | 'follow'>;

/** A button of the list: what it shows now, what it says, and what is chosen after a press. */
interface WayButton extends vscode.QuickInputButton {
  then: Way;
}

/**
 * Asks for a session. Its console log is read unless a button of the list says otherwise, for this
 * list only. Throws a CancellationError where the user leaves.
 */
export function chooseSession({ of, sessions }: FoundSessions): Promise<ChosenLog> {
  const list = vscode.window.createQuickPick<SessionItem>();
  list.title = `Sessions of agent ${of.agent}`;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.ignoreFocusOut = true;
  const now = Date.now();
  list.items = sessions.map((session) => ({
    session,
    label: session.id,
    description: describeSession(session),
    detail: describeUse(session, now),
  }));
  let way: Way = { kind: 'console', follow: false };
  const go = (next: Way): void => {
    way = next;
    list.buttons = buttonsFor(way);
    list.placeholder = `Choose the session whose ${kindNames[way.kind].toLowerCase()} log to ${way.follow ? 'follow' : 'read'}: ${kindWords[way.kind]}`;
  };
  go(way);
  return new Promise<ChosenLog>((resolve, reject) => {
    list.onDidTriggerButton((button) => go((button as WayButton).then));
    list.onDidAccept(() => {
      const [chosen] = list.selectedItems;
      if (chosen === undefined) return;
      resolve({ session: chosen.session, ...way });
      list.hide();
    });
    // A promise that is settled already stays as it is.
    list.onDidHide(() => reject(new vscode.CancellationError()));
    list.show();
  }).finally(() => list.dispose());
}

/** One button for each other way: another kind of log, and following instead of reading. */
function buttonsFor(way: Way): WayButton[] {
  const kind = way.kind === 'console' ? 'system' : 'console';
  return [
    {
      iconPath: new vscode.ThemeIcon(kind === 'system' ? 'server-process' : 'terminal'),
      tooltip: `${kindNames[kind]} Log: ${kindWords[kind]}`,
      then: { ...way, kind },
    },
    way.follow
      ? {
          iconPath: new vscode.ThemeIcon('file'),
          tooltip: 'Read It as It Stands',
          then: { ...way, follow: false },
        }
      : {
          iconPath: new vscode.ThemeIcon('broadcast'),
          tooltip: 'Follow It Live',
          then: { ...way, follow: true },
        },
  ];
}
