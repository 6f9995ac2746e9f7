import { Command, InvalidArgumentError } from 'commander';
import type { AccessQuestionFacts } from '../core/questions/access-question-facts.ts';
import { actionForm, isAction } from '../core/questions/asked-action.ts';
import { principalForms } from '../core/questions/asked-principal.ts';
import { parseAskedScope, scopeForms } from '../core/questions/asked-scope.ts';
import { answerCan } from '../core/questions/can.ts';
import { answerCompare } from '../core/questions/compare.ts';
import { answerList } from '../core/questions/list.ts';
import { renderAnswer, type Answer } from '../core/questions/text.ts';
import type { AccessRequest } from '../gather/index.ts';
import { nonEmpty } from './agent-options.ts';
import { verdictExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import { gatherFrom } from './gather-from.ts';
import { addSourceOptions, type Source } from './source.ts';

const formats = {
  text: renderAnswer,
  json: (answer: Answer) => JSON.stringify(answer, null, 2),
} as const satisfies Record<string, (answer: Answer) => string>;

interface QuestionOptions extends Source {
  at: string;
  format: keyof typeof formats;
}

type ExitWith = (code: number) => void;

/** The questions about single principals. Each answer goes to `exitWith` as an exit code. */
export function questionCommands(exitWith: ExitWith): Command[] {
  return [canCommand(exitWith), compareCommand(exitWith), listCommand(exitWith)];
}

/** `foundry-identity can`: may somebody do something somewhere. */
function canCommand(exitWith: ExitWith): Command {
  return withSharedOptions(
    new Command('can')
      .description('say whether somebody may do something; exit code 0 yes, 1 no, 2 undecided')
      .argument('<principal>', principalForms, nonEmpty)
      .argument(
        '<action>',
        'action or data action, such as Microsoft.…/responses/write',
        parseAction,
      )
      .option('--witness', 'ask Azure’s own undocumented checkAccess as well'),
  ).action(
    async (
      principal: string,
      action: string,
      options: QuestionOptions & { witness?: true },
    ): Promise<void> => {
      const facts = await gatherAnswer(options, {
        principals: [principal],
        ...(options.witness && { witness: action }),
      });
      print(answerCan(facts, action), options, exitWith);
    },
  );
}

/** `foundry-identity compare`: where two principals differ. */
function compareCommand(exitWith: ExitWith): Command {
  return withSharedOptions(
    new Command('compare')
      .description('say where two principals differ; exit code 0 same, 1 differ, 2 undecided')
      .argument('<first>', principalForms, nonEmpty)
      .argument('<second>', 'as the first', nonEmpty)
      .option('--action <action>', 'compare them on one action only', parseAction),
  ).action(
    async (
      first: string,
      second: string,
      options: QuestionOptions & { action?: string },
    ): Promise<void> => {
      const facts = await gatherAnswer(options, { principals: [first, second] });
      print(answerCompare(facts, options.action ?? null), options, exitWith);
    },
  );
}

/** `foundry-identity list`: all that somebody may do, by role. */
function listCommand(exitWith: ExitWith): Command {
  return withSharedOptions(
    new Command('list')
      .description('list what somebody may do, by role; exit code 0 complete, 2 not all readable')
      .argument('<principal>', principalForms, nonEmpty),
  ).action(async (principal: string, options: QuestionOptions): Promise<void> => {
    print(answerList(await gatherAnswer(options, { principals: [principal] })), options, exitWith);
  });
}

function withSharedOptions(command: Command): Command {
  command.requiredOption('--at <scope>', scopeForms, parseScope);
  addSourceOptions(command);
  return command.addOption(formatOption(Object.keys(formats), 'how the answer is printed'));
}

function gatherAnswer(
  options: QuestionOptions,
  question: Pick<AccessRequest, 'principals' | 'witness'>,
): Promise<AccessQuestionFacts> {
  return gatherFrom(options, async (connection) => {
    const { gatherAccess } = await import('../gather/index.ts');
    return gatherAccess({ ...question, scope: options.at, ...connection });
  });
}

function print(answer: Answer, { format }: QuestionOptions, exitWith: ExitWith): void {
  process.stdout.write(`${formats[format](answer).trimEnd()}\n`);
  exitWith(verdictExitCodes[answer.verdict]);
}

function parseScope(text: string): string {
  if (parseAskedScope(text) === null) throw new InvalidArgumentError(`Name ${scopeForms}.`);
  return text;
}

function parseAction(text: string): string {
  if (isAction(text)) return text;
  throw new InvalidArgumentError(`Name ${actionForm}.`);
}
