import type { Adapter } from '../model/adapter.ts';
import { agents } from './agents.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { cursor } from './cursor.ts';
import { geminiCli } from './gemini-cli.ts';
import { githubCopilot } from './github-copilot.ts';
import { opencode } from './opencode.ts';

/** Every harness the client can place things for. A new one is a file beside this one and a line here. */
export const adapters: readonly Adapter[] = [claudeCode, codex, agents, cursor, geminiCli, githubCopilot, opencode];
