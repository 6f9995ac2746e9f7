import { errorChain, serviceAnswer, statusOf } from './error-parts.ts';

/** What ARM says where it does not know the type, or this version of it. */
const unregistered =
  /^(?:NoRegisteredProviderFound|InvalidResourceType|MissingApiVersionParameter)$/;

/** Whether ARM refused a request because it knows no such type in that version of the interface. */
export function isUnregistered(error: unknown): boolean {
  return errorChain(error).some((part) => {
    const code = serviceAnswer(part)?.code;
    return statusOf(part) === 400 && typeof code === 'string' && unregistered.test(code);
  });
}
