import { SoftphoneError } from '../shared/errors.js';

export type AiToolErrorReason =
  | 'configuration'
  | 'unknown-tool'
  | 'missing-argument'
  | 'failed'
  | 'late'
  | 'bad-answer';

/** A tool call went wrong on this side. The caller heard a polite sentence; this is for the operator. */
export class AiToolError extends SoftphoneError<AiToolErrorReason> {
  override readonly name = 'AiToolError';

  static configuration(what: string, advice: string): AiToolError {
    return new AiToolError('configuration', `${what}.`, { advice });
  }

  static unknownTool(tool: string): AiToolError {
    return new AiToolError('unknown-tool', `The agent called "${tool}", which has no handler.`, {
      advice: 'Add it to tools, or take it from the agent.',
    });
  }

  static missingArgument(tool: string, argument: string): AiToolError {
    return new AiToolError('missing-argument', `The agent called "${tool}" without "${argument}".`, {
      advice: 'The agent was told to ask for it; if it happens often, say so in its system prompt.',
    });
  }

  static failed(tool: string, cause: unknown): AiToolError {
    return new AiToolError('failed', `The tool "${tool}" threw.`, { advice: 'See the cause.', cause });
  }

  static late(tool: string, budgetMs: number): AiToolError {
    return new AiToolError('late', `The tool "${tool}" did not answer within ${budgetMs} ms.`, {
      advice:
        'Accept the wish, answer, and do the slow part afterwards; pass the signal on to what can be stopped.',
    });
  }

  static badAnswer(tool: string): AiToolError {
    return new AiToolError('bad-answer', `The tool "${tool}" did not answer { status, message }.`, {
      advice: 'Return one of the documented statuses and a sentence to speak.',
    });
  }
}
